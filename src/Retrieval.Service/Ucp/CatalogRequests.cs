using System.Text.Json.Serialization;

namespace Retrieval.Service.Ucp;

/// <summary>A request of <c>dev.ucp.shopping.catalog.search</c>, release 2026-04-08.</summary>
internal sealed record CatalogSearchRequest
{
    public string? Query { get; init; }
    public CatalogContext? Context { get; init; }
    public CatalogFilters? Filters { get; init; }
    public CatalogPage? Pagination { get; init; }
}

/// <summary>A batch request of <c>dev.ucp.shopping.catalog.lookup</c>.</summary>
internal sealed record CatalogLookupRequest
{
    public IReadOnlyList<string>? Ids { get; init; }
    public CatalogFilters? Filters { get; init; }
    public CatalogContext? Context { get; init; }
}

/// <summary>A request for one product of <c>dev.ucp.shopping.catalog.lookup</c>.</summary>
internal sealed record CatalogProductRequest
{
    public string? Id { get; init; }
    public IReadOnlyList<SelectedOption>? Selected { get; init; }
    public IReadOnlyList<string>? Preferences { get; init; }
    public CatalogFilters? Filters { get; init; }
    public CatalogContext? Context { get; init; }
}

/// <summary>What is known of the buyer.</summary>
internal sealed record CatalogContext
{
    public string? AddressCountry { get; init; }
    public string? AddressRegion { get; init; }
    public string? Intent { get; init; }
    public string? Language { get; init; }
    public string? Currency { get; init; }
}

/// <summary>Filters, all of which hold; of several categories one must.</summary>
internal sealed record CatalogFilters
{
    public IReadOnlyList<string>? Categories { get; init; }
    public PriceBounds? Price { get; init; }
}

/// <summary>Bounds in minor units, both inclusive.</summary>
internal sealed record PriceBounds
{
    public long? Min { get; init; }
    public long? Max { get; init; }
}

/// <summary>Which part of an answer is asked for.</summary>
internal sealed record CatalogPage
{
    public string? Cursor { get; init; }
    public int? Limit { get; init; }
}

/// <summary>One chosen option of a variant.</summary>
internal sealed record SelectedOption(
    [property: JsonRequired] string Name,
    [property: JsonRequired] string Label);
