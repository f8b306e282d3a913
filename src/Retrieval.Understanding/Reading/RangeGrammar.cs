using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Parses what joins a quantity's first number to others: the upper end of a range, the sides of a size, what each of so many holds.</summary>
internal static class RangeGrammar
{
    private const double MonthsOfYear = 12, SameMeasure = 0.02, LeastCentimetres = 15;

    /// <summary>The upper end of a range, or the other numbers of a size, with the unit that stands only behind the last.</summary>
    public static int ReadRangeOrSize(Draft draft, int at, bool between, ref Quantity quantity)
    {
        bool sized = quantity.Unit is null or { Dimension: Dimension.Length } && quantity.Counted is not Counted.Money;
        // "180 alto x 80 ancho"
        if (sized && draft.Find(Cue.LengthAfter, at) is { Length: > 0 } side && QuantityGrammar.IsTimes(draft, side.End)) at = side.End;
        if (sized && QuantityGrammar.IsTimes(draft, at) && (QuantityGrammar.TryNumber(draft, at + 1, out NumberMatch second) || QuantityGrammar.TryUnitAndHalf(draft, at + 1, out second)))
        {
            // "No pagaría más de 100 por una tablet"
            if (second is { IsWeak: true, Length: 1 } && MeasureParser.UnitAt(draft.Tokens, at + 2, draft.Vocabulary, out _) is null) return at;
            Quantity size = quantity;
            int sizeEnd = ReadSize(draft, at + 1, second, ref size);
            // "a table of 2 m por 200 euros" is no size.
            if (size.Counted == Counted.Money) return at;
            quantity = size;
            return sizeEnd;
        }
        int next = at;
        // "Sneaker 42 bis 80 €": a size, then a highest price.
        bool sizeThenPrice = quantity.Counted == Counted.Nothing && !between && !quantity.IsBounded && quantity.Low is >= QuantityGrammar.MinShoeSize and <= QuantityGrammar.MaxShoeSize && draft.FindAnyway(Cue.Max, at) is { Length: > 0 } bound && draft.IsWorn && !IsLength(draft, bound.End);
        // "Zwischen drei- und vierhundert"
        if (at + 1 < draft.Count && draft.Tokens[at] is { Folded: "-", Joint: Joint.Glued } && draft.Tokens[at + 1].Kind == TokenKind.Word && draft.FindAnyway(between ? Cue.And : Cue.RangeTo, at + 1).Length > 0) next++;
        // "Aro 29 hasta 150 mil" is a wheel and a price; German and Dutch have one word for both.
        bool isBound = quantity.Counted == Counted.Nothing && !between && !quantity.IsBounded && draft.Language is not (Language.De or Language.Nl or Language.Zh) && draft.FindAnyway(Cue.Max, at).Length > 0;
        if (!between && quantity is { Unit: null, Counted: Counted.Nothing, IsBounded: false } && AreTwoSides(draft, at, quantity, out UnitOfMeasure? shared))
        {
            (quantity.Unit, quantity.Counted) = (shared, Counted.Measure);
            return at;
        }
        bool joins = !sizeThenPrice && !isBound && QuantityGrammar.Read(draft, Cue.RangeTo, ref next) || (between && QuantityGrammar.Read(draft, Cue.And, ref next));
        if (!joins && IsSpokenPair(draft, at, quantity)) (joins, next) = (true, at + 1);
        // "55 cm et 45 cm": two measures, where one word is both "and" and "to".
        bool and = quantity.Unit is not null && !between && draft.FindAnyway(Cue.And, at).End == next;
        if (!joins || and) return at;
        while (QuantityGrammar.Read(draft, Cue.Link, ref next)) { }
        Quantity before = quantity;
        if (draft.Find(Cue.Currency, next) is { Length: > 0 } sign)
        {
            quantity.Counted = Counted.Money;
            quantity.Sign = sign.Sense.Value;
            next = sign.End;
        }
        if (!QuantityGrammar.TryNumber(draft, next, out NumberMatch high) || high.IsWeak)
        {
            quantity = before;
            return at;
        }
        quantity.High = high.Value;
        string lowSign = quantity.Sign;
        UnitOfMeasure? lowUnit = quantity.Unit;
        int end = UnitGrammar.Read(draft, next + high.Length, ref quantity);
        end = SmallerUnit.Read(draft, end, quantity, out double part);
        quantity.High += part;
        // "Wischer in 65 und 40 cm": "in" is no size of what is not worn.
        if (before.Counted == Counted.Size && lowUnit is null && quantity is { Unit: { Dimension: Dimension.Length } length, Counted: Counted.Measure } && !draft.IsWorn)
        {
            quantity = before;
            (quantity.Unit, quantity.Counted) = (length, Counted.Measure);
            return at;
        }
        // "27 Zoll bis 300 Euro": two quantities, not one range.
        // "27" y 144 Hz", and "6 flessen à 0,75 liter": so many, and what each holds.
        // "Les 9-14 kg" weigh so much, where "x 4-1/2 in" is no range.
        // "128 gigas hasta 300 mil": what is counted in thousands is money.
        bool thousands = lowUnit is not null && end == next + high.Length && high.Length > 1 && draft.Tokens[next + high.Length - 1].Kind == TokenKind.Word;
        bool differs = thousands || lowUnit is not null && draft.FindAnyway(Cue.NoConstraintUnit, next + high.Length).Length > 0 || before.Counted == Counted.Pieces && lowUnit is null && quantity.Unit is not null && !(draft.Tokens[at] is { Folded: "-", Joint: Joint.Glued } && quantity.High > quantity.Low) || (before.Counted != Counted.Nothing && before.Counted != quantity.Counted) || (lowUnit is not null && quantity.Unit?.Dimension != lowUnit.Dimension);
        // "de 256 GB y 8 GB de RAM": what falls is two measures.
        bool falls = between && lowUnit is not null && quantity.Unit is not null && quantity.High * quantity.Unit.Factor < quantity.Low * lowUnit.Factor;
        if (differs || falls)
        {
            quantity = before;
            return at;
        }
        // "Escobillas de 60 y 45 cm": so are two of which only the last has its unit.
        if ((between || draft.FindAnyway(Cue.And, at).Length > 0) && lowUnit is null && quantity is { Unit: { } both, Counted: Counted.Measure } && quantity.High < quantity.Low)
        {
            quantity = before;
            (quantity.Unit, quantity.Counted) = (both, Counted.Measure);
            return at;
        }
        double place = SharedPlace(draft, quantity.Low, quantity.NumberAt, high, next);
        quantity.Low *= place;
        quantity.IsWeak &= place == 1;
        if (lowUnit is not null && quantity.Unit is not null && lowUnit != quantity.Unit) quantity.Low *= lowUnit.Factor / quantity.Unit.Factor;
        // "6 months to 3 years"
        if (quantity.Counted == Counted.Age && lowSign.StartsWith("month", StringComparison.Ordinal) && quantity.Sign.StartsWith("year", StringComparison.Ordinal)) quantity.Low /= MonthsOfYear;
        // "1/2 hp or 370 W" is one measure told twice.
        if (lowUnit is not null && quantity.Unit is not null && lowUnit != quantity.Unit && Math.Abs(quantity.High - quantity.Low) <= SameMeasure * quantity.High) quantity.Low = quantity.High;
        if (quantity.High < quantity.Low) (quantity.Low, quantity.High) = (quantity.High, quantity.Low);
        quantity.IsRange = quantity.High > quantity.Low;
        return end;
    }

