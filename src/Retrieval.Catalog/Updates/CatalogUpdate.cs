using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;

namespace Retrieval.Catalog.Updates;

/// <summary>One change of the stream that <c>retrieval update</c> reads: a product, an offer, or the end of a product.</summary>
public abstract record CatalogUpdate
{
    private CatalogUpdate() { }

    /// <summary>Adds a product, or replaces the one of the same id whole.</summary>
    /// <param name="Product">The product.</param>
    public sealed record Upsert(Product Product) : CatalogUpdate;

    /// <summary>Changes price and stock of a product, for all markets or for one region.</summary>
    /// <param name="Id">The product's id.</param>
    /// <param name="Region">Country (<c>FR</c>) or subdivision (<c>US-CA</c>); null changes the product's own values.</param>
    /// <param name="Price">Regular price.</param>
    /// <param name="SalePrice">Reduced price.</param>
    /// <param name="SaleFrom">Start of the sale; has no effect with a region.</param>
    /// <param name="SaleTo">End of the sale; has no effect with a region.</param>
    /// <param name="Availability">Whether it can be bought.</param>
    /// <param name="Quantity">Pieces in stock.</param>
    public sealed record Offer(
        string Id, string? Region, Change<Money> Price, Change<Money> SalePrice, Change<DateTimeOffset> SaleFrom,
        Change<DateTimeOffset> SaleTo, Change<Availability> Availability, Change<long> Quantity) : CatalogUpdate;

    /// <summary>Removes a product.</summary>
    /// <param name="Id">The product's id.</param>
    public sealed record Delete(string Id) : CatalogUpdate;
}

/// <summary>What became of one line of updates: the update with its warnings, or the reason why it was refused.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Update">The update; null where the line was refused.</param>
/// <param name="Diagnostics">The refusal alone, or the warnings; usually empty.</param>
public readonly record struct UpdateLine(long Line, CatalogUpdate? Update, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Why the line was refused; null where it was taken.</summary>
    public Diagnostic? Refusal => Update is null ? Diagnostics[0] : null;
}
