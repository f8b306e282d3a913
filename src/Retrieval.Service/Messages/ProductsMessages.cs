using Retrieval.Catalog.Products;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Similar;
using Retrieval.Search.Suggesting;
using Retrieval.Text.Languages;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>The messages of GetProduct, Similar and Suggest.</summary>
internal static class ProductsMessages
{
    private const int DefaultSimilar = 10;
    private const int DefaultSuggestions = 8;

    public static SimilarRequest Read(Wire.SimilarRequest message) =>
        new() { Id = message.Id, Market = SearchMessages.Stated(message.Market), Top = message.Top == 0 ? DefaultSimilar : message.Top };

    /// <exception cref="InvalidRequestException">The language is none that is known.</exception>
    public static SuggestRequest Read(Wire.SuggestRequest message)
    {
        Language language = Language.Und;
        if (message.Language.Length > 0 && !LanguageCodes.TryParse(message.Language, out language))
            throw new InvalidRequestException("language", $"\"{message.Language}\" is none of {string.Join(", ", LanguageCodes.All.Select(static known => known.Code()))}");
        return new SuggestRequest
        {
            Prefix = message.Prefix,
            Market = SearchMessages.Stated(message.Market),
            Language = language,
            Top = message.Top == 0 ? DefaultSuggestions : message.Top,
        };
    }

    public static Wire.GetProductResponse Of(OfferedProduct offered)
    {
        var message = new Wire.GetProductResponse
        {
            Product = ProductMessage.Of(offered.Product),
            Availability = (offered.Offer.Availability ?? Availability.Unknown).Name(),
        };
        if (offered.Offer.Price is { } price) message.Price = ProductMessage.Of(price);
        if (offered.Offer.RegularPrice is { } regular) message.RegularPrice = ProductMessage.Of(regular);
        if (offered.Offer.Quantity is { } quantity) message.Quantity = quantity;
        return message;
    }

    public static Wire.Suggestion Of(Suggestion suggestion) => new()
    {
        Text = suggestion.Text,
        Kind = suggestion.Kind.ToString().ToLowerInvariant(),
        Products = suggestion.Products,
        Corrected = suggestion.IsCorrected,
    };
}
