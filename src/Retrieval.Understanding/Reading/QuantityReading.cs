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
    // Above any price, and far inside what a decimal holds.
    private const double MostMoney = 1e13;

    /// <summary>A bare "up to 40" below this is no price.</summary>
    private const double LeastUnsignedPrice = 3;

    /// <summary>"Each" or "in total" behind less counts pieces.</summary>
    private const double LeastSum = 10;

    /// <summary>A bare "for 300" from here on is a price, where it is round; fewer may be guests.</summary>
    private const double LeastPaidFor = 250, RoundSum = 50;

    /// <summary>Chinese amounts without their unit begin here.</summary>
    private const double LeastSpoken = 100;

    private const double MostWheels = 8;

    private const double NarrowestBed = 60, WidestBed = 220;

    /// <summary>Waists and legs of jeans, in inches.</summary>
    private const double SmallestWaist = 24, LargestWaist = 44;

    /// <summary>Shoes and clothes of adults.</summary>
    private const double SmallestAdult = 30, LargestAdult = 60;

    /// <summary>Toys say from which age they are up to here.</summary>
    private const double OldestOfToys = 18;

    /// <summary>Up to this height in centimetres clothes are sold by it.</summary>
    private const double TallestChild = 150;

    /// <summary>Kilograms of sugar or protein that a serving holds at most.</summary>
    private const double MostOfNutrient = 0.1;

    /// <summary>Litres that a bottle holds at most.</summary>
    private const double MostOfBottle = 3;

    /// <summary>Numbers this near to a lens are its focal length or its magnification.</summary>
    private const int LensDistance = 5;

    /// <summary>Focal lengths in millimetres end before the prices of telescopes begin.</summary>
    private const double LongestFocus = 1000;

    /// <summary>A length without a unit is in centimetres, from here on.</summary>
    private const double LeastLength = 10;

    /// <summary>Curtains of the United States are 108 inches long, "120 wide" there is in centimetres.</summary>
    private const double MostInches = 110;

    /// <summary>A German "-er" above this is no pack.</summary>
    private const double MostOfAKind = 60;

    /// <summary>A "28er Pfanne" is measured from here on, a "6er Pfanne" for eggs is not.</summary>
    private const double LeastOfKind = 14;

    /// <summary>Value of the cue <c>of</c> that may stand between a number's noun and another: "une trentaine de verres".</summary>
    private const string CountedOf = "counted";

    /// <summary>Kinds of phrases with which no counted noun begins.</summary>
    private static readonly string[] NoNoun =
    [
        Cue.Function, Cue.Filler, Cue.And, Cue.Max, Cue.Min, Cue.Soft, Cue.DeliveryWord, Cue.Delivery, Cue.Without, Cue.Not, Cue.Except, Cue.InStock, Cue.OnSale,
        Cue.FreeShipping, Cue.Sort, Cue.RecipientBefore, Cue.OccasionBefore, Cue.BrandBefore, Cue.SizeBefore, Cue.Or, Cue.ClosingNot,
    ];

    public static void Read(Draft draft)
    {
        MeasureContext context = MeasureContext.Of(draft.Tokens, draft.Vocabulary);
        for (int at = 0; at < draft.Count;)
        {
            if (ValueAt(draft, at) is > 1 and int length)
            {
                at += length;
                continue;
            }
            int begin = at;
            bool taken = TakeBody(draft, ref at) || SizeReading.TakeName(draft, ref at) || MemoryReading.TakeBoth(draft, ref at)
                || draft.IsFree(at) && QuantityGrammar.TryParse(draft, at, out Quantity quantity) && Take(draft, quantity, context, out at) || TakeCountWord(draft, ref at);
            // What a quantity negates stands before it.
            if (!taken) at = begin + 1;
        }
        MemoryReading.TellApart(draft);
    }

    /// <summary>"I weigh 90 kg and I'm 185 cm tall", 身高175: what somebody measures is no measure of the thing, but a child's height is a size of clothes.</summary>
    private static bool TakeBody(Draft draft, ref int at)
    {
        PhraseMatch body = draft.Find(Cue.Body, at);
        PhraseMatch cue = body.Length > 0 ? body : draft.FindAnyway(Cue.AgeOf, at);
        if (cue.Length == 0 || cue.End >= draft.Count || !draft.IsFree(at)) return false;
        int number = cue.End;
        while (number < draft.Count && draft.Find(Cue.Link, number) is { Length: > 0 } link) number = link.End;
        if (number >= draft.Count || !QuantityGrammar.TryParse(draft, number, out Quantity quantity)) return false;
        bool measured = quantity.Unit is { Dimension: Dimension.Length or Dimension.Mass };
        if (!measured && (body.Length == 0 || quantity.Counted is not Counted.Nothing)) return false;
        if (cue.Sense.Value == "height" && quantity.High is >= 50 and <= TallestChild && ValueReading.IsWorn(draft)) draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.NumberAt + 1)));
        // 腰围32的牛仔裤
        if (cue.Sense.Value == "waist" && !measured && quantity.Low is >= SmallestWaist and <= LargestWaist && ValueReading.IsWorn(draft)) draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.NumberAt + 1)));
        int end = quantity.End;
        // "6 ft 2"
        if (quantity.Unit?.Key == "ft" && end < draft.Count && draft.Tokens[end].Kind == TokenKind.Number) end++;
        if (draft.Find(Cue.BodyAfter, end) is { Length: > 0 } after) end = after.End;
        draft.Claim(at, end, TokenUse.Dropped);
        at = end;
        return true;
    }

    /// <summary>Length of a material or diet that begins with its number: 925 silver, 0% alcohol.</summary>
    private static int ValueAt(Draft draft, int at)
        => draft.Tokens[at].Kind != TokenKind.Number ? 0 : Math.Max(draft.Find("material", at).Length, draft.Find("diet", at).Length);

    /// <summary>Turns a quantity into constraints and claims its tokens; false where it is none.</summary>
    private static bool Take(Draft draft, Quantity quantity, MeasureContext context, out int next)
    {
        next = quantity.Start;
        bool taken = quantity.Counted switch
        {
            Counted.Money => TakePrice(draft, quantity),
            Counted.Measure => TakeMeasure(draft, quantity, context),
            Counted.Stars => TakeRating(draft, quantity),
            Counted.Pieces => TakeCount(draft, quantity, context),
            Counted.Size => TakeSize(draft, quantity, context),
            Counted.Age => AgeReading.Take(draft, quantity),
            Counted.Other => false,
            _ => TakeUnsigned(draft, quantity, context),
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

    private static bool TakePrice(Draft draft, Quantity quantity)
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
        if (word.Length == 0) return false;
        int count = int.Parse(word.Sense.Value, System.Globalization.CultureInfo.InvariantCulture);
        draft.Add(new Constraint.Count(count, count));
        draft.Drop(word);
        at = word.End;
        return true;
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
        // "Étanche 50 m"
        if (unit.Key == "m" && (AgeReading.EndsAt(draft, Cue.Watertight, quantity.Start) > 0 || AgeReading.EndsAt(draft, Cue.Watertight, quantity.NumberAt) > 0)) return true;
        // 白酒52度, "un rhum de 50°": how strong it is. 近视400度: of what strength the eyes are.
        bool isStrength = unit.Dimension == Dimension.Temperature && (draft.Has(Cue.AgedGoods) || draft.Has(Cue.Degrees));
        if (unit.Dimension == Dimension.Mass && IsOfNutrient(draft, quantity)) return true;
        // "Galaxy A54 5g" is a net, and weighs more.
        bool isNet = unit.Key == "g" && quantity is { Low: 4 or 5, IsMax: false, IsMin: false } && draft.Tokens[quantity.UnitEnd - 1].Joint == Joint.Glued && (draft.Has(Cue.Model) || draft.Has(MeasureContext.ScreenNoun));
        // A motorbike of 125 cc holds nothing.
        bool isOfEngine = unit.Key == "ml" && draft.FindAnyway(Cue.EngineMeasure, quantity.UnitEnd - 1).Length > 0 && draft.Has(Cue.Engine);
        if (isStrength || isNet || isOfEngine || unit.Dimension == Dimension.Mass && IsOfLivingBeing(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        BoundNegation.ReadAround(draft, ref quantity);
        Measure low = Resolve(draft, quantity.Low, quantity, context), high = Resolve(draft, quantity.High, quantity, context);
        draft.Add(Bounded(quantity, low.Dimension, low.Value, high.Value));
        return true;
    }

    /// <summary>"a harness for a 10 kg dog", "chien de 30 kg", "dogs up to 10 kg": what the thing is for weighs so much, not the thing. Dog food of 10 kg does.</summary>
    private static bool IsOfLivingBeing(Draft draft, Quantity quantity)
    {
        int behind = quantity.End;
        if (draft.FindAnyway(Cue.Link, behind) is { Length: 1 } link) behind = link.End;
        if (BeingAt(draft, behind) is { Length: > 0 } being && (NothingCountedBehind(draft, being.End) || draft.Begins(Cue.Like, being.End))) return true;
        int before = quantity.Start;
        bool linked = before > 0 && (draft.FindAnyway(Cue.MadeOf, before - 1).Length == 1 || draft.FindAnyway(Cue.With, before - 1).Length == 1);
        if (linked) before--;
        else if (quantity.Start == quantity.NumberAt) return false;
        return IsBeingBefore(draft, before);
    }

    /// <summary>"With less than 2 g of sugar", "mit 25 g Protein": a part of the thing weighs so much, and is no word of the search.</summary>
    private static bool IsOfNutrient(Draft draft, Quantity quantity)
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

    private static Measure Resolve(Draft draft, double value, Quantity quantity, MeasureContext context)
    {
        UnitOfMeasure unit = quantity.Unit!;
        if (draft.Language == Language.Zh && unit.Key == "g" && IsGigabytes(draft, value, quantity)) unit = UnitTable.Get("gb");
        return context.Resolve(unit, value, draft.Tokens, quantity.NumberAt, quantity.UnitEnd, draft.Vocabulary);
    }

    /// <summary>In Chinese a lone "G" is gigabytes behind a power of two in capitals: 128G, but 500g of flour; a small one too of a phone, or beside 内存 or 固态.</summary>
    private static bool IsGigabytes(Draft draft, double value, Quantity quantity)
        => (draft.Sentence[draft.Tokens[quantity.UnitEnd - 1].Start] == 'G' || value >= 64 && (draft.Has(Cue.Model) || draft.Has(Cue.StorageNoun) || draft.BeginsAnyWord(Cue.Model)) || draft.Has(MeasureContext.MemoryWord) || draft.Has(MeasureContext.StorageWord)) && value is 4 or 6 or 8 or 12 or 16 or 24 or 32 or 64 or 128 or 256 or 512;

    private static Constraint.Quantity Bounded(Quantity quantity, Dimension dimension, double low, double high) => quantity switch
    {
        { IsRange: true } => new Constraint.Quantity(dimension, low, high),
        { IsMax: true } => new Constraint.Quantity(dimension, null, high),
        { IsMin: true } => new Constraint.Quantity(dimension, low, null),
        _ => new Constraint.Quantity(dimension, low, high),
    };

    private static bool TakeDimensions(Draft draft, Quantity quantity, UnitOfMeasure unit)
    {
        foreach (double value in (ReadOnlySpan<double>)[quantity.Low, quantity.Second, quantity.Third])
        {
            if (value > 0) draft.Add(Bounded(quantity, Dimension.Length, unit.Convert(value), unit.Convert(value)));
        }
        return true;
    }

    /// <summary>"12 x 1 l": pieces and what each holds.</summary>
    private static bool TakePackOfMeasure(Draft draft, Quantity quantity, MeasureContext context)
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
        bool isPart = quantity.Start > 0 && quantity.Start == quantity.NumberAt && draft.FindAnyway(Cue.With, quantity.Start - 1).Length > 0 && draft.FindAnyway(Cue.Piece, quantity.NumberAt + 1).Length == 0;
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
        if (isGift || isPart || isWidth || isOfSheets || IsOfWheels(draft, quantity) || quantity.Low < 1 || (quantity.IsWeak && quantity.Low == 1 && !draft.IsFree(quantity.NumberAt))) return false;
        if (quantity.Second > 0 && quantity.Unit is not null) return TakePackOfMeasure(draft, quantity, context);
        if (quantity.Unit is not null)
        {
            // "pack of 500 g" weighs.
            quantity.Counted = Counted.Measure;
            return TakeMeasure(draft, quantity, context);
        }
        if (quantity.IsWeak && quantity.Low == 1) return false;
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
        if (draft.Language == Language.Zh && draft.HasBetween(Cue.SizeNumber, quantity.NumberAt, quantity.End) && !draft.Has(Cue.Wearable) && !draft.Has(Cue.Jewellery)) return false;
        // "39-42" is one size, "39 to 42" two.
        if (quantity.IsRange && draft.Tokens[quantity.NumberAt + 1].Folded != "-")
        {
            foreach (double size in (ReadOnlySpan<double>)[quantity.Low, quantity.High]) draft.Add(new Constraint.Named("size", size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
        else SizeReading.AddSizes(draft, quantity.NumberAt, quantity.UnitEnd, quantity.Low);
        return true;
    }

    /// <summary>A number without a unit: a size in two dimensions, or a price where a comparator says so and nothing else is counted.</summary>
    private static bool TakeUnsigned(Draft draft, Quantity quantity, MeasureContext context)
    {
        // "180 x 180, une dizaine" counts.
        bool rough = quantity.Start == quantity.NumberAt && !quantity.IsRange && NumberReader.Read(draft.Tokens, quantity.NumberAt, draft.Language).IsAbout;
        if (quantity.IsWeak || rough) return false;
        if (IsCrate(draft, quantity))
        {
            quantity.Unit = UnitTable.Get("l");
            return TakePackOfMeasure(draft, quantity, context);
        }
        if ((quantity.Second > 0 || quantity.IsRange) && IsOfLens(draft, quantity))
        {
            draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            return false;
        }
        if (quantity.Second > 0)
        {
            // Nothing else may read the second number of a "4x6" alone.
            if (IsWaistAndLength(draft, quantity)) return TakeWaistAndLength(draft, quantity);
            if (UnsignedSize.UsualUnit(draft, quantity) is { } usual) return TakeDimensions(draft, quantity, usual);
            if (!UnsignedSize.IsPlausibleSize(quantity)) draft.Claim(quantity.NumberAt, quantity.UnitEnd, TokenUse.Protected);
            else TakeDimensions(draft, quantity, UnitTable.Get(UnsignedSize.IsInInches(draft, quantity) ? "in" : "cm"));
            return UnsignedSize.IsPlausibleSize(quantity);
        }
        if (quantity.Low is 10.1 or 11.6 or 13.3 or 15.6 or 17.3 && !quantity.IsBounded && draft.Has(MeasureContext.ScreenNoun))
        {
            draft.Add(new Constraint.Quantity(Dimension.Screen, quantity.Low, quantity.High));
            return true;
        }
        if (IsWidthOfBed(draft, quantity))
        {
            draft.Add(Bounded(quantity, Dimension.Length, quantity.Low, quantity.High));
            return true;
        }
        bool isLength = draft.FindAnyway(Cue.DimensionWord, quantity.Start) is { Length: > 0, Sense.Value: "length" } || (draft.FindAnyway(Cue.LengthAfter, quantity.UnitEnd) is { Length: > 0 } side && (side.Length > 1 || !ValueReading.IsWorn(draft)));
        // "Nicht breiter als 80", "no más ancha de 80"
        isLength |= draft.HasBetween(Cue.LengthBound, quantity.Start, quantity.NumberAt);
        // "1,80 de largo"
        if (isLength && quantity is { High: < LeastLength } && quantity.High % 1 != 0 && !UnsignedSize.IsInInches(draft))
        {
            UnitOfMeasure metre = UnitTable.Get("m");
            draft.Add(Bounded(quantity, Dimension.Length, metre.Convert(quantity.Low), metre.Convert(quantity.High)));
            return true;
        }
        if (isLength && quantity.High >= LeastLength)
        {
            UnitOfMeasure own = UnitTable.Get(UnsignedSize.IsInInches(draft) && quantity.High <= MostInches ? "in" : "cm");
            draft.Add(Bounded(quantity, Dimension.Length, own.Convert(quantity.Low), own.Convert(quantity.High)));
            return true;
        }
        // "Spiel ab 10"
        if (quantity is { IsMin: true, IsRange: false, Low: <= OldestOfToys } && quantity.Low % 1 == 0 && draft.Has(Cue.Toy))
        {
            (quantity.Counted, quantity.Sign) = (Counted.Age, "year");
            return AgeReading.Take(draft, quantity);
        }
        // "250 total", "20 each".
        bool sum = quantity.IsSum && quantity.Low >= LeastSum;
        if (!(quantity.IsBounded || sum || IsWhatIsPaidFor(draft, quantity) || IsSpokenPrice(draft, quantity)) || quantity.High < LeastUnsignedPrice || !NothingCountedBehind(draft, quantity.End)) return false;
        // "Chaussettes 39-42"
        bool plain = quantity is { IsRange: true, IsMax: false, IsMin: false, IsAbout: false, IsBudget: false };
        if (plain && quantity is { Low: >= SmallestAdult, High: <= LargestAdult } && quantity.UnitEnd == quantity.NumberAt + 3 && draft.Tokens[quantity.NumberAt + 1].Folded == "-" && ValueReading.IsWorn(draft))
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
        return TakePrice(draft, quantity);
    }

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
        => quantity is { Third: 0, Low: >= SmallestWaist and <= LargestWaist, Second: >= SmallestWaist and <= LargestWaist } && ValueReading.IsWorn(draft);

    private static bool TakeWaistAndLength(Draft draft, Quantity quantity)
    {
        draft.Add(new Constraint.Named("size", draft.Words(quantity.NumberAt, quantity.UnitEnd).ToUpperInvariant()));
        return true;
    }

    /// <summary>The 10x42 of binoculars, the 18-55 of a lens.</summary>
    private static bool IsOfLens(Draft draft, Quantity quantity)
        => quantity is { IsMax: false, IsBudget: false, High: < LongestFocus } && draft.HasBetween(Cue.Lens, quantity.Start - LensDistance, quantity.End + LensDistance);

    /// <summary>"Bier 20 x 0,5": bottles and what each holds in litres.</summary>
    private static bool IsCrate(Draft draft, Quantity quantity)
        => quantity is { Second: > 0 and <= MostOfBottle, Third: 0, Low: >= 2 and <= MostOfAKind } && quantity.Second % 1 != 0 && quantity.Low % 1 == 0 && draft.Has(MeasureContext.DrinkNoun);

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
        if (draft.Language == Language.Zh) return draft.FindAnyway(Cue.NoConstraintUnit, at).Length == 0;
        foreach (string kind in NoNoun)
        {
            if (draft.Begins(kind, at)) return true;
        }
        return false;
    }
}
