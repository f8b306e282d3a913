using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads a number without a unit: a size in two dimensions, or a price where a comparator says so and nothing else is counted.</summary>
internal static class UnsignedReading
{
    // What is good where it is low: a highest value of it is told as often as a lowest one.
    private const string LessIsBetter = "less";

    /// <summary>A bare "up to 40" below this is no price.</summary>
    private const double LeastUnsignedPrice = 3;

    /// <summary>"Each" or "in total" behind less counts pieces.</summary>
    private const double LeastSum = 10;

    /// <summary>A bare "for 300" from here on is a price, where it is round; fewer may be guests.</summary>
    private const double LeastPaidFor = 250, RoundSum = 50;

    /// <summary>Chinese amounts without their unit begin here.</summary>
    private const double LeastSpoken = 100;

    private const double NarrowestBed = 60, WidestBed = 220;

    /// <summary>Shoes and clothes of adults.</summary>
    private const double SmallestAdult = 30, LargestAdult = 60;

    /// <summary>Toys say from which age they are up to here.</summary>
    private const double OldestOfToys = 18;

    /// <summary>Litres that a bottle holds at most, and bottles that a crate does.</summary>
    private const double MostOfBottle = 3, MostBottles = 60;

    /// <summary>A length without a unit is in centimetres, from here on.</summary>
    private const double LeastLength = 10;

    /// <summary>Curtains of the United States are 108 inches long, "120 wide" there is in centimetres.</summary>
    private const double MostInches = 110;

    /// <summary>Value of the cue <c>of</c> that may stand between a number's noun and another: "une trentaine de verres".</summary>
    private const string CountedOf = "counted";

    /// <summary>Kinds of phrases with which no counted noun begins.</summary>
    private static readonly string[] NoNoun =
    [
        Cue.Function, Cue.Filler, Cue.And, Cue.Max, Cue.Min, Cue.Soft, Cue.DeliveryWord, Cue.Delivery, Cue.Without, Cue.Not, Cue.Except, Cue.InStock, Cue.OnSale,
        Cue.FreeShipping, Cue.Sort, Cue.RecipientBefore, Cue.OccasionBefore, Cue.BrandBefore, Cue.SizeBefore, Cue.Or, Cue.ClosingNot,
    ];

    /// <summary>Kinds of values that may close a line of keywords.</summary>
    private static readonly string[] Closing = ["condition", "color", "gender"];

    /// <summary>4070和7800XT: letters in capitals behind a number make it a model, where it is no size such as 34C.</summary>
    private static bool IsModel(Draft draft, int end)
        => !draft.IsWorn && end < draft.Count && draft.Tokens[end] is { Kind: TokenKind.Word, Joint: Joint.Glued } && draft.IsFree(end) && draft.IsCapital(end) && !draft.HasMeaning(end);

