using System.Runtime.CompilerServices;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// Columns of numbers and words in a Lucene.Net segment as flat arrays: written and merged in one go, read where they are mapped, under
/// the index's own commits, merges and deletes. Only for fields made by <see cref="ColumnRecord"/>. Two files a field:
/// <code>
/// columns   = header documents:i64 { column } directory checksum:u64 footer
/// directory = { kind:u8 length:u8 name start:i64 end:i64 checksum:u64 } start:i64 count:i64
/// payload   = header documents:i64 { bytes } { end:i64 } footer                            an end a document
/// </code>
/// A column is read where it is mapped, so opening touches the directory alone. The checksum (XxHash3) of the directory is verified when it is
/// opened, that of a column when it is first read, before anything in it is believed; payloads are read one by one, theirs when the integrity of
/// an index is checked.
/// </summary>
[DocValuesFormatName(FormatName)]
public sealed class ColumnDocValuesFormat : DocValuesFormat
{
    internal const string FormatName = "RetrievalColumns";
    internal const int Version = 2;
    internal const string ColumnExtension = "col", PayloadExtension = "pay";

    /// <summary>The field's attribute that holds the name of its files without their extensions.</summary>
    internal const string FileAttribute = FormatName + ".file";

    static ColumnDocValuesFormat() => SetDocValuesFormatFactory(new AddedFormat(GetDocValuesFormatFactory(), FormatName, static () => Instance));

    private ColumnDocValuesFormat()
    {
    }

    /// <summary>The format; it has no state and may be used by many threads.</summary>
    public static ColumnDocValuesFormat Instance { get; } = new();

    /// <summary>
    /// Tells Lucene.Net of this format, so that it can open indexes that use it; the formats known before stay known. To be called before
    /// such an index is opened; calling it again does nothing.
    /// </summary>
    public static void Register() => RuntimeHelpers.RunClassConstructor(typeof(ColumnDocValuesFormat).TypeHandle);

    /// <inheritdoc/>
    public override DocValuesConsumer FieldsConsumer(SegmentWriteState state) => new ColumnWriter(state);

    /// <inheritdoc/>
    public override DocValuesProducer FieldsProducer(SegmentReadState state) => new ColumnReader(state);

    internal static NotSupportedException NotColumns(FieldInfo field)
        => new($"field '{field.Name}' has {field.DocValuesType} values; {FormatName} keeps records of columns only: give the field another doc values format");
}
