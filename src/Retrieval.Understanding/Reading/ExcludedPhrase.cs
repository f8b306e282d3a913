using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>One excluded thing: which words of the noun phrase behind a negation are taken away.</summary>
internal static class ExcludedPhrase
{
    private const int MostWords = 4, MostHanCharacters = 6, LongestPart = 3;

    /// <summary>Kinds that end the noun phrase of an exclusion.</summary>
    private static readonly string[] Ends =
    [
        Cue.Max, Cue.Min, Cue.About, Cue.Between, Cue.Budget, Cue.PriceWord, Cue.Currency, Cue.Without, Cue.Not, Cue.Except, Cue.And, Cue.Or,
        Cue.Delivery, Cue.DeliveryWord, Cue.InStock, Cue.OnSale, Cue.FreeShipping, Cue.Sort, Cue.Like, Cue.Soft, Cue.Function, Cue.Filler,
        Cue.BrandBefore, Cue.SizeBefore, Cue.CountBefore, Cue.KindOf, Cue.Gift, Cue.RecipientBefore, Cue.ComplementEnd, "color", "material", "gender", "age_group", Exclusion.Diet, "condition",
    ];

    /// <summary>Kinds that cannot begin another excluded item behind "and" or "or".</summary>
    private static readonly string[] NoItem = [.. Ends.Where(kind => kind is not ("color" or "material" or Cue.Function or Cue.KindOf)), Cue.With];

    /// <summary>Reads one excluded thing; its end is its begin where there is none.</summary>
    public static int Read(Draft draft, int at, bool single, out string? kind)
    {
        kind = null;
        if (at >= draft.Count || draft.IsBoundary(at) && draft.IsBreak(at) || !draft.IsReadable(at) || draft.Tokens[at].Kind == TokenKind.Number) return at;
        if (IsClosingVerb(draft, at)) return at;
        // "Ohne Nüsse Müsli": two German nouns side by side are two things.
        if (draft.Find(Exclusion.Substance, at) is { Length: > 0 } substance && (EndsPhrase(draft, substance.End) || draft.Language == Language.De && draft.IsCapital(substance.End)))
        {
            Exclusion.AddDiet(draft, substance);
            draft.Drop(substance);
            kind = Exclusion.Substance;
            return substance.End;
        }
        if (ConditionAt(draft, at) is { Length: > 0 } condition)
        {
            Exclusion.Add(draft, at, ExcludedWord.Of(draft, condition.Start, condition.End));
            draft.Claim(at, condition.End, TokenUse.Dropped);
            kind = "condition";
            return condition.End;
        }
        // "Nothing glossy" takes away what would be a wish.
        bool wish = draft.Find(Cue.Like, at) is { Length: > 0 } like && like.End is var wishEnd && (draft.IsBoundary(wishEnd) || draft.Is(Cue.And, wishEnd) || draft.Is(Cue.Or, wishEnd));
        if (!wish && IsNoItem(draft, at)) return at;
        PhraseMatch value = draft.Find("color", at) is { Length: > 0 } color ? color : draft.Find("material", at);
        if (value.Length > 0) kind = value.Sense.Kind;
        int end = Math.Max(PhraseEnd(draft, at, single), value.End);
        // Where adjectives follow their noun a value is a phrase by itself: "sans plastique, brosse à dents" needs no comma.
        bool whole = single || (draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt);
        // "No leather sofa" is a sofa all the same, where nothing else is named.
        whole |= draft.Language is Language.En or Language.De && value.Length > 0 && IsAllThereIs(draft, at, end);
        if (whole && value.Length > 0) end = value.End;
        // "Tea but not green tea" takes neither all tea nor all that is green away.
        if (draft.UseOf(at) == TokenUse.Protected && draft.FindAnyway(LanguageVocabulary.Lexicalised, at) is { Length: > 1 } name) end = Math.Max(end, name.End);
        // "Nix da"; French "maïs" is no "mais".
        if (value.Length == 0 && end == at + 1 && draft.FindAnyway(Cue.Function, at).Length == 1 && draft.IsLower(at) && draft.Words(at, end).All(char.IsAscii)) return at;
        string words = ExcludedWord.Of(draft, at, end);
        Exclusion.Add(draft, at, words);
        draft.Claim(at, end, TokenUse.Dropped);
        return end;
    }

