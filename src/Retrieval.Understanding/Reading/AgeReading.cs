using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Ages in numbers become the contract's groups: under 3 months newborn, 3–12 months infant, 1–2 years toddler, 3–12 kids, older adult.</summary>
internal static class AgeReading
{
    /// <summary>Takes an age; months count only where a baby or a garment is spoken of, or the phrase says "old".</summary>
    public static bool Take(Draft draft, Quantity quantity)
    {
        bool months = quantity.Sign.StartsWith("month", StringComparison.Ordinal);
        bool sure = !quantity.Sign.EndsWith('?');
        if (!sure && months && !draft.Has(Cue.BabyWord) && !draft.Has(Cue.Wearable)) return false;
        if (quantity.IsWeak && !sure && quantity.Low != 1) return false;
        double scale = months ? 1 : 12;
        double age = scale * (quantity.IsRange ? (quantity.Low + quantity.High) / 2 : quantity.Low);
        if (quantity.IsMax && !quantity.IsRange) age -= 0.5;
        if (age > 120 * 12) return false;
        draft.Add(new Constraint.Named("age_group", Group(age)));
        ClaimPerson(draft, quantity);
        return true;
    }

    /// <summary>"für Zweijährige": the age as one word, its value in months.</summary>
    public static void ReadWords(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            PhraseMatch word = draft.Find(Cue.AgeWord, at);
            if (word.Length == 0) continue;
            draft.Add(new Constraint.Named("age_group", Group(double.Parse(word.Sense.Value, System.Globalization.CultureInfo.InvariantCulture))));
            draft.Drop(word);
        }
    }

    public static string Group(double months) => months switch
    {
        < 3 => "newborn",
        < 12 => "infant",
        < 36 => "toddler",
        < 13 * 12 => "kids",
        _ => "adult",
    };

    /// <summary>The person whose age it is: "baby" beside an age is no product word.</summary>
    private static void ClaimPerson(Draft draft, Quantity quantity)
    {
        for (int at = Math.Max(0, quantity.Start - 3); at < Math.Min(draft.Count, quantity.End + 3); at++)
        {
            PhraseMatch baby = draft.Find(Cue.BabyWord, at);
            if (baby.Length > 0) draft.Drop(baby);
        }
    }
}
