using System.Text.Json;
using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads brands: those of the catalogue anywhere, others only beside a cue such as "by", "de la marque", 牌.</summary>
internal static class BrandReading
{
    private static readonly Lazy<PhraseBook>[] Known = [.. Enum.GetValues<Language>().Select(language => new Lazy<PhraseBook>(() => LoadKnown(language)))];

    private const int MostWords = 3, MostHanCharacters = 4, LongestGermanBrand = 11, MostSmallWords = 2;

    /// <summary>Names of the catalogue come first: nothing else may read them.</summary>
    public static void ReadCatalogue(Draft draft)
    {
        if (draft.Context.Names is not { } names) return;
        PhraseBook book = names.Book(draft.Language);
        for (int at = 0; at < draft.Count; at++)
        {
            ReadOnlySpan<Sense> senses = book.Longest(draft.Tokens, at, null, out int length);
            if (length == 0 || !draft.IsFree(at)) continue;
            bool brand = false, name = false;
            foreach (Sense sense in senses)
            {
                brand |= sense.Kind == CatalogueNames.Brand;
                name |= sense.Kind == CatalogueNames.Name;
            }
            if (brand && !name && !IsOrdinaryWord(draft, at, length)) TakeCatalogueBrand(draft, at, length, senses[0].Value);
            else if (name && length > 1) draft.Claim(at, at + length, TokenUse.Protected);
            at += length - 1;
        }
    }

