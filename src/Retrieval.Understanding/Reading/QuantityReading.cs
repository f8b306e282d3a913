using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
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

    /// <summary>A German "-er" above this is no pack.</summary>
    private const double MostOfAKind = 60;

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
            bool taken = TakeSizeName(draft, ref at) || draft.IsFree(at) && QuantityGrammar.TryParse(draft, at, out Quantity quantity) && Take(draft, quantity, context, out at);
            if (!taken) at++;
        }
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
        // "4 batteries AA": what is counted at the sentence's begin is what is sought.
        if (quantity is { Counted: Counted.Pieces, Start: 0, Unit: null } && quantity.NumberAt == 0 && quantity.End < draft.Count) draft.Claim(quantity.NumberAt + 1, quantity.UnitEnd, TokenUse.Kept);
        next = quantity.End;
        return true;
    }

    private static bool TakePrice(Draft draft, Quantity quantity)
    {
        string currency = quantity.Sign.Length > 0
            ? MarketCurrency.Resolve(quantity.Sign, draft.Context.Market, draft.Language)
            : MarketCurrency.Of(draft.Context.Market, draft.Language);
        if (quantity is { IsMin: true, IsMax: false, IsRange: false } && IsNegated(draft, quantity)) (quantity.IsMin, quantity.IsMax) = (false, true);
        decimal low = ToMoney(quantity.Low), high = ToMoney(quantity.High);
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

    /// <summary>"more than 300 I do not want to spend" is a highest price.</summary>
    private static bool IsNegated(Draft draft, Quantity quantity)
    {
        int start = draft.ClauseStart(quantity.Start), end = draft.ClauseEnd(quantity.End);
        for (int at = start; at < end; at++)
        {
            if ((at < quantity.Start || at >= quantity.End) && draft.FindAnyway(Cue.Not, at).Length > 0 && draft.HasBetween(Cue.Spend, start, end)) return true;
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
        if (draft.HasBetween(Cue.Warranty, quantity.Start - 4, quantity.End + 4) && unit.Dimension == Dimension.Duration) return false;
        Measure low = Resolve(draft, quantity.Low, quantity, context), high = Resolve(draft, quantity.High, quantity, context);
        draft.Add(Bounded(quantity, low.Dimension, low.Value, high.Value));
        return true;
    }

    private static Measure Resolve(Draft draft, double value, Quantity quantity, MeasureContext context)
    {
        UnitOfMeasure unit = quantity.Unit!;
        if (draft.Language == Language.Zh && unit.Key == "g" && IsGigabytes(draft, value, quantity)) unit = UnitTable.Get("gb");
        return context.Resolve(unit, value, draft.Tokens, quantity.NumberAt, quantity.UnitEnd, draft.Vocabulary);
    }

    /// <summary>In Chinese a lone "G" is gigabytes behind a power of two in capitals: 128G, but 500g of flour.</summary>
    private static bool IsGigabytes(Draft draft, double value, Quantity quantity)
        => draft.Sentence[draft.Tokens[quantity.UnitEnd - 1].Start] == 'G' && value is 4 or 6 or 8 or 12 or 16 or 24 or 32 or 64 or 128 or 256 or 512;

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
            if (value > 0) draft.Add(new Constraint.Quantity(Dimension.Length, unit.Convert(value), unit.Convert(value)));
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
        if (quantity.Low is <= 0 or > 5 || (quantity.IsWeak && !quantity.IsMin)) return false;
        draft.Add(new Constraint.Rating(quantity.Low));
        return true;
    }

    private static bool TakeCount(Draft draft, Quantity quantity, MeasureContext context)
    {
        bool isPart = quantity.Start > 0 && quantity.Start == quantity.NumberAt && draft.FindAnyway(Cue.With, quantity.Start - 1).Length > 0;
        // A "90er Matratze" is 90 cm wide.
        bool isWidth = quantity.Low > MostOfAKind && draft.Tokens[quantity.UnitEnd - 1].Folded == "er";
        if (isPart || isWidth || quantity.Low < 1 || (quantity.IsWeak && quantity.Low == 1 && !draft.IsFree(quantity.NumberAt))) return false;
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

    private static bool TakeSize(Draft draft, Quantity quantity, MeasureContext context)
    {
        if (quantity.Second > 0) return TakeDimensions(draft, quantity, quantity.Unit ?? UnitTable.Get("cm"));
        if (draft.Language == Language.Zh && draft.HasBetween(Cue.SizeNumber, quantity.NumberAt, quantity.End) && !draft.Has(Cue.Wearable)) return false;
        string written = draft.Words(quantity.NumberAt, quantity.NumberAt + 1);
        draft.Add(new Constraint.Named("size", written.Replace(',', '.').ToUpperInvariant()));
        if (quantity.IsRange) draft.Add(new Constraint.Named("size", quantity.High.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return true;
    }

    /// <summary>"size L", "XL码".</summary>
    private static bool TakeSizeName(Draft draft, ref int at)
    {
        PhraseMatch before = draft.Find(Cue.SizeBefore, at);
        int next = before.End;
        while (before.Length > 0 && draft.Find(Cue.Link, next) is { Length: > 0 } link) next = link.End;
        PhraseMatch name = draft.Find(Cue.SizeName, before.Length > 0 ? next : at);
        if (name.Length == 0) return false;
        PhraseMatch after = draft.Find(Cue.SizeAfter, name.End);
        bool weak = before.Length == 1 && draft.Tokens[before.Start].Length <= 2 && !char.IsUpper(draft.Sentence[draft.Tokens[name.Start].Start]);
        if ((before.Length == 0 && after.Length == 0) || weak) return false;
        draft.Add(new Constraint.Named("size", draft.Words(name.Start, name.End).ToUpperInvariant()));
        int end = after.Length > 0 ? after.End : name.End;
        draft.Claim(before.Length > 0 ? before.Start : at, end, TokenUse.Dropped);
        at = end;
        return true;
    }

    /// <summary>A number without a unit: a size in two dimensions, or a price where a comparator says so and nothing else is counted.</summary>
    private static bool TakeUnsigned(Draft draft, Quantity quantity, MeasureContext context)
    {
        if (quantity.IsWeak) return false;
        if (quantity.Second > 0) return IsPlausibleSize(quantity) && TakeDimensions(draft, quantity, UnitTable.Get("cm"));
        if (!quantity.IsBounded || quantity.High < LeastUnsignedPrice || !NothingCountedBehind(draft, quantity.End)) return false;
        bool onlyRange = quantity.IsRange && !quantity.IsMax && !quantity.IsMin && !quantity.IsAbout && !quantity.IsBudget && draft.Tokens[quantity.Start].Kind == TokenKind.Number;
        if (onlyRange && quantity.Low < 10) return false;
        return TakePrice(draft, quantity);
    }

    private static bool IsPlausibleSize(Quantity quantity)
    {
        double most = Math.Max(quantity.Low, Math.Max(quantity.Second, quantity.Third));
        return most is >= 20 and < 1000;
    }

    /// <summary>"less than 60" is a price, "less than 60 pages" is not.</summary>
    public static bool NothingCountedBehind(Draft draft, int at)
    {
        if (at >= draft.Count || draft.IsBoundary(at) || !draft.IsFree(at)) return true;
        if (draft.Tokens[at].Kind is TokenKind.Symbol) return true;
        if (draft.Language == Language.Zh) return draft.FindAnyway(Cue.NoConstraintUnit, at).Length == 0;
        return draft.Is(Cue.Function, at) || draft.Is(Cue.Filler, at) || draft.Is(Cue.And, at) || draft.Is(Cue.Max, at) || draft.Is(Cue.Soft, at) || draft.Is(Cue.DeliveryWord, at) || draft.Is(Cue.Delivery, at);
    }
}
