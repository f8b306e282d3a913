using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Text.Analysis;

/// <summary>Runs a chain over a text outside of an index.</summary>
public static class Tokens
{
    /// <summary>The terms of a text in order, those that stand at one position together.</summary>
    /// <param name="analyzer">The chain.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Analyzer analyzer, string text)
    {
        var positions = new List<IReadOnlyList<string>>();
        List<string> current = [];
        using TokenStream stream = analyzer.GetTokenStream("text", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var position = stream.AddAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            if (position.PositionIncrement > 0 || positions.Count == 0) positions.Add(current = []);
            string word = term.ToString();
            if (!current.Contains(word)) current.Add(word);
        }
        stream.End();
        return positions;
    }
}
