using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads every number of a sentence: prices, measures, counts, sizes, ratings, ages, days of delivery.</summary>
internal static class QuantityReading
{
    private const int MostCompared = 3;
    // Above any price, and far inside what a decimal holds.
    private const double MostMoney = 1e13;

    private const double MostWheels = 8;

    private const int LongestHanPhrase = 4;

    /// <summary>Numbers this near to a lens are its focal length or its magnification.</summary>
    private const int LensDistance = 5;

    /// <summary>Focal lengths in millimetres end before the prices of telescopes begin.</summary>
    private const double LongestFocus = 1000, LeastWorn = 10;

    /// <summary>A German "-er" above this is no pack.</summary>
    private const double MostOfAKind = 60;

    private const int Dozen = 12;

    /// <summary>A "28er Pfanne" is measured from here on, a "6er Pfanne" for eggs is not.</summary>
    private const double LeastOfKind = 14;

    public static void Read(Draft draft)
    {
        MeasureContext context = MeasureContext.Of(draft.Tokens, draft.Vocabulary, at => AgeReading.EndsAt(draft, Cue.Without, at) > 0 || AgeReading.EndsAt(draft, Cue.Without, at - 1) > 0);
        for (int at = 0; at < draft.Count;)
        {
            if (ValueAt(draft, at) is > 1 and int length)
            {
                at += length;
                continue;
            }
            int begin = at;
            bool taken = BodyReading.Take(draft, ref at) || SizeReading.TakeName(draft, ref at) || MemoryReading.TakeBoth(draft, ref at)
                || draft.IsFree(at) && QuantityGrammar.TryParse(draft, at, out Quantity quantity) && Take(draft, quantity, context, out at) || TakeCountWord(draft, ref at);
            // What a quantity negates stands before it.
            if (!taken) at = begin + 1;
        }
        MemoryReading.TellApart(draft);
    }

    /// <summary>Length of a material or diet that begins with its number: 925 silver, 0% alcohol.</summary>
    private static int ValueAt(Draft draft, int at)
        => draft.Tokens[at].Kind != TokenKind.Number ? 0 : Math.Max(draft.Find("material", at).Length, draft.Find("diet", at).Length);

    /// <summary>Turns a quantity into constraints and claims its tokens; false where it is none.</summary>
    private static bool Take(Draft draft, Quantity quantity, MeasureContext context, out int next)
    {
        next = quantity.Start;
        if (ElapsedEnd(draft, quantity) is var elapsed && elapsed > 0)
        {
            next = elapsed;
            return true;
        }
        bool taken = quantity.Counted switch
        {
            Counted.Money => TakePrice(draft, quantity),
            Counted.Measure => TakeMeasure(draft, quantity, context),
            Counted.Stars => TakeRating(draft, quantity),
            Counted.Pieces => TakeCount(draft, quantity, context),
            Counted.Size => TakeSize(draft, quantity, context),
            Counted.Age => AgeReading.Take(draft, quantity),
            Counted.Other => false,
            _ => UnsignedReading.Take(draft, quantity, context),
        };
        if (!taken) return false;
        draft.Claim(quantity.Start, quantity.End, TokenUse.Dropped);
        // "Tisch Breite 120": what is measured stays a word of the search.
        if (draft.Language != Language.Zh && draft.FindAnyway(Cue.DimensionWord, quantity.Start) is { Length: > 0, Sense.Value: "length" } side) draft.Claim(side.Start, side.End, TokenUse.Kept);
        // "4 batteries AA": what is counted at the sentence's begin is what is sought.
        // So is that of "lot de 4 piles", but not the pack of "6er Pack".
        bool names = quantity is { Counted: Counted.Pieces, Unit: null } && (quantity.NumberAt == 0 && quantity.End < draft.Count || draft.HasBetween(Cue.CountBefore, quantity.Start, quantity.NumberAt));
        if (names && !draft.HasBetween(Cue.PackWord, quantity.NumberAt + 1, quantity.UnitEnd)) draft.Claim(quantity.NumberAt + 1, quantity.UnitEnd, TokenUse.Kept);
        next = quantity.End;
        return true;
    }

