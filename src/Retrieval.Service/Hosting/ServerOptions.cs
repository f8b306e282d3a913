using System.Net;
using System.Security.Cryptography;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Generations;

namespace Retrieval.Service.Hosting;

/// <summary>What a server serves, and where.</summary>
public sealed record ServerOptions
{
    /// <summary>Folders of the indexes; each is named by the last part of its path.</summary>
    public required IReadOnlyList<string> Indexes { get; init; }

    /// <summary>Where gRPC is served, cleartext HTTP/2; port 0 takes a free one.</summary>
    public required IPEndPoint Grpc { get; init; }

    /// <summary>Where HTTP/JSON is served; port 0 takes a free one.</summary>
    public required IPEndPoint Http { get; init; }

    /// <summary>Loads the encoder of an index; null for one of words alone. The server disposes it.</summary>
    public required Func<IndexManifest, IEncoder?> LoadEncoder { get; init; }

    /// <summary>How often a folder is looked at for a new generation; costs one small file.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Signs the context of a conversation, at least <see cref="ShortestContextKey"/> bytes. Processes that answer turns of the same
    /// conversations need the same; left out, it is random and a conversation ends with the process.
    /// </summary>
    public ReadOnlyMemory<byte> ContextKey { get; init; } = RandomNumberGenerator.GetBytes(ShortestContextKey);

    /// <summary>Fewest bytes of a <see cref="ContextKey"/>.</summary>
    public const int ShortestContextKey = 32;

    /// <summary>Longest time that calls under way may take after the server was told to stop.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Where a server listens.</summary>
/// <param name="Grpc">Address of gRPC, such as <c>127.0.0.1:50051</c>.</param>
/// <param name="Http">Address of HTTP/JSON.</param>
public sealed record ServerAddresses(string Grpc, string Http);

/// <summary>A server cannot start as it was told to; the message says what is wrong and what to do.</summary>
/// <param name="message">What was found and what is expected.</param>
public sealed class ServerOptionsException(string message) : Exception(message);
