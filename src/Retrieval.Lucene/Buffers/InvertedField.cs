using Lucene.Net.Index;

namespace Retrieval.Lucene.Buffers;

/// <summary>The postings of a field, term after term, those of a term in the order of documents.</summary>
/// <param name="Terms">Numbers of the field's terms, in the terms' order.</param>
/// <param name="Ends">By a term's number the end of its postings; they begin where those of the term before end.</param>
/// <param name="Postings">The postings.</param>
/// <param name="DocCount">Documents that have a term of the field.</param>
/// <param name="Options">What the postings carry.</param>
internal sealed record InvertedField(int[] Terms, int[] Ends, DocumentPosting[] Postings, int DocCount, IndexOptions Options)
{
    public bool HasFrequencies => Options >= IndexOptions.DOCS_AND_FREQS;

    public bool HasPositions => Options >= IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;

    public (int From, int To) PostingsOf(int term) => (term == 0 ? 0 : Ends[Terms[term - 1]], Ends[Terms[term]]);

    /// <summary>Occurrences in those postings.</summary>
    public long FrequencyOf(int from, int to)
    {
        if (!HasFrequencies)
            return -1;
        if (HasPositions)
            return to - from;
        long sum = 0;
        foreach (DocumentPosting posting in Postings.AsSpan(from, to - from))
            sum += posting.Value;
        return sum;
    }
}

/// <summary>A posting of a term.</summary>
/// <param name="Document">The document.</param>
/// <param name="Value">The term's frequency in it, or its one position.</param>
internal readonly record struct DocumentPosting(int Document, int Value);
