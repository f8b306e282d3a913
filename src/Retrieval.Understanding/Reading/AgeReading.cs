using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Ages in numbers become the contract's groups (<see cref="AgeGroup"/>).
/// The lowest one is kept in years as well, since some things are not sold below an age.
/// </summary>
internal static class AgeReading
{
    private const int Oldest = 120, LongestPhrase = 5;
    private const double WeeksOfYear = 52, DaysOfYear = 365;

    /// <summary>Ages are told in months up to here.</summary>
    private const double MostMonths = 36, Century = 100;

    /// <summary>Takes an age; months count only where a baby or a garment is spoken of, or the phrase says "old".</summary>
    public static bool Take(Draft draft, Quantity quantity)
    {
        // "Fünfziger Jahre"
        if (draft.FindAnyway(Cue.MoneyNumber, quantity.NumberAt).Length > 0) return false;
        bool months = quantity.Sign.StartsWith("month", StringComparison.Ordinal);
        // 女儿八个月了
        bool sure = !quantity.Sign.EndsWith('?') || IsInDays(quantity.Sign) || IsSaidOf(draft, quantity.NumberAt) || draft.Language == Language.Zh && EndsAt(draft, Cue.Recipient, quantity.NumberAt) > 0;
        // "Dreirad ab 18 Monaten", "chupete 0-2 meses"
        bool isFrom = quantity is { IsMin: true, IsRange: false } or { IsRange: true } && quantity.Low <= MostMonths && !draft.Has(Cue.LastingWord) && !draft.Has(Cue.Warranty);
        if (!sure && months && !isFrom && !draft.HasBeginning(Cue.BabyWord) && !draft.Has(Cue.Wearable) && !draft.Has(Cue.Toy) && !IsOfPersonBehind(draft, quantity.End)) return false;
        if (quantity.IsWeak && !sure && quantity.Low >= 2) return false;
        if (IsOfPet(draft, quantity)) return false;
        double scale = MonthsOf(quantity.Sign);
        double age = scale * (quantity.IsRange ? (quantity.Low + quantity.High) / 2 : quantity.Low);
        if (quantity.IsMax && !quantity.IsRange) age -= 0.5;
        // "One hundred years of solitude", but "my great-grandmother is 101 years old"
        if (age > Oldest * AgeSpan.Year || age >= Century * AgeSpan.Year && !IsSaidOf(draft, quantity.NumberAt)) return false;
        draft.Add(new Constraint.Named("age_group", AgeGroup.Of(age)));
        draft.AddAge((int)(scale * quantity.Low / AgeSpan.Year));
        draft.AddAges(Months(quantity, scale));
        ClaimPerson(draft, quantity);
        return true;
    }

    /// <summary>Weeks and days are an age only of somebody small: "my son is three weeks old", "un bébé de dix jours", 三周大的宝宝.</summary>
    public static bool IsAge(Draft draft, Quantity quantity, PhraseMatch age)
    {
        if (!IsInDays(age.Sense.Value) || !age.Sense.Value.EndsWith('?')) return true;
        int behind = draft.FindAnyway(Cue.Link, age.End) is { Length: 1 } link ? link.End : age.End;
        if (IsOfPersonBehind(draft, behind) || IsNewborn(draft, behind)) return true;
        int person = quantity.NumberAt - EndsAt(draft, Cue.AgeIs, quantity.NumberAt);
        return EndsAt(draft, Cue.Recipient, person) > 0 || EndsAt(draft, Cue.BabyWord, person) > 0 || EndsAt(draft, Cue.Child, person) > 0 || EndsAt(draft, "age_group", person) is > 0 and var group && IsNewborn(draft, person - group);
    }

    private static bool IsNewborn(Draft draft, int at) => draft.FindAnyway("age_group", at) is { Length: > 0, Sense.Value: "newborn" or "infant" };

    private static bool IsInDays(string sign) => sign.StartsWith("week", StringComparison.Ordinal) || sign.StartsWith("day", StringComparison.Ordinal);

    private static double MonthsOf(string sign) => sign[0] switch
    {
        'y' => AgeSpan.Year,
        'm' => 1,
        'w' => AgeSpan.Year / WeeksOfYear,
        _ => AgeSpan.Year / DaysOfYear,
    };

