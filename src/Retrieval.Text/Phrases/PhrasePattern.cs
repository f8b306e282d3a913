namespace Retrieval.Text.Phrases;

/// <summary>
/// The notation in which data files write several phrases as one: <c>[x]</c> may stand or not, <c>(a|b)</c> and <c>[a|b]</c> choose;
/// both nest and may stand inside a word. <c>noir[e][s]</c> is noir, noire, noirs, noires; <c>negr(o|a|os|as)</c>;
/// <c>(at least|no less than)</c>.
/// </summary>
public static class PhrasePattern
{
    /// <summary>A pattern that stands for more phrases than this is refused: it is a slip of the pen.</summary>
    private const int MostPhrases = 4096;

    /// <summary>Every phrase that a pattern stands for.</summary>
    /// <exception cref="FormatException">A bracket is not closed, or the pattern stands for more than 4,096 phrases.</exception>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        if (pattern.AsSpan().IndexOfAny("[(|") < 0) return [pattern];
        int at = 0;
        List<string> phrases = Alternatives(pattern, ref at, '\0');
        if (at < pattern.Length) throw new FormatException($"Pattern \"{pattern}\": '{pattern[at]}' at {at} closes nothing.");
        for (int i = 0; i < phrases.Count; i++) phrases[i] = string.Join(' ', phrases[i].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return phrases;
    }

    private static List<string> Alternatives(string pattern, ref int at, char close)
    {
        List<string> all = Sequence(pattern, ref at, close);
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            all.AddRange(Sequence(pattern, ref at, close));
        }
        return all;
    }

    private static List<string> Sequence(string pattern, ref int at, char close)
    {
        List<string> prefixes = [""];
        while (at < pattern.Length && pattern[at] != '|' && pattern[at] is not (']' or ')'))
        {
            char c = pattern[at++];
            if (c is not ('[' or '('))
            {
                for (int i = 0; i < prefixes.Count; i++) prefixes[i] += c;
                continue;
            }
            char closing = c == '[' ? ']' : ')';
            List<string> inner = Alternatives(pattern, ref at, closing);
            if (at >= pattern.Length || pattern[at] != closing)
                throw new FormatException($"Pattern \"{pattern}\": a '{c}' is not closed by '{closing}'.");
            at++;
            if (c == '[') inner.Insert(0, "");
            if (prefixes.Count * inner.Count > MostPhrases)
                throw new FormatException($"Pattern \"{pattern}\" stands for more than {MostPhrases} phrases.");
            prefixes = [.. prefixes.SelectMany(prefix => inner.Select(ending => prefix + ending))];
        }
        return prefixes;
    }
}
