using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>The columns of one segment.</summary>
internal sealed class ColumnReader : MappedProducer
{
    private readonly Dictionary<int, DocumentColumns> columns = [];

    public ColumnReader(SegmentReadState state) => OpenAll(state, ColumnDocValuesFormat.FileAttribute, (field, name) =>
    {
        MappedFile file = Map(state, $"{name}.{ColumnDocValuesFormat.ColumnExtension}{field.Number}", ColumnDocValuesFormat.FormatName, ColumnDocValuesFormat.Version);
        MappedFile payloads = Map(state, $"{name}.{ColumnDocValuesFormat.PayloadExtension}{field.Number}", ColumnDocValuesFormat.FormatName, ColumnDocValuesFormat.Version);
        columns.Add(field.Number, new DocumentColumns(file, payloads, state.SegmentInfo.DocCount));
    });

    public override BinaryDocValues GetBinary(FieldInfo field) => columns[field.Number];

    public override IBits GetDocsWithField(FieldInfo field) => new Bits.MatchAllBits(columns[field.Number].MaxDoc);

    protected override NotSupportedException NotOurs(FieldInfo field) => ColumnDocValuesFormat.NotColumns(field);
}
