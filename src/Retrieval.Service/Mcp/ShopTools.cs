using System.ComponentModel;
using System.Globalization;
using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Search.Requests;

namespace Retrieval.Service.Mcp;

/// <summary>The engine's own tools.</summary>
internal sealed class ShopTools(AskedIndex asked)
{
    private const int DefaultProducts = 10;
    private const int MostProducts = 50;

    [McpServerTool(Name = "search_products", Title = "Search products", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(FoundProducts))]
    [Description("Find products for a shopper's sentence. Constraints in the sentence (price, size, colour, diet, exclusions, delivery) are kept; what no product keeps is told in relaxed.")]
    public CallToolResult Search(
        [Description("What the shopper wrote, in their own words and language (en fr de es zh it pt nl); up to 1,000 characters.")] string query,
        [Description("Country (FR) or subdivision (US-CA) that the shopper buys in; decides offers, currency and what is sold.")] string? market = null,
        [Description("Number of products, 1 to 50; 10 where not given.")] int? top = null,
        [Description("""Filter beside the sentence, such as price<=60 and brand in ("Acme","Zenko").""")] string? filter = null,
        [Description("Name of the index where several are served; the first where not given.")] string? index = null,
        CancellationToken cancellation = default)
    {
        SearchResponse answer = asked.Ask(index, engine => engine.Search(
            new SearchRequest
            {
                Query = query,
                Market = market,
                Top = Math.Clamp(top ?? DefaultProducts, 1, MostProducts),
                Filter = filter is null ? null : FilterParser.Parse(filter),
                WholeProducts = true,
            },
            cancellation));
        return ToolAnswer.Of(FoundProducts.Of(answer), Readable(answer));
    }

    private static string Readable(SearchResponse answer)
    {
        var text = new StringBuilder();
        foreach (Relaxation relaxation in answer.Relaxed) text.Append(relaxation.Text).Append('\n');
        foreach (Hit hit in answer.Hits)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hit.Rank}. {hit.Product.Title}");
            if (hit.Price is { } price) text.Append(CultureInfo.InvariantCulture, $", {price}");
            text.Append(CultureInfo.InvariantCulture, $", {hit.Availability.Name()} [{hit.Product.Id}]");
            if (hit.Product.Url is { } url) text.Append(CultureInfo.InvariantCulture, $" {url}");
            text.Append(CultureInfo.InvariantCulture, $"\n   {string.Join(" · ", hit.Reasons.Select(static reason => reason.Text))}");
            if (!hit.Fit.IsFull) text.Append(CultureInfo.InvariantCulture, $" · not stated: {string.Join(", ", hit.Fit.NotStated)}");
            text.Append('\n');
        }
        if (answer.Hits.Count == 0) text.Append("no product fits\n");
        return text.ToString();
    }
}
