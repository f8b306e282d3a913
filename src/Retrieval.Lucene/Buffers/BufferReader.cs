using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Buffers;

/// <summary>A buffer's documents as Lucene.Net reads a segment.</summary>
internal sealed class BufferReader : AtomicReader
{
    private readonly BufferedField[] fields;
    private readonly BufferFields postings;

    public BufferReader(BufferedField[] fields, TermTable terms, int documents)
    {
        this.fields = fields;
        MaxDoc = documents;
        FieldInfos = new FieldInfos([.. fields.Select(static (field, number) => InfoOf(field, number))]);
        int[] sorted = terms.Sorted();
        var inverted = new SortedDictionary<string, InvertedField>(StringComparer.Ordinal);
        foreach (BufferedField field in fields.Where(static field => field.Type.IsIndexed))
        {
            if (field.Inverted(sorted) is { Terms.Length: > 0 } found)
                inverted.Add(field.Name, found);
        }

        postings = new BufferFields(inverted, terms);
        foreach (BufferedField field in fields.Where(static field => field.Type.DocValueType == DocValuesType.BINARY))
            field.Column.PadTo(documents);
    }

    public override int MaxDoc { get; }

    public override int NumDocs => MaxDoc;

    public override FieldInfos FieldInfos { get; }

    public override Fields Fields => postings;

    public override IBits? LiveDocs => null;

    public override void Document(int docID, StoredFieldVisitor visitor)
    {
        for (int number = 0; number < fields.Length; number++)
        {
            if (!fields[number].Stored.Get(docID))
                continue;
            FieldInfo info = FieldInfos.FieldInfo(number);
            StoredFieldVisitor.Status needed = visitor.NeedsField(info);
            if (needed == StoredFieldVisitor.Status.STOP)
                return;
            if (needed == StoredFieldVisitor.Status.YES)
                visitor.BinaryField(info, fields[number].Stored.ToArray(docID));
        }
    }

    public override BinaryDocValues? GetBinaryDocValues(string field) => ColumnOf(field);

    public override IBits? GetDocsWithField(string field) => ColumnOf(field);

    public override NumericDocValues? GetNormValues(string field)
        => Array.Find(fields, each => each.Name == field && each.HasNorms) is { } found ? new BufferedNorms(found.Norms(MaxDoc)) : null;

    public override NumericDocValues? GetNumericDocValues(string field) => null;

    public override SortedDocValues? GetSortedDocValues(string field) => null;

    public override SortedSetDocValues? GetSortedSetDocValues(string field) => null;

    public override Fields? GetTermVectors(int docID) => null;

    /// <summary>Memory has no checksums.</summary>
    public override void CheckIntegrity()
    {
    }

    protected override void DoClose()
    {
    }

    private BufferedValues? ColumnOf(string field)
        => Array.Find(fields, each => each.Name == field && each.Type.DocValueType == DocValuesType.BINARY)?.Column;

    private static FieldInfo InfoOf(BufferedField field, int number) => new(
        field.Name,
        field.Type.IsIndexed,
        number,
        storeTermVector: false,
        omitNorms: field.Type.OmitNorms,
        storePayloads: false,
        field.Type.IsIndexed ? field.Type.IndexOptions : IndexOptions.NONE,
        field.Type.DocValueType,
        field.HasNorms ? DocValuesType.NUMERIC : DocValuesType.NONE,
        attributes: null);

    private sealed class BufferedNorms(long[] norms) : NumericDocValues
    {
        public override long Get(int docID) => norms[docID];
    }
}
