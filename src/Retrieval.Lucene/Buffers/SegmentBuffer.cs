using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;

namespace Retrieval.Lucene.Buffers;

/// <summary>
/// Documents in memory on their way into an index: <c>writer.AddIndexes(buffer.ToReader())</c> makes a segment of them as
/// <c>writer.AddDocument</c> would, through the writer's codec, in less time. Lucene.Net keeps a term's postings together from the
/// first document on, so that every token changes memory that no cache holds any more; here a token is one entry behind the one before, and
/// the terms are put together once, when the segment is made.
/// <para>
/// Fields may be indexed by the tokens they bring, with documents, frequencies, or one position a term and document (an impact field); have
/// a stored binary value; have a binary doc value. A document has each field at most once, all fields of a name share one type. Not
/// thread-safe.
/// </para>
/// </summary>
/// <param name="similarity">Makes the norms; that of the writer.</param>
public sealed class SegmentBuffer(Similarity similarity)
{
    private readonly Dictionary<string, BufferedField> fields = new(StringComparer.Ordinal);
    private readonly TermTable terms = new();
    private int texts;

    /// <summary>Documents in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that the documents take, about.</summary>
    public long Bytes => terms.Bytes + fields.Values.Sum(static each => each.Bytes);

    /// <summary>Takes a document. After an exception the buffer holds a part of it and must be cleared.</summary>
    /// <exception cref="NotSupportedException">A field asks for what a buffer does not keep.</exception>
    /// <exception cref="ArgumentException">A term is longer than Lucene.Net takes, or a position below 0.</exception>
    public void Add(IEnumerable<IIndexableField> document)
    {
        foreach (IIndexableField field in document)
        {
            BufferedField target = FieldOf(field);
            if (!target.Begin(Count))
                throw Unsupported(field, "two values in a document");
            if (field.IndexableFieldType.IsIndexed)
                target.Invert(Count, field.GetTokenStream(analyzer: null), field.Boost, terms, ++texts, similarity);
            if (field.IndexableFieldType.IsStored)
                target.Stored.Add(Count, field.GetBinaryValue() ?? throw Unsupported(field, "a stored value that is not binary"));
            if (field.IndexableFieldType.DocValueType == DocValuesType.BINARY)
                target.Column.Add(Count, field.GetBinaryValue());
        }

        Count++;
    }

    /// <summary>The documents as a segment, to be read before the buffer is changed.</summary>
    public AtomicReader ToReader() => new BufferReader([.. fields.Values], terms, Count);

    /// <summary>Forgets the documents; their memory is used again.</summary>
    public void Clear()
    {
        foreach (BufferedField field in fields.Values)
            field.Clear();
        terms.Clear();
        Count = texts = 0;
    }

    private BufferedField FieldOf(IIndexableField field)
    {
        IIndexableFieldType type = field.IndexableFieldType;
        if (!fields.TryGetValue(field.Name, out BufferedField? known))
        {
            if (type.IndexOptions > IndexOptions.DOCS_AND_FREQS_AND_POSITIONS)
                throw Unsupported(field, "offsets");
            if (type.StoreTermVectors)
                throw Unsupported(field, "term vectors");
            if (type.DocValueType is not (DocValuesType.NONE or DocValuesType.BINARY))
                throw Unsupported(field, $"{type.DocValueType} doc values");
            fields.Add(field.Name, known = new BufferedField(field.Name, type));
        }

        if (known.Type != type)
            throw Unsupported(field, "another type than before");
        return known;
    }

    private static NotSupportedException Unsupported(IIndexableField field, string what) => new($"field {field.Name} has {what}, which a buffer does not keep");
}
