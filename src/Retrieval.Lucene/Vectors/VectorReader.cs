using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Vectors;

/// <summary>The vectors of one segment.</summary>
internal sealed class VectorReader : MappedProducer
{
    private readonly Dictionary<int, SegmentVectors> vectors = [];

    public VectorReader(SegmentReadState state) => OpenAll(state, VectorDocValuesFormat.FileAttribute, (field, name) =>
        vectors.Add(field.Number, new SegmentVectors(Map(state, name, VectorDocValuesFormat.FormatName, VectorDocValuesFormat.Version), state.SegmentInfo.DocCount)));

    public override BinaryDocValues GetBinary(FieldInfo field) => vectors[field.Number];

    public override IBits GetDocsWithField(FieldInfo field) => new DocumentsWithVector(vectors[field.Number]);

    protected override NotSupportedException NotOurs(FieldInfo field) => VectorDocValuesFormat.NotVectors(field);

    private sealed unsafe class DocumentsWithVector(SegmentVectors segment) : IBits
    {
        public int Length => segment.MaxDoc;

        public bool Get(int index) => segment.Rows[index] >= 0;
    }
}
