using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>"A red dress, no wait, a black one": what is said before a correction gives way to what of the same kind is said behind it.</summary>
internal static class CorrectionReading
{
    /// <summary>Value of the cue <c>correction</c> that corrects only where something follows it straight: "in L oder besser XL", but "4 Sterne oder besser, rot".</summary>
    private const string Open = "open";

    private static readonly string[] Corrected = ["color", "material", "size", "gender", "age_group", "condition", "brand"];

    /// <summary>Drops the words of the last correction inside the sentence; length 0 where nobody corrects anything.</summary>
    public static PhraseMatch Read(Draft draft)
    {
        if (!draft.Has(Cue.Correction)) return default;
        PhraseMatch last = default;
        for (int at = 1; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.Correction, at) is not { Length: > 0 } cue || cue.End >= draft.Count) continue;
            bool rating = cue.Sense.Value == Open && (draft.IsBoundary(cue.End) || draft.FindAnyway(Cue.Star, at - 1).Length > 0);
            if (rating) continue;
            draft.Drop(cue);
            last = cue;
            at = cue.End - 1;
        }
        return last;
    }

    /// <summary>Takes out of a sentence's constraints those of its first part whose kind its second part states anew.</summary>
    public static void Apply(List<Constraint> whole, IReadOnlyList<Constraint> before, IReadOnlyList<Constraint> behind)
    {
        List<Constraint> anew = [.. whole.Where(constraint => !before.Contains(constraint))];
        whole.RemoveAll(constraint => before.Contains(constraint) && !behind.Contains(constraint) && anew.Exists(other => IsOfSameKind(constraint, other)));
    }

    private static bool IsOfSameKind(Constraint one, Constraint other) => (one, other) switch
    {
        (Constraint.Quantity a, Constraint.Quantity b) => a.Dimension == b.Dimension,
        (Constraint.Named a, Constraint.Named b) => a.Kind == b.Kind && Array.IndexOf(Corrected, a.Kind) >= 0,
        _ => one.GetType() == other.GetType() && one is not Constraint.Named,
    };
}
