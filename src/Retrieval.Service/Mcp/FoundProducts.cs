using System.Text.Json.Nodes;
using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Service.Mcp;

/// <summary>The structured answer of <c>search_products</c>, under the names of the HTTP API.</summary>
internal sealed record FoundProducts(int Total, JsonObject Understanding, IReadOnlyList<FoundProduct> Products, IReadOnlyList<string> Relaxed)
{
    public static FoundProducts Of(SearchResponse answer) => new(
        answer.Total, JsonNode.Parse(IntentJson.Write(answer.Understanding))!.AsObject(), [.. answer.Hits.Select(FoundProduct.Of)], [.. answer.Relaxed.Select(static relaxation => relaxation.Text)]);
}

/// <summary>A product that was found.</summary>
internal sealed record FoundProduct(string Id, string Title, string Availability, IReadOnlyList<string> Reasons, IReadOnlyList<string> NotStated)
{
    public FoundPrice? Price { get; init; }
    public string? Url { get; init; }
    public string? Brand { get; init; }
    public string? Warning { get; init; }

    public static FoundProduct Of(Hit hit) => new(
        hit.Product.Id, hit.Product.Title, hit.Availability.Name(), [.. hit.Reasons.Select(static reason => reason.Text)], hit.Fit.NotStated)
    {
        Price = hit.Price is { } price ? new FoundPrice(price.Amount, price.Currency) : null,
        Url = hit.Product.Url,
        Brand = hit.Product.Brand,
        Warning = hit.Whole?.Warning,
    };
}

/// <summary>A price in minor units.</summary>
internal sealed record FoundPrice(long Amount, string Currency);
