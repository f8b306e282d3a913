using Retrieval.Catalog.Products;

namespace Retrieval.Index.Offers;

/// <summary>What a shopper of one market is offered at one moment.</summary>
/// <param name="Price">What is to be paid: the sale price inside its dates, else the regular one; in the market's currency where the product has one. Null where no price is stated.</param>
/// <param name="RegularPrice">The price without the sale.</param>
/// <param name="OnSale">True where <paramref name="Price"/> is reduced.</param>
/// <param name="Availability">Availability there; null where not stated.</param>
/// <param name="Quantity">Pieces there; null where not stated.</param>
public readonly record struct OfferView(Money? Price, Money? RegularPrice, bool OnSale, Availability? Availability, long? Quantity);
