using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Opens all vector files of one segment at once, for they may be deleted while the reader still lives; closing it unmaps them.
/// </summary>
internal sealed class VectorReader : DocValuesProducer
{
    private readonly Dictionary<int, SegmentVectors> vectors = [];
    private readonly List<MappedFile> files = [];

    public VectorReader(SegmentReadState state)
    {
        try
        {
            foreach (FieldInfo field in state.FieldInfos)
            {
                if (field.GetAttribute(VectorDocValuesFormat.FileAttribute) is { } name)
                    Open(state, field, name);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override BinaryDocValues GetBinary(FieldInfo field) => vectors[field.Number];

    public override IBits GetDocsWithField(FieldInfo field) => new DocumentsWithVector(vectors[field.Number]);

    public override NumericDocValues GetNumeric(FieldInfo field) => throw VectorDocValuesFormat.NotVectors(field);

    public override SortedDocValues GetSorted(FieldInfo field) => throw VectorDocValuesFormat.NotVectors(field);

    public override SortedSetDocValues GetSortedSet(FieldInfo field) => throw VectorDocValuesFormat.NotVectors(field);

    /// <summary>The files are mapped, not held.</summary>
    public override long RamBytesUsed() => 0;

    public override void CheckIntegrity()
    {
        foreach (SegmentVectors segment in vectors.Values)
            segment.Verify();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (MappedFile file in files)
            file.Dispose();
        files.Clear();
    }

    private void Open(SegmentReadState state, FieldInfo field, string name)
    {
        var file = new MappedFile(state.Directory, name, VectorDocValuesFormat.FormatName, VectorDocValuesFormat.Version, state.Context);
        files.Add(file);
        vectors.Add(field.Number, new SegmentVectors(file, state.SegmentInfo.DocCount));
    }

    private sealed unsafe class DocumentsWithVector(SegmentVectors segment) : IBits
    {
        public int Length => segment.MaxDoc;

        public bool Get(int index) => segment.Rows[index] >= 0;
    }
}
