namespace Retrieval.Search.Suggesting;

/// <summary>
/// Finds the runs of a <see cref="SuggestionList"/> that begin with a prefix, exactly or with one letter wrong, missing, too many or two
/// neighbours swapped (Damerau 1964). The list is walked as a trie: wherever the prefix was right so far, each letter that does follow in
/// the list is tried, and the rest must then fit exactly; the letters that follow grow few after two or three.
/// </summary>
internal static class PrefixWalk
{
    /// <summary>The keys that begin with the prefix.</summary>
    public static KeyRange Exact(SuggestionList list, string prefix) => Rest(list, list.All, 0, prefix);

    /// <summary>Runs of keys that begin with the prefix after one edit; they may overlap.</summary>
    /// <param name="list">The keys.</param>
    /// <param name="prefix">What was typed.</param>
    /// <param name="from">Place of the first letter that may be wrong, missing or too many; swapped may be any two.</param>
    public static List<KeyRange> OneEdit(SuggestionList list, string prefix, int from = 0)
    {
        var runs = new List<KeyRange>();
        KeyRange run = list.All;
        for (int i = 0; i < prefix.Length && !run.IsEmpty; i++)
        {
            string rest = prefix[(i + 1)..];
            if (rest.Length > 0) Add(runs, Rest(list, run, i, $"{rest[0]}{prefix[i]}{rest[1..]}"));
            if (i >= from) Add(runs, Rest(list, run, i, rest));
            for (int key = run.Start; i >= from && key < run.End;)
            {
                char letter = list.Letter(key, i);
                KeyRange next = list.Narrow(run with { Start = key }, i, letter);
                if (letter != '\0' && letter != prefix[i])
                {
                    Add(runs, Rest(list, next, i + 1, rest));
                    Add(runs, Rest(list, next, i + 1, prefix[i..]));
                }
                key = next.End;
            }
            run = list.Narrow(run, i, prefix[i]);
        }
        return runs;
    }

    private static KeyRange Rest(SuggestionList list, KeyRange run, int depth, string rest)
    {
        for (int i = 0; i < rest.Length && !run.IsEmpty; i++) run = list.Narrow(run, depth + i, rest[i]);
        return run;
    }

    private static void Add(List<KeyRange> runs, KeyRange run)
    {
        if (!run.IsEmpty) runs.Add(run);
    }
}
