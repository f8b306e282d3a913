using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;
using Retrieval.Text.Analysis;

namespace Retrieval.Search.Answers;

/// <summary>Which words of a query stand in a product, by field: <c>title: mixeur, smoothies</c>, each as the shopper writes it. One for a request.</summary>
internal sealed class MatchedWords
{
    // One bit a position; a query's terms behind the 64th are not looked up either.
    private const int Most = QueryTerms.Most;

    private readonly IndexSnapshot snapshot;
    private readonly IReadOnlyList<IReadOnlyList<string>> asked;
    private readonly string text;
    private readonly IReadOnlyList<(int Start, int End)> places;
    private readonly (uint Key, ulong Position)[] keys;
    private readonly List<(int Field, ulong Positions, Reason Shown)> known = [];

    /// <summary>The words of a query.</summary>
    /// <param name="snapshot">The products.</param>
    /// <param name="asked">The query's terms by position, as its chain writes them.</param>
    /// <param name="text">The words asked for, as the shopper writes them.</param>
    /// <param name="places">Where in them each position's word stands.</param>
    public MatchedWords(IndexSnapshot snapshot, IReadOnlyList<IReadOnlyList<string>> asked, string text, IReadOnlyList<(int Start, int End)> places)
    {
        (this.text, this.places) = (text, places);
        this.snapshot = snapshot;
        this.asked = asked;
        int count = 0;
        for (int i = 0; i < Math.Min(asked.Count, Most); i++) count += asked[i].Count;
        keys = new (uint, ulong)[count];
        for (int i = 0, key = 0; key < keys.Length; i++)
        {
            for (int term = 0; term < asked[i].Count; term++) keys[key++] = (ProductCard.TermKey(asked[i][term]), 1UL << i);
        }
    }

    /// <summary>The words in the first of the index's fields that holds any; null where none does. Asks the card, analyses nothing.</summary>
    public Reason? InFirstField(ProductCard card)
    {
        int first = int.MaxValue;
        ulong positions = 0;
        CardTerms terms = card.Terms;
        foreach ((uint key, ulong position) in keys)
        {
            int field = terms.PlaceOf(key).Field;
            if (field < 0 || field > first) continue;
            positions = field == first ? positions | position : position;
            first = field;
        }
        if (positions == 0) return null;
        // Hits of one query mostly hold the same words.
        foreach ((int Field, ulong Positions, Reason Shown) before in known)
        {
            if (before.Field == first && before.Positions == positions) return before.Shown;
        }
        Reason reason = Shown(first, positions);
        known.Add((first, positions, reason));
        return reason;
    }

    /// <summary>The words of every field, each field's text analysed as the index did.</summary>
    public IEnumerable<Reason> InEveryField(Product product)
    {
        for (int field = 0; field < snapshot.Manifest.Fields.Count; field++)
        {
            string text = FieldTexts.Of(product, snapshot.Manifest.Fields[field].Name);
            if (text.Length == 0) continue;
            var terms = Tokens.Of(snapshot.Analyzers.For(product.Language), text).SelectMany(position => position).ToHashSet(StringComparer.Ordinal);
            ulong positions = 0;
            for (int i = 0; i < Math.Min(asked.Count, Most); i++)
            {
                if (asked[i].Any(terms.Contains)) positions |= 1UL << i;
            }
            if (positions != 0) yield return Shown(field, positions);
        }
    }

    private Reason Shown(int field, ulong positions)
    {
        var matched = new List<string>();
        for (int i = 0; i < Math.Min(places.Count, Most); i++)
        {
            if ((positions >> i & 1) == 0) continue;
            // The parts of a compound and the characters of a Chinese word are one word.
            (int start, int end) = places[i];
            while (i + 1 < Math.Min(places.Count, Most) && (positions >> (i + 1) & 1) != 0 && places[i + 1].Start <= end) end = Math.Max(end, places[++i].End);
            if (!matched.Contains(text[start..end], StringComparer.OrdinalIgnoreCase)) matched.Add(text[start..end]);
        }
        return new Reason("words", $"{snapshot.Manifest.Fields[field].Name}: {string.Join(", ", matched)}") { Words = matched };
    }
}
