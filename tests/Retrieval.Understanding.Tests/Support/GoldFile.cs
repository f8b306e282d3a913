using System.Text.Json;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Support;

/// <summary>Reads a file of sentences with gold, lets each be understood and scores the answers.</summary>
internal static class GoldFile
{
    public static Scorer Score(string path)
    {
        var scorer = new Scorer();
        foreach (string line in File.ReadLines(path))
        {
            if (line.Length == 0) continue;
            using JsonDocument row = JsonDocument.Parse(line);
            string market = row.RootElement.GetProperty("market").GetString()!;
            ShoppingIntent intent = SentenceReader.Understand(row.RootElement.GetProperty("text").GetString()!, new UnderstandingContext(market));
            using JsonDocument predicted = JsonDocument.Parse(IntentJson.Write(intent));
            scorer.Add(row.RootElement, predicted.RootElement);
        }
        return scorer;
    }
}
