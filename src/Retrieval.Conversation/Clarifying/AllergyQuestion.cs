using Retrieval.Catalog.Facts;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Clarifying;

/// <summary>
/// Who says to be allergic without saying to what is asked before anything is offered. The choices are the allergens that
/// most of the shop's best known products state. Safe for concurrent use.
/// </summary>
internal sealed class AllergyQuestion(SearchEngine engine)
{
    private const int MostChoices = 4;
    private const int LeastChoices = 2;

    private readonly Lazy<string[]> ofShop = new(() => OfShop(engine));

    /// <summary>The allergens to ask for; none where no allergy is told, what it is against is understood, or the shop states no allergens.</summary>
    public IReadOnlyList<OpenChoice> Of(string sentence, ShoppingIntent asked)
    {
        if (!CuePhrases.For(asked.Language).Has(sentence, "allergy") || asked.Constraints.Any(IsAgainst)) return [];
        OpenChoice[] choices = [.. ofShop.Value.Select(allergen => new OpenChoice(LocalValues.Word("allergen", allergen, asked.Language), [], allergen))];
        return choices.Length >= LeastChoices ? choices : [];
    }

    /// <summary>What a reply to the question states; empty where it names nothing that could be kept.</summary>
    public IReadOnlyList<Constraint> Stated(string reply, Language language)
    {
        string without = AnswerWording.For(language).Phrase("questions", "without_allergen", ("value", reply));
        return without.Length > SearchRequest.LongestQuery ? [] : [.. engine.Understand(without, market: null, language).Constraints.Where(IsAgainst)];
    }

    private static bool IsAgainst(Constraint constraint) => constraint is Constraint.Named { Kind: "exclude" } or Constraint.Named { Kind: "diet", Value: "gluten_free" or "lactose_free" or "nut_free" };

    /// <summary>The allergens that most of the shop's best known products state.</summary>
    private static string[] OfShop(SearchEngine engine)
    {
        using ProductShelf shelf = engine.Shelf();
        return [.. shelf.Browse(Filter.Everything, SearchRequest.MostHits).Products
            .SelectMany(static offered => Allergens(KnownFacts.Of(offered.Product)))
            .Where(static word => AllergenFacts.Named(word) == word)
            .GroupBy(static allergen => allergen).OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => group.Key).Take(MostChoices)];
    }

    private static IEnumerable<string> Allergens(ProductFacts facts) => facts.Contains.Union(facts.MayContain);
}
