using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Vectors in a Lucene.Net segment: rows of codes that are mapped into memory and searched where they lie, under the index's own
/// commits, merges and deletes. The bytes are described at <see cref="VectorLayout"/>. Only for fields made by <see cref="VectorField"/>.
/// Opening looks at the places that documents, rows and lists have in one another; the checksum of the whole is verified beside the first searches,
/// which fail from when it is found not to hold, and before any row is merged.
/// </summary>
[DocValuesFormatName(FormatName)]
public sealed class VectorDocValuesFormat : DocValuesFormat
{
    /// <summary>The most values a vector may have: its record must fit a block of Lucene.Net's buffer (32,766 bytes).</summary>
    public const int MaxDimension = 16_000;

    internal const string FormatName = "RetrievalVectors";
    internal const int Version = 1;

    /// <summary>The field's attribute that holds the name of its file.</summary>
    internal const string FileAttribute = FormatName + ".file";

    static VectorDocValuesFormat() => SetDocValuesFormatFactory(new AddedFormat(GetDocValuesFormatFactory(), FormatName, static () => Instance));

    private VectorDocValuesFormat()
    {
    }

    /// <summary>The format; it has no state and may be used by many threads.</summary>
    public static VectorDocValuesFormat Instance { get; } = new();

    /// <summary>
    /// Tells Lucene.Net of this format, so that it can open indexes that use it; the formats known before stay known. To be called before
    /// such an index is opened; calling it again does nothing.
    /// </summary>
    public static void Register() => RuntimeHelpers.RunClassConstructor(typeof(VectorDocValuesFormat).TypeHandle);

    /// <inheritdoc/>
    public override DocValuesConsumer FieldsConsumer(SegmentWriteState state) => new VectorWriter(state);

    /// <inheritdoc/>
    public override DocValuesProducer FieldsProducer(SegmentReadState state) => new VectorReader(state);

    internal static NotSupportedException NotVectors(FieldInfo field)
        => new($"field '{field.Name}' has {field.DocValuesType} values; {FormatName} keeps vectors only: give the field another doc values format");

    internal static string FileName(SegmentInfo segment, string suffix, FieldInfo field)
        => IndexFileNames.SegmentFileName(segment.Name, suffix, "vec" + field.Number.ToString(CultureInfo.InvariantCulture));
}
