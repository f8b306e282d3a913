using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Reading;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Configuration;

/// <summary>
/// What the file of <c>serve --config</c> says; an empty one is a service for this machine alone. <see cref="Keys"/>, <see cref="Policies"/>
/// and <see cref="WaitingPerCore"/> are taken up while it runs, the rest at the next start.
/// </summary>
public sealed record ServiceConfiguration
{
    private const int LongestDrainSeconds = 60;
    private const int MostWaitingPerCore = 10_000;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Who may call; with none everybody on this machine may do everything, and nobody else reaches the service.</summary>
    public IReadOnlyList<ConfiguredKey> Keys { get; init; } = [];

    /// <summary>Certificate and private key; null listens in the clear.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The merchant's policy of an index, by the index's name: the file that <c>retrieval ask --policy</c> reads. An index without one has the built-in policy.</summary>
    public IReadOnlyDictionary<string, string> Policies { get; init; } = new Dictionary<string, string>();

    /// <summary>Base64 of at least <see cref="ServerOptions.ShortestContextKey"/> random bytes that sign conversations; null makes some up.</summary>
    public string? ContextKey { get; init; }

    /// <summary>
    /// How many questions may wait for each core of the machine, 1–10,000; more are shed. Each that waits adds the time of one search to the
    /// latency of the last.
    /// </summary>
    public int WaitingPerCore { get; init; } = 16;

    /// <summary>Longest time in seconds that calls under way may take after the service was told to stop, 0–60.</summary>
    public int DrainSeconds { get; init; } = 10;

    /// <summary>Folder of the funnel's events, one sub-folder an index, each of at most 1 GiB; null records none.</summary>
    public string? EventsFolder { get; init; }

    /// <summary>Where traces are sent, OTLP over gRPC such as <c>http://127.0.0.1:4317</c>; null sends none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>How lines of the log are written.</summary>
    public LogForm Log { get; init; } = LogForm.Text;

    /// <summary>A file with every member, each with what it means.</summary>
    public static string Example
    {
        get
        {
            using var reader = new StreamReader(typeof(ServiceConfiguration).Assembly.GetManifestResourceStream("configuration-example.json")!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The JSON file; comments are skipped.</param>
    /// <exception cref="ServerOptionsException">It cannot be read, or a member is wrong: the message names file and member.</exception>
    public static ServiceConfiguration Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ServerOptionsException($"the configuration {path} cannot be read: {unreadable.Message}");
        }
        catch (ServerOptionsException wrong)
        {
            throw new ServerOptionsException($"{path}: {wrong.Message}");
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ServerOptionsException">A member is wrong.</exception>
    internal static ServiceConfiguration Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            ServiceConfiguration read = JsonSerializer.Deserialize<ServiceConfiguration>(json, Form) ?? throw new ServerOptionsException("expected an object, found null");
            read.Check();
            return read;
        }
        catch (JsonException wrong)
        {
            throw new ServerOptionsException(JsonFault.Told(wrong, typeof(ServiceConfiguration)));
        }
    }

    /// <summary>The bytes of <see cref="ContextKey"/>; random ones where there is none.</summary>
    internal ReadOnlyMemory<byte> ContextKeyBytes() =>
        ContextKey is null ? RandomNumberGenerator.GetBytes(ServerOptions.ShortestContextKey) : Convert.FromBase64String(ContextKey);

    private void Check()
    {
        for (int i = 0; i < Keys.Count; i++) Keys[i].Check($"keys[{i}]");
        if (Keys.GroupBy(static key => key.Id, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new ServerOptionsException($"keys: two have the id \"{twice.Key}\"");
        Require(WaitingPerCore is >= 1 and <= MostWaitingPerCore, "waiting_per_core", $"{WaitingPerCore} is not within 1 and {MostWaitingPerCore}");
        Require(DrainSeconds is >= 0 and <= LongestDrainSeconds, "drain_seconds", $"{DrainSeconds} is not within 0 and {LongestDrainSeconds}");
        Require(Otlp is null || (Otlp.IsAbsoluteUri && Otlp.Scheme is "http" or "https"), "otlp", $"\"{Otlp}\" is no http address");
        Require(EventsFolder is null or { Length: > 0 }, "events_folder", "is empty");
        if (ContextKey is not null)
        {
            var bytes = new byte[ContextKey.Length];
            Require(
                Convert.TryFromBase64String(ContextKey, bytes, out int length) && length >= ServerOptions.ShortestContextKey, "context_key",
                $"expected base64 of at least {ServerOptions.ShortestContextKey} random bytes, as `openssl rand -base64 {ServerOptions.ShortestContextKey}` gives");
        }
    }

    internal static void Require(bool holds, string member, string problem)
    {
        if (!holds) throw new ServerOptionsException($"{member}: {problem}");
    }
}

/// <summary>How lines of the log are written.</summary>
public enum LogForm
{
    /// <summary>For a person at a terminal.</summary>
    Text,

    /// <summary>One JSON object a line, for a collector.</summary>
    Json,
}

/// <summary>Where the certificate lies; both files are read again when they change.</summary>
/// <param name="Certificate">PEM file of the certificate and those it hangs on.</param>
/// <param name="Key">PEM file of the private key.</param>
public sealed record TlsFiles(string Certificate, string Key);
