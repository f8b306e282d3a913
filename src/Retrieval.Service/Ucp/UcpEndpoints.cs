using System.Text.Json;
using Retrieval.Catalog.Reading;
using Retrieval.Search;
using Retrieval.Search.Requests;
using Retrieval.Service.Access;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Ucp;

/// <summary>The Catalog capability of the Universal Commerce Protocol, release 2026-04-08, over REST: profiles and three operations an index.</summary>
internal static class UcpEndpoints
{
    public static void MapUcp(this IEndpointRouteBuilder routes)
    {
        // A profile says what there is to be asked, not what is in it: whoever looks for the business finds it.
        var open = new RequiresRoleAttribute(Role.None);
        routes.MapGet("/.well-known/ucp", static (HttpRequest request, ServedIndexes indexes) => Profile(request, indexes, name: null)).WithMetadata(open);
        routes.MapGet("/ucp/{index}/.well-known/ucp", static (HttpRequest request, string index, ServedIndexes indexes) => Profile(request, indexes, index)).WithMetadata(open);
        Operation<CatalogSearchRequest>(routes, "search", UcpMetadata.Search, static request => request.Context, CatalogSearch.Answer);
        Operation<CatalogLookupRequest>(routes, "lookup", UcpMetadata.Lookup, static request => request.Context, static (engine, request, buyer, _) => CatalogLookup.Answer(engine, request, buyer));
        Operation<CatalogProductRequest>(routes, "product", UcpMetadata.Lookup, static request => request.Context, static (engine, request, buyer, _) => CatalogDetail.Answer(engine, request, buyer));
    }

    private static IResult Profile(HttpRequest request, ServedIndexes indexes, string? name)
    {
        if (!indexes.IsReady) throw new StartingException();
        string? index = indexes.All.Select(static served => served.Key).FirstOrDefault(served => name is null || served == name);
        return index is null ? Results.NotFound() : Results.Json(UcpProfile.Of($"{request.Scheme}://{request.Host}", index), CatalogJson.Options);
    }

    private static void Operation<T>(
        IEndpointRouteBuilder routes, string name, string capability, Func<T, CatalogContext?> context, Func<SearchEngine, T, CatalogBuyer, CancellationToken, CatalogResponse> answer) =>
        routes.MapPost($"/ucp/{{index}}/catalog/{name}", async (HttpContext call, string index, ServedIndexes indexes) =>
        {
            try
            {
                ServedIndex served = indexes[index];
                T request = CatalogJson.Read<T>(await Body(call));
                CatalogBuyer buyer = CatalogBuyer.Of(context(request), call.Request.Headers.AcceptLanguage);
                return Json(served.Ask(engine => answer(engine, request, buyer, call.RequestAborted)), StatusCodes.Status200OK);
            }
            catch (UnknownIndexException unknown)
            {
                return Json(new CatalogRequestException("not_found", unknown.Message).Answer(capability), StatusCodes.Status404NotFound);
            }
            catch (CatalogRequestException wrong)
            {
                return Json(wrong.Answer(capability), StatusCodes.Status400BadRequest);
            }
            catch (InvalidRequestException wrong)
            {
                return Json(new CatalogRequestException("invalid_request", $"{wrong.Member}: {wrong.Message}").Answer(capability), StatusCodes.Status400BadRequest);
            }
        });

    private static async Task<JsonElement> Body(HttpContext call)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(call.Request.Body, new JsonDocumentOptions { MaxDepth = CatalogJson.Options.MaxDepth }, call.RequestAborted);
            return body.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new CatalogRequestException("invalid_request", $"the body is not JSON: {JsonFault.Told(wrong)}");
        }
    }

    private static IResult Json(CatalogResponse answer, int status) => Results.Json(answer, CatalogJson.Options, statusCode: status);
}
