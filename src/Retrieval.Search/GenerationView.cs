using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Text.Languages;
using Retrieval.Understanding;

namespace Retrieval.Search;

/// <summary>
/// What the search derives once from the documents of a commit and keeps as long as its reader lives: the catalogue's languages and
/// its names. Immutable; shared by all queries.
/// </summary>
internal sealed class GenerationView
{
    // Chains of languages with a smaller share of the products are not tried on queries of other languages.
    private const double LeastShare = 0.02;

    // Below it a name such as "apple" would be of whichever language its letters resemble.
    private const float SureOfLanguage = 0.9f;

    private static readonly ConditionalWeakTable<IndexReader, GenerationView> Views = new();

    private readonly Lazy<CatalogueNames> names;

    private GenerationView(IndexSnapshot snapshot)
    {
        IReadOnlyDictionary<string, int> counts = snapshot.Manifest.Languages;
        Languages = [.. counts.Where(entry => entry.Value >= LeastShare * counts.Values.Sum()).OrderByDescending(entry => entry.Value)
            .Select(entry => LanguageCodes.TryParse(entry.Key, out Language language) ? language : Language.Und)];
        Fields = snapshot.Manifest.FieldsChosen
            ? [.. snapshot.Manifest.Fields.Select(field => (field.Name, field.Boost))]
            : [(LexicalFields.Words, 1f)];
        Fusion = snapshot.Manifest.Fusion is { } weights ? ScoreFusion.Of(weights) : ScoreFusion.Default;
        // Whoever asks for them holds the reader open; bare words need none.
        names = new Lazy<CatalogueNames>(() => new CatalogueNames(
            [.. snapshot.Distinct(ColumnNames.Brand)],
            [.. snapshot.Distinct(ColumnNames.Category).Select(static path => path.Split(ColumnNames.PathSeparator)[^1]).Distinct()],
            []));
    }

    /// <summary>Languages of the products, commonest first.</summary>
    public IReadOnlyList<Language> Languages { get; }

    /// <summary>The fields that words are looked for in, with their boosts.</summary>
    public IReadOnlyList<(string Field, float Boost)> Fields { get; }

    /// <summary>How both legs' scores go together.</summary>
    public ScoreFusion Fusion { get; }

    /// <summary>Brands and categories, for the understanding.</summary>
    public CatalogueNames Names => names.Value;

    /// <summary>The view of a snapshot's documents.</summary>
    public static GenerationView Of(IndexSnapshot snapshot) => Views.GetValue(snapshot.Reader, _ => new GenerationView(snapshot));

    /// <summary>The language of bare words: the identifier's where it is sure, else the catalogue's commonest, in which most of its shoppers ask.</summary>
    public Language LanguageOfWords(string words)
    {
        LanguageGuess guess = LanguageIdentifier.Identify(words);
        return guess.Confidence >= SureOfLanguage ? guess.Language : LanguageFor(Language.Und);
    }

    /// <summary>The language whose chain reads a query: the catalogue's commonest where the sentence does not tell.</summary>
    public Language LanguageFor(Language sentence) => sentence == Language.Und && Languages.Count > 0 ? Languages[0] : sentence;
}
