namespace Retrieval.Service.Ucp;

/// <summary>An answer with products.</summary>
internal sealed record CatalogResponse
{
    public required UcpMetadata Ucp { get; init; }
    public IReadOnlyList<CatalogProduct>? Products { get; init; }
    public CatalogProduct? Product { get; init; }
    public CatalogNextPage? Pagination { get; init; }
    public IReadOnlyList<CatalogMessage>? Messages { get; init; }
}

internal sealed record CatalogNextPage(bool HasNextPage, string? Cursor = null, int? TotalCount = null);

/// <summary>A message of type <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
internal sealed record CatalogMessage(string Type, string Code, string Content)
{
    public string? Path { get; init; }
    /// <summary><c>disclosure</c>: must be shown beside what the path names and never hidden.</summary>
    public string? Presentation { get; init; }
    public string? Severity { get; init; }
}

/// <summary>A product: variants of one thing, the best for the request first.</summary>
internal sealed record CatalogProduct
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required CatalogText Description { get; init; }
    public string? Url { get; init; }
    public IReadOnlyList<CatalogCategory>? Categories { get; init; }
    public required CatalogPriceRange PriceRange { get; init; }
    public CatalogPriceRange? ListPriceRange { get; init; }
    public IReadOnlyList<CatalogMedia>? Media { get; init; }
    public IReadOnlyList<CatalogOption>? Options { get; init; }
    public IReadOnlyList<SelectedOption>? Selected { get; init; }
    public required IReadOnlyList<CatalogVariant> Variants { get; init; }
    public CatalogRating? Rating { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Metadata { get; init; }
}

internal sealed record CatalogVariant
{
    public required string Id { get; init; }
    public required string Sku { get; init; }
    public IReadOnlyList<CatalogBarcode>? Barcodes { get; init; }
    public required string Title { get; init; }
    public required CatalogText Description { get; init; }
    public string? Url { get; init; }
    public required CatalogPrice Price { get; init; }
    public CatalogPrice? ListPrice { get; init; }
    public CatalogAvailability? Availability { get; init; }
    public IReadOnlyList<SelectedOption>? Options { get; init; }
    public IReadOnlyList<CatalogMedia>? Media { get; init; }
    public CatalogRating? Rating { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public CatalogSeller? Seller { get; init; }
    public IReadOnlyList<CatalogInput>? Inputs { get; init; }
}

internal sealed record CatalogText(string Plain);

internal sealed record CatalogCategory(string Value, string Taxonomy);

internal sealed record CatalogPrice(long Amount, string Currency);

internal sealed record CatalogPriceRange(CatalogPrice Min, CatalogPrice Max);

internal sealed record CatalogMedia(string Type, string Url, string AltText);

internal sealed record CatalogOption(string Name, IReadOnlyList<CatalogOptionValue> Values);

/// <summary>A value of an option; of one product also whether a variant with it and the other selections exists and can be bought.</summary>
internal sealed record CatalogOptionValue(string Label, bool? Available = null, bool? Exists = null);

internal sealed record CatalogRating(double Value, double ScaleMin, double ScaleMax, long? Count = null);

internal sealed record CatalogBarcode(string Type, string Value);

internal sealed record CatalogAvailability(bool Available, string Status);

internal sealed record CatalogSeller(string Name, IReadOnlyList<CatalogLink>? Links = null);

internal sealed record CatalogLink(string Type, string Url, string Title);

/// <summary>Which id of a lookup led to a variant, and how: <c>exact</c> or <c>featured</c>.</summary>
internal sealed record CatalogInput(string Id, string Match);
