using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Search.Constraints;

/// <summary>What a product's own words say about something that it must not have or be.</summary>
internal enum ExclusionVerdict : byte
{
    /// <summary>The words do not mention it.</summary>
    Silent,
    /// <summary>The words state its absence: "BPA-free", "sans PFOA".</summary>
    Absent,
    /// <summary>The words mention it otherwise.</summary>
    Mentioned,
}

/// <summary>
/// Reads a product's words for an excluded thing: a mention right behind "without" (or right before "-free") states its absence, any other
/// mention its presence. The cues are <c>Data/negations.json</c>. Not thread-safe; one for a request.
/// </summary>
internal sealed class ExclusionCheck
{
    // "frei von künstlichen Farbstoffen und Parabenen": so many words may stand between the cue and the thing.
    private const int Reach = 3;

    private sealed record Cues(string[] Before, string[] After);

    private static readonly (HashSet<string> Before, HashSet<string> After) Negations = Load();

    private readonly string[] excluded;

    /// <summary>A check for a value as the sentence writes it.</summary>
    public ExclusionCheck(string value) => excluded = Words(value);

    /// <summary>What the product's words say.</summary>
    public ExclusionVerdict Of(Product product)
    {
        var verdict = ExclusionVerdict.Silent;
        foreach (string text in Texts(product))
        {
            string[] words = Words(text);
            for (int at = 0; at + excluded.Length <= words.Length; at++)
            {
                if (!IsAt(words, at)) continue;
                if (!IsNegated(words, at)) return ExclusionVerdict.Mentioned;
                verdict = ExclusionVerdict.Absent;
            }
        }
        return verdict;
    }

    private static IEnumerable<string> Texts(Product product) =>
        [product.Title, product.Description ?? "", product.Ingredients ?? "", .. product.Material, .. product.Color, .. product.Highlights,
            .. product.Attributes.Where(attribute => attribute.Values is not ["false"]).SelectMany(attribute => attribute.Kind == AttributeKind.Boolean ? [attribute.Name] : attribute.Values)];

    private bool IsAt(string[] words, int at)
    {
        for (int i = 0; i < excluded.Length; i++)
        {
            // A plural or an inflected ending of up to two letters is the same thing.
            string word = words[at + i], wanted = excluded[i];
            if (!word.StartsWith(wanted, StringComparison.Ordinal) || word.Length > wanted.Length + 2) return false;
        }
        return true;
    }

    private bool IsNegated(string[] words, int at)
    {
        int after = at + excluded.Length;
        if (after < words.Length && Negations.After.Contains(words[after])) return true;
        for (int back = 1; back <= Reach && at - back >= 0; back++)
        {
            if (Negations.Before.Contains(words[at - back])) return true;
            if (at - back - 1 >= 0 && Negations.Before.Contains($"{words[at - back - 1]} {words[at - back]}")) return true;
        }
        return false;
    }

    /// <summary>Folded words; Han text by characters, so that 不含 is found as two of them.</summary>
    private static string[] Words(string text) =>
        [.. PhraseTokenizer.Split(text, Language.Und).Where(token => token.Kind != TokenKind.Symbol).Select(token => token.Folded)];

    private static (HashSet<string>, HashSet<string>) Load()
    {
        using Stream file = typeof(ExclusionCheck).Assembly.GetManifestResourceStream("negations.json")!;
        var cues = JsonSerializer.Deserialize<Cues>(file, JsonSerializerOptions.Web)!;
        // Two Han characters are two words here, as the cutter writes them.
        static HashSet<string> Folded(string[] phrases) => [.. phrases.Select(phrase => string.Join(' ', Words(phrase)))];
        return (Folded(cues.Before), Folded(cues.After));
    }
}
