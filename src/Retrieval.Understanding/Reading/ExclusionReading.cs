using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Reads diets and exclusions. What a negation takes away is the noun phrase behind it, or several that "and", "or", "nor" join; a
/// substance that a diet covers becomes the diet. In a clause that says "if possible" it is a wish.
/// </summary>
internal static class ExclusionReading
{
    private const int MostWords = 4, MostHanCharacters = 6;
    private const string Diet = "diet", Substance = "substance";

    // The one diet that allows an allergen which its words may name: lactose-free milk is milk.
    private const string LactoseFree = "lactose_free", Milk = "milk";

    /// <summary>Ends of German nouns that take an "s" before another noun: Geruchs-, Reinigungs-.</summary>
    private static readonly string[] LinkingS = ["uchs", "ungs", "ions", "täts", "heits", "keits", "schafts"];

    /// <summary>Kinds that end the noun phrase of an exclusion.</summary>
    private static readonly string[] Ends =
    [
        Cue.Max, Cue.Min, Cue.About, Cue.Between, Cue.Budget, Cue.PriceWord, Cue.Currency, Cue.Without, Cue.Not, Cue.Except, Cue.And, Cue.Or,
        Cue.Delivery, Cue.DeliveryWord, Cue.InStock, Cue.OnSale, Cue.FreeShipping, Cue.Sort, Cue.Like, Cue.Soft, Cue.Function, Cue.Filler,
        Cue.BrandBefore, Cue.SizeBefore, Cue.CountBefore, Cue.KindOf, Cue.Gift, Cue.RecipientBefore, Cue.ComplementEnd, "color", "material", "gender", "age_group", Diet, "condition",
    ];

    /// <summary>Kinds that cannot begin another excluded item behind "and" or "or".</summary>
    private static readonly string[] NoItem = [.. Ends.Where(kind => kind is not ("color" or "material" or Cue.Function or Cue.KindOf))];