    /// <summary>"Mehr als 45 Euro will ich nicht hinlegen": behind "nicht" an infinitive closes a German clause; it is nothing that a thing may have.</summary>
    private static bool IsClosingVerb(Draft draft, int at)
        => draft.Language == Language.De && draft.IsBoundary(at + 1) && at > 0 && draft.FindAnyway(Cue.Not, at - 1).Length == 1 && draft.Tokens[at].Folded is [.., 'e', 'n'] or [.., 'e', 'r' or 'l', 'n'] && draft.IsLower(at) && draft.FindAnyway("color", at).Length + draft.FindAnyway("material", at).Length + draft.FindAnyway("condition", at).Length + draft.FindAnyway(Cue.Like, at).Length == 0
            && draft.Constraints.Exists(static constraint => constraint is Constraint.Price or Constraint.Quantity or Constraint.Rating) && draft.UseOf(draft.ClauseStart(at)) == TokenUse.Dropped;

    public static bool IsFewWords(Draft draft, int words) => words > 0 && words <= (draft.Language == Language.Zh ? MostHanCharacters : MostWords);

    /// <summary>"Not used", "pas d'occasion". Who wants nothing new says something else.</summary>
    public static PhraseMatch ConditionAt(Draft draft, int at)
        => draft.FindAnyway("condition", at) is { Length: > 0 } condition && condition.Sense.Value != "new" ? condition : default;

