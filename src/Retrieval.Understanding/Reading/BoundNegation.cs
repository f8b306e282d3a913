using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Turns a bound that is negated: the negation of a lower bound is an upper one, that of an upper bound a lower one.</summary>
internal static class BoundNegation
{
    private static readonly string[] Nameless = [Cue.Function, Cue.Filler, Cue.Spend, Cue.Inside, Cue.BoundVerb, Cue.LengthAfter];

    /// <summary>Kinds of words that are no verbs.</summary>
    private static readonly string[] NoVerb = ["color", "material", "condition", "gender", "age_group", "diet", "substance", Cue.Excludable, Cue.Wearable];

    private const int MostOfNegation = 5, LongestPronoun = 3;

    /// <summary>"Nix über 8 Euro", "que no mida más de 50 cm": a negation before the bound.</summary>
    public static void ReadBefore(Draft draft, ref Quantity quantity)
    {
        if (IsLessThan(draft, quantity)) (quantity.IsMax, quantity.Start) = (true, quantity.Start - 1);
        if (quantity.IsMin == quantity.IsMax || quantity.IsRange) return;
        if (IsJoinedToNegated(draft, quantity.Start))
        {
            (quantity.IsMin, quantity.IsMax) = (quantity.IsMax, quantity.IsMin);
            return;
        }
        if (NegationBefore(draft, quantity.Start) is not { Length: > 0 } not) return;
        // Only a bound that stands before its number is negated, and "no more than" is one bound.
        if (!draft.HasBetween(quantity.IsMin ? Cue.Min : Cue.Max, quantity.Start, quantity.NumberAt) || draft.FindAnyway(Cue.BoundNot, quantity.Start).Length > 0 || HoldsNegation(draft, quantity)) return;
        (quantity.IsMin, quantity.IsMax) = (quantity.IsMax, quantity.IsMin);
        quantity.Start = not.Start;
    }

    /// <summary>"Keine hundert Gramm wiegt", "keine 30 cm tief": in German none of an amount is less than it, where a verb or a side tells what has it.</summary>
    private static bool IsLessThan(Draft draft, Quantity quantity)
        => quantity is { IsMin: false, IsMax: false, IsRange: false } && draft.Language == Language.De && quantity.Start > 0 && quantity.Counted is Counted.Measure or Counted.Money && draft.Tokens[quantity.Start - 1].Folded == "keine"
            && (draft.FindAnyway(Cue.BoundVerb, quantity.End).Length > 0 || draft.FindAnyway(Cue.LengthAfter, quantity.End).Length > 0);

    /// <summary>The "pas plus de" of "qui ne coûte pas plus de 25 euros" is negated already.</summary>
    private static bool HoldsNegation(Draft draft, Quantity quantity)
    {
        for (int at = quantity.Start; at < quantity.NumberAt; at++)
        {
            if (draft.FindAnyway(quantity.IsMin ? Cue.Min : Cue.Max, at).Length > 1 && draft.FindAnyway(Cue.BoundNot, at).Length > 0) return true;
        }
        return false;
    }

    /// <summary>"Nothing below 20 or above 40": the negation of a bound reaches over "or" to the next one.</summary>
    private static bool IsJoinedToNegated(Draft draft, int start)
    {
        int end = start - AgeReading.EndsAt(draft, Cue.Or, start);
        if (end == start) return false;
        int first = end;
        while (first > 0 && draft.UseOf(first - 1) == TokenUse.Dropped && !draft.IsBreak(first - 1)) first--;
        return first < end && draft.FindAnyway(Cue.BoundNot, first) is { Length: > 0 } not && (draft.FindAnyway(Cue.Max, not.End).Length > 0 || draft.FindAnyway(Cue.Min, not.End).Length > 0);
    }

