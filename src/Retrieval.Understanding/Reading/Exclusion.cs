using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;
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

    /// <summary>Tokens of a negation with the links behind it: "not made of".</summary>
    private const int LongestNegation = 4;

    /// <summary>Adds a diet, with the allergen that its words name where the diet allows it.</summary>
    public static void AddDiet(Draft draft, PhraseMatch words)
    {
        // "Sans gluten, bio si possible": the last one is the wish.
        int end = draft.ClauseEnd(words.Start);
        if (WishReading.IsSoft(draft, draft.ClauseStart(words.Start), end) && !draft.HasBetween(Diet, words.End, end))
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
        int start = draft.ClauseStart(at);
        // 最好是短款 不要白色: a space sets a Chinese wish apart.
        for (int before = at; draft.Language == Language.Zh && before > start; before--)
        {
            if (draft.Tokens[before].Joint == Joint.Apart) start = before;
        }
        bool soft = WishReading.IsSoft(draft, start, draft.ClauseEnd(at));
        if (soft) draft.Add(new Preference.Named("like", Negated(draft, at, words)));
        else draft.Add(new Constraint.Named("exclude", words));
    }

    /// <summary>"Ideally without a hood" wishes for none: the words with the negation before them, or the one word that holds both ("parfümfrei").</summary>
    private static string Negated(Draft draft, int at, string words)
    {
        int first = Math.Max(draft.ClauseStart(at), at - LongestNegation);
        for (int start = at - 1; start >= first; start--)
        {
            PhraseMatch cue = draft.FindAnyway(Cue.Without, start) is { Length: > 0 } without ? without : draft.FindAnyway(Cue.Not, start);
            if (cue.Length > 0 && cue.End <= at) return $"{draft.Words(cue.Start, cue.End)}{(draft.Language == Language.Zh ? "" : " ")}{words}".ToLowerInvariant();
        }
        string word = draft.Words(at, at + 1).ToLowerInvariant();
        return word.StartsWith(words, StringComparison.Ordinal) ? word : words;
    }
}
