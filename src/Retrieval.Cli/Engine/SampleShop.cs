using System.Security.Cryptography;
using System.Text;
using Retrieval.Catalog.Reading;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Generations;
using Retrieval.Lucene.Scoring;
using Retrieval.Text.Analysis;

namespace Retrieval.Cli.Engine;

/// <summary>The sample catalogue that ships with the engine, indexed once in the user's cache folder under a name made of its content.</summary>
internal static class SampleShop
{
    private const string Proof = "queries.tsv";
    private const string Prefix = "demo-";
    private const int DigitsOfName = 16;

    /// <summary>Folder of its index, which is built where it is not there yet.</summary>
    public static string Index(CancellationToken cancellation)
    {
        string samples = ShippedFiles.Find("data-samples", Proof)
            ?? throw new UsageException("the sample catalogue (data-samples) was found neither beside the executable nor in the current folder or above it; run it from the repository");
        string[] feeds = [.. Directory.EnumerateFiles(Path.Combine(samples, "catalog"), "*.jsonl").Order(StringComparer.Ordinal)];
        string? model = ModelFolders.ForBuild(named: null);
        using IEncoder? encoder = model is null ? null : EncoderCatalog.Load(model, Environment.ProcessorCount);
        string cache = CacheFolder(), index = Path.Combine(cache, Prefix + ContentName(feeds, encoder?.Identity));
        if (File.Exists(Path.Combine(index, "CURRENT"))) return index;
        Screen.Say("indexing the sample catalogue, once …");
        SweepOthers(cache);
        IndexRun.Of(feeds, ReadOptions.Default, index, new BuildOptions { Encoder = encoder, ModelFolder = model }, cancellation);
        return index;
    }

    private static string ContentName(IEnumerable<string> feeds, string? model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Another build of the rooms that make an index makes another index, whether its format has a new number or not.
        foreach (Type room in (Type[])[typeof(IndexManifest), typeof(ITermSearcher), typeof(LanguageAnalyzers), typeof(CatalogReader)])
            hash.AppendData(room.Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(model ?? ""));
        foreach (string feed in feeds) hash.AppendData(File.ReadAllBytes(feed));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..DigitsOfName];
    }

    private static void SweepOthers(string cache)
    {
        if (!Directory.Exists(cache)) return;
        foreach (string old in Directory.EnumerateDirectories(cache, Prefix + "*"))
        {
            try
            {
                Directory.Delete(old, recursive: true);
            }
            catch (IOException)
            {
                // Another process still reads it; a later sweep takes it.
            }
        }
    }

    private static string CacheFolder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache) return Path.Combine(cache, "retrieval");
        return OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "retrieval")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "retrieval");
    }
}
