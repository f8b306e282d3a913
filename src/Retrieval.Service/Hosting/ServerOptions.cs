using System.Net;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Generations;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Hosting;

/// <summary>What a server serves, and where.</summary>
public sealed record ServerOptions
{
    /// <summary>Fewest bytes of a <see cref="ContextKey"/>.</summary>
    public const int ShortestContextKey = 32;

    /// <summary>Folders of the indexes; each is named by the last part of its path.</summary>
    public required IReadOnlyList<string> Indexes { get; init; }

    /// <summary>Where gRPC is served, HTTP/2; port 0 takes a free one.</summary>
    public required IPEndPoint Grpc { get; init; }

    /// <summary>Where HTTP/JSON is served; port 0 takes a free one.</summary>
    public required IPEndPoint Http { get; init; }

    /// <summary>Loads the encoder of an index; null for one of words alone. The server disposes it.</summary>
    public required Func<IndexManifest, IEncoder?> LoadEncoder { get; init; }

    /// <summary>Folder that feeds are dropped into and taken from; null watches none.</summary>
    public string? Watch { get; init; }

    /// <summary>Keys, limits and the like.</summary>
    public ServiceConfiguration Configuration { get; private init; } = new();

    /// <summary>The file that <see cref="Configuration"/> was read from and that is read again when it changes; null for none.</summary>
    public string? ConfigurationFile { get; private init; }

    /// <summary>
    /// Signs the context of a conversation, at least <see cref="ShortestContextKey"/> bytes. Processes that answer turns of the same
    /// conversations need the same; left out, it is random and a conversation ends with the process.
    /// </summary>
    public ReadOnlyMemory<byte> ContextKey { get; init; } = new ServiceConfiguration().ContextKeyBytes();

    /// <summary>How often folders and files are looked at for something new; costs a few small reads.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The same options with what a configuration file says.</summary>
    /// <param name="file">The file; see <see cref="ServiceConfiguration"/>.</param>
    /// <exception cref="ServerOptionsException">It cannot be read or is wrong.</exception>
    public ServerOptions ConfiguredBy(string file)
    {
        ServiceConfiguration read = ServiceConfiguration.Read(file);
        return this with { Configuration = read, ConfigurationFile = file, ContextKey = read.ContextKeyBytes() };
    }

    /// <summary>What the index of a folder is called.</summary>
    internal static string NameOf(string folder) => new DirectoryInfo(folder).Name;

    /// <exception cref="ServerOptionsException">They cannot be served.</exception>
    internal void Check()
    {
        foreach (IPEndPoint address in (IPEndPoint[])[Grpc, Http])
        {
            if (!IPAddress.IsLoopback(address.Address) && Configuration.Keys.Count == 0)
                throw new ServerOptionsException($"{address} is not a loopback address; without keys the service listens on 127.0.0.1 or [::1] only (`retrieval serve --help` tells how keys are configured)");
        }
        if (Indexes.GroupBy(NameOf, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new ServerOptionsException($"two indexes would be named \"{twice.Key}\"; rename one of the folders");
    }
}

/// <summary>Where a server listens.</summary>
/// <param name="Grpc">Address of gRPC, such as <c>127.0.0.1:50051</c>.</param>
/// <param name="Http">Address of HTTP/JSON.</param>
public sealed record ServerAddresses(string Grpc, string Http);

/// <summary>A server cannot start as it was told to; the message says what is wrong and what to do.</summary>
/// <param name="message">What was found and what is expected.</param>
public sealed class ServerOptionsException(string message) : Exception(message);