    /// <summary>"Llevo tres días buscando", "depuis deux semaines", "vor drei Jahren": how long somebody has waited already is claimed with its cue, and with the "sin" behind it of what was missing all the time. The token after it; 0 for anything else.</summary>
    private static int ElapsedEnd(Draft draft, Quantity quantity)
    {
        if (!draft.Has(Cue.Elapsed) || AgeReading.EndsAt(draft, Cue.Elapsed, quantity.Start) is not (> 0 and var cue)) return 0;
        int end = quantity.Counted is Counted.Nothing or Counted.Other && draft.FindAnyway(Cue.Age, quantity.UnitEnd) is { Length: > 0 } time ? time.End : quantity.UnitEnd;
        if (end == quantity.UnitEnd && quantity.Unit?.Dimension != Dimension.Duration && quantity.Counted != Counted.Age) return 0;
        if (draft.FindAnyway(Cue.Without, end).Length == 1) end++;
        draft.Claim(quantity.Start - cue, end, TokenUse.Dropped);
        return end;
    }

    public static bool TakePrice(Draft draft, Quantity quantity)
    {
        string currency = quantity.Sign.Length > 0
            ? MarketCurrency.Resolve(quantity.Sign, draft.Context.Market, draft.Language)
            : MarketCurrency.Of(draft.Context.Market, draft.Language);
        BoundNegation.ReadAround(draft, ref quantity);
        decimal low = ToMoney(Grouped(draft, quantity, quantity.Low)), high = ToMoney(Grouped(draft, quantity, quantity.High));
        draft.Add(quantity switch
        {
            { IsRange: true } => new Constraint.Price(low, high, currency),
            { IsMax: true } => new Constraint.Price(null, high, currency),
            { IsMin: true } => new Constraint.Price(low, null, currency),
            { IsAbout: true } => new Constraint.Price(low * 0.8m, high * 1.2m, currency, Approximate: true),
            _ => new Constraint.Price(null, high, currency),
        });
        return true;
    }

    /// <summary>Money has no thousandths: "1,500 pesos" and "1.500 €" are thousands in every language.</summary>
    private static double Grouped(Draft draft, Quantity quantity, double value)
    {
        for (int at = quantity.NumberAt; at < quantity.End; at++)
        {
            if (value < 1000 && draft.Tokens[at].Value == value && draft.Tokens[at].Folded is [>= '1' and <= '9', .., '.' or ',', _, _, _] digits && digits.Length <= 7) return value * 1000;
        }
        return value;
    }

    /// <summary>A pack whose word tells how many: Doppelpack, "half a dozen".</summary>
    private static bool TakeCountWord(Draft draft, ref int at)
    {
        PhraseMatch word = draft.Find(Cue.CountWord, at);
        if (word.Length == 0 || IsInsideWord(draft, at)) return false;
        int count = int.Parse(word.Sense.Value, System.Globalization.CultureInfo.InvariantCulture);
        // "Zwei Dutzend"
        if (count == Dozen && at > 0 && draft.IsFree(at - 1) && NumberReader.Read(draft.Tokens, at - 1, draft.Language) is { Length: 1, IsWeak: false, Value: > 1 and < Dozen } dozens)
        {
            count = (int)(dozens.Value * Dozen);
            draft.Claim(at - 1, at, TokenUse.Dropped);
        }
        draft.Add(new Constraint.Count(count, count));
        draft.Drop(word);
        at = word.End;
        return true;
    }

    /// <summary>The 对装 of 派对装饰 is no pair: in Chinese a longer phrase that begins before may reach over.</summary>
    private static bool IsInsideWord(Draft draft, int at)
    {
        if (draft.Language != Language.Zh) return false;
        for (int start = Math.Max(0, at - LongestHanPhrase); start < at; start++)
        {
            if (start + draft.LongestAt(start) > at) return true;
        }
        return false;
    }

    private static decimal ToMoney(double value) => Math.Round((decimal)Math.Min(value, MostMoney), 2);