    /// <summary>"Zwanzig, dreißig Euro", "twenty, thirty bucks": two tens in words, the higher one with its currency, are a range.</summary>
    private static bool IsSpokenPair(Draft draft, int at, Quantity quantity)
    {
        if (quantity is not { Counted: Counted.Nothing, IsMax: false, IsMin: false, Low: >= 10 } || at + 1 >= draft.Count || draft.Tokens[at].Folded != "," || draft.Tokens[at - 1].Kind != TokenKind.Word || draft.Tokens[at + 1].Kind != TokenKind.Word) return false;
        return QuantityGrammar.TryNumber(draft, at + 1, out NumberMatch high) && high.Value > quantity.Low && quantity.Low % 10 == 0 && high.Value % 10 == 0 && draft.Find(Cue.Currency, at + 1 + high.Length).Length > 0;
    }

    /// <summary>The 52 cm of a helmet "48 bis 52 cm".</summary>
    private static bool IsLength(Draft draft, int at)
        => QuantityGrammar.TryNumber(draft, at, out NumberMatch number) && MeasureParser.UnitAt(draft.Tokens, at + number.Length, draft.Vocabulary, out _) is { Dimension: Dimension.Length };

    /// <summary>"Wiper blades 26 and 18 inch": two lengths of which only the last has its unit, where "and" joins no range.</summary>
    private static bool AreTwoSides(Draft draft, int at, Quantity quantity, out UnitOfMeasure? unit)
    {
        unit = null;
        if (draft.FindAnyway(Cue.And, at) is not { Length: 1 } and || draft.FindAnyway(Cue.RangeTo, at).Length > 0 || and.End >= draft.Count || draft.Tokens[and.End].Kind != TokenKind.Number) return false;
        if (quantity.IsWeak || !QuantityGrammar.TryNumber(draft, and.End, out NumberMatch other)) return false;
        unit = MeasureParser.UnitAt(draft.Tokens, and.End + other.Length, draft.Vocabulary, out _);
        return unit is { Dimension: Dimension.Length };
    }

