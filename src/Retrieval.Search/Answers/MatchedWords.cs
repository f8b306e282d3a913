using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Analysis;

namespace Retrieval.Search.Answers;

/// <summary>Which words of a query stand in a product, by field: <c>title: mixeu, smoth</c>, each as the query's chain writes it. One for a request.</summary>
internal sealed class MatchedWords
{
    private readonly IndexSnapshot snapshot;
    private readonly IReadOnlyList<IReadOnlyList<string>> asked;
    private readonly uint[][] keys;
    private readonly int[] fields;

    /// <summary>The words of a query.</summary>
    /// <param name="snapshot">The products.</param>
    /// <param name="asked">The query's terms by position, as its chain writes them.</param>
    public MatchedWords(IndexSnapshot snapshot, IReadOnlyList<IReadOnlyList<string>> asked)
    {
        this.snapshot = snapshot;
        this.asked = asked;
        keys = new uint[asked.Count][];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = new uint[asked[i].Count];
            for (int j = 0; j < keys[i].Length; j++) keys[i][j] = ProductCard.TermKey(asked[i][j]);
        }
        fields = new int[asked.Count];
    }

    /// <summary>The words in the first of the index's fields that holds any; null where none does. Asks the card, analyses nothing.</summary>
    public string? InFirstField(ProductCard card)
    {
        int first = int.MaxValue;
        for (int i = 0; i < keys.Length; i++)
        {
            fields[i] = int.MaxValue;
            foreach (uint key in keys[i])
            {
                if (card.FieldOf(key) is >= 0 and var field && field < fields[i]) fields[i] = field;
            }
            first = Math.Min(first, fields[i]);
        }
        return first == int.MaxValue ? null : Shown(snapshot.Manifest.Fields[first], i => fields[i] == first);
    }

    /// <summary>The words of every field, each field's text analysed as the index did.</summary>
    public IEnumerable<string> InEveryField(Product product)
    {
        foreach (LexicalField field in snapshot.Manifest.Fields)
        {
            string text = FieldTexts.Of(product, field.Name);
            if (text.Length == 0) continue;
            var terms = Tokens.Of(snapshot.Analyzers.For(product.Language), text).SelectMany(position => position).ToHashSet(StringComparer.Ordinal);
            bool[] matched = [.. asked.Select(position => position.Any(terms.Contains))];
            if (matched.Contains(true)) yield return Shown(field, i => matched[i]);
        }
    }

    private string Shown(LexicalField field, Func<int, bool> isMatched) =>
        $"{field.Name}: {string.Join(", ", Enumerable.Range(0, asked.Count).Where(isMatched).Select(i => asked[i][0]))}";
}