    public static void Read(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            // 有没有 asks, and "me he quedado sin" tells why somebody buys: neither takes anything away.
            if (draft.Find(Cue.Filler, at) is { Length: > 1 } filler && (draft.Language == Language.Zh || HoldsNegation(draft, filler))) at = filler.End - 1;
            // "Que no pique" is a wish of its own.
            else if (draft.Find(Cue.Like, at) is { Length: > 2 } wish) at = wish.End - 1;
            else if (draft.Find(Diet, at) is { Length: > 0 } diet)
            {
                AddDiet(draft, diet);
                draft.Drop(diet);
                if (EndsWithFree(draft, diet.End - 1)) ExcludeJoinedBefore(draft, diet.Start);
                // 不含酒精和香精: the negation is part of the diet's word, and reaches further.
                else if (draft.Language == Language.Zh && draft.FindAnyway(Cue.Without, at) is { Length: > 0 } inside && inside.End < diet.End) ReadNextItems(draft, diet.End, Substance, single: false);
            }
            else if (draft.Find(Cue.NotTooMuch, at) is { Length: > 0 } much) ReadMildWish(draft, much);
            else if (draft.Find(Cue.Already, at) is { Length: > 0 } already) draft.Claim(at, draft.ClauseEnd(already.End), TokenUse.Dropped);
            else if (FindNotBehind(draft, at) is { Length: > 0 } behind) ReadItemBefore(draft, behind);
            else if (draft.Find(Cue.Without, at) is { Length: > 0 } without) ReadItems(draft, without, single: false);
            else if (draft.Find(Cue.Except, at) is { Length: > 0 } except) ReadItems(draft, except, single: false);
            else if (draft.Find(Cue.Not, at) is { Length: > 0 } not) ReadItems(draft, not, single: at > draft.ClauseStart(at));
            else if (draft.Find(Cue.NotBeforeKnown, at) is { Length: > 0 } known && draft.FindAnyway(Cue.Excludable, known.End).Length > 0) ReadItems(draft, known, single: false);
            else if (draft.Find(Cue.AllergyAfter, at) is { Length: > 0 } allergy) ReadAllergyTo(draft, allergy);
            else if (draft.Find(Cue.FreeAfter, at) is { Length: > 0 } free) ReadFreeOf(draft, free);
            else ReadFreeSuffix(draft, at);
        }
    }

    private static bool HoldsNegation(Draft draft, PhraseMatch filler)
        => AgeReading.EndsAt(draft, Cue.Without, filler.End) > 0 && draft.FindAnyway(Cue.Without, filler.Start).Length == 0;

    /// <summary>"not too heavy" is a wish in the shopper's words.</summary>
    private static void ReadMildWish(Draft draft, PhraseMatch cue)
    {
        int end = Math.Min(draft.Count, cue.End + 1);
        if (end < draft.Count && !draft.IsBoundary(end) && draft.FindAnyway(Cue.MadeOf, cue.End).Length == 1) end++;
        if (end == cue.End || draft.IsBoundary(cue.End)) return;
        draft.AddLike(cue.Start, end);
        draft.Claim(cue.Start, end, TokenUse.Dropped);
    }

    private static void ReadItems(Draft draft, PhraseMatch cue, bool single)
    {
        if (IsWithoutDoing(draft, cue)) return;
        int at = SkipLinks(draft, cue.End, out bool skipped);
        // "Not made of particle board"
        skipped |= draft.Language == Language.En && draft.FindAnyway(Cue.MadeOf, cue.End - 1).Length == 1;
        int end = ReadItem(draft, at, single && !skipped, out string? firstKind);
        if (end == at) return;
        draft.Claim(cue.Start, at, TokenUse.Dropped);
        // 除了黑色都行的羽绒服
        if (draft.FindAnyway(Cue.Except, cue.Start).Length > 0 && draft.FindAnyway(Cue.ExceptEnd, end) is { Length: > 0 } rest)
        {
            draft.Drop(rest);
            return;
        }
        end = ReadNextItems(draft, end, firstKind, single);
        // What closes a Chinese exclusion ("…的", "…以外") goes with it.
        if (draft.Language != Language.Zh) return;
        if (draft.Find(Cue.BrandAfter, end) is { Length: > 0 } brand) draft.Drop(brand);
        else if (draft.Find(Cue.Link, end) is { Length: > 0 } close) draft.Drop(close);
    }

    /// <summary>Reads what "and", "or" or "nor" joins to an excluded thing; returns the token after it.</summary>
    private static int ReadNextItems(Draft draft, int end, string? firstKind, bool single)
    {
        while (NextItem(draft, end, firstKind) is { } next)
        {
            int nextEnd = ReadItem(draft, next, single, out _);
            if (nextEnd == next) break;
            draft.Claim(end, next, TokenUse.Dropped);
            end = nextEnd;
        }
        return end;
    }

    /// <summary>"Sans réveiller le petit", "sin despertar al niño", "without waking the baby", "ohne das Kind zu wecken": what is not to be done is nothing that a thing may have, nor do its words describe it.</summary>
    private static bool IsWithoutDoing(Draft draft, PhraseMatch cue)
    {
        if (draft.FindAnyway(Cue.WithoutDoing, cue.Start).Length == 0 || cue.End + 1 >= draft.Count) return false;
        int end = draft.ClauseEnd(cue.End);
        if (draft.Language == Language.De)
        {
            // The verb closes the clause: "zu wecken", "aufzuwecken" are not told from nouns without their "zu".
            bool closes = end - 2 > cue.End && draft.Tokens[end - 2].Folded == "zu" && char.IsLower(draft.Sentence[draft.Tokens[end - 1].Start]);
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

    /// <summary>A negation that stands behind what it takes away and ends its clause: "Leder vertrage ich nicht", 皮的不要.</summary>
    private static PhraseMatch FindNotBehind(Draft draft, int at)
    {
        PhraseMatch cue = draft.FindAnyway(Cue.NotBehind, at);
        // "Pero de pollo no" excludes, "¿negras o no?" asks.
        if (cue.Length == 0 || at > 0 && draft.FindAnyway(Cue.Or, at - 1).Length > 0) return default;
        if (cue.Length == 1 && draft.FindAnyway(Cue.Without, at).Length + draft.FindAnyway(Cue.Not, at).Length > 0 && draft.Language is Language.Es or Language.It or Language.Pt && !draft.HasBetween(Cue.But, draft.ClauseStart(at), at)) return default;
        return draft.IsFree(at) && (draft.IsBoundary(cue.End) || draft.FindAnyway(Cue.Particle, cue.End - 1).Length > 0) && draft.LongestAt(at) == cue.Length ? cue : default;
    }

    /// <summary>Excludes the value, or the last words, that stand in the clause before a negation, and what is joined to them: 鸡肉和谷物都不要.</summary>
    private static void ReadItemBefore(Draft draft, PhraseMatch cue)
    {
        int start = draft.IsBoundary(cue.Start) ? cue.Start : ClauseBefore(draft, cue.Start);
        int first = ExcludeIn(draft, LastJoin(draft, start, cue.Start), cue.Start);
        while (first > 0 && JoinBefore(draft, first) is { Length: > 0 } join)
        {
            start = ClauseBefore(draft, join.Start);
            int item = LastJoin(draft, start, join.Start);
            bool whole = item == start || JoinBefore(draft, item).Length > 0;
            if (item == join.Start || !whole || !IsFewWords(draft, join.Start - item)) break;
            first = ExcludeIn(draft, item, join.Start);
        }
        if (first >= 0) draft.Claim(start, cue.End, TokenUse.Dropped);
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

    private static bool IsFewWords(Draft draft, int words) => words > 0 && words <= (draft.Language == Language.Zh ? MostHanCharacters : MostWords);

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
            else if (draft.Find(Substance, at) is { Length: > 0 } named && named.End == end && (named.Length > 1 || draft.Language != Language.Zh)) first = at;
        }
        if (!IsFewWords(draft, end - first)) return -1;
        // 香精色素统统不要: two known things without a word between.
        while (draft.Language == Language.Zh && draft.FindAnyway(Cue.Excludable, first) is { Length: > 1 } one && one.End < end && draft.FindAnyway(Cue.Excludable, one.End).Length > 1)
        {
            Exclude(draft, first, ExcludedWord.Of(draft, first, one.End));
            first = one.End;
        }
        if (draft.Find(Substance, first) is { Length: > 0 } substance && substance.End == end) AddDiet(draft, substance);
        else Exclude(draft, first, ExcludedWord.Of(draft, first, end));
        return first;
    }

    /// <summary>Reads one excluded thing; its end is its begin where there is none.</summary>
    private static int ReadItem(Draft draft, int at, bool single, out string? kind)
    {
        kind = null;
        if (at >= draft.Count || draft.IsBoundary(at) && draft.IsBreak(at) || !draft.IsReadable(at) || draft.Tokens[at].Kind == TokenKind.Number) return at;
        // "Ohne Nüsse Müsli": two German nouns side by side are two things.
        if (draft.Find(Substance, at) is { Length: > 0 } substance && (EndsPhrase(draft, substance.End) || draft.Language == Language.De && char.IsUpper(draft.Sentence[draft.Tokens[substance.End].Start])))
        {
            AddDiet(draft, substance);
            draft.Drop(substance);
            kind = Substance;
            return substance.End;
        }
        if (ConditionAt(draft, at) is { Length: > 0 } condition)
        {
            Exclude(draft, at, ExcludedWord.Of(draft, condition.Start, condition.End));
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
        string words = ExcludedWord.Of(draft, at, end);
        Exclude(draft, at, words);
        draft.Claim(at, end, TokenUse.Dropped);
        return end;
    }

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

    /// <summary>"Not used", "pas d'occasion". Who wants nothing new says something else.</summary>
    private static PhraseMatch ConditionAt(Draft draft, int at)
        => draft.FindAnyway("condition", at) is { Length: > 0 } condition && condition.Sense.Value != "new" ? condition : default;

    /// <summary>Adds a diet, with the allergen that its words name where the diet allows it.</summary>
    private static void AddDiet(Draft draft, PhraseMatch words)
    {
        // "Sans gluten, bio si possible": the last one is the wish.
        int end = draft.ClauseEnd(words.Start);
        if (draft.HasBetween(Cue.Soft, draft.ClauseStart(words.Start), end) && !draft.HasBetween(Diet, words.End, end))
        {
            draft.AddLike(words.Start, words.End);
            return;
        }
        var diet = new Constraint.Named(Diet, words.Sense.Value) { Allergen = AllergenIn(words) };
        int same = draft.Constraints.FindIndex(constraint => constraint is Constraint.Named named && named.Kind == Diet && named.Value == diet.Value);
        if (same < 0) draft.Constraints.Add(diet);
        else if (diet.Allergen is not null) draft.Constraints[same] = diet;

        string? AllergenIn(PhraseMatch phrase)
        {
            if (phrase.Sense.Value != LactoseFree) return null;
            for (int at = phrase.Start; at < phrase.End; at++)
            {
                for (int end = at + 1; end <= phrase.End; end++)
                {
                    if (AllergenFacts.Named(draft.Words(at, end)) == Milk) return Milk;
                }
            }
            return null;
        }
    }

    private static void Exclude(Draft draft, int at, string words)
    {
        bool soft = draft.HasBetween(Cue.Soft, draft.ClauseStart(at), draft.ClauseEnd(at));
        if (soft) draft.Add(new Preference.Named("like", words));
        else draft.Add(new Constraint.Named("exclude", words));
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
            bool noun = char.IsUpper(draft.Sentence[draft.Tokens[end].Start]);
            end++;
            bool joined = end < draft.Count && draft.Tokens[end].Joint != Joint.Apart && draft.IsFree(end) && !draft.IsBreak(end);
            if (noun && !joined) return end;
        }
        bool capitals = end > at && char.IsUpper(draft.Sentence[draft.Tokens[end - 1].Start]);
        return capitals ? end : at + 1;
    }

    private static int HanPhraseEnd(Draft draft, int at)
    {
        int end = at;
        while (end < draft.Count && end < at + MostHanCharacters && draft.IsReadable(end) && !(end > at && draft.IsBoundary(end)))
        {
            if (end > at && (draft.FindAnyway(Cue.Link, end).Length > 0 || draft.IsFree(end) && EndsPhrase(draft, end) && draft.FindAnyway("material", end).Length < 1)) break;
            end++;
        }
        if (draft.FindAnyway(Cue.Excludable, at) is { Length: > 0 } known && draft.Tokens[at].Kind is TokenKind.Han or TokenKind.Word && known.Length > 1) return known.End;
        if (AgeReading.EndsAt(draft, Cue.WithoutInside, at) > 0) end = ThingWithout(draft, at, end);
        // A known word ends the phrase where no particle does: "不要塑料水杯" excludes plastic.
        PhraseMatch value = draft.Find("material", at) is { Length: > 1 } material ? material : draft.Find("color", at);
        return value.Length > 1 ? value.End : Math.Max(end, Math.Min(at + 1, draft.Count));
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

    /// <summary>Behind "and", "or", "nor", or behind a comma that a later "or" closes, the next item.</summary>
    private static int? NextItem(Draft draft, int end, string? firstKind)
    {
        if (end >= draft.Count) return null;
        int next = end;
        PhraseMatch joins = draft.Find(Cue.Or, end) is { Length: > 0 } or ? or : draft.Find(Cue.And, end);
        if (joins.Length > 0) next = joins.End;
        else if (draft.Sentence[draft.Tokens[end].Start] == '、') next = end + 1;
        else if (draft.Tokens[end].Folded == "," && draft.Language != Language.Zh && IsClosedByJoin(draft, end + 1, firstKind)) next = end + 1;
        else return null;
        next = SkipLinks(draft, next, out _);
        if (firstKind == "condition" && next < draft.Count && draft.IsFree(next) && ConditionAt(draft, next).Length > 0) return next;
        if (next >= draft.Count || !draft.IsFree(next) || draft.IsBreak(next) || IsNoItem(draft, next) || draft.Tokens[next].Kind == TokenKind.Number) return null;
        bool value = draft.Is("color", next) || draft.Is("material", next);
        return value && firstKind is null && draft.Is("color", next) ? null : next;
    }

    private static bool IsClosedByJoin(Draft draft, int at, string? firstKind)
    {
        if (at >= draft.Count || IsNoItem(draft, at)) return false;
        for (int i = at + 1; i < Math.Min(draft.Count, at + 5); i++)
        {
            if (draft.Is(Cue.Or, i) || draft.Is(Cue.And, i)) return true;
            if (IsNoItem(draft, i) || (firstKind != "color" && draft.Is("color", i))) return false;
        }
        return false;
    }

    /// <summary>"BPA-free", "sulfate and paraben free".</summary>
    private static void ReadFreeOf(Draft draft, PhraseMatch free)
    {
        int at = free.Start - 1;
        if (at < 0 || !draft.IsFree(at) || draft.Tokens[at].Kind != TokenKind.Word || IsNoItem(draft, at)) return;
        ExcludeBefore(draft, at);
        draft.Drop(free);
        bool joined = at > 1 && draft.Is(Cue.And, at - 1);
        if (joined && draft.IsFree(at - 2) && draft.Tokens[at - 2].Kind == TokenKind.Word && !IsNoItem(draft, at - 2) && draft.Tokens[free.Start].Joint != Joint.Hyphen)
        {
            ExcludeBefore(draft, at - 2);
            draft.Claim(at - 1, at, TokenUse.Dropped);
        }
    }

    /// <summary>"With a nut allergy": only a known allergen, since an allergy may be severe, seasonal or to food.</summary>
    private static void ReadAllergyTo(Draft draft, PhraseMatch allergy)
    {
        int at = allergy.Start - 1;
        if (at < 0 || !draft.IsFree(at)) return;
        string word = draft.Words(at, at + 1);
        if (draft.Find(Substance, at).Length == 0 && CanonicalValues.Find("allergen", word, draft.Language).Count == 0) return;
        ExcludeBefore(draft, at);
        draft.Drop(allergy);
    }

    private static void ExcludeBefore(Draft draft, int at)
    {
        if (draft.Find(Substance, at) is { Length: > 0 } substance) AddDiet(draft, substance);
        else Exclude(draft, at, ExcludedWord.Of(draft, at, at + 1));
        draft.Claim(at, at + 1, TokenUse.Dropped);
    }

    /// <summary>parfümfrei, parabenvrij: a word of its own that no data file knows.</summary>
    private static void ReadFreeSuffix(Draft draft, int at)
    {
        Token token = draft.Tokens[at];
        if (token.Kind != TokenKind.Word || !draft.IsFree(at) || draft.Cues.Phrases.Knows(token.Folded)) return;
        string? stem = draft.Language switch
        {
            Language.De => Stem(draft.Words(at, at + 1), "frei", "freie", "freies", "freier", "freien", "freiem") ?? AllergenStem(draft.Words(at, at + 1)),
            Language.Nl => Stem(draft.Words(at, at + 1), "vrij", "vrije"),
            _ => null,
        };
        if (stem is null) return;
        if (draft.Language == Language.De && Array.Exists(LinkingS, ending => stem.EndsWith(ending, StringComparison.Ordinal))) stem = stem[..^1];
        if (AllergyDiet(stem) is { } diet) draft.Add(diet);
        else Exclude(draft, at, stem);
        draft.Claim(at, at + 1, TokenUse.Dropped);
        ExcludeJoinedBefore(draft, at);
    }

    private static bool EndsWithFree(Draft draft, int at) => draft.Language switch
    {
        Language.En => draft.Tokens[at].Folded == "free",
        Language.De => draft.Tokens[at].Folded.Contains("frei"),
        Language.Nl => draft.Tokens[at].Folded.Contains("vrij"),
        _ => false,
    };

    /// <summary>The gluten of "gluten and dairy free" and of "gluten- und laktosefrei".</summary>
    private static void ExcludeJoinedBefore(Draft draft, int start)
    {
        int and = start - 1;
        if (and < 1 || draft.Find(Cue.And, and).End != start) return;
        bool suspended = draft.Tokens[and - 1] is { Folded: "-", Joint: Joint.Glued };
        int word = suspended ? and - 2 : and - 1;
        if (word < 0 || !suspended && draft.Language != Language.En || !draft.IsFree(word) || draft.Tokens[word].Kind != TokenKind.Word) return;
        bool known = draft.Find(Substance, word).Length > 0 || draft.FindAnyway(Cue.Excludable, word).Length > 0 || AllergenFacts.Named(draft.Words(word, word + 1)) is not null;
        if (!suspended && !known) return;
        ExcludeBefore(draft, word);
        draft.Claim(word, start, TokenUse.Dropped);
    }

    /// <summary>Nussallergie, Laktoseintoleranz: an allergen and the word for not standing it.</summary>
    private static string? AllergenStem(string word) =>
        Stem(word, "allergie", "allergien", "allergiker", "allergikerin", "allergikern", "intoleranz", "unverträglichkeit") is { } stem && AllergenFacts.Named(stem) is not null ? stem : null;

    private static Constraint.Named? AllergyDiet(string allergen) => AllergenFacts.Named(allergen) switch
    {
        "gluten" => new Constraint.Named(Diet, "gluten_free"),
        "lactose" => new Constraint.Named(Diet, LactoseFree),
        Milk => new Constraint.Named(Diet, LactoseFree) { Allergen = Milk },
        "nuts" or "peanuts" => new Constraint.Named(Diet, "nut_free"),
        _ => null,
    };

    private static string? Stem(string word, params ReadOnlySpan<string> suffixes)
    {
        foreach (string suffix in suffixes)
        {
            if (word.Length > suffix.Length + 2 && word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return word[..^suffix.Length].ToLowerInvariant();
        }
        return null;
    }

    private static int SkipLinks(Draft draft, int at, out bool skipped)
    {
        int start = at;
        while (at < draft.Count && draft.IsFree(at))
        {
            // "de plástico", "en plastique", "aus Holz": the phrase that names the material holds the preposition.
            PhraseMatch link = draft.FindAnyway(Cue.MadeOf, at) is { Length: > 0 } made ? made : draft.FindAnyway(Cue.Link, at);
            if (link.Length == 0 || link.End >= draft.Count || draft.Tokens[link.End].Joint == Joint.Hyphen) break;
            at = link.End;
        }
        skipped = at > start;
        return at;
    }

    private static bool EndsPhrase(Draft draft, int at) => at >= draft.Count || !draft.IsFree(at) || draft.IsBoundary(at) || IsAny(draft, at, Ends);
    private static bool IsNoItem(Draft draft, int at) => IsAny(draft, at, NoItem);

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
