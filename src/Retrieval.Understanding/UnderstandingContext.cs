using Retrieval.Text.Languages;

namespace Retrieval.Understanding;

/// <summary>What is known beside the sentence.</summary>
/// <param name="Market">Country code such as <c>FR</c>, which decides the currency of an unsigned price; null takes the usual market of the sentence's language.</param>
/// <param name="Names">Brands, models and categories of the catalogue; null where none is at hand.</param>
/// <param name="Today">The shopper's date, from which weekdays count ("before Saturday"); null reads a weekday as "this week".</param>
/// <param name="Language">Language that is already known, as of a conversation; null is told by the sentence.</param>
public sealed record UnderstandingContext(string? Market = null, CatalogueNames? Names = null, DateOnly? Today = null, Language? Language = null);
