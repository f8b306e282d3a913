namespace Retrieval.Service.Ucp;

/// <summary>What a business declares to serve.</summary>
internal sealed record UcpProfile(UcpBusiness Ucp)
{
    private const string Site = $"https://ucp.dev/{UcpMetadata.Release}";

    /// <summary>The profile of an index.</summary>
    /// <param name="root">Where the service is reached, without a slash at the end.</param>
    /// <param name="index">Name of the index.</param>
    public static UcpProfile Of(string root, string index)
    {
        string place = $"{root}/ucp/{Uri.EscapeDataString(index)}";
        return new UcpProfile(new UcpBusiness(
            UcpMetadata.Release,
            new Dictionary<string, IReadOnlyList<UcpEntity>>
            {
                ["dev.ucp.shopping"] = [Service("rest", place, "rest.openapi.json"), Service("mcp", $"{place}/mcp", "mcp.openrpc.json")],
            },
            new Dictionary<string, IReadOnlyList<UcpEntity>>
            {
                [UcpMetadata.Search] = [Capability("catalog/search", "catalog_search.json")],
                [UcpMetadata.Lookup] = [Capability("catalog/lookup", "catalog_lookup.json")],
            },
            new Dictionary<string, IReadOnlyList<UcpEntity>>()));
    }

    private static UcpEntity Service(string transport, string endpoint, string schema) => new(UcpMetadata.Release)
    {
        Spec = $"{Site}/specification/overview",
        Transport = transport,
        Schema = $"{Site}/services/shopping/{schema}",
        Endpoint = endpoint,
    };

    private static UcpEntity Capability(string page, string schema) => new(UcpMetadata.Release)
    {
        Spec = $"{Site}/specification/{page}",
        Schema = $"{Site}/schemas/shopping/{schema}",
    };
}

/// <summary>The members of a profile.</summary>
internal sealed record UcpBusiness(
    string Version,
    IReadOnlyDictionary<string, IReadOnlyList<UcpEntity>> Services,
    IReadOnlyDictionary<string, IReadOnlyList<UcpEntity>> Capabilities,
    IReadOnlyDictionary<string, IReadOnlyList<UcpEntity>> PaymentHandlers);
