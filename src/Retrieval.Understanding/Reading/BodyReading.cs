using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells measures of somebody from those of the thing asked for: a person's height, a dog's weight.</summary>
internal static class BodyReading
{
    /// <summary>Up to this height in centimetres clothes are sold by it.</summary>
    private const double TallestChild = 150;

    /// <summary>Kilograms of sugar or protein that a serving holds at most.</summary>
    private const double MostOfNutrient = 0.1;

    /// <summary>"I weigh 90 kg and I'm 185 cm tall", 身高175: what somebody measures is no measure of the thing, but a child's height is a size of clothes.</summary>
    public static bool Take(Draft draft, ref int at)
    {
        PhraseMatch body = draft.Find(Cue.Body, at);
        PhraseMatch cue = body.Length > 0 ? body : WeighsSomebody(draft, at) ? draft.FindAnyway(Cue.BodyVerb, at) : draft.FindAnyway(Cue.AgeOf, at);
        if (cue.Length == 0 || cue.End >= draft.Count || !draft.IsFree(at)) return false;
        int number = cue.End;
        while (number < draft.Count && draft.Find(Cue.Link, number) is { Length: > 0 } link) number = link.End;
        if (number >= draft.Count || !QuantityGrammar.TryParse(draft, number, out Quantity quantity)) return false;
        bool measured = quantity.Unit is { Dimension: Dimension.Length or Dimension.Mass };
        if (!measured && (body.Length == 0 || quantity.Counted is not Counted.Nothing)) return false;
        if (cue.Sense.Value == "height" && quantity.High is >= 50 and <= TallestChild && draft.IsWorn) draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.NumberAt + 1)));
        // 腰围32的牛仔裤
        if (cue.Sense.Value == "waist" && !measured && quantity.Low is >= SizeReading.SmallestWaist and <= SizeReading.LargestWaist && draft.IsWorn) draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.NumberAt + 1)));
        int end = quantity.End;
        // "6 ft 2"
        if (quantity.Unit?.Key == "ft" && end < draft.Count && draft.Tokens[end].Kind == TokenKind.Number) end++;
        if (draft.Find(Cue.BodyAfter, end) is { Length: > 0 } after) end = after.End;
        draft.Claim(at, end, TokenUse.Dropped);
        at = end;
        return true;
    }

    /// <summary>"Der Junge ist 1,40 groß und wiegt 35 Kilo", "my son weighs 35 kilos": somebody opens the clause.</summary>
    private static bool WeighsSomebody(Draft draft, int at)
    {
        if (draft.FindAnyway(Cue.BodyVerb, at).Length == 0) return false;
        int start = draft.ClauseStart(at);
        if (draft.FindAnyway(Cue.Recipient, start).Length == 0 && draft.FindAnyway(Cue.Function, start).Length == 1) start++;
        return draft.FindAnyway(Cue.Recipient, start).Length + draft.FindAnyway(Cue.Child, start).Length > 0;
    }

    /// <summary>"a harness for a 10 kg dog", "chien de 30 kg", "dogs up to 10 kg": what the thing is for weighs so much, not the thing. Dog food of 10 kg does.</summary>
    public static bool IsOfLivingBeing(Draft draft, Quantity quantity)
    {
        int behind = quantity.End;
        if (draft.FindAnyway(Cue.Link, behind) is { Length: 1 } link) behind = link.End;
        // 10kg狗粮 is food, 两公斤的婴儿推车 a pram.
        if (BeingAt(draft, behind) is { Length: > 0 } being && (draft.Language != Language.Zh || draft.IsBoundary(being.End) || draft.FindAnyway(Cue.UsedBy, being.End).Length > 0) && (UnsignedReading.NothingCountedBehind(draft, being.End) || draft.Begins(Cue.Like, being.End))) return true;
        int before = quantity.Start;
        bool linked = before > 0 && (draft.FindAnyway(Cue.MadeOf, before - 1).Length == 1 || draft.FindAnyway(Cue.With, before - 1).Length == 1);
        if (linked) before--;
        else if (quantity.Start == quantity.NumberAt) return false;
        return IsBeingBefore(draft, before);
    }

    /// <summary>我儿子一米四, 老公180斤, 一米六的女生骑的: how tall or heavy somebody is, unless somebody is given so much.</summary>
    public static bool IsOfPerson(Draft draft, Quantity quantity)
    {
        if (draft.Language != Language.Zh || quantity is not { IsBounded: false, Second: 0, Unit.Dimension: Dimension.Length or Dimension.Mass }) return false;
        int person = AgeReading.EndsAt(draft, Cue.Recipient, quantity.Start);
        if (person > 0 && draft.IsBoundary(quantity.End)) return AgeReading.EndsAt(draft, Cue.RecipientBefore, quantity.Start - person) == 0 && AgeReading.EndsAt(draft, Cue.GiftVerb, quantity.Start - person) == 0;
        if (draft.FindAnyway(Cue.Link, quantity.End) is not { Length: 1 } link) return false;
        int end = Math.Max(draft.FindAnyway(Cue.Recipient, link.End).End, draft.FindAnyway("gender", link.End) is { Length: > 1 } gender ? gender.End : 0);
        return end > link.End && draft.FindAnyway(Cue.UsedBy, end).Length > 0;
    }

    /// <summary>"With less than 2 g of sugar", "mit 25 g Protein": a part of the thing weighs so much, and is no word of the search.</summary>
    public static bool IsOfNutrient(Draft draft, Quantity quantity)
    {
        if (quantity.Unit!.Convert(quantity.High) > MostOfNutrient) return false;
        bool asPart = quantity.IsMax || quantity.IsMin || quantity.Start > 0 && draft.FindAnyway(Cue.With, quantity.Start - 1).Length > 0;
        return asPart && quantity.Start > 0 && draft.FindAnyway(Cue.Nutrient, QuantityGrammar.SkipMadeOf(draft, quantity.End)).Length > 0;
    }

    private static PhraseMatch BeingAt(Draft draft, int at)
        => draft.FindAnyway(Cue.Recipient, at) is { Length: > 0, Sense.Value: "pet" or "baby" or "child" } being ? being
            : draft.FindAnyway(Cue.BabyWord, at) is { Length: > 0 } baby ? baby : draft.FindAnyway("age_group", at);

    /// <summary>A being named before its weight must be what the thing is for, as "dog" in "for dogs" and not in "dog food".</summary>
    private static bool IsBeingBefore(Draft draft, int end)
    {
        for (int start = Math.Max(0, end - 3); start < end; start++)
        {
            if (BeingAt(draft, start) is { Length: > 0 } being && being.End == end && start > 0 && draft.FindAnyway(Cue.RecipientBefore, start - 1).Length > 0) return true;
        }
        return false;
    }
}
