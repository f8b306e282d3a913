using ModelContextProtocol.Protocol;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Mcp;

/// <summary>The Model Context Protocol over streamable HTTP, without sessions: at <c>/mcp</c> for the first index, at <c>/ucp/{index}/mcp</c> for each.</summary>
internal static class McpEndpoints
{
    private const string Instructions =
        "Finds products in a merchant's catalogue. Give search_products the shopper's own words, in their language: prices, sizes, colours, diets and exclusions in them are kept, "
        + "and the answer says what could not be kept. Prices in structured answers are in minor units of their currency.";

    public static void AddMcpTools(this IServiceCollection services)
    {
        services.AddSingleton<AskedIndex>();
        services.AddMcpServer(static server =>
        {
            server.ServerInfo = new Implementation { Name = "retrieval", Title = "Retrieval", Version = typeof(McpEndpoints).Assembly.GetName().Version!.ToString(3) };
            server.ServerInstructions = Instructions;
        }).WithHttpTransport().WithRequestFilters(static filters => filters.AddCallToolFilter(ToolArguments.Checked)).WithTools<ShopTools>(CatalogJson.Options).WithTools<AskTool>(CatalogJson.Options).WithTools<CatalogTools>(CatalogJson.Options);
    }

    public static void MapMcpTools(this IEndpointRouteBuilder routes)
    {
        routes.MapMcp("/mcp");
        routes.MapMcp("/ucp/{index}/mcp");
    }
}