    /// <summary>A number without a unit: a size in two dimensions, or a price where a comparator says so and nothing else is counted.</summary>
    public static bool Take(Draft draft, Quantity quantity, MeasureContext context)
    {
        // "180 x 180, une dizaine" counts.
        bool rough = quantity.Start == quantity.NumberAt && !quantity.IsRange && NumberReader.Read(draft.Tokens, quantity.NumberAt, draft.Language).IsAbout;
        if (quantity.IsWeak || rough) return false;
        if (IsModel(draft, quantity.UnitEnd))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd + 1, TokenUse.Protected);
            return false;
        }
        if (IsCrate(draft, quantity))
        {
            quantity.Unit = UnitTable.Get("l");
            return QuantityReading.TakePackOfMeasure(draft, quantity, context);
        }
        if ((quantity.Second > 0 || quantity.IsRange) && QuantityReading.IsOfLens(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        if (quantity.Second > 0)
        {
            // Nothing else may read the second number of a "4x6" alone.
            if (IsWaistAndLength(draft, quantity)) return TakeWaistAndLength(draft, quantity);
            if (UnsignedSize.UsualUnit(draft, quantity) is { } usual) return QuantityReading.TakeDimensions(draft, quantity, usual);
            if (!UnsignedSize.IsPlausibleSize(quantity)) draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            else QuantityReading.TakeDimensions(draft, quantity, UnitTable.Get(UnsignedSize.IsInInches(draft, quantity) ? "in" : "cm"));
            return UnsignedSize.IsPlausibleSize(quantity);
        }
        if (quantity.Low is 10.1 or 11.6 or 13.3 or 15.6 or 17.3 && !quantity.IsBounded && draft.Has(MeasureContext.ScreenNoun))
        {
            draft.Add(new Constraint.Quantity(Dimension.Screen, quantity.Low, quantity.High));
            return true;
        }
        if (IsWidthOfBed(draft, quantity))
        {
            draft.Add(QuantityReading.Bounded(quantity, Dimension.Length, quantity.Low, quantity.High));
            return true;
        }
        bool isLength = draft.FindAnyway(Cue.DimensionWord, quantity.Start) is { Length: > 0, Sense.Value: "length" } || (draft.FindAnyway(Cue.LengthAfter, quantity.UnitEnd) is { Length: > 0 } side && (side.Length > 1 || !draft.IsWorn));
        // "Nicht breiter als 80", "no más ancha de 80", "ausziehbar bis 220"
        isLength |= draft.HasBetween(Cue.LengthBound, quantity.Start, quantity.NumberAt) || AgeReading.EndsAt(draft, Cue.LengthBound, quantity.NumberAt) > 0;
        // "1,80 de largo"
        if (isLength && quantity is { High: < LeastLength } && quantity.High % 1 != 0 && !UnsignedSize.IsInInches(draft))
        {
            UnitOfMeasure metre = UnitTable.Get("m");
            draft.Add(QuantityReading.Bounded(quantity, Dimension.Length, metre.Convert(quantity.Low), metre.Convert(quantity.High)));
            return true;
        }
        if (isLength && quantity.High >= LeastLength)
        {
            UnitOfMeasure own = UnitTable.Get(UnsignedSize.IsInInches(draft) && quantity.High <= MostInches ? "in" : "cm");
            draft.Add(QuantityReading.Bounded(quantity, Dimension.Length, own.Convert(quantity.Low), own.Convert(quantity.High)));
            return true;
        }
        // "Spiel ab 10", "für Kinder ab 5"
        bool ofChild = draft.Has(Cue.Toy) || AgeReading.EndsAt(draft, Cue.Recipient, quantity.Start) > 0 || AgeReading.EndsAt(draft, "age_group", quantity.Start) > 0;
        if (ofChild && quantity is { IsMin: true, IsRange: false, Low: <= OldestOfToys } && quantity.Low % 1 == 0)
        {
            (quantity.Counted, quantity.Sign) = (Counted.Age, "year");
            return AgeReading.Take(draft, quantity);
        }
        // "Vamos a ser unos veinte": guests.
        if (quantity is { IsAbout: true, IsMin: false, IsMax: false } && AgeReading.EndsAt(draft, Cue.WeAre, quantity.Start) > 0) return false;
        if (IsOfUnheldMeasure(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        // "250 total", "20 each".
        bool sum = quantity.IsSum && quantity.Low >= LeastSum;
        if (!(quantity.IsBounded || sum || IsWhatIsPaidFor(draft, quantity) || IsSpokenPrice(draft, quantity)) || quantity.High < LeastUnsignedPrice || !(NothingCountedBehind(draft, quantity.End) || HasCents(draft, quantity))) return false;
        // "Chaussettes 39-42"
        bool plain = quantity is { IsRange: true, IsMax: false, IsMin: false, IsAbout: false, IsBudget: false };
        if (plain && quantity is { Low: >= SmallestAdult, High: <= LargestAdult } && quantity.UnitEnd == quantity.NumberAt + 3 && draft.Tokens[quantity.NumberAt + 1].Folded == "-" && draft.IsWorn)
        {
            SizeReading.AddSizes(draft, quantity.NumberAt, quantity.UnitEnd, quantity.Low);
            return true;
        }
        bool onlyRange = plain && draft.Tokens[quantity.Start].Kind == TokenKind.Number;
        if (onlyRange && quantity.Low < 10)
        {
            // Nothing else may read the 11 of "7-11".
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        return QuantityReading.TakePrice(draft, quantity);
    }

    /// <summary>"SPF over 30", "Schleuderzahl von mindestens 1400", "response time under 5": a bound of what no constraint holds is no price. "With zoom under 200" tells one.</summary>
    private static bool IsOfUnheldMeasure(Draft draft, Quantity quantity)
    {
        if (quantity.IsMin == quantity.IsMax) return false;
        int at = quantity.Start, start = draft.ClauseStart(at), length;
        while ((length = AgeReading.EndsAt(draft, Cue.UnheldMeasure, at)) == 0 && at > start && draft.FindAnyway(Cue.Function, at - 1).Length == 1) at--;
        return length > 0 && (quantity.IsMin || draft.FindAnyway(Cue.UnheldMeasure, at - length).Sense.Value == LessIsBetter);
    }

    /// <summary>"Bis 99,90 Stuhl": two decimals are cents.</summary>
    private static bool HasCents(Draft draft, Quantity quantity)
        => quantity.UnitEnd == quantity.NumberAt + 1 && quantity.High >= LeastSum && draft.Tokens[quantity.NumberAt].Folded is [.., '.' or ',', >= '0' and <= '9', >= '0' and <= '9'];

    /// <summary>"Televisor por mil quinientos", "laptop for 500": a round sum that closes the clause. Napkins for 300 are for guests.</summary>
    private static bool IsWhatIsPaidFor(Draft draft, Quantity quantity)
        => quantity is { IsFor: true, Low: >= LeastPaidFor } && !draft.Has(Cue.ForGuests) && quantity.Low % RoundSum == 0 && quantity.Start > 0 && draft.IsBoundary(quantity.End);

    /// <summary>三千五的手机: an amount said in figures of its own and followed by no noun.</summary>
    private static bool IsSpokenPrice(Draft draft, Quantity quantity)
        => draft.Language == Language.Zh && quantity.Low >= LeastSpoken && quantity.UnitEnd - quantity.NumberAt >= 3 && draft.Tokens[quantity.UnitEnd - 2].Kind == TokenKind.Han
            && (draft.IsBoundary(quantity.UnitEnd) && draft.IsBoundary(quantity.NumberAt) || draft.FindAnyway(Cue.Link, quantity.UnitEnd).Length > 0);

    /// <summary>"cama de 150", "matelas 140".</summary>
    private static bool IsWidthOfBed(Draft draft, Quantity quantity)
    {
        if (quantity is { Low: < NarrowestBed } or { High: > WidestBed } or { IsMax: true } or { IsMin: true } or { IsBudget: true }) return false;
        int before = quantity.Start;
        if (before > 0 && draft.FindAnyway(Cue.MadeOf, before - 1).Length == 1) before--;
        return before > 0 && draft.FindAnyway(Cue.Bed, before - 1).Length > 0;
    }

    /// <summary>Jeans of 34x32.</summary>
    private static bool IsWaistAndLength(Draft draft, Quantity quantity)
        => quantity is { Third: 0, Low: >= SizeReading.SmallestWaist and <= SizeReading.LargestWaist, Second: >= SizeReading.SmallestWaist and <= SizeReading.LargestWaist } && draft.IsWorn;

    private static bool TakeWaistAndLength(Draft draft, Quantity quantity)
    {
        draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.UnitEnd).ToUpperInvariant()));
        return true;
    }

    /// <summary>"Bier 20 x 0,5": bottles and what each holds in litres.</summary>
    private static bool IsCrate(Draft draft, Quantity quantity)
        => quantity is { Second: > 0 and <= MostOfBottle, Third: 0, Low: >= 2 and <= MostBottles } && quantity.Second % 1 != 0 && quantity.Low % 1 == 0 && draft.Has(MeasureContext.DrinkNoun);

    /// <summary>"less than 60" is a price, "less than 60 pages" is not.</summary>
    public static bool NothingCountedBehind(Draft draft, int at)
    {
        if (at >= draft.Count || draft.IsBoundary(at) || !draft.IsFree(at)) return true;
        if (draft.Tokens[at].Kind is TokenKind.Symbol) return true;
        // "une trentaine de verres"
        if (draft.FindAnyway(Cue.Of, at).Sense.Value is CountedOf && draft.FindAnyway(Cue.MadeOf, at) is { Length: 1 } of && of.End < draft.Count)
        {
            if (draft.UseOf(of.End) == TokenUse.Protected) return false;
            if (draft.IsFree(of.End)) at = of.End;
        }
        // 三百左右的键盘: no 键 is counted.
        if (draft.Language == Language.Zh) return draft.FindAnyway(Cue.NoConstraintUnit, at).Length is var unit && (unit == 0 || KindNames.For(Language.Zh).LengthOfNameAt(draft.Tokens, at) > unit);
        // "Laptop under 900 refurbished", where "under 60 black pens" counts.
        if (Array.Exists(Closing, kind => draft.FindAnyway(kind, at) is { Length: > 0 } value && draft.IsBoundary(value.End))) return true;
        foreach (string kind in NoNoun)
        {
            if (draft.Begins(kind, at)) return true;
        }
        return false;
    }
}
