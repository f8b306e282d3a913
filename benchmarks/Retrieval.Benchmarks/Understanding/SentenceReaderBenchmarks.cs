using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Retrieval.Understanding;

namespace Retrieval.Benchmarks.Understanding;

/// <summary>
/// One sentence of a shopper understood, without a catalogue's names, one sentence of the test set after the other, with allocated bytes.
/// It does not show the search behind it; `retrieval bench` has the percentiles of both.
/// </summary>
[MemoryDiagnoser]
public class SentenceReaderBenchmarks
{
    private (string Text, UnderstandingContext Context)[] sentences = [];
    private int next;

    /// <summary>Language of the sentences.</summary>
    [Params("en", "fr", "de", "es", "zh")]
    public string Language { get; set; } = "";

    /// <summary>Reads the sentences.</summary>
    [GlobalSetup]
    public void ReadSentences()
        => sentences = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Retrieval.Understanding.Tests", "Data", "unseen", $"{Language}.jsonl")).Where(line => line.Length > 0).Select(Sentence)];

    /// <summary>The next sentence of the set.</summary>
    [Benchmark]
    public object Understand()
    {
        (string text, UnderstandingContext context) = sentences[next = (next + 1) % sentences.Length];
        return SentenceReader.Understand(text, context);
    }

    private static (string Text, UnderstandingContext Context) Sentence(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        return (row.RootElement.GetProperty("text").GetString()!, new UnderstandingContext(row.RootElement.GetProperty("market").GetString()));
    }
}