    /// <summary>True where nothing but the negation stands before a phrase, and nothing that is free behind it.</summary>
    private static bool IsAllThereIs(Draft draft, int start, int end)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            bool inside = at >= start && at < end;
            if (!inside && draft.IsReadable(at) && draft.Tokens[at].Kind == TokenKind.Word && draft.FindAnyway(Cue.Without, at).Length == 0 && draft.FindAnyway(Cue.Not, at).Length == 0 && draft.FindAnyway(Cue.Function, at).Length == 0 && draft.FindAnyway(Cue.Filler, at).Length == 0) return false;
        }
        return true;
    }

    private static int PhraseEnd(Draft draft, int at, bool single)
    {
        if (draft.Language == Language.Zh) return HanPhraseEnd(draft, at);
        if (draft.Language == Language.De) return GermanPhraseEnd(draft, at);
        // A known substance is a phrase whatever follows: "sin parabenos de coco" excludes no coconut.
        if (draft.FindAnyway(Cue.Excludable, at) is { Length: > 0 } known && !single && !EndsWithNoun(draft, known.End)) return known.End;
        if (draft.Language != Language.En && AllergenFacts.Named(draft.Words(at, at + 1)) is not null && draft.FindAnyway(Cue.MadeOf, at + 1).Length == 0) return at + 1;
        int end = at + 1, words = 1, most = single ? 1 : MostWords;
        while (end < draft.Count && !draft.IsBoundary(end) && draft.IsFree(end))
        {
            bool linked = draft.FindAnyway(Cue.MadeOf, end).Length == 1 && end + 1 < draft.Count && !draft.IsBoundary(end + 1) && draft.IsFree(end + 1)
                && (!draft.Is("material", end) || !draft.Has(Cue.Wearable)) && draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt;
            if (linked && !single)
            {
                end += 2;
                continue;
            }
            if (words >= most && draft.Tokens[end].Joint == Joint.Apart) break;
            if (EndsPhrase(draft, end) || draft.Begins(Cue.RecipientBefore, end) || draft.Tokens[end].Kind == TokenKind.Number && draft.Tokens[end].Joint == Joint.Apart) break;
            words++;
            end++;
        }
        return end;
    }

    /// <summary>In English a substance may describe the noun behind it: "no silicone lid".</summary>
    private static bool EndsWithNoun(Draft draft, int at) => draft.Language == Language.En && !EndsPhrase(draft, at);

    /// <summary>In German the noun is written with a capital: adjectives before it belong to it. Without capitals one word is taken.</summary>
    private static int GermanPhraseEnd(Draft draft, int at)
    {
        int end = at;
        while (end < draft.Count && end < at + MostWords && !draft.IsBoundary(end) && draft.IsFree(end) && (end == at || !EndsPhrase(draft, end)))
        {
            bool noun = draft.IsCapital(end);
            end++;
            bool joined = end < draft.Count && draft.Tokens[end].Joint != Joint.Apart && draft.IsFree(end) && !draft.IsBreak(end);
            if (noun && !joined) return ClosesCompound(draft, at, end) ? end + 1 : end;
        }
        bool capitals = end > at && draft.IsCapital(end - 1);
        return capitals ? end : at + 1;
    }

    /// <summary>"Kopfhörer ohne Noise Cancelling": a second noun that closes the clause belongs to the first where the thing sought stands before the negation.</summary>
    private static bool ClosesCompound(Draft draft, int at, int second)
        => draft.IsCapital(second) && draft.IsFree(second) && draft.Tokens[second].Kind == TokenKind.Word && !draft.IsBreak(second) && draft.IsBoundary(second + 1) && !EndsPhrase(draft, second)
            && at - 1 > draft.ClauseStart(at) && draft.IsCapital(draft.ClauseStart(at));

    private static int HanPhraseEnd(Draft draft, int at)
    {
        int end = at;
        while (end < draft.Count && end < at + MostHanCharacters && draft.IsReadable(end) && !(end > at && draft.IsBoundary(end)))
        {
            if (end > at && (draft.FindAnyway(Cue.Link, end).Length > 0 || draft.IsFree(end) && EndsPhrase(draft, end) && draft.FindAnyway("material", end).Length < 1)) break;
            end++;
        }
        if (draft.Find("material", at) is { Length: > 1 } whole && EndOfPart(draft, at, whole.End) is var part && part > whole.End) return part;
        if (draft.FindAnyway(Cue.Excludable, at) is { Length: > 0 } known && draft.Tokens[at].Kind is TokenKind.Han or TokenKind.Word && known.Length > 1) return known.End;
        if (AgeReading.EndsAt(draft, Cue.WithoutInside, at) > 0) end = ThingWithout(draft, at, end);
        // A known word ends the phrase where no particle does: "不要塑料水杯" excludes plastic.
        PhraseMatch value = draft.Find("material", at) is { Length: > 1 } material ? material : draft.Find("color", at);
        return value.Length > 1 ? value.End : Math.Max(end, Math.Min(at + 1, draft.Count));
    }

    /// <summary>保温杯 不要塑料吸管: behind the thing itself a phrase that a value opens and a few characters close is a part of it; 不要塑料材质 is plastic all the same.</summary>
    private static int EndOfPart(Draft draft, int at, int end)
    {
        int phrase = at;
        while (phrase > 0 && !draft.IsBoundary(phrase)) phrase--;
        if (phrase == 0 || !Enumerable.Range(0, phrase).Any(before => draft.IsReadable(before) && draft.Tokens[before].Kind == TokenKind.Han)) return end;
        int part = end;
        while (part < draft.Count && !draft.IsBoundary(part) && draft.FindAnyway(Cue.Link, part).Length == 0)
        {
            if (part == end + LongestPart || draft.Tokens[part].Kind != TokenKind.Han || EndsPhrase(draft, part) || draft.FindAnyway(Cue.Function, part).Length > 0 || draft.FindAnyway(Cue.Particle, part).Length > 0) return end;
            part++;
        }
        return part;
    }

    /// <summary>无磷洗衣粉: where the thing begins that is without it; the end where none stands there.</summary>
    private static int ThingWithout(Draft draft, int at, int end)
    {
        KindNames things = KindNames.For(draft.Language);
        for (int thing = at; thing < end; thing++)
        {
            int length = things.LengthOfNameAt(draft.Tokens, thing);
            if (length > 1 && thing + length >= end) return thing > at ? thing : end;
        }
        return end;
    }

    private static bool EndsPhrase(Draft draft, int at) => at >= draft.Count || !draft.IsFree(at) || draft.IsBoundary(at) || IsAny(draft, at, Ends);
    public static bool IsNoItem(Draft draft, int at) => IsAny(draft, at, NoItem);

    private static bool IsAny(Draft draft, int at, string[] kinds)
    {
        // "In-Ears" is one noun.
        bool compound = at + 1 < draft.Count && draft.Tokens[at + 1].Joint == Joint.Hyphen;
        foreach (string kind in kinds)
        {
            if (draft.Find(kind, at) is { Length: > 0 } match && !(compound && match.Length == 1)) return true;
        }
        return false;
    }
}
