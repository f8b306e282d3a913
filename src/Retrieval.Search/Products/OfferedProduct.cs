using Retrieval.Catalog.Products;
using Retrieval.Index.Offers;

namespace Retrieval.Search.Products;

/// <summary>A product with what a shopper of one market is offered today.</summary>
/// <param name="Product">The product as the merchant states it.</param>
/// <param name="Offer">Price, availability and quantity in the market.</param>
public sealed record OfferedProduct(Product Product, OfferView Offer);
