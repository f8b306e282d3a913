using System.ComponentModel;
using System.Globalization;
using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Retrieval.Catalog.Products;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Mcp;

/// <summary>The three tools of the Universal Commerce Protocol's Catalog, release 2026-04-08.</summary>
internal sealed class CatalogTools(AskedIndex index)
{
    [McpServerTool(Name = "search_catalog", Title = "Search the catalogue", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(CatalogResponse))]
    [Description("Search for products by what the buyer wrote, by filters, or both (Universal Commerce Protocol, dev.ucp.shopping.catalog.search).")]
    public CallToolResult Search(
        [Description("The search.")] CatalogSearchRequest catalog, [Description("Metadata of the request, with the agent's profile.")] UcpMeta? meta = null, CancellationToken cancellation = default)
    {
        _ = meta;
        return Answer(index.Ask(null, engine => CatalogSearch.Answer(engine, catalog, Buyer(catalog.Context), cancellation)));
    }

    [McpServerTool(Name = "lookup_catalog", Title = "Look products up", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(CatalogResponse))]
    [Description("Look up products or variants by their ids (Universal Commerce Protocol, dev.ucp.shopping.catalog.lookup).")]
    public CallToolResult Lookup(
        [Description("The ids.")] CatalogLookupRequest catalog, [Description("Metadata of the request, with the agent's profile.")] UcpMeta? meta = null)
    {
        _ = meta;
        return Answer(index.Ask(null, engine => CatalogLookup.Answer(engine, catalog, Buyer(catalog.Context))));
    }

    [McpServerTool(Name = "get_product", Title = "Get one product", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(CatalogResponse))]
    [Description("Get one product with its variants, narrowed by chosen options (Universal Commerce Protocol, dev.ucp.shopping.catalog.lookup).")]
    public CallToolResult Product(
        [Description("The product and the chosen options.")] CatalogProductRequest catalog, [Description("Metadata of the request, with the agent's profile.")] UcpMeta? meta = null)
    {
        _ = meta;
        return Answer(index.Ask(null, engine => CatalogDetail.Answer(engine, catalog, Buyer(catalog.Context))));
    }

    private CatalogBuyer Buyer(CatalogContext? context) => CatalogBuyer.Of(context, index.AcceptLanguage);

    private static CallToolResult Answer(CatalogResponse response)
    {
        var text = new StringBuilder();
        CatalogProduct[] products = response.Product is { } one ? [one] : [.. response.Products ?? []];
        for (int i = 0; i < products.Length; i++)
        {
            CatalogVariant best = products[i].Variants[0];
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {products[i].Title}, {new Money(best.Price.Amount, best.Price.Currency)}");
            if (best.Availability is { } availability) text.Append(CultureInfo.InvariantCulture, $", {availability.Status}");
            text.Append(CultureInfo.InvariantCulture, $" [{best.Id}]");
            if (products[i].Variants.Count > 1) text.Append(CultureInfo.InvariantCulture, $" ({products[i].Variants.Count} variants)");
            if (best.Url is { } url) text.Append(CultureInfo.InvariantCulture, $" {url}");
            text.Append('\n');
        }
        if (products.Length == 0) text.Append("no product\n");
        foreach (CatalogMessage message in response.Messages ?? []) text.Append(CultureInfo.InvariantCulture, $"{message.Type}: {message.Content}{(message.Path is { } path ? $" ({path})" : "")}\n");
        if (response.Pagination?.Cursor is { } cursor) text.Append(CultureInfo.InvariantCulture, $"next page: {cursor}\n");
        return ToolAnswer.Of(response, text.ToString());
    }
}
