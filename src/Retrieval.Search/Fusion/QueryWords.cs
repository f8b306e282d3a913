using Retrieval.Index.Documents;

namespace Retrieval.Search.Fusion;

/// <summary>The words of a query by position, to be looked for in the terms of cards. A word may be written in several ways: compounds, joined numbers, Chinese.</summary>
internal sealed class QueryWords
{
    // One bit a position of the first field: titles are seldom longer.
    private const int Most = 64;

    private readonly uint[] keys;
    private readonly int[] ends;

    /// <summary>The words.</summary>
    /// <param name="positions">Terms by position, as the query's chain writes them.</param>
    public QueryWords(IReadOnlyList<IReadOnlyList<string>> positions)
    {
        ends = new int[positions.Count];
        keys = new uint[positions.Sum(static terms => terms.Count)];
        int count = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            foreach (string term in positions[i]) keys[count++] = ProductCard.TermKey(term);
            ends[i] = count;
        }
    }

    /// <summary>True where the query has no words.</summary>
    public bool IsEmpty => keys.Length == 0;

    /// <summary>How a product holds the words.</summary>
    public WordMatch In(CardTerms terms)
    {
        int found = 0, pairs = 0, at = 0;
        ulong before = 0;
        foreach (int end in ends)
        {
            bool isFound = false;
            ulong here = 0;
            for (; at < end; at++)
            {
                TermPlace place = terms.PlaceOf(keys[at]);
                isFound |= place.IsFound;
                if (place.Position is >= 0 and < Most) here |= 1UL << place.Position;
            }
            if (isFound) found++;
            if ((before << 1 & here) != 0) pairs++;
            before = here;
        }
        return new WordMatch((float)found / ends.Length, ends.Length == 1 ? 0 : (float)pairs / (ends.Length - 1));
    }
}
