using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Search.Answers;

/// <summary>
/// Spare parts and refills share every word with the thing they belong to ("replacement lid for Zenko blender") and are seldom what is
/// meant by it. The cues are <c>Data/spare-parts.json</c>, one list a language; a cue also opens a compound ("Ersatzdeckel").
/// </summary>
internal static class SpareParts
{
    // Words that open a compound must be as long as this, or they would be found in words of other meanings.
    private const int LeastCompoundCue = 6;

    private static readonly string[][] Cues = Load();

    /// <summary>True where the words name a spare part or a refill.</summary>
    /// <param name="words">A title or a query.</param>
    public static bool AreNamedIn(string words)
    {
        string[] tokens = Folded(words);
        foreach (string[] cue in Cues)
        {
            for (int at = 0; at + cue.Length <= tokens.Length; at++)
            {
                if (IsAt(cue, tokens, at)) return true;
            }
        }
        return false;
    }

    private static bool IsAt(string[] cue, string[] tokens, int at)
    {
        for (int i = 0; i < cue.Length - 1; i++)
        {
            if (tokens[at + i] != cue[i]) return false;
        }
        string last = tokens[at + cue.Length - 1];
        return last == cue[^1] || (cue[^1].Length >= LeastCompoundCue && last.StartsWith(cue[^1], StringComparison.Ordinal));
    }

    private static string[] Folded(string text) =>
        [.. PhraseTokenizer.Split(text, Language.Und).Where(token => token.Kind != TokenKind.Symbol).Select(token => token.Folded)];

    private static string[][] Load()
    {
        using Stream file = typeof(SpareParts).Assembly.GetManifestResourceStream("spare-parts.json")!;
        var languages = JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
        return [.. languages.Values.SelectMany(cues => cues).Select(Folded)];
    }
}
