using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Text.Analysis;

/// <summary>Runs a chain over a text outside of an index.</summary>
public static class Tokens
{
    /// <summary>The terms of a text in order, those that stand at one position together.</summary>
    /// <param name="analyzer">The chain.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Analyzer analyzer, string text) => Of(analyzer, text, null);

    /// <summary>The terms of a text by their positions, and of each position where its word stands in the text.</summary>
    /// <param name="analyzer">The chain.</param>
    /// <param name="text">The text.</param>
    /// <param name="places">Receives offset and end of the words, one a position; null for nobody.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Analyzer analyzer, string text, List<(int Start, int End)>? places)
    {
        // A chain counts in the folded text.
        int[] origins = places is null ? [] : TextFolding.Origins(text);
        var positions = new List<IReadOnlyList<string>>();
        List<string> current = [];
        using TokenStream stream = analyzer.GetTokenStream("text", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var position = stream.AddAttribute<IPositionIncrementAttribute>();
        var place = stream.AddAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            if (position.PositionIncrement > 0 || positions.Count == 0)
            {
                positions.Add(current = []);
                places?.Add((origins[Math.Min(place.StartOffset, origins.Length - 1)], origins[Math.Min(place.EndOffset, origins.Length - 1)]));
            }
            string word = term.ToString();
            if (!current.Contains(word)) current.Add(word);
        }
        stream.End();
        return positions;
    }
}
