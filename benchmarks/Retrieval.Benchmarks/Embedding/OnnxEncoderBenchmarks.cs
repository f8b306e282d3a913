using BenchmarkDotNet.Attributes;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Benchmarks.Embedding;

/// <summary>
/// Latency of one query, tokenising included, and of a batch of 256 short titles, on one core, with allocated bytes.
/// Models: whichever public encoders lie in ../shared/teachers beside the repository, else none.
/// It does not show the time to open a model, nor long texts, nor several cores.
/// </summary>
[MemoryDiagnoser]
public class OnnxEncoderBenchmarks
{
    private const int BatchSize = 256;

    private readonly string[] titles = [.. Enumerable.Range(0, BatchSize).Select(i => $"Stand mixer {400 + i} W with {2 + i % 5} bowls, stainless steel, {i % 7} speeds")];
    private IEncoder encoder = null!;
    private float[] vectors = [];

    /// <summary>Folder of the model.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    /// <summary>The models there are.</summary>
    public static IEnumerable<string> Models => Teachers is { } folder ? Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)).Order() : [];

    /// <summary>Opens the model.</summary>
    [GlobalSetup]
    public void Open()
    {
        encoder = EncoderCatalog.Load(Path.Combine(Teachers!, Model));
        vectors = new float[BatchSize * encoder.Dimension];
    }

    /// <summary>Closes it.</summary>
    [GlobalCleanup]
    public void Close() => encoder.Dispose();

    /// <summary>One query of 18 tokens or so.</summary>
    [Benchmark]
    public void Query() => encoder.Encode("je cherche un mixeur pour smoothies à moins de 60 €", TextKind.Query, vectors.AsSpan(0, encoder.Dimension));

    /// <summary>256 titles.</summary>
    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void Documents() => encoder.EncodeBatch(titles, TextKind.Document, vectors);

    /// <summary>../shared/teachers beside the repository; null where they are not there.</summary>
    private static string? Teachers => Path.Combine(Repository.Root, "..", "shared", "teachers") is var path && Directory.Exists(path) ? path : null;
}
