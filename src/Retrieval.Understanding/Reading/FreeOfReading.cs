using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads exclusions that follow what they take away in one noun: "BPA-free", "sulfate and paraben free", parfümfrei, "nut allergy", Nussallergie.</summary>
internal static class FreeOfReading
{
    private const int ShortestStem = 2;

    /// <summary>"BPA-free", "sulfate and paraben free".</summary>
    public static void Read(Draft draft, PhraseMatch free)
    {
        int at = free.Start - 1;
        if (at < 0 || !draft.IsFree(at) || draft.Tokens[at].Kind != TokenKind.Word || ExcludedPhrase.IsNoItem(draft, at)) return;
        ExcludeBefore(draft, at);
        draft.Drop(free);
        bool joined = at > 1 && draft.Is(Cue.And, at - 1);
        if (joined && draft.IsFree(at - 2) && draft.Tokens[at - 2].Kind == TokenKind.Word && !ExcludedPhrase.IsNoItem(draft, at - 2) && draft.Tokens[free.Start].Joint != Joint.Hyphen)
        {
            ExcludeBefore(draft, at - 2);
            draft.Claim(at - 1, at, TokenUse.Dropped);
        }
    }

    /// <summary>"With a nut allergy", "I have a latex allergy": only a known allergen or a material, since an allergy may be severe, seasonal or to food.</summary>
    public static void ReadAllergy(Draft draft, PhraseMatch allergy)
    {
        int at = allergy.Start - 1;
        if (at < 0 || !draft.IsFree(at)) return;
        string word = draft.Words(at, at + 1);
        bool known = draft.Find(Exclusion.Substance, at).Length > 0 || draft.FindAnyway("material", at).Length > 0 || draft.FindAnyway(Cue.Excludable, at).Length > 0;
        if (!known && CanonicalValues.Find("allergen", word, draft.Language).Count == 0) return;
        ExcludeBefore(draft, at);
        draft.Drop(allergy);
    }

    /// <summary>parfümfrei, parabenvrij, Nussallergie: a word of its own that no data file knows.</summary>
    public static void ReadCompound(Draft draft, int at)
    {
        Token token = draft.Tokens[at];
        if (draft.Language is not (Language.De or Language.Nl) || token.Kind != TokenKind.Word || !draft.IsFree(at) || draft.Cues.Phrases.Knows(token.Folded)) return;
        string word = draft.Words(at, at + 1);
        string? stem = Stem(draft, word, Cue.FreeAfter) ?? (Stem(draft, word, Cue.AllergyAfter) is { } allergen && AllergenFacts.Named(allergen) is not null ? allergen : null);
        if (stem is null) return;
        if (draft.Cues.Of(Cue.LinkingS).Any(ending => stem.EndsWith(ending.Pattern, StringComparison.Ordinal))) stem = stem[..^1];
        if (AllergyDiet(stem) is { } diet) draft.Add(diet);
        else Exclusion.Add(draft, at, stem);
        draft.Claim(at, at + 1, TokenUse.Dropped);
        ReadJoinedBefore(draft, at);
    }

    public static bool EndsWithFree(Draft draft, int at)
        => draft.Cues.Of(Cue.FreeAfter).Any(free => draft.Tokens[at].Folded.EndsWith(free.Pattern, StringComparison.Ordinal));

    /// <summary>The gluten of "gluten and dairy free" and of "gluten- und laktosefrei".</summary>
    public static void ReadJoinedBefore(Draft draft, int start)
    {
        int and = start - 1;
        if (and < 1 || draft.Find(Cue.And, and).End != start) return;
        bool suspended = draft.Tokens[and - 1] is { Folded: "-", Joint: Joint.Glued };
        int word = suspended ? and - 2 : and - 1;
        if (word < 0 || !suspended && draft.Language != Language.En || !draft.IsFree(word) || draft.Tokens[word].Kind != TokenKind.Word) return;
        bool known = draft.Find(Exclusion.Substance, word).Length > 0 || draft.FindAnyway(Cue.Excludable, word).Length > 0 || AllergenFacts.Named(draft.Words(word, word + 1)) is not null;
        if (!suspended && !known) return;
        ExcludeBefore(draft, word);
        draft.Claim(word, start, TokenUse.Dropped);
    }

    private static void ExcludeBefore(Draft draft, int at)
    {
        if (draft.Find(Exclusion.Substance, at) is { Length: > 0 } substance) Exclusion.AddDiet(draft, substance);
        else Exclusion.Add(draft, at, ExcludedWord.Of(draft, at, at + 1));
        draft.Claim(at, at + 1, TokenUse.Dropped);
    }

    private static Constraint.Named? AllergyDiet(string allergen) => AllergenFacts.Named(allergen) switch
    {
        "gluten" => new Constraint.Named(Exclusion.Diet, "gluten_free"),
        "lactose" => new Constraint.Named(Exclusion.Diet, Exclusion.LactoseFree),
        Exclusion.Milk => new Constraint.Named(Exclusion.Diet, Exclusion.LactoseFree) { Allergen = Exclusion.Milk },
        "nuts" or "peanuts" => new Constraint.Named(Exclusion.Diet, "nut_free"),
        _ => null,
    };

    /// <summary>What stands before the end of a compound in lower case; null where it has no end of the kind.</summary>
    private static string? Stem(Draft draft, string word, string kind)
    {
        foreach (PhraseEntry end in draft.Cues.Of(kind))
        {
            if (word.Length > end.Pattern.Length + ShortestStem && word.EndsWith(end.Pattern, StringComparison.OrdinalIgnoreCase)) return word[..^end.Pattern.Length].ToLowerInvariant();
        }
        return null;
    }
}
