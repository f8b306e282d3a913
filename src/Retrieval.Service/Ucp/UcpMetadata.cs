namespace Retrieval.Service.Ucp;

/// <summary>The protocol's own part of an answer.</summary>
internal sealed record UcpMetadata(string Version, IReadOnlyDictionary<string, IReadOnlyList<UcpEntity>> Capabilities, string? Status = null)
{
    /// <summary>The release that is spoken.</summary>
    public const string Release = "2026-04-08";

    public const string Search = "dev.ucp.shopping.catalog.search";

    public const string Lookup = "dev.ucp.shopping.catalog.lookup";

    public static UcpMetadata Of(string capability, string? status = null) =>
        new(Release, new Dictionary<string, IReadOnlyList<UcpEntity>> { [capability] = [new UcpEntity(Release)] }, status);
}

/// <summary>A service or capability with its version.</summary>
internal sealed record UcpEntity(string Version)
{
    public string? Spec { get; init; }
    public string? Transport { get; init; }
    public string? Schema { get; init; }
    public string? Endpoint { get; init; }
}
