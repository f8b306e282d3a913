using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What shoppers want things to be free from, as one language calls it: "Parfüm" is the fragrance that an "unscented" cream lacks
/// (<c>Data/ingredients/{code}.tsv</c>). Names are sequences of folded words. Immutable.
/// </summary>
internal sealed class Ingredients
{
    private const string Absence = "-free";

    private static readonly Lazy<Ingredients>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<Ingredients>(() => new Ingredients(language == Language.Und ? Language.En : language)))];

    private readonly FrozenDictionary<string, string[][]> names;

    private Ingredients(Language language) =>
        names = EmbeddedTable.Rows(typeof(Ingredients).Assembly, $"ingredients/{language.Code()}.tsv").ToFrozenDictionary(static row => row[0], static row => row.Skip(1).SelectMany(PhrasePattern.Expand).Select(ExclusionCheck.Words).ToArray(), StringComparer.Ordinal);

    /// <summary>The ingredients of a language; English ones where it is undetermined.</summary>
    public static Ingredients For(Language language) => Of[(int)language].Value;

    /// <summary>The keys that files may use: those of the English one.</summary>
    public IEnumerable<string> Keys => names.Keys;

    /// <summary>
    /// The key of the ingredient that words name, and nothing else; null where they name none. A conversation may go on in another language than
    /// it began in, so the names of all count, those of the language given before the others.
    /// </summary>
    /// <param name="words">Folded words.</param>
    /// <param name="language">The language they are likeliest of.</param>
    public static string? Named(string[] words, Language language) =>
        Enum.GetValues<Language>().Prepend(language).Select(spoken => For(spoken).Named(words)).FirstOrDefault(static key => key is not null);

    /// <summary>Its names.</summary>
    public string[][] NamesOf(string key) => names.GetValueOrDefault(key, []);

    /// <summary>What states its absence without naming it.</summary>
    public string[][] AbsenceOf(string key) => names.GetValueOrDefault(key + Absence, []);

    private string? Named(string[] words) => names.FirstOrDefault(entry => !entry.Key.EndsWith(Absence, StringComparison.Ordinal) && entry.Value.Any(name => name.SequenceEqual(words))).Key;
}
