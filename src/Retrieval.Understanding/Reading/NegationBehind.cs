using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads negations that stand behind what they take away: "Leder vertrage ich nicht", "Mineralöl darf keins drin sein", 皮的不要.</summary>
internal static class NegationBehind
{
    /// <summary>A negation that stands behind what it takes away and ends its clause: "Leder vertrage ich nicht", 皮的不要.</summary>
    public static PhraseMatch Find(Draft draft, int at)
    {
        PhraseMatch cue = draft.FindAnyway(Cue.NotBehind, at);
        // "Wool's out"
        if (cue.Length == 0 && at > 0 && ExcludedWord.HasIs(draft.Tokens[at - 1].Folded)) cue = draft.FindAnyway(Cue.NotBehindIs, at);
        // "Pero de pollo no" excludes, "¿negras o no?" asks.
        if (cue.Length == 0 || at > 0 && draft.FindAnyway(Cue.Or, at - 1).Length > 0) return default;
        if (cue.Length == 1 && draft.FindAnyway(Cue.Without, at).Length + draft.FindAnyway(Cue.Not, at).Length > 0 && draft.Language is Language.Es or Language.It or Language.Pt && !draft.HasBetween(Cue.But, draft.ClauseStart(at), at) && !IsValueAlone(draft, draft.ClauseStart(at), at)) return default;
        return draft.IsFree(at) && (draft.IsBoundary(cue.End) || draft.FindAnyway(Cue.Particle, cue.End - 1).Length > 0) && draft.LongestAt(at) == cue.Length ? cue : default;
    }

    /// <summary>
    /// "Mineralöl darf auch keins drin sein", "Duftstoffe brauch ich da keine", "Laktose darf auf keinen Fall drin sein": in German "none" closes the
    /// clause, or a negation does with what is inside behind it. The phrase found begins with the verb.
    /// </summary>
    public static PhraseMatch Closing(Draft draft, int at)
    {
        PhraseMatch none = draft.FindAnyway(Cue.NoneOf, at);
        PhraseMatch cue = none.Length > 0 ? none : draft.FindAnyway(Cue.Not, at);
        if (cue.Length == 0 || !draft.IsReadable(at)) return default;
        int end = cue.End;
        while (draft.FindAnyway(Cue.Inside, end) is { Length: > 0 } inside) end = inside.End;
        if (!draft.IsBoundary(end) || none.Length == 0 && end == cue.End) return default;
        int start = at;
        while (start > 0 && draft.IsReadable(start - 1) && !draft.IsBreak(start - 1) && (draft.FindAnyway(Cue.Function, start - 1).Length == 1 || draft.FindAnyway(Cue.Filler, start - 1).Length > 0)) start--;
        return start > draft.ClauseStart(at) && start < at && draft.Tokens[start - 1].Kind == TokenKind.Word ? new PhraseMatch(start, end - start, cue.Sense) : default;
    }

    /// <summary>What stands before a closing negation is taken away; "neu muss es nicht sein" asks for nothing, "zu schwer sollte er nicht sein" is a wish.</summary>
    public static void ReadClosed(Draft draft, PhraseMatch closing)
    {
        int start = ClauseBefore(draft, closing.Start);
        bool isNeedless = draft.HasBetween(Cue.NeedNot, closing.Start, closing.End);
        bool isTooMuch = start < closing.Start && draft.FindAnyway(Cue.TooMuch, start).Length > 0;
        if (!isNeedless && !isTooMuch)
        {
            ReadItems(draft, closing);
            return;
        }
        if (isTooMuch && !isNeedless) draft.Add(new Preference.Named("like", $"nicht {draft.Words(start, closing.Start)}".ToLowerInvariant()));
        draft.Claim(start, closing.End, TokenUse.Dropped);
    }

    /// <summary>"De cuero no": a colour or material and nothing else.</summary>
    private static bool IsValueAlone(Draft draft, int start, int end)
        => start < end && draft.FindAnyway(Cue.MadeOf, start).Length == 1 && IsValueAlone(draft, start + 1, end) || draft.FindAnyway("material", start) is { Length: > 0 } material && material.End == end || draft.FindAnyway("color", start) is { Length: > 0 } color && color.End == end;

