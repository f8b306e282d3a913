using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Retrieval.Service.Ucp;

/// <summary>A request of <c>dev.ucp.shopping.catalog.search</c>, release 2026-04-08.</summary>
internal sealed record CatalogSearchRequest
{
    [Description("What the buyer wrote, in any of en fr de es zh it pt nl; price limits, sizes, diets and the like in it are kept. Up to 1,000 characters. Without it, filters browse.")]
    public string? Query { get; init; }

    [Description("What is known of the buyer.")]
    public CatalogContext? Context { get; init; }

    [Description("Filters, all of which hold.")]
    public CatalogFilters? Filters { get; init; }

    [Description("Which part of the answer is asked for.")]
    public CatalogPage? Pagination { get; init; }
}

/// <summary>A batch request of <c>dev.ucp.shopping.catalog.lookup</c>.</summary>
internal sealed record CatalogLookupRequest
{
    [Description("Ids of products or variants, SKU, MPN or GTIN; 1 to 100.")]
    public IReadOnlyList<string>? Ids { get; init; }

    [Description("Filters, all of which hold.")]
    public CatalogFilters? Filters { get; init; }

    [Description("What is known of the buyer.")]
    public CatalogContext? Context { get; init; }
}

/// <summary>A request for one product of <c>dev.ucp.shopping.catalog.lookup</c>.</summary>
internal sealed record CatalogProductRequest
{
    [Description("Id of a product or variant, SKU, MPN or GTIN.")]
    public string? Id { get; init; }

    [Description("Options that the buyer has chosen; they narrow the variants. At most 20.")]
    public IReadOnlyList<SelectedOption>? Selected { get; init; }

    [Description("Names of options, the most wanted first; where no variant has all that was chosen, the last is given up first.")]
    public IReadOnlyList<string>? Preferences { get; init; }

    [Description("Filters, all of which hold.")]
    public CatalogFilters? Filters { get; init; }

    [Description("What is known of the buyer.")]
    public CatalogContext? Context { get; init; }
}

/// <summary>What is known of the buyer.</summary>
internal sealed record CatalogContext
{
    [Description("Country, best as two letters of ISO 3166-1 such as FR; decides offers, currency and what is sold at all.")]
    public string? AddressCountry { get; init; }

    [Description("Code of a subdivision, such as CA.")]
    public string? AddressRegion { get; init; }

    [Description("The buyer's situation in words, such as: a gift for my mother, under 40 euros.")]
    public string? Intent { get; init; }

    [Description("Language of messages, such as fr.")]
    public string? Language { get; init; }

    [Description("ISO 4217 code of prices, and of the price filter.")]
    public string? Currency { get; init; }
}

/// <summary>Filters, all of which hold; of several categories one must.</summary>
internal sealed record CatalogFilters
{
    [Description("Categories, of which a product must be in one: a path such as Kitchen > Blenders or a part of it. At most 50.")]
    public IReadOnlyList<string>? Categories { get; init; }

    [Description("Price in minor units of context.currency.")]
    public PriceBounds? Price { get; init; }
}

/// <summary>Bounds in minor units, both inclusive.</summary>
internal sealed record PriceBounds
{
    [Description("Least price in minor units.")]
    public long? Min { get; init; }

    [Description("Highest price in minor units.")]
    public long? Max { get; init; }
}

/// <summary>Which part of an answer is asked for.</summary>
internal sealed record CatalogPage
{
    [Description("The cursor of the page before.")]
    public string? Cursor { get; init; }

    [Description("Products on the page; 10 where not given, 50 at most.")]
    public int? Limit { get; init; }
}

/// <summary>One chosen option of a variant.</summary>
internal sealed record SelectedOption(
    [property: JsonRequired, Description("Name of the option, such as Size.")] string Name,
    [property: JsonRequired, Description("The chosen value.")] string Label);
