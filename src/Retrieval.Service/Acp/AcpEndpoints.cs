using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Retrieval.Catalog.Regions;
using Retrieval.Index.Feeds;
using Retrieval.Service.Calls;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Acp;

/// <summary>The Feed API of the Agentic Commerce Protocol, release 2026-04-17, at its own paths.</summary>
internal static class AcpEndpoints
{
    /// <summary>Where its paths begin.</summary>
    public const string Path = "/feeds";

    /// <summary>Some 15,000 products of 2 KB in one request.</summary>
    public const int LargestRequestBytes = 32 << 20;

    // What is being sent is held in memory until it is whole.
    private const int MostRequestsAtOnce = 4;
    private const int FlushBytes = 64 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static void MapAcp(this IEndpointRouteBuilder routes)
    {
        var uploads = new SemaphoreSlim(MostRequestsAtOnce);
        RouteGroupBuilder feeds = routes.MapGroup(Path).WithMetadata(AcpError.Form);
        feeds.MapPost("", static (HttpContext call, string? index, AcpFeeds feeds) => Answered(async () =>
        {
            string? country = Country(await AcpJson.BodyAsync(call));
            StoredFeed made = await Made(feeds, index, country);
            call.Response.Headers.Location = $"/feeds/{made.Id}";
            return Told(made, StatusCodes.Status201Created);
        }));
        feeds.MapGet("/{id}", static (string id, AcpFeeds feeds) => Answered(() => Task.FromResult(Told(feeds.Find(id), StatusCodes.Status200OK))));
        feeds.MapGet("/{id}/products", static (HttpContext call, string id, AcpFeeds feeds) => Answered(async () =>
        {
            await WriteAsync(feeds.ProductsOf(id, call.RequestAborted), call.Response, call.RequestAborted);
            return Results.Empty;
        }));
        feeds.MapPatch("/{id}/products", (HttpContext call, string id, AcpFeeds feeds) => Answered(async () =>
        {
            feeds.Find(id);
            if (!uploads.Wait(0, CancellationToken.None)) throw CallErrors.Overloaded(Pause);
            try
            {
                await feeds.PutAsync(id, await AcpJson.BodyAsync(call));
            }
            finally
            {
                uploads.Release();
            }
            return Results.Json(new { id, accepted = true }, AcpJson.Options);
        })).WithMetadata(new RequestSizeLimitAttribute(LargestRequestBytes));
    }

    private static async Task<IResult> Answered(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (AcpException wrong)
        {
            return wrong.Answer();
        }
    }

    private static string? Country(ReadOnlyMemory<byte> body)
    {
        const string Code = "invalid_target_country", Param = "target_country";
        using JsonDocument request = AcpJson.Read(body, AcpShapes.CreateFeed, "invalid_feed_payload");
        if (!request.RootElement.TryGetProperty(Param, out JsonElement stated)) return null;
        string country = stated.GetString()!;
        return RegionCodes.TryCountry(country, out string known) && known == country ? country : throw AcpException.Invalid(Code, Param, "target_country must be an ISO 3166-1 alpha-2 code");
    }

    private static async Task<StoredFeed> Made(AcpFeeds feeds, string? index, string? country)
    {
        try
        {
            return await feeds.CreateAsync(index, country);
        }
        catch (UnknownIndexException unknown)
        {
            throw AcpException.Invalid("unknown_index", "index", unknown.Message);
        }
        catch (FeedLimitException full)
        {
            throw AcpException.Invalid("feed_limit_reached", null, full.Message);
        }
    }

    private static IResult Told(StoredFeed feed, int status) =>
        Results.Json(new { id = feed.Id, target_country = feed.TargetCountry, updated_at = feed.UpdatedAt.UtcDateTime }, AcpJson.Options, statusCode: status);

    private static async Task WriteAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> products, HttpResponse response, CancellationToken cancellation)
    {
        response.ContentType = "application/json";
        PipeWriter body = response.BodyWriter;
        body.Write("{\"products\":["u8);
        bool first = true;
        await foreach (ReadOnlyMemory<byte> product in products)
        {
            if (!first) body.Write(","u8);
            first = false;
            body.Write(product.Span);
            if (body.UnflushedBytes >= FlushBytes) await body.FlushAsync(cancellation);
        }
        body.Write("]}"u8);
        await body.FlushAsync(cancellation);
    }
}
