using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells what the shopper is up to: by cue phrases first, at the end by how the words that are left are joined.</summary>
internal static class PurposeReading
{
    /// <summary>What a phrase tells before anything else is read. The product that something shall go with is protected from reading.</summary>
    public static void ReadCues(Draft draft)
    {
        bool turns = TurnsAnAge(draft);
        if (turns) draft.Add(new Preference.Named("occasion", "birthday"));
        // "Mein Enkel wird vier, was würden Sie vorschlagen?" compares nothing.
        if (Says(draft, Cue.Compare) && !(turns && !draft.Has(Cue.Or)) || IsOneNameAgainstAnother(draft)) draft.Purpose = Purpose.Compare;
        else if (Says(draft, Cue.Basket)) draft.Purpose = Purpose.List;
        else if (turns || IsGift(draft)) draft.Purpose = Purpose.Gift;
        else if (ComplementReading.TryProtect(draft)) draft.Purpose = Purpose.Complement;
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
            if (draft.Tokens[at].Kind == TokenKind.Number || ComplementReading.IsGermanName(draft, at, end)) return true;
        }
        return false;
    }

    /// <summary>What the words left tell: "A, B and C" is a list, "A or B?" a comparison.</summary>
    public static void ReadStructure(Draft draft)
    {
        if (draft.Purpose != Purpose.Find) return;
        if (IsChoice(draft) || AreTwoModels(draft)) draft.Purpose = Purpose.Compare;
        else if (ListReading.IsList(draft))
        {
            draft.Purpose = Purpose.List;
            // Things for a first day at school are no presents.
            draft.Preferences.RemoveAll(static wish => wish is Preference.Named { Kind: "occasion", Value: "gift" });
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
            if (!isKind && draft.Is(Cue.Or, at) && (asks || draft.FindAnyway(Cue.ChoiceOr, at).Length > 0) && ListReading.IsContent(draft, at - 1) && ListReading.IsContent(draft, SkipFunction(draft, at + 1))) return true;
        }
        return false;
    }

    /// <summary>"Yamaha P-45 or Casio CDP-S110": nothing but two names with numbers.</summary>
    private static bool AreTwoModels(Draft draft)
    {
        if (draft.Constraints.Count > 0 || draft.Language == Language.Zh) return false;
        for (int at = 1; at + 1 < draft.Count; at++)
        {
            if (draft.Is(Cue.Or, at)) return IsModel(draft, 0, at) && IsModel(draft, at + 1, draft.Count);
        }
        return false;
    }

    private static bool IsModel(Draft draft, int start, int end)
    {
        while (start < end && draft.Find(Cue.Filler, start) is { Length: > 0 } filler) start = filler.End;
        bool hasNumber = false;
        for (int at = start; at < end; at++)
        {
            Token token = draft.Tokens[at];
            bool isNumber = draft.Sentence.AsSpan(token.Start, token.Length).IndexOfAnyInRange('0', '9') >= 0;
            if (draft.UseOf(at) == TokenUse.Dropped || !isNumber && !draft.IsCapital(at)) return false;
            hasNumber |= isNumber;
        }
        return hasNumber && draft.IsCapital(start);
    }

    private static int SkipFunction(Draft draft, int at)
    {
        while (at + 1 < draft.Count && draft.Is(Cue.Function, at)) at++;
        return at;
    }
}
