using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Writes what is excluded as the contract wants it: the shopper's words in lower case, the noun in the singular where a plain rule gives it. Names keep their ending.</summary>
internal static class ExcludedWord
{
    public static string Of(Draft draft, int start, int end)
    {
        while (end - start > 1 && draft.FindAnyway(Cue.Particle, end - 1).Length > 0) end--;
        string words = draft.Words(start, end);
        Token last = draft.Tokens[end - 1];
        ReadOnlySpan<char> noun = draft.Sentence.AsSpan(last.Start, last.Length);
        bool name = start > 0 && draft.Language != Language.De && char.IsUpper(noun[0]) || noun[1..].IndexOfAnyInRange('A', 'Z') >= 0;
        string lower = words.ToLowerInvariant();
        if (draft.Language == Language.Zh || name || last.Kind != TokenKind.Word || last.Length < 4) return lower;
        int split = lower.LastIndexOf(' ') + 1;
        return draft.Language switch
        {
            Language.En => lower[..split] + (Listed(draft, lower[split..]) ?? EnglishSingular(lower[split..])),
            Language.Fr => FrenchSingular(lower),
            Language.Es => lower[..split] + (Listed(draft, lower[split..]) ?? SpanishSingular(lower[split..])),
            Language.Pt => lower[..split] + IberianSingular(lower[split..]),
            Language.De when BaseForm(draft, start, end) is { } form => form,
            Language.De => lower[..split] + (Listed(draft, lower[split..]) ?? GermanSingular(lower[split..])),
            _ => lower[..split] + (Listed(draft, lower[split..]) ?? lower[split..]),
        };
    }

    /// <summary>The singular of a plural that no rule tells and the data lists, also at a compound's end: "haselnüsse" is "haselnuss".</summary>
    private static string? Listed(Draft draft, string word)
    {
        foreach (PhraseEntry entry in draft.Cues.Of(Cue.Singular))
        {
            if (word.EndsWith(entry.Pattern, StringComparison.Ordinal)) return word[..^entry.Pattern.Length] + entry.Sense.Value;
        }
        return null;
    }

    /// <summary>"Keinen gebrauchten" excludes what is "gebraucht": the form without an ending of a colour or condition that is known; null for other words.</summary>
    private static string? BaseForm(Draft draft, int start, int end)
    {
        string folded = PhraseTokenizer.Fold(draft.Words(start, end), Language.De);
        foreach (string kind in (ReadOnlySpan<string>)["color", "condition"])
        {
            if (draft.FindAnyway(kind, start) is not { Length: > 0 } value || value.End != end) continue;
            foreach (PhraseEntry entry in draft.Vocabulary.Entries)
            {
                if (entry.Sense != value.Sense) continue;
                List<string> forms = [.. PhrasePattern.Expand(entry.Pattern)];
                if (!forms.Exists(form => PhraseTokenizer.Fold(form, Language.De) == folded)) continue;
                return forms.Where(form => folded.StartsWith(PhraseTokenizer.Fold(form, Language.De), StringComparison.Ordinal)).MinBy(form => form.Length)!.ToLowerInvariant();
            }
        }
        return null;
    }

    /// <summary>"Wool's": an English word with the verb "is" at its end.</summary>
    public static bool HasIs(string folded) => folded.EndsWith("'s", StringComparison.Ordinal);

    private static string EnglishSingular(string word) => word switch
    {
        _ when HasIs(word) => EnglishSingular(word[..^2]),
        _ when word.EndsWith("ies") && word.Length > 4 => word[..^3] + "y",
        _ when word.EndsWith("sses") || word.EndsWith("ches") || word.EndsWith("shes") || word.EndsWith("xes") => word[..^2],
        _ when word.EndsWith("ss") || word.EndsWith("us") || word.EndsWith("is") => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    private static string FrenchSingular(string words)
    {
        string[] parts = words.Split(' ');
        // "huiles essentielles": the adjective agrees; "traces de doigts" keeps what stands behind "de".
        bool linked = parts.Length > 2;
        for (int i = 0; i < parts.Length && !linked; i++)
        {
            bool invariable = parts[i].EndsWith("ss") || parts[i].EndsWith("is") || parts[i].EndsWith("ïs") || parts[i].EndsWith("us") || parts[i].EndsWith("as") || parts[i].EndsWith("os");
            if (parts[i].Length > 3 && parts[i].EndsWith('s') && !invariable) parts[i] = parts[i][..^1];
        }
        return string.Join(' ', parts);
    }

    private static string SpanishSingular(string word)
    {
        if (word.EndsWith("ises") && word.Length > 4) return word[..^2];
        // "Botones" is "botón"; a word of one syllable such as "dones" has no accent.
        if (word.EndsWith("ones") && word.AsSpan(0, word.Length - 4).ContainsAny("aeiouáéíóúü")) return $"{word[..^4]}ón";
        // "Nueces" is "nuez", "dulces" is "dulce"; Portuguese "doces" is "doce".
        return word.EndsWith("ces") && word.Length > 4 && "aeiouáéíóú".Contains(word[^4]) ? $"{word[..^3]}z" : IberianSingular(word);
    }

    private static string IberianSingular(string word)
    {
        // "Muelles", "detalles" end in "-lle".
        if (word.EndsWith("lles")) return word[..^1];
        if (word.EndsWith("es") && word.Length > 4 && word[^3] is 'l' or 'r' or 'n' or 'd') return word[..^2];
        return word.EndsWith('s') && !word.EndsWith("ss") && !word.EndsWith("is") ? word[..^1] : word;
    }

    private static string GermanSingular(string word) => word switch
    {
        _ when word.EndsWith("stoffe") || word.EndsWith("ate") || word.EndsWith("ene") || word.EndsWith("one") || word.EndsWith("ite") => word[..^1],
        _ when word.EndsWith("etten") || word.EndsWith("olen") || word.EndsWith("umen") || word.EndsWith("erlen") || word.EndsWith("aschen") || word.EndsWith("üschen") => word[..^1],
        _ when word.EndsWith("stoffen") || word.EndsWith("ungen") || word.EndsWith("onen") => word[..^2],
        _ => word,
    };
}
