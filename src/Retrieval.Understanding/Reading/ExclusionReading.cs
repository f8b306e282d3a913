using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Reads diets and exclusions: what a negation reaches. It takes away the noun phrase behind it, or before it where it closes the
/// clause, or several that "and", "or", "nor" join.
/// </summary>
internal static class ExclusionReading
{
    // "From the" of "not from the brand Zenko".
    private const int MostBeforeBrand = 2;

    /// <summary>Words of a negation behind "have": "pas de".</summary>
    private const int MostOfLack = 2;

    public static void Read(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            // 有没有 asks, and "me he quedado sin" tells why somebody buys: neither takes anything away.
            if (draft.Find(Cue.Filler, at) is { Length: > 1 } filler && (draft.Language == Language.Zh || HoldsNegation(draft, filler))) at = filler.End - 1;
            // "Que no pique" is a wish of its own.
            else if (draft.Find(Cue.Like, at) is { Length: > 2 } wish) at = wish.End - 1;
            // "Cuir vegan", "piel vegana": no diet.
            else if (draft.Find(Exclusion.Diet, at) is { Length: > 0 } diet && !(diet.Sense.Value == Exclusion.Vegan && draft.FindAnyway("material", at - 1).End >= diet.End))
            {
                Exclusion.AddDiet(draft, diet);
                draft.Drop(diet);
                if (FreeOfReading.EndsWithFree(draft, diet.End - 1)) FreeOfReading.ReadJoinedBefore(draft, diet.Start);
                // 不含酒精和香精: the negation is part of the diet's word, and reaches further.
                else if (draft.Language == Language.Zh && draft.FindAnyway(Cue.Without, at) is { Length: > 0 } inside && inside.End < diet.End) ReadNextItems(draft, diet.End, Exclusion.Substance, single: false, linked: false);
            }
            else if (BoundNegation.ClosingEnd(draft, at) is var closed && closed > at)
            {
                draft.Claim(at, closed, TokenUse.Dropped);
                at = closed - 1;
            }
            else if (NegationBehind.Closing(draft, at) is { Length: > 0 } closing) NegationBehind.ReadClosed(draft, closing);
            else if (IsOfVerb(draft, at)) at++;
            // "Ich hab noch keine Pfanne"
            else if (draft.FindAnyway(Cue.NoneOf, at).Length == 1 && draft.FindAnyway(Cue.NotYet, at - 1).Length == 1) continue;
            else if (LackEnd(draft, at) is var lack && lack > at) at = ReadLack(draft, at, lack);
            else if (draft.Find(Cue.NotTooMuch, at) is { Length: > 0 } much) ReadNotTooMuch(draft, much);
            else if (draft.Find(Cue.Already, at) is { Length: > 0 } already) draft.Claim(draft.IsBoundary(already.End) ? draft.ClauseStart(at) : at, draft.ClauseEnd(already.End), TokenUse.Dropped);
            else if (NegationBehind.Find(draft, at) is { Length: > 0 } behind) NegationBehind.ReadItems(draft, behind);
            else if (draft.Find(Cue.Without, at) is { Length: > 0 } without) ReadItems(draft, without, single: false);
            else if (draft.Find(Cue.Except, at) is { Length: > 0 } except) ReadItems(draft, except, single: false);
            else if (draft.Find(Cue.Not, at) is { Length: > 0 } not) ReadItems(draft, not, single: at > draft.ClauseStart(at));
            else if (draft.Find(Cue.NotBeforeKnown, at) is { Length: > 0 } known && draft.FindAnyway(Cue.Excludable, known.End).Length > 0) ReadItems(draft, known, single: false);
            else if (draft.Find(Cue.AllergyAfter, at) is { Length: > 0 } allergy) FreeOfReading.ReadAllergy(draft, allergy);
            else if (draft.Find(Cue.FreeAfter, at) is { Length: > 0 } free) FreeOfReading.Read(draft, free);
            else FreeOfReading.ReadCompound(draft, at);
        }
    }

    /// <summary>"Je n'ai toujours pas de chaussures", "t'aurais pas une coque": what somebody has not, or asks for, is what is sought. The end of the negation; its own place where it is another.</summary>
    private static int LackEnd(Draft draft, int at)
    {
        if (!draft.Has(Cue.Lack)) return at;
        PhraseMatch not = draft.Find(Cue.Without, at) is { Length: > 0 } without ? without : draft.Find(Cue.Not, at);
        // "J'ai pas envie de plastique"
        if (not.Length is 0 or > MostOfLack) return at;
        int verb = at;
        while (verb > 0 && draft.FindAnyway(Cue.LackAdverb, verb - 1).Length > 0) verb--;
        return AgeReading.EndsAt(draft, Cue.Lack, verb) > 0 ? not.End : at;
    }

    private static int ReadLack(Draft draft, int at, int end)
    {
        while (draft.FindAnyway(Cue.LackAdverb, at - 1).Length > 0) at--;
        while (draft.FindAnyway(Cue.LackAdverb, end).Length > 0) end++;
        draft.Claim(at, end, TokenUse.Dropped);
        return end - 1;
    }

    /// <summary>"No nos aclaramos", "que no se raye": behind a pronoun stands a verb. A clause that "que" opens is a wish.</summary>
    private static bool IsVerbBehind(Draft draft, PhraseMatch cue)
    {
        if (draft.FindAnyway(Cue.Clitic, cue.End) is not { Length: > 0 } clitic || draft.IsBoundary(clitic.End) || !draft.IsFree(clitic.End)) return false;
        int start = cue.Start > 0 && draft.FindAnyway(Cue.SoftIf, cue.Start - 1).Length > 0 ? cue.Start - 1 : cue.Start, end = clitic.End + 1;
        bool wish = draft.FindAnyway(Cue.SoftIf, start).Length > 0;
        while (wish && !draft.IsBoundaryOrJoin(end) && draft.IsFree(end) && draft.Tokens[end].Kind == TokenKind.Word) end++;
        if (wish) draft.AddLike(start, end);
        draft.Claim(start, end, wish ? TokenUse.Kept : TokenUse.Dropped);
        return true;
    }

    private static bool HoldsNegation(Draft draft, PhraseMatch filler)
        => AgeReading.EndsAt(draft, Cue.Without, filler.End) > 0 && draft.FindAnyway(Cue.Without, filler.Start).Length == 0 || draft.Language is Language.Fr or Language.De && draft.HasBetween(Cue.Not, filler.Start + 1, filler.End)
            // "Marke spielt keine Rolle"
            || draft.FindAnyway(Cue.NotBehind, filler.Start).Length == 0 && draft.HasBetween(Cue.NoneOf, filler.Start + 1, filler.End - 1);

    /// <summary>"not too heavy" is a wish in the shopper's words; the 太 of 不要太阳能 begins a word that is not wanted.</summary>
    private static void ReadNotTooMuch(Draft draft, PhraseMatch cue)
    {
        if (draft.Language == Language.Zh && draft.FindAnyway(LanguageVocabulary.Lexicalised, cue.End - 1).Length > 1 && draft.FindAnyway(Cue.Without, cue.Start) is { Length: > 0 } without)
        {
            ReadItems(draft, without, single: false);
            return;
        }
        int end = Math.Min(draft.Count, cue.End + 1);
        if (end < draft.Count && !draft.IsBoundary(end) && draft.FindAnyway(Cue.MadeOf, cue.End).Length == 1) end++;
        if (end == cue.End || draft.IsBoundary(cue.End)) return;
        draft.AddLike(cue.Start, end);
        draft.Claim(cue.Start, end, TokenUse.Dropped);
    }

    private static void ReadItems(Draft draft, PhraseMatch cue, bool single)
    {
        if (IsWithoutDoing(draft, cue) || IsVerbBehind(draft, cue)) return;
        // "Not easy to break" is a wish.
        if (WishReading.EndOfEase(draft, cue.End) is > 0 and var ease)
        {
            draft.AddLike(cue.Start, ease);
            draft.Claim(cue.Start, ease, TokenUse.Dropped);
            return;
        }
        int at = BehindBrandWord(draft, cue, SkipLinks(draft, cue.End, out bool skipped));
        // "Not made of particle board"
        skipped |= draft.Language == Language.En && draft.FindAnyway(Cue.MadeOf, cue.End - 1).Length == 1;
        int end = ExcludedPhrase.Read(draft, at, single && !skipped, out string? firstKind);
        if (end == at) return;
        draft.Claim(cue.Start, at, TokenUse.Dropped);
        // 除了黑色都行的羽绒服
        if (draft.FindAnyway(Cue.Except, cue.Start).Length > 0 && draft.FindAnyway(Cue.ExceptEnd, end) is { Length: > 0 } rest)
        {
            draft.Drop(rest);
            return;
        }
        end = ReadNextItems(draft, end, firstKind, single, skipped);
        // What closes a Chinese exclusion ("…的", "…以外") goes with it.
        if (draft.Language != Language.Zh) return;
        if (draft.Find(Cue.BrandAfter, end) is { Length: > 0 } brand) draft.Drop(brand);
        else if (draft.Find(Cue.Link, end) is { Length: > 0 } close) draft.Drop(close);
    }

    /// <summary>"Not from the brand Zenko", "pas de la marque Zenko": where the brand's name begins; the place itself where no brand is named.</summary>
    private static int BehindBrandWord(Draft draft, PhraseMatch cue, int at)
    {
        for (int word = cue.End - 1; word < draft.Count && word <= at + MostBeforeBrand; word++)
        {
            if (draft.FindAnyway(Cue.BrandBefore, word) is { Length: > 0 } brand && brand.End > cue.End - 1 && brand.End < draft.Count && draft.IsFree(brand.End) && draft.IsCapital(brand.End)) return brand.End;
            if (word >= at && draft.FindAnyway(Cue.Function, word).Length == 0 && draft.FindAnyway(Cue.BrandFrom, word).Length == 0) break;
        }
        return at;
    }

    /// <summary>Reads what "and", "or" or "nor" joins to an excluded thing; returns the token after it.</summary>
    private static int ReadNextItems(Draft draft, int end, string? firstKind, bool single, bool linked)
    {
        while (NextItem(draft, end, firstKind, linked) is { } next)
        {
            int nextEnd = ExcludedPhrase.Read(draft, next, single, out _);
            if (nextEnd == next) break;
            draft.Claim(end, next, TokenUse.Dropped);
            end = nextEnd;
        }
        return end;
    }

    /// <summary>Behind "and", "or", "nor", or behind a comma that a later "or" closes, the next item.</summary>
    private static int? NextItem(Draft draft, int end, string? firstKind, bool linked)
    {
        if (end >= draft.Count) return null;
        int next = end;
        PhraseMatch joins = draft.Find(Cue.Or, end) is { Length: > 0 } or ? or : draft.Find(Cue.And, end);
        if (joins.Length > 0) next = joins.End;
        else if (draft.Sentence[draft.Tokens[end].Start] == '、') next = end + 1;
        else if (draft.Language == Language.Zh && IsSameKindBeside(draft, end, firstKind)) next = end;
        else if (draft.Tokens[end].Folded == "," && draft.Language != Language.Zh && IsClosedByJoin(draft, end + 1, firstKind)) next = end + 1;
        else return null;
        int item = next;
        next = SkipLinks(draft, next, out bool skipped);
        // "Sin capucha, en M o L": behind a comma a preposition begins something else where the first item has none.
        if (skipped && !linked && joins.Length == 0 && draft.FindAnyway(Cue.MadeOf, item).Length > 0) return null;
        if (firstKind == "condition" && next < draft.Count && draft.IsFree(next) && ExcludedPhrase.ConditionAt(draft, next).Length > 0) return next;
        if (next >= draft.Count || !draft.IsFree(next) || draft.IsBreak(next) || ExcludedPhrase.IsNoItem(draft, next) || draft.Tokens[next].Kind == TokenKind.Number) return null;
        bool value = draft.Is("color", next) || draft.Is("material", next);
        // "Ohne Kapuze und schwarz", but "weder gemustert noch rot".
        return value && firstKind is null && draft.Is("color", next) && draft.FindAnyway(Cue.Nor, end).Length == 0 ? null : next;
    }

    /// <summary>不要黑色白色, 不含硅油香精: two of a kind without a word between, which close the phrase.</summary>
    private static bool IsSameKindBeside(Draft draft, int at, string? firstKind)
    {
        // 无乳糖牛奶 is milk.
        if (firstKind == Exclusion.Substance || draft.FindAnyway(Cue.Particle, at).Length > 0) return false;
        string kind = firstKind ?? Cue.Excludable;
        if (draft.IsBoundary(at) || draft.FindAnyway(kind, at) is not { Length: > 1 } other || AgeReading.EndsAt(draft, kind, at) == 0) return false;
        int end = draft.FindAnyway(Cue.Link, other.End) is { Length: 1 } link ? link.End : other.End;
        return draft.IsBoundary(end);
    }

    private static bool IsClosedByJoin(Draft draft, int at, string? firstKind)
    {
        if (at >= draft.Count || ExcludedPhrase.IsNoItem(draft, at)) return false;
        // "Not leather, beige or gray": a colour is asked for where a material was not wanted.
        if (firstKind is "color" or "material" && draft.FindAnyway(firstKind == "color" ? "material" : "color", at).Length > 0 && draft.FindAnyway(firstKind, at).Length == 0) return false;
        for (int i = at + 1; i < Math.Min(draft.Count, at + 5); i++)
        {
            if (draft.Is(Cue.Or, i) || draft.Is(Cue.And, i)) return true;
            if (ExcludedPhrase.IsNoItem(draft, i) || (firstKind != "color" && draft.Is("color", i))) return false;
        }
        return false;
    }

    private static int SkipLinks(Draft draft, int at, out bool skipped)
    {
        int start = at;
        while (at < draft.Count && draft.IsReadable(at))
        {
            // "de plástico", "en plastique", "aus Holz": the phrase that names the material holds the preposition.
            PhraseMatch link = draft.FindAnyway(Cue.MadeOf, at) is { Length: > 0 } made ? made : draft.FindAnyway(Cue.Link, at);
            if (link.Length == 0 || link.End >= draft.Count || draft.Tokens[link.End].Joint == Joint.Hyphen) break;
            at = link.End;
        }
        skipped = at > start;
        return at;
    }

    /// <summary>"Sans réveiller le petit", "sin despertar al niño", "without waking the baby", "ohne das Kind zu wecken": what is not to be done is nothing that a thing may have, nor do its words describe it.</summary>
    private static bool IsWithoutDoing(Draft draft, PhraseMatch cue)
    {
        // "Nassfutter, das ganz ohne auskommt"
        if (draft.FindAnyway(Cue.Manage, cue.End) is { Length: > 0 } manages && draft.IsBoundary(manages.End))
        {
            draft.Claim(cue.Start, manages.End, TokenUse.Dropped);
            return true;
        }
        if (draft.FindAnyway(Cue.WithoutDoing, cue.Start).Length == 0 || cue.End + 1 >= draft.Count) return false;
        int end = draft.ClauseEnd(cue.End);
        if (draft.Language == Language.De)
        {
            // The verb closes the clause: "zu wecken", "aufzuwecken" are not told from nouns without their "zu".
            bool closes = end - 2 > cue.End && draft.Tokens[end - 2].Folded == "zu" && draft.IsLower(end - 1);
            if (!closes) return false;
        }
        else
        {
            bool infinite = IsInfinite(draft.Tokens[cue.End].Folded, draft.Language);
            // A noun has no article behind it: "sin collar", "sans beurre".
            if (!infinite || draft.FindAnyway(Cue.Article, cue.End + 1).Length == 0) return false;
            for (int at = cue.End + 2; at < end; at++)
            {
                if (draft.FindAnyway(Cue.Function, at).Length > 0) end = at;
            }
        }
        draft.Claim(cue.End, end, TokenUse.Protected);
        return true;
    }

    private static bool IsInfinite(string verb, Language language) => language switch
    {
        Language.En => verb.Length > 4 && verb.EndsWith("ing", StringComparison.Ordinal),
        Language.Fr => BoundNegation.IsInfinitive(verb),
        _ => verb.EndsWith("ar", StringComparison.Ordinal) || verb.EndsWith("er", StringComparison.Ordinal) || verb.EndsWith("ir", StringComparison.Ordinal),
    };

    /// <summary>"Eine Matte, die nicht rutscht", "Besuch, der nichts trinkt": in a German relative clause a negation before the verb alone tells what a thing does not do, which is a wish.</summary>
    private static bool IsOfVerb(Draft draft, int at)
    {
        if (draft.Language != Language.De || draft.FindAnyway(Cue.Not, at).Length != 1 || !draft.IsFree(at) || !draft.IsBoundary(at + 2) || !draft.IsLower(at + 1) || !draft.IsFree(at + 1)) return false;
        int start = draft.ClauseStart(at);
        if (start == 0 || start == at || draft.FindAnyway(Cue.Function, start).Length == 0 || draft.HasMeaning(at + 1)) return false;
        string verb = draft.Tokens[at + 1].Folded;
        if (!verb.EndsWith('t') && !verb.EndsWith("en", StringComparison.Ordinal)) return false;
        if (draft.FindAnyway(Cue.NoneOf, at).Length != 1) draft.AddLike(at, at + 2);
        draft.Claim(at, at + 2, TokenUse.Dropped);
        return true;
    }
}
