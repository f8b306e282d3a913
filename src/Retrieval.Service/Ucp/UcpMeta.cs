using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Retrieval.Service.Ucp;

/// <summary>The protocol's metadata of a request over MCP; over REST it is the header <c>UCP-Agent</c>.</summary>
internal sealed record UcpMeta
{
    [JsonPropertyName("ucp-agent"), Description("The agent that calls.")]
    public UcpAgent? Agent { get; init; }
}

/// <summary>An agent.</summary>
internal sealed record UcpAgent
{
    [Description("Address of the agent's profile.")]
    public string? Profile { get; init; }
}