    /// <summary>"160 x 230 x 40 cm" is a size; "12 x 1 l" is twelve pieces of a litre.</summary>
    private static int ReadSize(Draft draft, int at, NumberMatch second, ref Quantity quantity)
    {
        // "130 mal 220": times, but not so many times.
        if (quantity.Counted == Counted.Other) quantity.Counted = Counted.Nothing;
        Counted counted = quantity.Counted;
        UnitOfMeasure? first = quantity.Unit;
        quantity.Second = second.Value;
        int next = ReadSide(draft, at, second, ref quantity);
        if (QuantityGrammar.IsTimes(draft, next) && QuantityGrammar.TryNumber(draft, next + 1, out NumberMatch third))
        {
            UnitOfMeasure? inner = quantity.Unit;
            quantity.Third = third.Value;
            next = UnitGrammar.Read(draft, next + 1 + third.Length, ref quantity);
            quantity.Second = InUnitOf(quantity, quantity.Second, inner);
        }
        quantity.Low = quantity.High = InUnitOf(quantity, quantity.Low, first);
        if (counted == Counted.Pieces) quantity.Counted = Counted.Pieces;
        return next;
    }

    /// <summary>The unit of a second side and what stands behind it: "un mètre cinquante sur deux mètres cinquante", "metro sesenta por dos treinta". Behind metres in words a large number counts centimetres: "un mètre vingt sur soixante".</summary>
    private static int ReadSide(Draft draft, int at, NumberMatch second, ref Quantity quantity)
    {
        UnitOfMeasure? first = quantity.Unit;
        int unit = at + second.Length, next = UnitGrammar.Read(draft, unit, ref quantity);
        if (quantity.Unit?.Key != "m") return next;
        if (next == unit && first is not null && draft.Tokens[at].Kind == TokenKind.Word && second.Value is >= LeastCentimetres and < 1000)
        {
            quantity.Second = second.Value / 100;
            return next;
        }
        Quantity side = quantity;
        side.Low = side.High = second.Value;
        next = QuantityGrammar.ReadHalf(draft, next, ref side);
        next = SmallerUnit.Read(draft, next, side, out double part);
        quantity.Second = side.Low + part;
        return next;
    }

    /// <summary>"1.4 m x 80 cm": a number with a unit of its own, in that of the last one.</summary>
    private static double InUnitOf(Quantity quantity, double value, UnitOfMeasure? own)
        => own is null || quantity.Unit is null || own == quantity.Unit || own.Dimension != quantity.Unit.Dimension ? value : value * own.Factor / quantity.Unit.Factor;

    /// <summary>What the lower number shares of the upper one: the hundred of "between three and four hundred", the 五百 of 三到五百, the thousand of "entre 150 y 250 mil".</summary>
    private static double SharedPlace(Draft draft, double low, int at, NumberMatch high, int highAt)
    {
        double place = ChineseQuantity.PlaceOf(high.Value);
        bool inWords = draft.Tokens[at].Kind != TokenKind.Number && low is >= 1 and < 10 && high.Value >= 100 && high.Value % place == 0;
        // "500 to 2 thousand" shares nothing.
        bool multiplied = high.Length == 2 && draft.Tokens[highAt] is { Kind: TokenKind.Number, Value: > 0 } && draft.Tokens[highAt + 1].Kind != TokenKind.Number;
        if (!inWords && multiplied) place = high.Value / draft.Tokens[highAt].Value;
        return (inWords || multiplied && place >= 100) && low * place < high.Value ? place : 1;
    }
}