    /// <summary>Excludes the value, or the last words, that stand in the clause before a negation, and what is joined to them: 鸡肉和谷物都不要.</summary>
    public static void ReadItems(Draft draft, PhraseMatch cue)
    {
        int start = draft.IsBoundary(cue.Start) ? cue.Start : ClauseBefore(draft, cue.Start);
        int first = ExcludeIn(draft, LastJoin(draft, start, cue.Start), cue.Start);
        while (first > 0 && JoinBefore(draft, first) is { Length: > 0 } join)
        {
            start = ClauseBefore(draft, join.Start);
            int item = LastJoin(draft, start, join.Start);
            bool whole = item == start || JoinBefore(draft, item).Length > 0;
            if (item == join.Start || !whole || !ExcludedPhrase.IsFewWords(draft, join.Start - item)) break;
            first = ExcludeIn(draft, item, join.Start);
        }
        if (first >= 0) draft.Claim(start, cue.End, TokenUse.Dropped);
    }

    /// <summary>Excludes the value, or all the words, of a range; returns where it begins, -1 where there is none.</summary>
    private static int ExcludeIn(Draft draft, int start, int end)
    {
        int first = start, stop = end;
        while (first < stop && (draft.Is(Cue.Function, first) || draft.Is(Cue.Filler, first) || draft.Is(Cue.Link, first) || draft.Is(Cue.MadeOf, first))) first++;
        for (int at = first; at < stop; at++)
        {
            PhraseMatch value = draft.Find("color", at) is { Length: > 0 } color ? color : draft.Find("material", at);
            if (value.Length > 0) (first, end, at) = (value.Start, value.End, value.End - 1);
            // 孩子对芒果过敏, 藕粉里一点糖都不能有: so does this word tell where it begins.
            else if (draft.FindAnyway(Cue.Towards, at) is { Length: > 0 } towards && towards.End < end) first = towards.End;
            // 孩子对麸质过敏: who does not stand it is no part of it.
            else if (draft.Find(Exclusion.Substance, at) is { Length: > 0 } named && named.End == end && (named.Length > 1 || draft.Language != Language.Zh)) first = at;
        }
        // "De cuero no": the phrase that names the material holds the preposition.
        while (first + 1 < end && draft.FindAnyway(Cue.MadeOf, first).Length == 1) first++;
        // 狗狗过敏，不能有鸡肉: who does not stand something is nothing that is excluded.
        bool isSomebody = draft.Language == Language.Zh && draft.FindAnyway(Cue.Recipient, first) is { Length: > 0 } who && who.End == end;
        if (isSomebody || !ExcludedPhrase.IsFewWords(draft, end - first)) return -1;
        // 香精色素统统不要: two known things without a word between.
        while (draft.Language == Language.Zh && draft.FindAnyway(Cue.Excludable, first) is { Length: > 1 } one && one.End < end && draft.FindAnyway(Cue.Excludable, one.End).Length > 1)
        {
            Exclusion.Add(draft, first, ExcludedWord.Of(draft, first, one.End));
            first = one.End;
        }
        if (draft.Find(Exclusion.Substance, first) is { Length: > 0 } substance && substance.End == end) Exclusion.AddDiet(draft, substance);
        else Exclusion.Add(draft, first, ExcludedWord.Of(draft, first, end));
        return first;
    }

    private static int ClauseBefore(Draft draft, int end)
    {
        int start = end;
        while (start > 0 && !(start < end && draft.IsBoundary(start)) && draft.IsReadable(start - 1) && !draft.IsBreak(start - 1) && draft.Tokens[start - 1].Kind != TokenKind.Number) start--;
        return start;
    }

    /// <summary>Where the last item of several that are joined begins.</summary>
    private static int LastJoin(Draft draft, int start, int end)
    {
        for (int at = end - 1; at > start; at--)
        {
            if (JoinBefore(draft, at).Length > 0) return at;
        }
        return start;
    }

    /// <summary>The "and", "or" or 、 that ends where a token begins.</summary>
    private static PhraseMatch JoinBefore(Draft draft, int end)
    {
        if (end > 0 && draft.Sentence[draft.Tokens[end - 1].Start] == '、') return new PhraseMatch(end - 1, 1, default);
        for (int at = Math.Max(0, end - 2); at < end; at++)
        {
            if ((draft.Find(Cue.And, at) is { Length: > 0 } and ? and : draft.Find(Cue.Or, at)) is { Length: > 0 } join && join.End == end) return join;
        }
        return default;
    }
}