    private static bool TakeMeasure(Draft draft, Quantity quantity, MeasureContext context)
    {
        UnitOfMeasure unit = quantity.Unit!;
        if (quantity.Second > 0 && unit.Dimension != Dimension.Length) return TakePackOfMeasure(draft, quantity, context);
        if (quantity.Second > 0) return TakeDimensions(draft, quantity, unit);
        if (unit.Dimension == Dimension.Duration && DeliveryReading.TakeDays(draft, quantity)) return true;
        if (unit.Key == "day" && !draft.Has(Cue.LastingWord)) return false;
        if (unit.Dimension == Dimension.Duration && unit.Key != "min" && draft.HasBetween(Cue.Warranty, quantity.Start - 4, quantity.End + 4)) return false;
        if (unit.Key == "mm" && IsOfLens(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        if (unit.Dimension is Dimension.Length or Dimension.Mass && draft.Find(Cue.Body, QuantityGrammar.SkipMadeOf(draft, quantity.End)) is { Length: > 0 } ofBody)
        {
            draft.Drop(ofBody);
            return true;
        }
        if (BodyReading.IsOfPerson(draft, quantity)) return true;
        // "Étanche 50 m"
        if (unit.Key == "m" && (AgeReading.EndsAt(draft, Cue.Watertight, quantity.Start) > 0 || AgeReading.EndsAt(draft, Cue.Watertight, quantity.NumberAt) > 0)) return true;
        // 白酒52度, "un rhum de 50°": how strong it is. 近视400度: of what strength the eyes are.
        bool isStrength = unit.Dimension == Dimension.Temperature && (draft.Has(Cue.AgedGoods) || draft.Has(Cue.Degrees));
        if (unit.Dimension == Dimension.Mass && BodyReading.IsOfNutrient(draft, quantity)) return true;
        // "Galaxy A54 5g" is a net, and weighs more.
        bool isNet = unit.Key == "g" && quantity is { Low: 4 or 5, IsMax: false, IsMin: false } && draft.Tokens[quantity.UnitEnd - 1].Joint == Joint.Glued && (draft.Has(Cue.Model) || draft.Has(MeasureContext.ScreenNoun));
        // A motorbike of 125 cc holds nothing.
        bool isOfEngine = unit.Key == "ml" && draft.FindAnyway(Cue.EngineMeasure, quantity.UnitEnd - 1).Length > 0 && draft.Has(Cue.Engine);
        if (isStrength || isNet || isOfEngine || unit.Dimension == Dimension.Mass && BodyReading.IsOfLivingBeing(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        TakeContainers(draft, quantity, unit);
        BoundNegation.ReadAround(draft, ref quantity);
        Measure low = Resolve(draft, quantity.Low, quantity, context), high = Resolve(draft, quantity.High, quantity, context);
        draft.Add(Bounded(quantity, low.Dimension, low.Value, high.Value));
        return true;
    }

    /// <summary>"Six 1-litre cartons", "3 de medio litro": how many containers there are of what each holds.</summary>
    private static void TakeContainers(Draft draft, Quantity quantity, UnitOfMeasure unit)
    {
        if (quantity is not { IsMin: false, IsMax: false, IsRange: false } || unit.Dimension is not (Dimension.Capacity or Dimension.Mass)) return;
        int link = quantity.Start > 0 && draft.FindAnyway(Cue.MadeOf, quantity.Start - 1).Length == 1 ? 1 : 0, at = quantity.Start - link - 1;
        if (at < 0 || !draft.IsFree(at) || link == 0 && draft.FindAnyway(Cue.CountAfter, quantity.UnitEnd).Length == 0) return;
        if (NumberReader.Read(draft.Tokens, at, draft.Language) is not { Length: 1, IsWeak: false, Value: >= 2 and var count } || count % 1 != 0) return;
        draft.Add(new Constraint.Count(count, count));
        draft.Claim(at, quantity.Start, TokenUse.Dropped);
    }

    private static Measure Resolve(Draft draft, double value, Quantity quantity, MeasureContext context)
    {
        UnitOfMeasure unit = quantity.Unit!;
        // "My laptop's dying on me, so I want a 15.6 inch one"
        if (unit.Key == "in" && value is 10.1 or 11.6 or 13.3 or 15.6 or 17.3 && draft.Has(MeasureContext.ScreenNoun)) return new Measure(Dimension.Screen, value);
        // A sleeping bag of 20 degrees is one for frost in the United States.
        if (unit.Key == "c" && UnsignedSize.IsAmerican(draft) && draft.Tokens[quantity.UnitEnd - 1].Folded is "degree" or "degrees") unit = UnitTable.Get("f");
        if (draft.Language == Language.Zh && unit.Key == "g" && IsGigabytes(draft, value, quantity)) unit = UnitTable.Get("gb");
        return context.Resolve(unit, value, draft.Tokens, quantity.NumberAt, quantity.UnitEnd, draft.Vocabulary);
    }

    /// <summary>In Chinese a lone "G" is gigabytes behind a power of two in capitals: 128G, but 500g of flour; a small one too of a phone, or beside 内存 or 固态.</summary>
    private static bool IsGigabytes(Draft draft, double value, Quantity quantity)
        => (draft.Sentence[draft.Tokens[quantity.UnitEnd - 1].Start] == 'G' || value >= 64 && (draft.Has(Cue.Model) || draft.Has(Cue.StorageNoun) || draft.BeginsAnyWord(Cue.Model)) || draft.Has(MeasureContext.MemoryWord) || draft.Has(MeasureContext.StorageWord) || draft.Has(Cue.GigabyteWord) || draft.Has(MeasureContext.ScreenNoun)) && (value is 4 or 6 or 8 or 12 or 16 or 24 or 32 or 64 or 128 or 256 or 512 || value is 120 or 240 or 250 or 480 or 500 && draft.Has(Cue.GigabyteWord));

    public static Constraint.Quantity Bounded(Quantity quantity, Dimension dimension, double low, double high) => quantity switch
    {
        { IsRange: true } => new Constraint.Quantity(dimension, low, high),
        { IsMax: true } => new Constraint.Quantity(dimension, null, high),
        { IsMin: true } => new Constraint.Quantity(dimension, low, null),
        _ => new Constraint.Quantity(dimension, low, high),
    };

    public static bool TakeDimensions(Draft draft, Quantity quantity, UnitOfMeasure unit)
    {
        foreach (double value in (ReadOnlySpan<double>)[quantity.Low, quantity.Second, quantity.Third])
        {
            if (value > 0) draft.Add(Bounded(quantity, Dimension.Length, unit.Convert(value), unit.Convert(value)));
        }
        return true;
    }

    /// <summary>"12 x 1 l": pieces and what each holds.</summary>
    public static bool TakePackOfMeasure(Draft draft, Quantity quantity, MeasureContext context)
    {
        Measure each = Resolve(draft, quantity.Second, quantity, context);
        draft.Add(new Constraint.Count(quantity.Low, quantity.Low));
        draft.Add(new Constraint.Quantity(each.Dimension, each.Value, each.Value));
        return true;
    }

    private static bool TakeRating(Draft draft, Quantity quantity)
    {
        // 三星 is a make, 三星以上 a rating.
        // 弯头4分 is half an inch, 评分4分 a rating.
        bool isPipe = quantity.UnitEnd > quantity.NumberAt && draft.FindAnyway(Cue.PipeMeasure, quantity.UnitEnd - 1).Length > 0 && !quantity.IsMin && !draft.Has(Cue.RatingBefore);
        if (isPipe || quantity.Low is <= 0 or > 5 || (quantity.IsWeak && !quantity.IsMin)) return false;
        draft.Add(new Constraint.Rating(quantity.Low));
        return true;
    }

    private static bool TakeCount(Draft draft, Quantity quantity, MeasureContext context)
    {
        // 送两个刷头: what comes along free.
        bool isGift = draft.FindAnyway(Cue.GivenAlong, quantity.Start - 1).Length > 0;
        // A chest "with 6 drawers" is one; a pack "com 80 unidades" holds so many.
        // 修正带 6个装 has a tape's last character before the space.
        bool joins = quantity.Start > 0 && !(draft.Language == Language.Zh && draft.Tokens[quantity.Start].Joint == Joint.Apart);
        bool isPart = joins && quantity.Start == quantity.NumberAt && draft.FindAnyway(Cue.With, quantity.Start - 1).Length > 0 && draft.FindAnyway(Cue.Piece, quantity.NumberAt + 1).Length == 0;
        // A "90er Matratze" is 90 cm wide.
        bool ofKind = quantity.UnitEnd > quantity.NumberAt && draft.FindAnyway(Cue.KindSuffix, quantity.UnitEnd - 1).Length > 0;
        if (ofKind && quantity is { Unit: null, Low: >= LeastOfKind } && UnsignedSize.UnitOfKind(draft) is { } side)
        {
            (quantity.Counted, quantity.Unit) = (Counted.Measure, side);
            return TakeMeasure(draft, quantity, context);
        }
        bool isWidth = ofKind && quantity.Low > MostOfAKind;
        // A4打印纸500张
        bool isOfSheets = draft.FindAnyway(Cue.SheetWord, quantity.UnitEnd - 1).Length > 0 && draft.Has(Cue.SheetGoods);
        // 养了两只猫
        bool isOfPets = draft.FindAnyway(Cue.Recipient, quantity.UnitEnd) is { Length: > 0, Sense.Value: "pet" } && draft.Language == Language.Zh;
        if (isGift || isOfPets || isPart || isWidth || isOfSheets || IsOfWheels(draft, quantity) || quantity.Low < 1 || (quantity.IsWeak && quantity.Low == 1 && !draft.IsFree(quantity.NumberAt))) return false;
        if (quantity.Second > 0 && quantity.Unit is not null) return TakePackOfMeasure(draft, quantity, context);
        if (quantity.Unit is not null)
        {
            // "pack of 500 g" weighs.
            quantity.Counted = Counted.Measure;
            return TakeMeasure(draft, quantity, context);
        }
        if (quantity.IsWeak && quantity.Low == 1) return false;
        // "Compare les deux blenders" counts what is compared.
        if (draft.Purpose == Purpose.Compare && quantity is { Low: <= MostCompared, IsMin: false, IsMax: false, IsRange: false }) return false;
        draft.Add(quantity switch
        {
            { IsRange: true } => new Constraint.Count(quantity.Low, quantity.High),
            { IsMax: true } => new Constraint.Count(null, quantity.High),
            { IsMin: true } => new Constraint.Count(quantity.Low, null),
            _ => new Constraint.Count(quantity.Low, quantity.High),
        });
        return true;
    }

    /// <summary>The "vier Rollen" of a suitcase are wheels, those of paper are rolls.</summary>
    private static bool IsOfWheels(Draft draft, Quantity quantity)
        => quantity.Low is >= 2 and <= MostWheels && draft.FindAnyway(Cue.WheelWord, quantity.UnitEnd - 1).Length > 0 && draft.HasEnding(Cue.Wheeled);

    private static bool TakeSize(Draft draft, Quantity quantity, MeasureContext context)
    {
        if (quantity.Second > 0) return TakeDimensions(draft, quantity, quantity.Unit ?? UnitTable.Get("cm"));
        // "Velas con el número 40", 5号电池
        if (draft.HasBetween(Cue.SizeNumber, quantity.Start, quantity.End) && !draft.IsWorn && !draft.Has("gender") && !draft.Has(Cue.Jewellery)) return false;
        // A guitar of 3/4
        if (quantity.Low < LeastWorn && !draft.IsWorn && quantity.NumberAt + 1 < draft.Count && draft.Tokens[quantity.NumberAt + 1] is { Folded: "/", Joint: Joint.Glued }) return false;
        // "39-42" is one size, "39 to 42" two.
        if (quantity.IsRange && draft.Tokens[quantity.NumberAt + 1].Folded != "-")
        {
            foreach (double size in (ReadOnlySpan<double>)[quantity.Low, quantity.High]) draft.Add(new Constraint.Named("size", size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        else SizeReading.AddSizes(draft, quantity.NumberAt, quantity.UnitEnd, quantity.Low);
        return true;
    }

    /// <summary>The 10x42 of binoculars, the 18-55 of a lens.</summary>
    public static bool IsOfLens(Draft draft, Quantity quantity)
        => quantity is { IsMax: false, IsBudget: false, High: < LongestFocus } && draft.HasBetween(Cue.Lens, quantity.Start - LensDistance, quantity.End + LensDistance);
}
