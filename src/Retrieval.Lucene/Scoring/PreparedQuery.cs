using System.Runtime.InteropServices;
using System.Text;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>
/// A query's lists in every segment. Terms of one text in several fields are one word; terms and lists stand by word.
/// Scores are fixed-point numbers: 2^30 stands for the sum of all terms' largest contributions. Integers make sums independent of their order,
/// so that a score is exact to (number of terms) / 2^31 of that sum, and pruning cannot lose a hit to rounding.
/// </summary>
internal sealed class PreparedQuery
{
    private const float One = 1 << 30;

    private readonly List<WeightedTerm> prepared = [];
    private readonly List<QueryTerm> terms = [];
    private readonly List<int> firstTerms = [];
    private byte[] utf8 = new byte[256];
    private PostingList[] found = new PostingList[16];
    private ScoredList[] lists = new ScoredList[16];

    // By list, what was last read of it.
    private ReadBlock[] reads = new ReadBlock[16];

    // By segment and word: its first list; one more at the end.
    private int[] firstLists = new int[16];

    /// <summary>What one fixed-point unit is worth.</summary>
    public float Unit { get; private set; }

    public int WordCount => firstTerms.Count;

    /// <summary>The terms, those of a word one behind the other.</summary>
    public ReadOnlySpan<QueryTerm> Terms => CollectionsMarshal.AsSpan(terms);

    /// <summary>Where a word's terms begin and end.</summary>
    public (int First, int End) TermsOf(int word) => (firstTerms[word], word + 1 < WordCount ? firstTerms[word + 1] : terms.Count);

    /// <summary>True where the lists are those of these terms already: a search is mostly followed by scoring what it did not list, or by one under another filter.</summary>
    public bool IsPrepared(ReadOnlySpan<WeightedTerm> query) => prepared.Count > 0 && CollectionsMarshal.AsSpan(prepared).SequenceEqual(query);

    /// <summary>A segment's lists of a word.</summary>
    public ReadOnlySpan<ScoredList> Lists(int segment, int word) => ListsFrom((segment * WordCount) + word, 1);

    /// <summary>What a segment's lists of all words add to one of its documents, fixed-point. Cheapest in rising order of documents.</summary>
    public int Score(int segment, int document) => Score(segment, 0, WordCount, document);

    /// <summary>What a segment's lists of one word add to one of its documents, as above.</summary>
    public int Score(int segment, int word, int document) => Score(segment, word, 1, document);

    /// <summary>Looks the terms up and prepares their lists; false if none is found.</summary>
    public bool Prepare(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> query)
    {
        prepared.Clear();
        TakeTerms(searcher, query);
        int segments = searcher.Segments.Length;
        if (found.Length < segments * terms.Count)
            found = new PostingList[segments * terms.Count];
        float sum = 0;
        for (int i = 0; i < terms.Count; i++)
            sum += Find(searcher, i);
        if (sum <= 0)
            return false;
        Unit = sum / One;
        ListBySegment(segments);
        prepared.AddRange(query);
        return true;
    }

    private int Score(int segment, int word, int words, int document)
    {
        int at = (segment * WordCount) + word, score = 0;
        for (int i = firstLists[at]; i < firstLists[at + words]; i++)
            score += lists[i].Score(document, ref reads[i]);
        return score;
    }

    private ReadOnlySpan<ScoredList> ListsFrom(int at, int words) => lists.AsSpan(firstLists[at]..firstLists[at + words]);

    private void TakeTerms(BlockMaxSearcher searcher, ReadOnlySpan<WeightedTerm> query)
    {
        terms.Clear();
        firstTerms.Clear();
        for (int i = 0; i < query.Length; i++)
        {
            if (IsTaken(query[i].Text))
                continue;
            firstTerms.Add(terms.Count);
            for (int j = i; j < query.Length; j++)
            {
                if (query[j].Text == query[i].Text)
                    terms.Add(new QueryTerm(query[j].Field, query[j].Text, query[j].Boost, searcher.Field(query[j].Field)));
            }
        }
    }

    private bool IsTaken(string text)
    {
        foreach (ref readonly QueryTerm term in Terms)
        {
            if (term.Text == text)
                return true;
        }

        return false;
    }

    /// <summary>Finds a term's lists and returns its weight.</summary>
    private float Find(BlockMaxSearcher searcher, int i)
    {
        ref QueryTerm term = ref CollectionsMarshal.AsSpan(terms)[i];
        ReadOnlySpan<byte> text = Utf8(term.Text);
        long docFreq = 0;
        for (int segment = 0; segment < searcher.Segments.Length; segment++)
        {
            ref PostingList list = ref found[(segment * terms.Count) + i];
            list = default;
            if (term.View.Segments[segment] is { } field && field.Terms.TryFind(text, out list))
                docFreq += list.DocFreq;
        }

        term = term with { Weight = docFreq == 0 ? 0 : searcher.WeightOf(term.Boost, docFreq, term.View) };
        return term.Weight;
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most)
            utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }

    private void ListBySegment(int segments)
    {
        if (lists.Length < segments * terms.Count)
        {
            lists = new ScoredList[segments * terms.Count];
            reads = new ReadBlock[lists.Length];
        }

        if (firstLists.Length <= segments * WordCount)
            firstLists = new int[(segments * WordCount) + 1];
        int count = 0;
        for (int at = 0; at < segments * WordCount; at++)
        {
            firstLists[at] = count;
            int segment = at / WordCount;
            (int first, int end) = TermsOf(at % WordCount);
            for (int i = first; i < end; i++)
            {
                PostingList list = found[(segment * terms.Count) + i];
                if (list.DocFreq == 0)
                    continue;
                reads[count].Forget();
                lists[count++] = new ScoredList(i, list, terms[i].View.Segments[segment]!, terms[i].Weight / Unit);
            }
        }

        firstLists[segments * WordCount] = count;
    }
}
