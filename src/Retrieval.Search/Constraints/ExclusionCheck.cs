using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Search.Constraints;

/// <summary>What a product's own words say about something that it must not have or be; a higher value outweighs a lower one.</summary>
internal enum ExclusionVerdict : byte
{
    /// <summary>The words do not mention it.</summary>
    Silent,
    /// <summary>The words state its absence: "BPA-free", "sans PFOA".</summary>
    Absent,
    /// <summary>The words can be read either way: in "sans fil, cuir" the leather is there, in "sans parabènes, silicones" it is not.</summary>
    Unclear,
    /// <summary>The words mention it otherwise.</summary>
    Mentioned,
}

/// <summary>
/// Reads a product's words for an excluded thing: a mention shortly behind "without" (or right before "-free") states its absence, any other
/// mention its presence; between the two may stand no end of a clause. The cues are <c>Data/negations.json</c>. Immutable.
/// </summary>
internal sealed class ExclusionCheck
{
    // "frei von künstlichen Farbstoffen und Parabenen": so many words may stand between the cue and the thing.
    private const int Reach = 3;

    private sealed record Cues(string[] Before, string[] After);

    private static readonly (HashSet<string> Before, HashSet<string> After) Negations = Load();

    private readonly string[] excluded;

    /// <summary>A check for a value as the sentence writes it.</summary>
    public ExclusionCheck(string value) => excluded = [.. Tokens(value).Where(token => token.Kind != TokenKind.Symbol).Select(token => token.Folded)];

    /// <summary>What the product's words say.</summary>
    public ExclusionVerdict Of(Product product)
    {
        var verdict = ExclusionVerdict.Silent;
        foreach (string text in Texts(product))
        {
            List<Token> words = Tokens(text);
            for (int at = 0; at + excluded.Length <= words.Count; at++)
            {
                if (!IsAt(words, at)) continue;
                ExclusionVerdict mention = OfMention(words, at);
                if (mention == ExclusionVerdict.Mentioned) return mention;
                if (mention > verdict) verdict = mention;
            }
        }
        return verdict;
    }

    private static IEnumerable<string> Texts(Product product) =>
        [product.Title, product.Description ?? "", product.Ingredients ?? "", .. product.Material, .. product.Color, .. product.Highlights,
            .. product.Attributes.Where(attribute => attribute.Values is not ["false"]).SelectMany(attribute => attribute.Kind == AttributeKind.Boolean ? [attribute.Name] : attribute.Values)];

    private bool IsAt(List<Token> words, int at)
    {
        for (int i = 0; i < excluded.Length; i++)
        {
            // A plural or an inflected ending of up to two letters is the same thing; behind a short word only one ("ail", not "ailée").
            string word = words[at + i].Folded, wanted = excluded[i];
            if (!word.StartsWith(wanted, StringComparison.Ordinal) || word.Length > wanted.Length + Math.Min(2, wanted.Length / 2)) return false;
        }
        return true;
    }

    private ExclusionVerdict OfMention(List<Token> words, int at)
    {
        int after = at + excluded.Length;
        if (after < words.Count && Negations.After.Contains(words[after].Folded)) return ExclusionVerdict.Absent;
        var denied = ExclusionVerdict.Absent;
        int passed = 0;
        for (int cue = at - 1; cue >= 0 && passed < Reach; cue--)
        {
            if (words[cue].Kind == TokenKind.Symbol)
            {
                if (words[cue].Folded is "." or ";" or ":" or "!" or "?" or "(" or ")") break;
                if (words[cue].Folded == ",") denied = ExclusionVerdict.Unclear;
                continue;
            }
            passed++;
            if (Negations.Before.Contains(words[cue].Folded)) return denied;
            if (cue > 0 && Negations.Before.Contains($"{words[cue - 1].Folded} {words[cue].Folded}")) return denied;
        }
        return ExclusionVerdict.Mentioned;
    }

    /// <summary>Words and symbols; Han text by characters, so that 不含 is found as two of them. The French way, so that "l'ail" is garlic in any text.</summary>
    private static List<Token> Tokens(string text) => PhraseTokenizer.Split(text, Language.Fr);

    private static (HashSet<string>, HashSet<string>) Load()
    {
        using Stream file = typeof(ExclusionCheck).Assembly.GetManifestResourceStream("negations.json")!;
        var cues = JsonSerializer.Deserialize<Cues>(file, JsonSerializerOptions.Web)!;
        // Two Han characters are two words here, as the cutter writes them.
        static HashSet<string> Folded(string[] phrases) => [.. phrases.Select(phrase => string.Join(' ', Tokens(phrase).Select(token => token.Folded)))];
        return (Folded(cues.Before), Folded(cues.After));
    }
}