    /// <summary>The negation straight before a token, or before a verb of spending or measuring there with its function words: "wouldn't want to pay over", "que no mida más de".</summary>
    private static PhraseMatch NegationBefore(Draft draft, int end)
    {
        // Chinese has no function words between: 不能大于, 别重过.
        if (draft.Language == Language.Zh) return AgeReading.EndsAt(draft, Cue.BoundNot, end) is > 0 and var length && draft.IsReadable(end - 1) ? new PhraseMatch(end - length, length, default) : default;
        bool verb = false, idiom = false;
        for (int at = end - 1; at >= 0 && at >= end - MostOfNegation && draft.IsReadable(at) && !draft.IsBreak(at); at--)
        {
            if (draft.FindAnyway(Cue.BoundNot, at) is { Length: > 0 } not)
            {
                // "No sea más ancha de 45 cm" is one negation, "not made of wood, under 60" another thing.
                PhraseMatch other = draft.Find(Cue.Not, at) is { Length: > 0 } negation ? negation : draft.Find(Cue.Without, at);
                return not.End <= end && (verb || draft.FindAnyway(Cue.PriceWord, end).Length > 0 || not.End == end || draft.HasBetween(Cue.BoundVerb, at, end)) && (idiom || other.Length <= not.Length || other.End >= end) ? not : default;
            }
            // "Won't set me back more than"
            if (AgeReading.EndsAt(draft, Cue.BoundVerb, at + 1) is > 1 and var phrase)
            {
                verb = idiom = true;
                at -= phrase - 1;
                continue;
            }
            bool measures = draft.FindAnyway(Cue.Spend, at).Length > 0 || draft.FindAnyway(Cue.BoundVerb, at).Length > 0 || draft.FindAnyway(Cue.DimensionWord, at).Length > 0 || draft.FindAnyway(Cue.PriceWord, at).Length > 0;
            // "Don't want to blow more than"
            if (!verb && IsNegatedVerb(draft, at)) measures = idiom = true;
            if (!measures && draft.FindAnyway(Cue.Function, at).Length == 0 && draft.FindAnyway(Cue.Filler, at).Length == 0) return default;
            verb |= measures;
        }
        return default;
    }

    /// <summary>"Que no levante más de 55 cm", "doesn't weigh over 5 kilos": straight behind a negation that asks for a verb, pronouns aside, any word is one. French has an infinitive there.</summary>
    private static bool IsNegatedVerb(Draft draft, int at)
    {
        // "No reacondicionado por menos de 300" is no verb, and who "doesn't have" something has no bound.
        if (draft.Tokens[at].Kind != TokenKind.Word || draft.FindAnyway(Cue.Function, at).Length > 0 || Array.Exists(NoVerb, kind => draft.FindAnyway(kind, at).Length > 0) || draft.Language == Language.Fr && !IsInfinitive(draft.Tokens[at].Folded)) return false;
        int before = at;
        while (before > 0 && draft.Tokens[before - 1].Length <= LongestPronoun && draft.FindAnyway(Cue.VerbNot, before - 1).Length == 0 && draft.FindAnyway(Cue.Function, before - 1).Length == 1) before--;
        return AgeReading.EndsAt(draft, Cue.VerbNot, before) > 0;
    }

    /// <summary>True for the form of a French verb that follows "ne doit pas" or "sans".</summary>
    public static bool IsInfinitive(string folded)
        => folded.Length > LongestPronoun && (folded.EndsWith("er", StringComparison.Ordinal) && !folded.EndsWith("ier", StringComparison.Ordinal) || folded.EndsWith("ir", StringComparison.Ordinal) || folded.EndsWith("re", StringComparison.Ordinal));

    /// <summary>"Mehr als 70 € sind nicht drin", 超过四百的就别推了: a negation that stands elsewhere in the clause of a price makes its lower bound an upper one.</summary>
    public static void ReadAround(Draft draft, ref Quantity quantity)
    {
        if (quantity is not { IsMin: true, IsMax: false, IsRange: false }) return;
        int closing = Math.Max(ClosingNegation(draft, quantity.End), NegatedVerbEnd(draft, quantity));
        if (closing == quantity.End && !IsNegated(draft, quantity, out closing)) return;
        (quantity.IsMin, quantity.IsMax) = (false, true);
        draft.Claim(quantity.End, closing, TokenUse.Dropped);
    }

