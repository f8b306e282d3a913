using System.Collections.Frozen;
using System.IO.Hashing;
using Microsoft.Net.Http.Headers;

namespace Retrieval.Service.Page;

/// <summary>
/// The page that shows what the service finds, from files inside the assembly: at <c>/</c> and under <c>/page/</c>. It loads nothing from
/// any other host, and its policy lets it not.
/// </summary>
internal static class PageFiles
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".json"] = "application/json", [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, (byte[] Bytes, string Type, EntityTagHeaderValue Tag)> Files = Load();

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", static (HttpContext call) => Answer(call, "index.html"));
        routes.MapGet("/page/{**name}", static (HttpContext call, string name) => Answer(call, name));
    }

    private static IResult Answer(HttpContext call, string name)
    {
        if (!Files.TryGetValue(name, out var file)) return Results.NotFound();
        IHeaderDictionary headers = call.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        return Results.Bytes(file.Bytes, file.Type, entityTag: file.Tag);
    }

    private static FrozenDictionary<string, (byte[], string, EntityTagHeaderValue)> Load()
    {
        const string Prefix = "Page/";
        return typeof(PageFiles).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            static name => name[Prefix.Length..],
            static name =>
            {
                using Stream file = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[file.Length];
                file.ReadExactly(bytes);
                return (bytes, Types[Path.GetExtension(name)], new EntityTagHeaderValue($"\"{XxHash64.HashToUInt64(bytes):x16}\""));
            });
    }
}
