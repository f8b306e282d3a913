using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;

namespace Retrieval.Conversation.Options;

/// <summary>A product as it is offered in an answer. Immutable.</summary>
/// <param name="Id">The merchant's key.</param>
/// <param name="Title">Title as the merchant writes it.</param>
/// <param name="Price">The market's price of the day; null where none is stated.</param>
/// <param name="Url">Page to buy it on; null where the merchant states none.</param>
/// <param name="Facts">Up to three facts that matter for the sentence, in the shopper's language.</param>
/// <param name="Reasons">Evidence for the choice; none for complements.</param>
/// <param name="Fit">Whether its data shows every stated constraint.</param>
/// <param name="Differs">In what it differs from the first choice (<c>price brand kind color material size</c> or a dimension such as <c>power</c>); empty for the first.</param>
public sealed record Option(
    string Id,
    string Title,
    Money? Price,
    string? Url,
    IReadOnlyList<string> Facts,
    IReadOnlyList<Reason> Reasons,
    Fit Fit,
    IReadOnlyList<string> Differs)
{
    /// <summary>What <see cref="Fit"/> leaves open, in the shopper's words: "E27: nicht angegeben". Stands in no JSON form, which names the constraints.</summary>
    public IReadOnlyList<string> Unstated { get; init; } = [];
}
