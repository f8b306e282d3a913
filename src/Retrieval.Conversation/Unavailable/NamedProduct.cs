using Retrieval.Catalog.Products;
using Retrieval.Conversation.Refining;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Unavailable;

/// <summary>
/// Recognises a product that the sentence names, by its key, a code of the trade, or its brand and model, and that cannot be bought now.
/// What the name says of it (2 TB, silver) is then no constraint on what is offered instead; a price, a diet or a size of clothes stays one.
/// </summary>
internal static class NamedProduct
{
    // Shorter tokens with a digit are measures.
    private const int ShortestCode = 5;

    /// <summary>The sold-out product that a turn names; null where it names none, or one that can be bought.</summary>
    public static Product? SoldOut(Turn turn, IReadOnlyList<Hit> hits, SearchEngine engine, string? market)
    {
        if (ByCode(turn.Sentence, engine, market) is { } coded) return coded.Offer.Availability == Availability.OutOfStock ? coded.Product : null;
        Hit[] named = [.. hits.Where(hit => IsNamed(hit.Whole!, turn))];
        return named.Length > 0 && Array.TrueForAll(named, static hit => hit.Availability == Availability.OutOfStock) ? named[0].Whole : null;
    }

    /// <summary>The turn that asks for something instead of a product.</summary>
    public static Turn Instead(Turn turn, Product named) => turn with
    {
        Intent = turn.Intent with
        {
            Text = named.Title,
            Constraints = [.. turn.Intent.Constraints.Where(static constraint => constraint is not (Constraint.Quantity or Constraint.Count or Constraint.Named { Kind: "brand" or "color" or "material" }))],
        },
    };

    private static OfferedProduct? ByCode(string sentence, SearchEngine engine, string? market)
    {
        string[] codes = [.. sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length >= ShortestCode && word.Any(char.IsDigit))];
        if (codes.Length == 0) return null;
        using ProductShelf shelf = engine.Shelf(market);
        return codes.Select(code => shelf.Find(code) ?? shelf.FindCode(code)).FirstOrDefault(static found => found is not null);
    }

    /// <summary>All words stand in the title, and they say more than the brand's blender or the black one.</summary>
    private static bool IsNamed(Product product, Turn turn)
    {
        HashSet<string> title = Words(product.Title, product);
        Token[] asked = [.. PhraseTokenizer.Split(turn.Intent.Text, turn.Intent.Language).Where(static token => token.Kind is TokenKind.Word or TokenKind.Number)];
        if (asked.Length == 0 || !asked.All(token => title.Contains(token.Folded))) return false;
        bool hasModelNumber = asked.Any(static token => token.Kind == TokenKind.Number || token.Folded.Any(char.IsDigit));
        bool hasBrand = product.Brand is { } brand && turn.Sentence.Contains(brand, StringComparison.OrdinalIgnoreCase);
        HashSet<string> kind = Words(string.Join(' ', product.Category), product);
        return (hasBrand || hasModelNumber) && asked.Any(token => !kind.Any(name => name.StartsWith(token.Folded, StringComparison.Ordinal)));
    }

    private static HashSet<string> Words(string text, Product product) => [.. PhraseTokenizer.Split(text, product.Language).Select(static token => token.Folded)];
}