    /// <summary>Ages without a number of their own: "für Zweijährige", "for a teenager", "her 16th birthday".</summary>
    public static void ReadWords(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.AgeAtMost, at) is { Length: > 0 } young) draft.AddAge(Number(young));
            if (draft.Tokens[at].Kind == TokenKind.Number && IsBirthday(draft, at)) draft.AddAge((int)draft.Tokens[at].Value);
            PhraseMatch word = draft.Find(Cue.AgeWord, at);
            if (word.Length == 0) continue;
            int months = Number(word);
            draft.Add(new Constraint.Named("age_group", AgeGroup.Of(months)));
            draft.AddAge(months / AgeSpan.Year);
            draft.Drop(word);
        }
    }

    /// <summary>Where only a group is told ("for kids"), the oldest of it.</summary>
    public static void ReadGroups(Draft draft)
    {
        if (draft.Age is not null) return;
        foreach (Constraint.Named group in draft.Constraints.OfType<Constraint.Named>().Where(static constraint => constraint.Kind == "age_group"))
        {
            if (OldestOf(group.Value) is { } years) draft.AddAge(years);
        }
    }

    /// <summary>True where what stands before a number tells that it is somebody's age: "she is", "my daughter is", "my son, ", "ich bin".</summary>
    public static bool IsSaidOf(Draft draft, int at)
    {
        if (EndsAt(draft, Cue.AgeOf, at) > 0) return true;
        // "A boy of six"
        if (draft.Language == Language.En && at > 1 && draft.Tokens[at - 1].Folded == "of" && EndsAt(draft, Cue.Child, at - 1) > 0) return true;
        int copula = EndsAt(draft, Cue.AgeIs, at);
        bool isApart = at > 0 && draft.Tokens[at - 1].Kind == TokenKind.Symbol && draft.Tokens[at - 1].Folded is "," or "，" or "(" or "（";
        int person = copula > 0 ? at - copula : isApart ? at - 1 : at;
        return person < at && (EndsAt(draft, Cue.Recipient, person) > 0 || copula > 0 && EndsAt(draft, Cue.AgeOf, person) > 0);
    }

    /// <summary>True where the person whose age a phrase states stands behind it: "16 year old son", "15岁的儿子".</summary>
    public static bool IsOfPersonBehind(Draft draft, int at)
    {
        // "les 40 ans de mon mari"
        if (draft.FindAnyway(Cue.MadeOf, at) is { Length: 1 } of) at = of.End;
        return at < draft.Count && (draft.FindAnyway(Cue.Recipient, at).Length > 0 || draft.FindAnyway(Cue.Child, at).Length > 0 || draft.FindAnyway(Cue.BabyWord, at).Length > 0);
    }

    /// <summary>Somebody of eight is so until the day before being nine.</summary>
    private static AgeSpan Months(Quantity quantity, double scale)
    {
        double low = scale * quantity.Low, high = scale * quantity.High + (scale < AgeSpan.Year || quantity.High % 1 != 0 ? 0 : AgeSpan.Year - 1);
        bool isOpenBelow = quantity.IsMax && !quantity.IsRange, isOpenAbove = quantity.IsMin && !quantity.IsRange;
        return new AgeSpan(isOpenBelow ? null : (int)low, isOpenAbove ? null : (int)(isOpenBelow ? scale * quantity.High : high));
    }

    private static int? OldestOf(string group) => group switch
    {
        "newborn" or "infant" => 0,
        "toddler" => 2,
        "kids" => 12,
        _ => null,
    };

    /// <summary>"16th birthday", "16. Geburtstag": what stands glued to the number makes it an ordinal.</summary>
    private static bool IsBirthday(Draft draft, int at) =>
        at + 2 < draft.Count && draft.Tokens[at].Value is >= 1 and <= Oldest && draft.Tokens[at + 1].Joint == Joint.Glued
        && draft.FindAnyway(Cue.Occasion, at + 2) is { Length: > 0, Sense.Value: "birthday" };

    private static int Number(PhraseMatch match) => int.Parse(match.Sense.Value, CultureInfo.InvariantCulture);

    /// <summary>Length of the phrase of a kind that ends where a token begins; 0 for none.</summary>
    public static int EndsAt(Draft draft, string kind, int end)
    {
        for (int start = Math.Max(0, end - LongestPhrase); start < end; start++)
        {
            if (draft.FindAnyway(kind, start) is { Length: > 0 } match && match.End == end) return match.Length;
        }
        return 0;
    }

    /// <summary>A puppy of three months is no infant.</summary>
    private static bool IsOfPet(Draft draft, Quantity quantity)
    {
        for (int at = Math.Max(0, quantity.Start - 3); at < Math.Min(draft.Count, quantity.End + 2); at++)
        {
            if (draft.FindAnyway(Cue.Recipient, at) is { Length: > 0, Sense.Value: "pet" }) return true;
        }
        return false;
    }

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
