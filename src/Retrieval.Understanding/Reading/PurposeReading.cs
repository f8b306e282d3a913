using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells what the shopper is up to: by cue phrases first, at the end by how the words that are left are joined.</summary>
internal static class PurposeReading
{
    private const int LeastItems = 3, LongestNoun = 4, LongestJoin = 4;

    /// <summary>What a phrase tells before anything else is read. The product that something shall go with is protected from reading.</summary>
    public static void ReadCues(Draft draft)
    {
        bool turns = TurnsAnAge(draft);
        if (turns) draft.Add(new Preference.Named("occasion", "birthday"));
        // "Mein Enkel wird vier, was würden Sie vorschlagen?" compares nothing.
        if (Says(draft, Cue.Compare) && !(turns && !draft.Has(Cue.Or)) || IsOneNameAgainstAnother(draft)) draft.Purpose = Purpose.Compare;
        else if (Says(draft, Cue.Basket)) draft.Purpose = Purpose.List;
        else if (turns) draft.Purpose = Purpose.Gift;
        else if (IsGift(draft)) draft.Purpose = Purpose.Gift;
        else if (ProtectWorn(draft) || ProtectOwned(draft) || ProtectOtherProduct(draft)) draft.Purpose = Purpose.Complement;
    }

    /// <summary>True where a cue stands by itself: not in a product's name ("panier pique-nique"), not in "allergisch gegen".</summary>
    private static bool Says(Draft draft, string kind)
    {
        if (!draft.Has(kind)) return false;
        int covered = 0;
        for (int at = 0; at < draft.Count; at++)
        {
            covered = Math.Max(covered, draft.FindAnyway(Cue.Without, at).End);
            if (draft.FindAnyway(kind, at) is { Length: > 0 } cue && cue.End > covered && draft.IsFree(at)) return true;
        }
        return false;
    }

