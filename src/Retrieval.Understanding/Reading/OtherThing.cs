using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells colours and materials of something else than the thing asked for: of what is tended or glued with it, of what it is for, of what somebody has.</summary>
internal static class OtherThing
{
    private const int CareDistance = 4;
    private static readonly string[] FastenerMetals = ["stainless steel", "steel", "carbon steel", "brass", "copper", "titanium", "aluminum", "bronze"];

    /// <summary>"Cushions for my red sofa", "coussins pour mon canapé rouge": what somebody has is red, not what is asked for.</summary>
    public static bool IsOwned(Draft draft, PhraseMatch value)
    {
        bool isBehind = draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt;
        // Another value may stand between: "for my brown leather sofa".
        int start = value.Start;
        while (start > 0 && draft.UseOf(start - 1) == TokenUse.Protected && draft.FindAnyway("color", start - 1).Length + draft.FindAnyway("material", start - 1).Length > 0) start--;
        for (int thing = isBehind ? 1 : 0; thing <= (isBehind ? 2 : 0); thing++)
        {
            int end = start - thing;
            int length = end > 0 ? AgeReading.EndsAt(draft, Cue.Own, end) : 0;
            if (length == 0 || length == end) continue;
            bool somebody = draft.FindAnyway(Cue.Recipient, end).Length > 0 || draft.HasBetween(Cue.Recipient, end - length, end) || draft.FindAnyway(Cue.Occasion, end).Length > 0 || draft.FindAnyway(Cue.Child, end).Length > 0 || draft.FindAnyway(Cue.BabyWord, end).Length > 0;
            bool named = isBehind ? Enumerable.Range(end, thing).All(at => draft.Tokens[at].Kind == TokenKind.Word && draft.UseOf(at) is TokenUse.Free or TokenUse.Protected) : value.End < draft.Count && !draft.IsBoundary(value.End) && draft.IsReadable(value.End);
            if (!somebody && named) return true;
        }
        return false;
    }

    /// <summary>Leather cleaner and wood glue are not made of it.</summary>
    public static bool IsTended(Draft draft, PhraseMatch value)
    {
        (int start, int end) = Around(draft, value);
        // Screws of brass, but screws for wood.
        bool isMetal = Array.IndexOf(FastenerMetals, value.Sense.Value) >= 0;
        for (int at = start; at < end; at++)
        {
            bool care = draft.FindAnyway(MeasureContext.Care, at).Length > 0 && !(isMetal && draft.FindAnyway(Cue.Fastener, at).Length > 0);
            bool inside = at >= value.Start && at < value.End;
            // The 胶 of 牙胶 is no glue.
            inside |= draft.Language == Language.Zh && draft.FindAnyway(Cue.Toy, at - 1).Length > 1;
            if (care && !inside) return true;
        }
        return false;
    }

    /// <summary>"Silver polishing cloth", "produit pour nettoyer l'argent": the metal is what is tended, and no colour.</summary>
    public static bool IsPreciousTended(Draft draft, PhraseMatch value)
    {
        if (draft.FindAnyway(Cue.PreciousNoun, value.Start).Length != value.Length) return false;
        (int start, int end) = Around(draft, value);
        return draft.HasBetween(Cue.PreciousCare, start, end);
    }

    /// <summary>Where words for tending a thing are looked for: near the value, in its clause.</summary>
    private static (int Start, int End) Around(Draft draft, PhraseMatch value) =>
        (Math.Max(draft.ClauseStart(value.Start), value.Start - CareDistance), Math.Min(draft.ClauseEnd(value.Start), value.End + CareDistance));

    /// <summary>"Seasoning oil for cast iron skillets", "esmalte para madera": a material straight behind "for" is that of what the thing is for.</summary>
    public static bool IsBehindFor(Draft draft, PhraseMatch value)
    {
        int cue = value.Start - AgeReading.EndsAt(draft, Cue.ForThing, value.Start);
        // "For oak or walnut furniture"
        int join = value.Start - Math.Max(AgeReading.EndsAt(draft, Cue.Or, value.Start), AgeReading.EndsAt(draft, Cue.And, value.Start));
        if (join > 0 && join < value.Start && draft.UseOf(join - 1) == TokenUse.Protected && AgeReading.EndsAt(draft, "material", join) > 0) return true;
        if (cue == value.Start) return false;
        // 适合实木地板的拖把
        if (draft.Language == Language.Zh) return true;
        bool thing = Enumerable.Range(draft.ClauseStart(cue), cue - draft.ClauseStart(cue)).Any(at => draft.UseOf(at) != TokenUse.Dropped && draft.FindAnyway(Cue.Filler, at).Length == 0 && draft.FindAnyway(Cue.Function, at).Length == 0);
        return thing && AgeReading.EndsAt(draft, Cue.Filler, value.Start) == 0 && AgeReading.EndsAt(draft, Cue.Filler, cue) == 0;
    }
}