    public static void Read(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            PhraseMatch after = draft.Find(Cue.BrandAfter, at);
            bool closes = after.Length > 0 && (IsGluedTo(draft, at) && !IsGluedTo(draft, after.End) || IsBehindName(draft, after));
            if (!closes && draft.Find(Cue.BrandBefore, at) is { Length: > 0 } sure) TakeBehind(draft, sure, sure: true);
            else if (!closes && draft.Find(Cue.BrandFrom, at) is { Length: > 0 } from) TakeBehind(draft, from, sure: false);
            else if (after.Length > 0) TakeBefore(draft, after);
        }
    }

    private static void TakeCatalogueBrand(Draft draft, int at, int length, string brand)
    {
        int start = at;
        foreach (string cue in (ReadOnlySpan<string>)[Cue.BrandBefore, Cue.BrandFrom])
        {
            for (int back = 1; back <= 4 && at - back >= 0; back++)
            {
                if (draft.Find(cue, at - back) is { Length: > 0 } match && match.End == at) start = Math.Min(start, at - back);
            }
        }
        // "Not from Zenko", 不要澄声的; "anything but Sony or Bose".
        bool excluded = Enumerable.Range(start, at - start + 1).Any(end => IsNegated(draft, end)) || at > 0 && draft.FindAnyway(Cue.Or, at - 1).Length > 0 && draft.Has(Cue.Except);
        if (excluded || draft.Purpose is Purpose.Compare) return;
        draft.Add(new Constraint.Named("brand", brand));
        draft.Claim(start, at + length, TokenUse.Dropped);
        if (draft.Find(Cue.BrandAfter, at + length) is { Length: > 0 } after) draft.Drop(after);
    }

    private static bool IsNegated(Draft draft, int at)
    {
        foreach (string cue in (ReadOnlySpan<string>)[Cue.Not, Cue.Without, Cue.Except])
        {
            if (AgeReading.EndsAt(draft, cue, at) > 0) return true;
        }
        return false;
    }

    /// <summary>A brand that is also a colour, a material or a cue ("Orange", "Always") counts only with a capital.</summary>
    private static bool IsOrdinaryWord(Draft draft, int at, int length)
        => length == 1 && !draft.IsCapital(at) && draft.HasMeaning(at);

    private static void TakeBehind(Draft draft, PhraseMatch cue, bool sure)
    {
        // "Sans marque visible", "no brand names"
        if (IsNegated(draft, cue.Start)) return;
        int at = cue.End;
        while (sure && at < draft.Count && (draft.Tokens[at].Folded is ":" or "\"" || draft.Find(Cue.Link, at).Length > 0)) at++;
        if (at < draft.Count && draft.IsFree(at) && KnownEnd(draft, at) is > 0 and var knownEnd)
        {
            Take(draft, at, knownEnd, cue.Start, knownEnd);
            return;
        }
        // "Von Black & Decker" describes no colour.
        if (at < draft.Count && draft.UseOf(at) == TokenUse.Protected && (sure || draft.IsCapital(at)) && draft.FindAnyway(Cue.Place, at).Length == 0 && draft.FindAnyway(LanguageVocabulary.Lexicalised, at) is { Length: > 1 } known)
        {
            Take(draft, at, known.End, cue.Start, known.End);
            return;
        }
        if (at >= draft.Count || !draft.IsFree(at) || draft.Tokens[at].Kind is TokenKind.Symbol) return;
        // "Die Marke ist mir egal"
        if (sure && draft.IsLower(at) && draft.FindAnyway(Cue.Function, at).Length > 0) return;
        if (!sure && !LooksLikeBrand(draft, at))
        {
            int last = SmallNameEnd(draft, cue, at);
            if (last > at) Take(draft, at, last, cue.Start, last);
            return;
        }
        int end = draft.Tokens[at].Kind == TokenKind.Han ? HanEnd(draft, at) : NameEnd(draft, at, sure);
        if (draft.Language == Language.De) end = GermanNameEnd(draft, cue.Start, end, sure);
        Take(draft, at, end, cue.Start, end);
        // 认准回力这个品牌
        if (draft.Find(Cue.BrandAfter, end) is { Length: > 0 } after) draft.Drop(after);
        // "de marca Bosch o Makita"
        while (sure && draft.Find(Cue.Or, end) is { Length: > 0 } or && or.End < draft.Count && draft.IsFree(or.End) && draft.IsCapital(or.End) && !MeansSomething(draft, or.End))
        {
            int next = NameEnd(draft, or.End, sure);
            Take(draft, or.End, next, or.Start, next);
            end = next;
        }
    }

    /// <summary>雅马哈品牌 ends a word that 品牌雅马哈 begins.</summary>
    private static bool IsGluedTo(Draft draft, int at) => at > 0 && at < draft.Count && draft.Tokens[at].Joint == Joint.Glued && draft.IsReadable(at - 1);

    /// <summary>"Stanley brand tape measure", but "trainers, brand Nike": a name stands before the word and none behind it.</summary>
    private static bool IsBehindName(Draft draft, PhraseMatch cue)
        => draft.Language != Language.Zh && cue.Start > 0 && draft.IsFree(cue.Start - 1) && draft.Tokens[cue.Start - 1].Kind == TokenKind.Word && IsNameBefore(draft, cue) && IsUnknown(draft, cue.Start - 1)
            && (cue.End >= draft.Count || draft.Tokens[cue.End].Kind == TokenKind.Word && !draft.IsCapital(cue.End));

    /// <summary>"Levi's brand", and "levi's brand jeans" without a capital where a thing follows.</summary>
    private static bool IsNameBefore(Draft draft, PhraseMatch cue)
        => draft.IsCapital(cue.Start - 1) || draft.Language == Language.En && cue.End < draft.Count && IsUnknown(draft, cue.Start - 1) && KindNames.For(Language.En).LengthOfNameAt(draft.Tokens, cue.End) > 0;

    /// <summary>"Bosch brand", 美的牌.</summary>
    private static void TakeBefore(Draft draft, PhraseMatch cue)
    {
        int start = cue.Start;
        if (draft.Language == Language.Zh)
        {
            int run = cue.Start;
            while (IsGluedTo(draft, run) && draft.Tokens[run - 1].Kind is TokenKind.Han or TokenKind.Word) run--;
            // 想要雅马哈品牌
            while (draft.FindAnyway(Cue.Filler, run) is { Length: > 0 } filler && filler.End < cue.Start) run = filler.End;
            // A short run is the name as a whole, whatever its characters mean elsewhere: 美的牌.
            if (cue.Start - run < MostHanCharacters) start = run;
            else while (start > run && cue.Start - start < MostHanCharacters && IsGluedTo(draft, start)
                && draft.Tokens[start - 1].Kind is TokenKind.Han or TokenKind.Word && !draft.Is(Cue.Function, start - 1)) start--;
            // 机油要嘉实多牌的
            for (int at = start; at + 2 < cue.Start; at++)
            {
                if (draft.FindAnyway(Cue.BeforeBrand, at) is { Length: > 0 } before && before.End < cue.Start) start = before.End;
            }
        }
        else if (start > 0 && draft.IsFree(start - 1) && IsNameBefore(draft, cue))
        {
            start--;
            // "Kirkland Signature brand almonds"
            while (start > 0 && cue.Start - start < MostWords && !draft.IsBreak(start - 1) && draft.IsFree(start - 1) && draft.Tokens[start - 1].Kind == TokenKind.Word && draft.IsCapital(start - 1) && IsUnknown(draft, start - 1)) start--;
        }
        if (start < cue.Start) Take(draft, start, cue.Start, start, cue.End);
    }

    private static void Take(Draft draft, int start, int end, int claimStart, int claimEnd)
    {
        draft.Add(new Constraint.Named("brand", draft.Words(start, end)));
        draft.Claim(claimStart, claimEnd, TokenUse.Dropped);
    }

    /// <summary>Behind "by" or "from" a brand is a name that means nothing else.</summary>
    private static bool LooksLikeBrand(Draft draft, int at)
        => draft.IsCapital(at) && draft.Tokens[at].Kind == TokenKind.Word && draft.FindAnyway(Cue.Place, at).Length == 0
            && (draft.Language != Language.De || IsUnknownGermanName(draft, at)) && !MeansSomething(draft, at);

    /// <summary>Behind German "von" a long compound, or anything after a verb used as a noun ("zum Reinigen von Silber"), is no brand.</summary>
    private static bool IsUnknownGermanName(Draft draft, int at)
    {
        bool behindVerb = at > 1 && draft.IsCapital(at - 2) && draft.Tokens[at - 2].Folded.EndsWith("en", StringComparison.Ordinal);
        return !behindVerb && draft.Tokens[at].Length <= LongestGermanBrand && !draft.Cues.Phrases.Knows(draft.Tokens[at].Folded);
    }

    /// <summary>True where a word has a meaning that is no name's; behind a sure cue somebody is one: the horse of "from the brand Kicking Horse".</summary>
    private static bool MeansSomething(Draft draft, int at, bool sure = false)
    {
        var senses = new List<PhraseMatch>();
        draft.SensesAt(at, senses);
        return senses.Exists(match => match.Sense.Kind is not (Cue.Function or Cue.Filler) && !(sure && match.Sense.Kind == Cue.Recipient));
    }

    /// <summary>The end of a known brand of several words, which need no capitals: "by western digital"; 0 for none.</summary>
    private static int KnownEnd(Draft draft, int at)
    {
        Known[(int)draft.Language].Value.Longest(draft.Tokens, at, null, out int length);
        return length > 1 ? at + length : 0;
    }

    private static PhraseBook LoadKnown(Language language)
    {
        using JsonDocument file = CueFiles.Open("brands");
        return PhraseBook.Build(PhraseSections.Read(file.RootElement), language);
    }

    private static int NameEnd(Draft draft, int at, bool sure)
    {
        if (KnownEnd(draft, at) is > 0 and var known) return known;
        bool capital = draft.IsCapital(at);
        int end = at + 1;
        while (end < draft.Count && end < at + MostWords && draft.IsFree(end) && !draft.IsBreak(end))
        {
            bool joined = draft.Tokens[end].Joint != Joint.Apart && draft.Tokens[end].Kind != TokenKind.Number;
            bool alsoName = capital && draft.Language != Language.De && draft.IsCapital(end) && draft.Tokens[end].Kind == TokenKind.Word && !MeansSomething(draft, end, sure);
            // "Caran d'Ache", "Bang & Olufsen"
            bool particle = capital && draft.FindAnyway(Cue.NameParticle, end).Length == 1 && draft.IsCapital(end + 1) && draft.IsFree(end + 1);
            if (!joined && !alsoName && !particle) break;
            end += particle ? 2 : 1;
        }
        return end;
    }

    /// <summary>"Headphones by sony": the end of one or two words without a capital that mean nothing else and follow a thing; where they begin for none.</summary>
    private static int SmallNameEnd(Draft draft, PhraseMatch cue, int start)
    {
        KindNames things = KindNames.For(draft.Language);
        // "Microsd card 256gb from sandisk"
        int thingEnd = cue.Start;
        while (thingEnd > 0 && draft.UseOf(thingEnd - 1) == TokenUse.Dropped) thingEnd--;
        bool hasThing = Enumerable.Range(0, thingEnd).Any(at => at + things.LengthOfNameAt(draft.Tokens, at) == thingEnd);
        // "Novel by stephen king"
        if (!hasThing || draft.Has(Cue.Media) || draft.FindAnyway(Cue.BrandBy, cue.Start).Length == 0 && !IsElectric(draft)) return start;
        int end = start;
        while (!draft.IsBoundary(end) && draft.IsFree(end) && end < start + MostSmallWords && draft.Tokens[end].Kind == TokenKind.Word && IsUnknown(draft, end)) end++;
        return draft.IsBoundary(end) || !draft.IsFree(end) || !IsUnknown(draft, end) ? end : start;
    }

    /// <summary>Wine and soap are "from" a region, a memory card is from a maker.</summary>
    private static bool IsElectric(Draft draft)
        => draft.Constraints.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Storage or Dimension.Memory or Dimension.Screen or Dimension.Power or Dimension.Charge or Dimension.Voltage });

    private static bool IsUnknown(Draft draft, int at)
        => !draft.Cues.Phrases.Knows(draft.Tokens[at].Folded) && draft.FindAnyway(Cue.Place, at).Length == 0 && KindNames.For(draft.Language).LengthOfNameAt(draft.Tokens, at) == 0;

    /// <summary>German nouns have capitals as names do: a second word is of the brand where no noun follows it and the thing stands before, as in "Saiten von der Marke Ernie Ball"; behind a bare "von" it must mean nothing else.</summary>
    private static int GermanNameEnd(Draft draft, int cue, int end, bool sure)
    {
        bool hasThing = cue > draft.ClauseStart(cue) && draft.IsReadable(cue - 1);
        bool closes = end < draft.Count && draft.IsFree(end) && draft.Tokens[end].Kind == TokenKind.Word && draft.IsCapital(end) && (UnsignedReading.NothingCountedBehind(draft, end + 1) || draft.HasMeaning(end + 1));
        return hasThing && closes && (sure || IsUnknown(draft, end)) ? end + 1 : end;
    }

    private static int HanEnd(Draft draft, int at)
    {
        int end = at;
        while (end < draft.Count && end < at + MostHanCharacters && draft.IsFree(end) && draft.Tokens[end].Kind == TokenKind.Han
            && !(end > at && (draft.IsBoundary(end) || draft.Is(Cue.Function, end) || draft.Is(Cue.BrandAfter, end)))) end++;
        return end;
    }

}
