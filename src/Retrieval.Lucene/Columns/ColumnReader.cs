using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>Opens the columns of one segment, for their files may be deleted while the reader still lives; closing it unmaps them.</summary>
internal sealed class ColumnReader : DocValuesProducer
{
    private readonly Dictionary<int, DocumentColumns> columns = [];
    private readonly List<MappedFile> files = [];

    public ColumnReader(SegmentReadState state)
    {
        try
        {
            foreach (FieldInfo field in state.FieldInfos)
            {
                if (field.GetAttribute(ColumnDocValuesFormat.FileAttribute) is not { } name)
                    continue;
                MappedFile file = Open(state, $"{name}.{ColumnDocValuesFormat.ColumnExtension}{field.Number}", isVerified: true);
                MappedFile payloads = Open(state, $"{name}.{ColumnDocValuesFormat.PayloadExtension}{field.Number}", isVerified: false);
                columns.Add(field.Number, new DocumentColumns(file, payloads, state.SegmentInfo.DocCount));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override BinaryDocValues GetBinary(FieldInfo field) => columns[field.Number];

    public override IBits GetDocsWithField(FieldInfo field) => new Bits.MatchAllBits(columns[field.Number].MaxDoc);

    public override NumericDocValues GetNumeric(FieldInfo field) => throw ColumnDocValuesFormat.NotColumns(field);

    public override SortedDocValues GetSorted(FieldInfo field) => throw ColumnDocValuesFormat.NotColumns(field);

    public override SortedSetDocValues GetSortedSet(FieldInfo field) => throw ColumnDocValuesFormat.NotColumns(field);

    /// <summary>The files are mapped, not held.</summary>
    public override long RamBytesUsed() => 0;

    public override void CheckIntegrity()
    {
        foreach (MappedFile file in files)
            file.VerifyChecksum();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (MappedFile file in files)
            file.Dispose();
        files.Clear();
    }

    private MappedFile Open(SegmentReadState state, string name, bool isVerified)
    {
        var file = new MappedFile(state.Directory, name, ColumnDocValuesFormat.FormatName, ColumnDocValuesFormat.Version, state.Context, isVerified);
        files.Add(file);
        return file;
    }
}
