using Retrieval.Catalog.Facts;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Adds what is excluded: a diet where one covers it, else its words. In a clause that says "if possible" it is a wish.</summary>
internal static class Exclusion
{
    /// <summary>Kinds of phrases: a diet, and a substance that "without" makes one.</summary>
    public const string Diet = "diet", Substance = "substance";

    /// <summary>The one diet that allows an allergen which its words may name: lactose-free milk is milk.</summary>
    public const string LactoseFree = "lactose_free", Milk = "milk";

    /// <summary>The diet whose word also names a material: vegan leather.</summary>
    public const string Vegan = "vegan";

    /// <summary>Adds a diet, with the allergen that its words name where the diet allows it.</summary>
    public static void AddDiet(Draft draft, PhraseMatch words)
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

    public static void Add(Draft draft, int at, string words)
    {
        bool soft = draft.HasBetween(Cue.Soft, draft.ClauseStart(at), draft.ClauseEnd(at));
        if (soft) draft.Add(new Preference.Named("like", words));
        else draft.Add(new Constraint.Named("exclude", words));
    }
}