    /// <summary>"Forerunner 255 gegen Polar Pacer", where "Spray gegen Zecken" compares nothing.</summary>
    private static bool IsOneNameAgainstAnother(Draft draft)
    {
        if (!draft.Has(Cue.ComparedTo)) return false;
        for (int at = 1; at + 1 < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.ComparedTo, at).Length > 0 && HoldsName(draft, draft.ClauseStart(at), at) && HoldsName(draft, at + 1, draft.ClauseEnd(at))) return true;
        }
        return false;
    }

    private static bool HoldsName(Draft draft, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            if (draft.Tokens[at].Kind == TokenKind.Number || IsGermanName(draft, at, end)) return true;
        }
        return false;
    }

    /// <summary>What the words left tell: "A, B and C" is a list, "A or B?" a comparison.</summary>
    public static void ReadStructure(Draft draft)
    {
        if (draft.Purpose != Purpose.Find) return;
        if (IsChoice(draft)) draft.Purpose = Purpose.Compare;
        else if (CountItems(draft) >= LeastItems)
        {
            draft.Purpose = Purpose.List;
            WishReading.ReadOccasionOfList(draft);
        }
        else if (IsForAnOccasion(draft)) draft.Purpose = Purpose.Gift;
    }

    private static bool IsGift(Draft draft)
    {
        if (draft.Has(Cue.NoGift)) return false;
        return draft.Has(Cue.Gift) || ((draft.Has(Cue.GiftVerb) || draft.Has(Cue.GiftIdea)) && (draft.Has(Cue.Recipient) || draft.Has(Cue.Occasion) || draft.Has(Cue.Child) || draft.Has("gender") || draft.Has("age_group")));
    }

    /// <summary>"My nephew turns 9": a birthday, where nobody says so.</summary>
    private static bool TurnsAnAge(Draft draft)
    {
        if (!draft.Has(Cue.Turns) || !draft.Has(Cue.Recipient)) return false;
        for (int at = 1; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.Turns, at) is not { Length: > 0 } turns || turns.End >= draft.Count) continue;
            // "Was für meine Schwiegermutter? Sie wird 60"
            bool somebody = AgeReading.EndsAt(draft, Cue.Recipient, at) > 0 || draft.FindAnyway(Cue.AgeOf, at - 1).Length > 0;
            NumberMatch age = NumberReader.Read(draft.Tokens, turns.End, draft.Language);
            int behind = turns.End + age.Length;
            bool counts = draft.FindAnyway(LanguageVocabulary.Unit, behind).Length > 0 || draft.FindAnyway(Cue.Currency, behind).Length > 0 || draft.FindAnyway(Cue.CountAfter, behind).Length > 0;
            if (somebody && age.Length > 0 && !age.IsWeak && !counts) return true;
        }
        return false;
    }

    /// <summary>"something for my boyfriend's birthday" asks for a gift without the word.</summary>
    private static bool IsForAnOccasion(Draft draft)
        => draft.Preferences.Exists(wish => wish is Preference.Named { Kind: "occasion", Value: "mothers_day" or "fathers_day" })
            || draft.Preferences.Exists(wish => wish is Preference.Named { Kind: "recipient" })
            && draft.Preferences.Exists(wish => wish is Preference.Named { Kind: "occasion", Value: not "party" });

    /// <summary>"Voy con vestido verde, ¿qué bolso me pega?": what somebody has on already describes nothing that is asked for in another clause.</summary>
    private static bool ProtectWorn(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.Worn, at) is not { Length: > 0 } cue || draft.Language == Language.Zh && draft.IsBoundary(cue.End)) continue;
            int end = draft.ClauseEnd(cue.End);
            bool dressed = draft.HasBetween(Cue.Wearable, cue.End, end) && !draft.HasBetween(Cue.SizeBefore, cue.End, end);
            if (!dressed || end + 1 >= draft.Count) continue;
            ProtectNames(draft, cue.End, end);
            draft.Drop(cue);
            return true;
        }
        return false;
    }

    /// <summary>"Tengo un sofá gris y me hacen falta cojines", "j'ai un Canon 250D, il me manque un objectif", 我有个白色书桌，想配把椅子: what somebody has is the other product, unless a new one shall take its place.</summary>
    private static bool ProtectOwned(Draft draft)
    {
        if (!draft.Has(Cue.Have) || !draft.Has(Cue.Need)) return false;
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.Have, at) is not { Length: > 0 } have || IsSomebodyOrOccasion(draft, have.End)) continue;
            int end = have.End;
            while (end < draft.Count && !draft.IsBoundary(end) && draft.FindAnyway(Cue.And, end).Length == 0) end++;
            int need = end;
            while (need < draft.Count && need < end + LongestJoin && draft.FindAnyway(Cue.Need, need).Length == 0) need++;
            if (need >= Math.Min(draft.Count, end + LongestJoin) || !IsThing(draft, have.End, end) || ReplacesIt(draft, need)) continue;
            ProtectNames(draft, have.End, end);
            draft.Claim(at, have.End, TokenUse.Dropped);
            if (draft.Language == Language.Zh && draft.Find(Cue.Need, need) is { Length: > 0 } wanted) draft.Drop(wanted);
            return true;
        }
        return false;
    }

    /// <summary>True for a range that names a thing which can be bought: a known kind, or a name.</summary>
    private static bool IsThing(Draft draft, int start, int end)
    {
        KindNames things = KindNames.For(draft.Language);
        for (int at = start; at < end; at++)
        {
            if (draft.FindAnyway(Cue.Recipient, at).Length > 0 || draft.FindAnyway(Cue.Occasion, at).Length > 0) return false;
            if (things.LengthOfNameAt(draft.Tokens, at) is > 0 and var length && at + length <= end) return true;
        }
        return HasName(draft, start, end);
    }

    private static bool ReplacesIt(Draft draft, int start)
    {
        for (int at = start; at < draft.Count; at++)
        {
            if (draft.FindAnyway("condition", at) is { Length: > 0, Sense.Value: "new" }) return true;
        }
        return false;
    }

    private static bool ProtectOtherProduct(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.Find(Cue.Complement, at) is { Length: > 0 } cue)
            {
                // 绿色沙发搭什么抱枕: the other product stands before the cue.
                // 衬衫是白色的，配什么颜色的裤子: also in the clause before.
                int thing = draft.ClauseStart(at) is var clause && clause == at && at > 1 ? draft.ClauseStart(at - 1) : clause;
                if (cue.Sense.Value == "before" && thing < at)
                {
                    ProtectNames(draft, thing, at);
                    draft.Drop(cue);
                    return true;
                }
                int begin = cue.Sense.Value == "gap" ? GapEnd(draft, cue.End) : cue.End;
                int end = OtherProductEnd(draft, begin);
                if (IsSomebodyOrOccasion(draft, begin)) continue;
                bool until = cue.Sense.Value is "until" or "given";
                // 给沙发配个地毯, but 给小学生用的台灯.
                bool opens = !until || end < draft.Count && draft.Is(Cue.ComplementEnd, end) && (cue.Sense.Value == "until" || draft.Tokens[end].Folded == "配");
                if (!opens || end <= begin) continue;
                draft.Drop(cue);
                ProtectNames(draft, begin, end);
                if (until) draft.Drop(draft.Find(Cue.ComplementEnd, end));
                return true;
            }
            else if (draft.Find(Cue.Mine, at) is { Length: > 0 } mine && OtherProductEnd(draft, mine.End) is var end && HasName(draft, mine.End, end))
            {
                draft.Drop(mine);
                ProtectNames(draft, mine.End, end);
                return true;
            }
        }
        return false;
    }

    /// <summary>"passendes Objektiv zur Kamera": what is asked for stands between the cue and the preposition.</summary>
    private static int GapEnd(Draft draft, int at)
    {
        for (int i = at + 1; i < Math.Min(draft.Count, at + 5) && !draft.IsBoundary(i); i++)
        {
            PhraseMatch gap = draft.FindAnyway(Cue.GapEnd, i);
            if (gap.Length > 0) return gap.End;
        }
        return draft.Count;
    }

    private static int OtherProductEnd(Draft draft, int at)
    {
        int end = at;
        // "Pour notre buvette nous commandons 200 gobelets": a new sentence begins.
        while (end < draft.Count && !draft.IsBoundaryOfProduct(end) && !(end > at && (draft.Find(Cue.Filler, end).Length > 1 || draft.FindAnyway(Cue.Need, end).Length > 0 || BeginsAskedThing(draft, at, end)))) end++;
        return end;
    }

    /// <summary>"Cargador para mi HP Pavilion 15 de 65W", "para mi HP Pavilion 15 un cargador": power is that of the thing asked for, and an article behind a name begins it.</summary>
    private static bool BeginsAskedThing(Draft draft, int start, int at)
    {
        int number = QuantityGrammar.SkipMadeOf(draft, at);
        bool isPower = QuantityGrammar.TryNumber(draft, number, out NumberMatch value) && MeasureParser.UnitAt(draft.Tokens, number + value.Length, draft.Vocabulary, out _) is { Dimension: Dimension.Power or Dimension.Charge };
        if (isPower) return true;
        bool isArticle = QuantityGrammar.TryNumber(draft, at, out NumberMatch one) && one is { Length: 1, IsWeak: true, Value: 1 };
        return isArticle && draft.FindAnyway(Cue.And, at - 1).Length == 0 && HasName(draft, start, at) && (draft.Tokens[at - 1].Kind == TokenKind.Number || draft.IsCapital(at - 1));
    }

    /// <summary>Function words inside stay readable so that the text left drops them.</summary>
    private static void ProtectNames(Draft draft, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            bool word = draft.IsFree(at) && !(draft.Is(Cue.Function, at) || draft.Is(Cue.Link, at) || draft.Is(Cue.MadeOf, at));
            if (word) draft.Claim(at, at + 1, TokenUse.Protected);
        }
    }

    /// <summary>"for my" something with a digit or with a capital where the language has no capital nouns.</summary>
    private static bool HasName(Draft draft, int start, int end)
    {
        if (IsSomebodyOrOccasion(draft, start)) return false;
        for (int at = start; at < end; at++)
        {
            // "Para una habitación de 20 m2", "de mi hija de 6 años": neither a number with its unit nor the unit is a name.
            if (draft.FindAnyway(Cue.Age, at + 1).Length > 0 || draft.FindAnyway(LanguageVocabulary.Unit, at).Length > 0 || draft.FindAnyway(LanguageVocabulary.Unit, at + 1).Length > 0) continue;
            // "Pour un matelas 90x190"
            if (QuantityGrammar.IsTimes(draft, at + 1) || draft.FindAnyway(MeasureContext.Times, at - 1).Length > 0) continue;
            // "For the picnic I need": I is no name.
            if (draft.FindAnyway(Cue.Function, at).Length > 0) continue;
            Token token = draft.Tokens[at];
            // "Für die Arbeit schwarze Schuhe S3": behind a noun an adjective begins what is asked for.
            if (draft.Language == Language.De && token.Kind == TokenKind.Word && draft.IsLower(at) && HasCapitalBetween(draft, start, at)) return false;
            ReadOnlySpan<char> word = draft.Sentence.AsSpan(token.Start, token.Length);
            bool capital = draft.Language == Language.De ? IsGermanName(draft, at, end) : char.IsUpper(word[0]);
            if ((token.Kind == TokenKind.Number && at > start) || token.Kind != TokenKind.Number && word.IndexOfAnyInRange('0', '9') >= 0 || capital) return true;
        }
        return false;
    }

    private static bool HasCapitalBetween(Draft draft, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            if (draft.IsCapital(at)) return true;
        }
        return false;
    }

    private static bool IsSomebodyOrOccasion(Draft draft, int at) => draft.FindAnyway(Cue.Recipient, at).Length > 0 || draft.FindAnyway(Cue.Occasion, at).Length > 0;

    /// <summary>German nouns have capitals: a name has one inside, or two such words stand side by side.</summary>
    private static bool IsGermanName(Draft draft, int at, int end)
    {
        ReadOnlySpan<char> word = draft.Sentence.AsSpan(draft.Tokens[at].Start, draft.Tokens[at].Length);
        bool inside = word.Length > 1 && word[1..].IndexOfAnyInRange('A', 'Z') >= 0;
        return inside || (at + 1 < end && char.IsUpper(word[0]) && draft.IsCapital(at + 1));
    }

    /// <summary>"Kindle or Kobo?": a question with "or" between words that no step has understood.</summary>
    private static bool IsChoice(Draft draft)
    {
        // 还是 asks by itself.
        bool asks = draft.Sentence.AsSpan().ContainsAny('?', '？') || draft.Has(Cue.Advice);
        if (!asks && !draft.Has(Cue.ChoiceOr)) return false;
        for (int at = 1; at + 1 < draft.Count; at++)
        {
            // "Wax melts in vanilla or lavender?" asks for one thing.
            bool isKind = draft.FindAnyway(Cue.MadeOf, at - 2).Length == 1 && draft.IsBoundary(at + 2);
            if (!isKind && draft.Is(Cue.Or, at) && (asks || draft.FindAnyway(Cue.ChoiceOr, at).Length > 0) && IsContent(draft, at - 1) && IsContent(draft, SkipFunction(draft, at + 1))) return true;
        }
        return false;
    }

    private static int SkipFunction(Draft draft, int at)
    {
        while (at + 1 < draft.Count && draft.Is(Cue.Function, at)) at++;
        return at;
    }

    /// <summary>Items joined by commas of which the last follows "and"; a product described "with" things is one.</summary>
    private static int CountItems(Draft draft)
    {
        int items = 0, longest = 0, length = 0, most = 0;
        bool content = false, joined = false, described = false, opened = false;
        bool statements = draft.Has(Cue.Statement);
        for (int at = 0; at < draft.Count; at++)
        {
            bool and = draft.Is(Cue.And, at) || draft.Sentence[draft.Tokens[at].Start] == '、';
            if (and || draft.IsBreak(at))
            {
                if (EndsSentence(draft, at))
                {
                    if (content && !described) items++;
                    most = Math.Max(most, joined ? items : 0);
                    (items, length, content, joined, described, opened) = (0, 0, false, false, false, false);
                    continue;
                }
                if (content && !described) items++;
                // "Pens, pencils, and erasers"
                joined |= (and || opened) && (content || and && items > 0 && draft.IsBreak(at - 1));
                // "For the raclette: cheese, ham, potatoes"
                opened |= draft.Tokens[at].Folded == ":" && !draft.Constraints.Exists(static constraint => constraint is Constraint.Quantity or Constraint.Named { Kind: "exclude" });
                content = false;
                length = 0;
                // "with a lid and a whisk" is one description.
                described &= and;
                continue;
            }
            // "My laptop is dying, so I want": what is needed begins behind what is told.
            if (statements && draft.FindAnyway(Cue.Need, at) is { Length: > 0 } need)
            {
                content = described = false;
                at = need.End - 1;
                continue;
            }
            // "And they must bring it tomorrow", "1400 rpm": neither is an item.
            if (statements && draft.UseOf(at) != TokenUse.Dropped && draft.FindAnyway(Cue.Statement, at).Length > 0 || !content && IsFeature(draft, at)) described = true;
            // "Protein powder, chocolate, in a tub"
            described |= draft.FindAnyway("with", at).Length > 0 || length == 0 && draft.Language != Language.Zh && draft.FindAnyway(Cue.MadeOf, at).Length > 0 && draft.FindAnyway(Cue.Partitive, at).Length == 0;
            content |= IsContent(draft, at);
            longest = Math.Max(longest, ++length);
        }
        if (content && !described) items++;
        // 牛奶，面包，鸡蛋: short nouns and nothing else are a list without an "and".
        joined |= draft.Language == Language.Zh && longest <= LongestNoun && draft.Constraints.Count == 0 && draft.Preferences.Count == 0;
        return joined ? Math.Max(most, items) : most;
    }

    /// <summary>"1400 rpm", "16 gigs of ram": a clause that begins with a measure tells of the thing, unless it is a weight or a capacity, in which groceries are listed.</summary>
    private static bool IsFeature(Draft draft, int at)
        => draft.Tokens[at].Kind == TokenKind.Number && MeasureParser.UnitAt(draft.Tokens, at + 1, draft.Vocabulary, out _) is { Dimension: not (Dimension.Mass or Dimension.Capacity) };

    /// <summary>What is listed stands in one sentence: "My trainer keeps nagging me. Is there a protein powder, chocolate, and no sucralose?"</summary>
    private static bool EndsSentence(Draft draft, int at)
        => draft.Language != Language.Zh && draft.Tokens[at].Folded is "." or "?" or "!" && draft.IsCapital(at + 1) && draft.Tokens[at + 1].Joint == Joint.Apart;

    private static bool IsContent(Draft draft, int at)
        => at < draft.Count && draft.UseOf(at) is TokenUse.Free or TokenUse.Protected && draft.Tokens[at].Kind is TokenKind.Word or TokenKind.Han or TokenKind.Number
            && !draft.Is(Cue.Function, at) && !draft.Is(Cue.Filler, at)
            // "180 de alto y 90 de ancho" lists nothing.
            && !(AgeReading.EndsAt(draft, Cue.LengthAfter, at + 1) > 0 && draft.Constraints.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Length }));
}
