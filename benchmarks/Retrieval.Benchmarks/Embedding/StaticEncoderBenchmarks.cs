using BenchmarkDotNet.Attributes;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Benchmarks.Embedding;

/// <summary>
/// Latency of one query through the shipped student (models/student), tokenising included, on one core, with allocated bytes.
/// Peer: OnnxEncoderBenchmarks. It does not show the time to open the model, nor rows that have fallen out of the caches.
/// </summary>
[MemoryDiagnoser]
public class StaticEncoderBenchmarks
{
    private readonly float[] vector = new float[256];
    private IEncoder encoder = null!;

    /// <summary>The query: short, a sentence, with unknown words, Han.</summary>
    [Params("garden hose 50 ft", "je cherche un mixeur pour smoothies à moins de 60 €", "Edelstahlgartenschlauchhalterung 12345", "儿童电动牙刷 充电式")]
    public string Query { get; set; } = "";

    /// <summary>Opens the model.</summary>
    [GlobalSetup]
    public void Open()
    {
        encoder = EncoderCatalog.Load(Path.Combine(Repository.Root, "models", "student"));
    }

    /// <summary>Encodes it.</summary>
    [Benchmark]
    public void Encode() => encoder.Encode(Query, TextKind.Query, vector);
}
