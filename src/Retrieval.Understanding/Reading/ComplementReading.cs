using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Finds the other product that something shall go with: what somebody wears or has, what a cue names, "my" something with a name.</summary>
internal static class ComplementReading
{
    private const int LongestJoin = 4;

    /// <summary>Protects the other product from reading; false where there is none.</summary>
    public static bool TryProtect(Draft draft) => ProtectWorn(draft) || ProtectOwned(draft) || ProtectOtherProduct(draft);

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
                int clause = draft.ClauseStart(at);
                int thing = clause == at && at > 1 ? draft.ClauseStart(at - 1) : clause;
                // 富士X-T5能用的电池: so does a name before some others.
                if (cue.Sense.Value == "named" && (thing >= at || !HasName(draft, thing, at))) continue;
                if (cue.Sense.Value is "before" or "named" && thing < at)
                {
                    ProtectNames(draft, thing, at);
                    draft.Drop(cue);
                    return true;
                }
                int begin = cue.Sense.Value == "gap" ? GapEnd(draft, cue.End) : cue.End;
                int end = OtherProductEnd(draft, begin);
                // "Which toner does the Brother HL-1210W take?"
                if (cue.Sense.Value == "asked" && !(draft.HasBetween(Cue.QuestionWord, clause, at) && HasName(draft, begin, end))) continue;
                // A case that fits the Kindle, but a cooker that fits a small counter.
                if (cue.Sense.Value == "name" && !HasName(draft, begin, end)) continue;
                if (IsSomebodyOrOccasion(draft, begin)) continue;
                bool until = cue.Sense.Value is "until" or "given";
                // 给沙发配个地毯, but 给小学生用的台灯.
                bool opens = !until || end < draft.Count && draft.Is(Cue.ComplementEnd, end) && (cue.Sense.Value == "until" || draft.Tokens[end].Folded == "配" || HasName(draft, begin, end));
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
            if (draft.FindAnyway(Cue.Age, at + 1).Length > 0 || draft.FindAnyway(LanguageVocabulary.Unit, at).Length > 0 || draft.Tokens[at].Kind == TokenKind.Number && draft.FindAnyway(LanguageVocabulary.Unit, at + 1).Length > 0) continue;
            // "Pour un matelas 90x190"
            if (QuantityGrammar.IsTimes(draft, at + 1) || draft.FindAnyway(MeasureContext.Times, at - 1).Length > 0) continue;
            // "For the picnic I need": I is no name.
            if (draft.FindAnyway(Cue.Function, at).Length > 0) continue;
            Token token = draft.Tokens[at];
            // "Für die Arbeit schwarze Schuhe S3": behind a noun an adjective begins what is asked for.
            if (draft.Language == Language.De && token.Kind == TokenKind.Word && draft.IsLower(at) && HasCapitalBetween(draft, start, at)) return false;
            ReadOnlySpan<char> word = draft.Sentence.AsSpan(token.Start, token.Length);
            bool capital = draft.Language == Language.De ? IsGermanName(draft, at, end) : char.IsUpper(word[0]) && (draft.Language != Language.Zh || token.Length > 1);
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

    private static bool IsSomebodyOrOccasion(Draft draft, int at) => draft.FindAnyway(Cue.Recipient, at) is { Length: > 0 } somebody && !IsMaker(draft, somebody.End) || draft.FindAnyway(Cue.Occasion, at).Length > 0;

    /// <summary>"The Brother HL-L2350DW" is a printer: a capital, and a name behind.</summary>
    private static bool IsMaker(Draft draft, int end)
        => draft.Language == Language.En && draft.IsCapital(end - 1) && end < draft.Count && draft.Tokens[end].Kind == TokenKind.Word && draft.IsCapital(end);

    /// <summary>German nouns have capitals: a name has one inside, or two such words stand side by side.</summary>
    public static bool IsGermanName(Draft draft, int at, int end)
    {
        ReadOnlySpan<char> word = draft.Sentence.AsSpan(draft.Tokens[at].Start, draft.Tokens[at].Length);
        bool inside = word.Length > 1 && word[1..].IndexOfAnyInRange('A', 'Z') >= 0;
        return inside || (at + 1 < end && char.IsUpper(word[0]) && draft.IsCapital(at + 1));
    }
}
