using System.Reflection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
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
        services.AddMcpServer().WithHttpTransport().WithRequestFilters(static filters => filters.AddCallToolFilter(ToolArguments.Checked));
        // Tools that are registered as services would have their schemas made while the doors are, a quarter of a second of the start.
        services.AddOptions<McpServerOptions>().Configure<IServiceProvider>(static (server, provider) =>
        {
            server.ServerInfo = new Implementation { Name = "retrieval", Title = "Retrieval", Version = typeof(McpEndpoints).Assembly.GetName().Version!.ToString(3) };
            server.ServerInstructions = Instructions;
            server.ToolCollection = [.. ToolsOf<ShopTools>(provider), .. ToolsOf<AskTool>(provider), .. ToolsOf<CatalogTools>(provider)];
        });
    }

    /// <summary>Makes the tools with their schemas, which else the first call would wait for.</summary>
    public static void MakeMcpTools(this IServiceProvider provider) => _ = provider.GetRequiredService<IOptions<McpServerOptions>>().Value;

    public static void MapMcpTools(this IEndpointRouteBuilder routes)
    {
        routes.MapMcp("/mcp");
        routes.MapMcp("/ucp/{index}/mcp");
    }

    private static IEnumerable<McpServerTool> ToolsOf<T>(IServiceProvider provider)
        where T : class
    {
        ObjectFactory<T> make = ActivatorUtilities.CreateFactory<T>([]);
        return typeof(T).GetMethods().Where(static method => method.GetCustomAttribute<McpServerToolAttribute>() is not null).Select(method => McpServerTool.Create(
            method, call => make(call.Services!, null), new McpServerToolCreateOptions { Services = provider, SerializerOptions = CatalogJson.Options }));
    }
}
