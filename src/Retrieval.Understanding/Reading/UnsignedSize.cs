using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>In which unit the sides of a thing are that are written without one: "rug 8x10", "screws 4x40", "cushion 50x50".</summary>
internal static class UnsignedSize
{
    private const double MostUnsignedInches = 60;

    /// <summary>Sides in centimetres that a thing sold without its unit may have: a photo of 4x6 inches, a rug of 12x18 feet.</summary>
    private const double LeastSide = 5, LongestSide = 600, LeastMillimetres = 10;

    /// <summary>Pictures are not larger in inches: a poster is 24 by 36.</summary>
    private const double MostInchesOfPicture = 36;

    /// <summary>True where two numbers may be the sides of something in centimetres or inches.</summary>
    public static bool IsPlausibleSize(Quantity quantity)
    {
        double most = Math.Max(quantity.Low, Math.Max(quantity.Second, quantity.Third));
        return most is >= 12 and < 1000 && Math.Min(quantity.Low, quantity.Second) >= 1;
    }

    /// <summary>The unit that goes without saying of the thing asked for: a rug of 8x10 is measured in feet, a photo frame in inches, a 1.8*2 床 in metres.</summary>
    public static UnitOfMeasure? UsualUnit(Draft draft, Quantity quantity)
    {
        if (!draft.Has(Cue.MeasuredIn)) return null;
        double most = Math.Max(quantity.Low, Math.Max(quantity.Second, quantity.Third)), least = Math.Min(quantity.Low, quantity.Second);
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.MeasuredIn, at) is not { Length: > 0 } thing) continue;
            UnitOfMeasure unit = UnitTable.Get(thing.Sense.Value);
            // A frame of 50 by 70 is one of centimetres.
            if (unit.Key == "in" && most > MostInchesOfPicture) continue;
            // Screws of 4x40, tiles of 300x600
            double smallest = unit.Key == "mm" ? unit.Convert(LeastMillimetres) : LeastSide;
            if (unit.Convert(unit.Key == "mm" ? most : least) >= smallest && unit.Convert(most) <= LongestSide) return unit;
        }
        return null;
    }

    /// <summary>The unit of a "28er Pfanne", a "26er Fahrrad"; null where the thing has none. The thing may end a compound: Gusspfanne.</summary>
    public static UnitOfMeasure? UnitOfKind(Draft draft)
    {
        if (draft.Has(MeasureContext.ScreenNoun)) return UnitTable.Get("in");
        foreach (PhraseEntry entry in draft.Cues.Of(Cue.KindMeasure))
        {
            if (draft.EndsAnyWord(entry.Pattern)) return UnitTable.Get(entry.Sense.Value);
        }
        return null;
    }

    /// <summary>In the United States the sides of a cushion or a small table go without their inches.</summary>
    public static bool IsInInches(Draft draft, Quantity quantity) => IsInInches(draft) && Math.Max(quantity.Low, quantity.Second) <= MostUnsignedInches;

    /// <summary>True where a side without a unit is one of inches: "curtains 52 wide".</summary>
    public static bool IsInInches(Draft draft) => IsAmerican(draft) && !draft.IsWorn;

    /// <summary>True for English as it is written in the United States.</summary>
    public static bool IsAmerican(Draft draft) => string.Equals(draft.Context.Market, "US", StringComparison.OrdinalIgnoreCase) && draft.Language == Language.En;
}
