using System.Text.Json;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

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
/// mention its presence; between the two may stand no end of a clause. The cues are <c>Data/negations.json</c>; an ingredient or allergen is
/// known by its names in the product's language. One for a request.
/// </summary>
internal sealed class ExclusionCheck
{
    // "frei von künstlichen Farbstoffen und Parabenen": so many words may stand between the cue and the thing.
    private const int Reach = 3;

    private sealed record Cues(string[] Before, string[] After, string[] Endings);

    private static readonly (HashSet<string> Before, HashSet<string> After, string[] Endings) Negations = Load();

    private readonly string[] excluded;
    private readonly IReadOnlyList<string> allergens;
    private readonly string? ingredient;
    private readonly Dictionary<Language, (string[][] Names, string[][] Absence)> inLanguage = [];

    /// <summary>A check for a value as the sentence writes it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="language">Language of the sentence.</param>
    public ExclusionCheck(string value, Language language)
    {
        excluded = Words(value);
        allergens = AllergenFacts.Named(value) is { } general ? [general] : CanonicalValues.Find("allergen", value, language);
        ingredient = Ingredients.Named(excluded, language);
    }

    /// <summary>What the product's words say.</summary>
    public ExclusionVerdict Of(Product product)
    {
        var verdict = ExclusionVerdict.Silent;
        (string[][] names, string[][] absence) = InLanguage(product.Language);
        foreach (string text in Texts(product))
        {
            List<Token> words = Tokens(text);
            for (int at = 0; at < words.Count; at++)
            {
                if (verdict == ExclusionVerdict.Silent && IsDeniedAt(words, at, names, absence)) verdict = ExclusionVerdict.Absent;
                int length = IsAt(words, at) ? excluded.Length : NameAt(words, at, names);
                if (length == 0) continue;
                ExclusionVerdict mention = OfMention(words, at, length);
                if (mention == ExclusionVerdict.Mentioned) return mention;
                if (mention > verdict) verdict = mention;
            }
        }
        return verdict;
    }

    /// <summary>True where a product is the excluded thing by the whole name of its category: apples among fruit.</summary>
    public bool IsCategoryOf(Product product) => product.Category.Any(name => Tokens(name) is var words && words.Count == excluded.Length && IsAt(words, 0));

    /// <summary>True where a text denies anything at all.</summary>
    public static bool Denies(string text)
    {
        List<Token> words = Tokens(text);
        for (int at = 0; at < words.Count; at++)
        {
            if (Negations.Before.Contains(words[at].Folded) || Negations.After.Contains(words[at].Folded)) return true;
            if (at > 0 && Negations.Before.Contains($"{words[at - 1].Folded} {words[at].Folded}")) return true;
        }
        return false;
    }

    private static IEnumerable<string> Texts(Product product) =>
        [product.Title, product.Description ?? "", product.Ingredients ?? "", .. product.Synonyms, .. product.Material, .. product.Color, .. product.Highlights,
            .. product.Attributes.Where(attribute => attribute.Values is not ["false"]).SelectMany(attribute => attribute.Kind == AttributeKind.Boolean ? [attribute.Name] : attribute.Values)];

    /// <summary>True where a word states the absence by itself: "unscented", "parfümfrei".</summary>
    private bool IsDeniedAt(List<Token> words, int at, string[][] names, string[][] absence)
    {
        if (NameAt(words, at, absence) > 0) return true;
        ReadOnlySpan<char> word = words[at].Folded;
        foreach (string ending in Negations.Endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal)) continue;
            ReadOnlySpan<char> thing = word[..^ending.Length];
            if (excluded.Length == 1 && thing.SequenceEqual(excluded[0])) return true;
            foreach (string[] name in names)
            {
                if (name.Length == 1 && thing.SequenceEqual(name[0])) return true;
            }
        }
        return false;
    }

    /// <summary>Length of the name that stands at a token; 0 where none does. Names are not inflected further.</summary>
    private static int NameAt(List<Token> words, int at, string[][] names)
    {
        foreach (string[] name in names)
        {
            bool stands = at + name.Length <= words.Count;
            for (int i = 0; i < name.Length && stands; i++) stands = words[at + i].Folded == name[i];
            if (stands) return name.Length;
        }
        return 0;
    }

    /// <summary>What it is called in a product's language and, as lists of ingredients everywhere are, in English.</summary>
    private (string[][] Names, string[][] Absence) InLanguage(Language language)
    {
        if (allergens.Count == 0 && ingredient is null) return ([], []);
        if (inLanguage.TryGetValue(language, out var known)) return known;
        Ingredients own = Ingredients.For(language), english = Ingredients.For(Language.En);
        string[][] allergenic = [.. LanguageVocabulary.For(language).Entries.Where(entry => entry.Sense.Kind == "allergen" && allergens.Contains(entry.Sense.Value))
            .SelectMany(static entry => PhrasePattern.Expand(entry.Pattern)).Select(Words).Where(static name => name.Length > 0)];
        return inLanguage[language] = ingredient is null ? (allergenic, []) : ([.. allergenic, .. own.NamesOf(ingredient), .. english.NamesOf(ingredient)], [.. own.AbsenceOf(ingredient), .. english.AbsenceOf(ingredient)]);
    }

    private bool IsAt(List<Token> words, int at)
    {
        if (at + excluded.Length > words.Count) return false;
        for (int i = 0; i < excluded.Length; i++)
        {
            // A plural or an inflected ending of up to two letters is the same thing; behind a short word only one ("ail", not "ailée").
            string word = words[at + i].Folded, wanted = excluded[i];
            if (!word.StartsWith(wanted, StringComparison.Ordinal) || word.Length > wanted.Length + Math.Min(2, wanted.Length / 2)) return false;
        }
        return true;
    }

    private static ExclusionVerdict OfMention(List<Token> words, int at, int length)
    {
        int after = at + length;
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

    /// <summary>The folded words of a text, as names are compared.</summary>
    internal static string[] Words(string text) => [.. Tokens(text).Where(static token => token.Kind != TokenKind.Symbol).Select(static token => token.Folded)];

    /// <summary>Words and symbols; Han text by characters, so that 不含 is found as two of them. The French way, so that "l'ail" is garlic in any text.</summary>
    private static List<Token> Tokens(string text) => PhraseTokenizer.Split(text, Language.Fr);

    private static (HashSet<string>, HashSet<string>, string[]) Load()
    {
        using Stream file = typeof(ExclusionCheck).Assembly.GetManifestResourceStream("negations.json")!;
        var cues = JsonSerializer.Deserialize<Cues>(file, JsonSerializerOptions.Web)!;
        // Two Han characters are two words here, as the cutter writes them.
        static HashSet<string> Folded(string[] phrases) => [.. phrases.Select(phrase => string.Join(' ', Tokens(phrase).Select(token => token.Folded)))];
        return (Folded(cues.Before), Folded(cues.After), cues.Endings);
    }
}
