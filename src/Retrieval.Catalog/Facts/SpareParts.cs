using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// Spare parts and refills share every word with the thing they belong to ("replacement lid for Zenko blender") and are seldom what is
/// meant by it. The cues are <c>spare-parts.tsv</c>, a line a language; one of German or Dutch also opens a compound
/// ("Ersatzdeckel"); what can be filled again is no refill. Safe for concurrent use.
/// </summary>
public static class SpareParts
{
    // Words that open a compound must be as long as this, or they would be found in words of other meanings.
    private const int LeastCompoundCue = 6;

    private static readonly FrozenDictionary<char, (string[] Words, bool OpensCompounds)[]> CuesByLetter = TableFile.Rows("spare-parts.tsv")
        .SelectMany(static row => row.Skip(1).Select(cue => (Words: Folded(new CutText(cue, Language.Und)).ToArray(), OpensCompounds: row[0] is "de" or "nl")))
        .GroupBy(static cue => cue.Words[0][0]).ToFrozenDictionary(static cues => cues.Key, static cues => cues.ToArray());

    /// <summary>True where the words name a spare part or a refill.</summary>
    /// <param name="words">A title or a query, in any language.</param>
    public static bool AreNamedIn(string words) => AreNamedIn(new CutText(words, Language.Und));

    /// <summary>True where the words name a spare part or a refill.</summary>
    /// <param name="words">A title or a query, in any language.</param>
    public static bool AreNamedIn(CutText words)
    {
        List<string> tokens = Folded(words.WordsIn(Language.Und));
        for (int at = 0; at < tokens.Count; at++)
        {
            if (!CuesByLetter.TryGetValue(tokens[at][0], out (string[] Words, bool OpensCompounds)[]? cues)) continue;
            foreach ((string[] cue, bool opensCompounds) in cues)
            {
                if (at + cue.Length <= tokens.Count && IsAt(cue, opensCompounds, tokens, at)) return true;
            }
        }
        return false;
    }

    private static bool IsAt(string[] cue, bool opensCompounds, List<string> tokens, int at)
    {
        for (int i = 0; i < cue.Length - 1; i++)
        {
            if (tokens[at + i] != cue[i]) return false;
        }
        string last = tokens[at + cue.Length - 1];
        return last == cue[^1] || (opensCompounds && cue[^1].Length >= LeastCompoundCue && last.StartsWith(cue[^1], StringComparison.Ordinal));
    }

    private static List<string> Folded(CutText text)
    {
        var words = new List<string>(text.Tokens.Length);
        foreach (ref readonly Token token in text.Tokens)
        {
            if (token.Kind != TokenKind.Symbol) words.Add(token.Folded);
        }
        return words;
    }
}