    /// <summary>
    /// "Mehr als 30 Euro hab ich nicht", "über 60 Euro geht bei mir nix", "mehr als zwei Kilo darf der Laptop nicht wiegen": in German the verb stands behind the bound that
    /// opens its clause, and function words, one noun and a verb of measuring at most around the negation. Returns the clause's end; the bound's own where it is another.
    /// </summary>
    private static int NegatedVerbEnd(Draft draft, Quantity quantity)
    {
        int end = quantity.End;
        if (draft.Language != Language.De || quantity.Start > draft.ClauseStart(quantity.Start) && draft.FindAnyway(Cue.And, quantity.Start - 1).Length == 0 || !draft.IsLower(end)) return end;
        bool negated = false;
        int noun = -1;
        for (int at = end + Math.Max(1, CarriesNothing(draft, end)); !draft.IsBoundary(at);)
        {
            PhraseMatch not = draft.FindAnyway(Cue.BoundNot, at) is { Length: > 0 } bound ? bound : draft.FindAnyway(Cue.NoneOf, at);
            int length = not.Length > 0 && !negated ? not.Length : CarriesNothing(draft, at);
            if (length == 0 && noun < 0 && draft.IsCapital(at) && draft.FindAnyway(Cue.Function, at - 1).Length > 0) (noun, length) = (at, 1);
            if (length == 0) return end;
            negated |= not.Length > 0;
            at += length;
        }
        if (!negated || noun < 0) return negated ? draft.ClauseEnd(end) : end;
        draft.Claim(noun + 1, draft.ClauseEnd(end), TokenUse.Dropped);
        return noun;
    }

    /// <summary>Length of the longest phrase at a token that names nothing: function words, filler, verbs of spending and measuring; 0 where another word stands there.</summary>
    private static int CarriesNothing(Draft draft, int at)
        => Nameless.Max(kind => draft.FindAnyway(kind, at).Length);

    /// <summary>"more than 300 I do not want to spend" is a highest price. What is spent bounds no measure of the same clause. The end is that of the verb straight behind the negation, else the quantity's own.</summary>
    private static bool IsNegated(Draft draft, Quantity quantity, out int closing)
    {
        closing = quantity.End;
        if (quantity.Counted == Counted.Measure) return false;
        int start = draft.ClauseStart(quantity.Start), end = draft.ClauseEnd(quantity.End);
        for (int at = start; at < end; at++)
        {
            if (at >= quantity.Start && at < quantity.End || draft.FindAnyway(Cue.Not, at) is not { Length: > 0 } not || !draft.HasBetween(Cue.Spend, start, end)) continue;
            if (at >= quantity.End && draft.FindAnyway(Cue.Spend, not.End) is { Length: > 0 } verb && Enumerable.Range(quantity.End, at - quantity.End).All(between => CarriesNothing(draft, between) > 0)) closing = verb.End;
            return true;
        }
        return false;
    }

    /// <summary>评分低于4.8的就别推了: the end of a negation that stands straight behind what a number has read and closes the clause; the token's own place for another.</summary>
    public static int ClosingEnd(Draft draft, int at)
    {
        if (draft.Language != Language.Zh || draft.FindAnyway(Cue.ClosingNot, at).Length == 0) return at;
        for (int before = at - 1; before >= 0 && (draft.UseOf(before) == TokenUse.Dropped || draft.FindAnyway(Cue.Link, before).Length > 0) && !draft.IsBreak(before); before--)
        {
            if (draft.Tokens[before].Kind == TokenKind.Number) return ClosingNegation(draft, at);
        }
        return at;
    }

    /// <summary>超过四百的就别推了: the end of a negation that stands straight behind a price and closes the clause; the price's own end where there is none.</summary>
    private static int ClosingNegation(Draft draft, int end)
    {
        int at = end < draft.Count && draft.FindAnyway(Cue.ClosingNot, end).Length == 0 && draft.FindAnyway(Cue.Link, end).Length > 0 ? end + 1 : end;
        return draft.FindAnyway(Cue.ClosingNot, at) is { Length: > 0 } not && draft.IsBoundary(not.End) ? not.End : end;
    }
}
