using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells where a word that names a food, a plant or a thing is a colour all the same: cream, olive, charcoal.</summary>
internal static class NounColour
{
    /// <summary>A word such as "cream" is a colour beside another colour, behind "in" or next to what is dyed: "olive dress", "robe corail", but not "shoe cream".</summary>
    public static bool IsMeant(Draft draft, PhraseMatch name)
    {
        PhraseMatch colour = draft.FindAnyway(Cue.Color, name.Start);
        if (colour.Length != name.Length) return false;
        for (int step = 1; step <= 2; step++)
        {
            if (draft.FindAnyway("color", name.End - 1 + step).Length > 0 && IsJoined(draft, name.End, step - 1)) return true;
            if (draft.FindAnyway("color", name.Start - step).Length > 0 && IsJoined(draft, name.Start - step + 1, step - 1)) return true;
        }
        if (IsBesideDyed(draft, name)) return true;
        int end = draft.ClauseEnd(name.Start);
        // "Burger buns, charcoal, salad" is a list of things.
        bool goesOn = end + 1 < draft.Count && draft.Tokens[end].Folded == "," && !draft.Has(Cue.Dyed) && !draft.IsWorn && (KindNames.For(draft.Language).LengthOfNameAt(draft.Tokens, end + 1) > 0 || draft.HasBetween(Cue.And, end + 1, draft.ClauseEnd(end + 1)));
        bool wholeClause = name.Start > 0 && !goesOn && AreColours(draft, draft.ClauseStart(name.Start), end);
        // "In cream", but "miel de lavande".
        return wholeClause || name.Start > 0 && draft.FindAnyway(Cue.MadeOf, name.Start - 1).Length > 0 && !HasInside(draft, name.Start - 1) && draft.FindAnyway(Cue.Of, name.Start - 1).Length == 0;
    }

    /// <summary>"Galletas con chocolate" and "croquettes au saumon" have it in them, "negro con arena" is of both colours.</summary>
    private static bool HasInside(Draft draft, int with)
        => draft.FindAnyway(Cue.With, with).Length > 0 && AgeReading.EndsAt(draft, "color", with) == 0 || AgeReading.EndsAt(draft, Cue.Flavoured, with + 1) > 0;

    /// <summary>", cream or sage, ": nothing but colours.</summary>
    private static bool AreColours(Draft draft, int start, int end)
    {
        for (int at = start; at < end;)
        {
            int length = draft.FindAnyway(Cue.Color, at).Length;
            if (length == 0 && at > start) length = Math.Max(draft.FindAnyway(Cue.Or, at).Length, draft.FindAnyway(Cue.And, at).Length);
            if (length == 0) return false;
            at += length;
        }
        return true;
    }

    /// <summary>The noun stands behind its colour, in the Romance languages before it; one word may part them.</summary>
    private static bool IsBesideDyed(Draft draft, PhraseMatch name)
    {
        bool isBehind = draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt;
        for (int step = 0; step <= 1; step++)
        {
            if (isBehind ? EndsNoun(name.Start - step) : draft.FindAnyway(Cue.Wearable, name.End + step).Length > 0 || draft.FindAnyway(Cue.Dyed, name.End + step).Length > 0) return true;
        }
        return draft.Language == Language.De && EndsNoun(name.Start) || draft.Language == Language.En && (draft.IsBoundary(name.End) || draft.Tokens[name.End].Kind == TokenKind.Number) && (AgeReading.EndsAt(draft, Cue.Dyed, name.Start) > 0 || IsBehindMeasure(draft, name.Start) && (draft.Has(Cue.Dyed) || draft.Has(Cue.Wearable)) || IsBehindSize(draft, name.Start) && draft.Has(Cue.Wearable));

        // "Botas de piel cafés"
        bool EndsNoun(int end) => IsNoun(end) || isBehind && AgeReading.EndsAt(draft, "material", end) is > 0 and var length && (IsNoun(end - length) || IsNoun(end - length - 1));

        bool IsNoun(int end) => end > 0 && (AgeReading.EndsAt(draft, Cue.Wearable, end) > 0 || AgeReading.EndsAt(draft, Cue.Dyed, end) > 0);
    }

    /// <summary>"Merino yarn 500g cream"</summary>
    private static bool IsBehindMeasure(Draft draft, int at)
        => at > 1 && draft.Tokens[at - 2].Kind == TokenKind.Number && draft.FindAnyway(LanguageVocabulary.Unit, at - 1).Length == 1;

    /// <summary>"Mens base layer xl charcoal", "wool socks size 9 charcoal"</summary>
    private static bool IsBehindSize(Draft draft, int at)
        => AgeReading.EndsAt(draft, Cue.SizeName, at) > 0 || AgeReading.EndsAt(draft, Cue.SizeWord, at) > 0 || at > 1 && draft.Tokens[at - 1].Kind == TokenKind.Number && AgeReading.EndsAt(draft, Cue.SizeBefore, at - 1) > 0;

    private static bool IsJoined(Draft draft, int at, int count)
        => count == 0 || draft.FindAnyway(Cue.Or, at).Length > 0 || draft.FindAnyway(Cue.And, at).Length > 0 || draft.Tokens[at].Folded is "," or "/";
}
