using System.Collections.Concurrent;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Understanding;

/// <summary>
/// The names that a catalogue knows. A brand in a sentence becomes a constraint; models and categories stay words of the search and are
/// never read as anything else. Immutable, safe for concurrent use.
/// </summary>
public sealed class CatalogueNames
{
    internal const string Brand = "catalogue brand";
    internal const string Name = "catalogue name";

    private readonly PhraseEntry[] entries;
    private readonly ConcurrentDictionary<Language, PhraseBook> books = new();

    /// <param name="brands">Brands as the catalogue spells them.</param>
    /// <param name="categories">Names of categories and product types, in any language.</param>
    /// <param name="models">Model names and numbers.</param>
    public CatalogueNames(IEnumerable<string> brands, IEnumerable<string> categories, IEnumerable<string> models)
    {
        entries =
        [
            .. brands.Select(brand => new PhraseEntry(new Sense(Brand, brand), Literal(brand))),
            .. categories.Concat(models).Select(name => new PhraseEntry(new Sense(Name, ""), Literal(name))),
        ];
    }

    /// <summary>The names folded as the language's sentences are; built at the first call for a language.</summary>
    internal PhraseBook Book(Language language) => books.GetOrAdd(language, static (wanted, all) => PhraseBook.Build(all, wanted), entries);

    /// <summary>Names are no patterns: what has a meaning in <see cref="PhrasePattern"/> is taken out.</summary>
    private static string Literal(string name) => name.AsSpan().IndexOfAny("[](|)") < 0 ? name : new string([.. name.Select(c => "[](|)".Contains(c) ? ' ' : c)]);
}
