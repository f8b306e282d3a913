using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Parses one quantity: <c>comparator* sign? number unit? ((to|x) sign? number unit?)* comparator*</c>. The same grammar serves every
/// language; which phrases compare, join or count stands in the cue files.
/// </summary>
internal static class QuantityGrammar
{
    private const int ShortestUnitName = 3;
    private const double RoundGroup = 50, Million = 1e6;
    public const double MinShoeSize = 34, MaxShoeSize = 56;

    /// <summary>Parses the quantity that begins at a token; false where none does.</summary>
    public static bool TryParse(Draft draft, int at, out Quantity quantity)
    {
        quantity = new Quantity { Start = at, Sign = "" };
        bool between = false;
        int next = ComparatorGrammar.ReadBefore(draft, at, ref quantity, ref between);
        if (draft.Find(Cue.Several, next) is { Length: > 0 } several)
        {
            ReadSeveral(draft, several, ref quantity);
            return true;
        }
        if (!TryTwoOf(draft, next, out NumberMatch number) && !TryQuarters(draft, next, out number) && !TryNumber(draft, next, out number) && !TryUnitAndHalf(draft, next, out number))
        {
            // "No longer than a metre": the article counts.
            if (!(quantity.IsMax || quantity.IsMin) || quantity.Counted != Counted.Nothing || next <= at || !TryNumber(draft, next - 1, out number) || number is not { IsWeak: true, Length: 1 }) return false;
            next--;
        }
        if (AreTwoNumbers(draft, at, next, number, quantity)) number = new NumberMatch(1, draft.Tokens[next].Value, IsWeak: false);
        quantity.NumberAt = next;
        if (draft.Language == Language.Zh && ChineseQuantity.TryNeighbours(draft, next, out NumberMatch upper))
        {
            (quantity.Low, quantity.High, quantity.IsRange) = (ChineseQuantity.LowerOf(draft, next, upper), upper.Value, true);
            next = UnitGrammar.Read(draft, next + 1 + upper.Length, ref quantity);
            quantity.UnitEnd = next;
            quantity.End = ComparatorGrammar.ReadAfter(draft, next, ref quantity);
            return true;
        }
        quantity.Low = quantity.High = number.Value;
        quantity.IsWeak = number.IsWeak;
        quantity.IsAbout |= number.IsAbout;
        next += number.Length;
        // "half a gallon"
        if (number.Value == 0.5 && TryNumber(draft, next, out NumberMatch article) && article is { Length: 1, IsWeak: true, Value: 1 }) next++;
        // "Half a grand"
        if (number.Value == 0.5 && TryNumber(draft, next, out NumberMatch whole) && whole is { Length: <= 2, Value: 1000 })
        {
            (quantity.Low, quantity.High, quantity.IsWeak) = (500, 500, false);
            next += whole.Length;
        }
        // "For a fiver"
        bool banknote = draft.FindAnyway(Cue.MoneyNumber, next - 1).Length > 0 && (quantity.IsBounded || quantity.IsFor || number.Length > 1) && (draft.Language == Language.De ? !draft.IsCapital(next) : UnsignedReading.NothingCountedBehind(draft, next));
        if (banknote) (quantity.Counted, quantity.IsWeak) = (Counted.Money, false);
        if (HundredsSaid(draft, quantity, next) is > 0 and var hundreds)
        {
            quantity.Low = quantity.High = hundreds;
            next += 1;
        }
        next = ReadSuffix(draft, next, ref quantity);
        next = ChineseQuantity.ReadAndSome(draft, next, ref quantity);
        next = UnitGrammar.Read(draft, next, ref quantity);
        next = ReadHalf(draft, next, ref quantity);
        next = SmallerUnit.Read(draft, next, quantity, out double part);
        quantity.Low += part;
        quantity.High += part;
        next = RangeGrammar.ReadRangeOrSize(draft, next, between, ref quantity);
        quantity.UnitEnd = next;
        // "My daughter is 12", but "my daughter is 12 inches taller" and "for my daughter, 12 max".
        if (quantity.Counted == Counted.Nothing && !quantity.IsBounded && draft.Find(Cue.MaxAfter, next).Length == 0 && (!quantity.IsWeak || draft.IsBoundary(next)) && AgeReading.IsSaidOf(draft, quantity.Start) && EndsAge(draft, next)) (quantity.Counted, quantity.Sign) = (Counted.Age, "year");
        next = Negate(draft, next, ref quantity);
        quantity.End = ComparatorGrammar.ReadAfter(draft, next, ref quantity);
        // "At least 60 in the box", "12 or more in a box"
        if (quantity.Counted == Counted.Nothing && draft.Find(Cue.CountAfter, quantity.End) is { Length: > 1 } held) (quantity.Counted, quantity.End) = (Counted.Pieces, held.End);
        if (quantity.End == next) ComparatorGrammar.ReadBehindNoun(draft, next, ref quantity);
        BoundNegation.ReadBefore(draft, ref quantity);
        return true;
    }

    /// <summary>"She is 12" ends there, and 送他一台 has no comma before what is given.</summary>
    private static bool EndsAge(Draft draft, int at) => draft.Language == Language.Zh ? draft.IsBoundary(at) : UnsignedReading.NothingCountedBehind(draft, at);

    /// <summary>Thousands are grouped by spaces, but "talla 4 124 unidades" is a size and a count, "lot de 4 500 g" so many of so much, and "baskets 42 100 €" cost no fortune.</summary>
    private static bool AreTwoNumbers(Draft draft, int start, int at, NumberMatch number, Quantity quantity)
    {
        if (number is not { Length: 2, Value: >= 1000 } || draft.Tokens[at].Kind != TokenKind.Number || draft.Tokens[at + 1] is not { Kind: TokenKind.Number, Length: 3 } group) return false;
        Dimension? measured = MeasureParser.UnitAt(draft.Tokens, at + 2, draft.Vocabulary, out _)?.Dimension;
        bool isWhole = group.Folded[0] == '0';
        return quantity.Counted switch
        {
            Counted.Size => true,
            // "Lot de 3 120 lingettes", but "lot de 2 500 gobelets".
            Counted.Pieces => measured is Dimension.Mass or Dimension.Capacity || group.Value % RoundGroup != 0,
            _ => !isWhole && (measured is Dimension.Storage || start == at && draft.Tokens[at].Value is >= MinShoeSize and <= MaxShoeSize && draft.IsWorn),
        };
    }

    /// <summary>"A few hundred dollars", 几百块: from one to ten times as much.</summary>
    private static void ReadSeveral(Draft draft, PhraseMatch several, ref Quantity quantity)
    {
        quantity.NumberAt = several.Start;
        quantity.Low = double.Parse(several.Sense.Value, CultureInfo.InvariantCulture);
        (quantity.High, quantity.IsRange) = (10 * quantity.Low, !quantity.IsMax && !quantity.IsMin);
        quantity.UnitEnd = UnitGrammar.Read(draft, several.End, ref quantity);
        quantity.End = ComparatorGrammar.ReadAfter(draft, quantity.UnitEnd, ref quantity);
    }

    /// <summary>What stands between a number and its unit: "40ish dollars", "4+ stars", "4 and a half stars".</summary>
    private static int ReadSuffix(Draft draft, int at, ref Quantity quantity)
    {
        if (ReadHalf(draft, at, ref quantity) is var half && half > at) return half;
        // "Treinta y pico euros", "trente et quelques euros"
        if (draft.Find(Cue.AboutAfter, at) is { Length: > 1 } some && draft.FindAnyway(Cue.Currency, some.End).Length > 0)
        {
            quantity.IsAbout = true;
            return some.End;
        }
        if (at + 1 >= draft.Count || draft.Tokens[at].Joint == Joint.Apart) return at;
        if (draft.Tokens[at].Folded == "+" && draft.Tokens[at + 1].Kind != TokenKind.Number) quantity.IsMin = true;
        else if (draft.Find(Cue.AboutAfter, at).Length == 1) quantity.IsAbout = true;
        else return at;
        return at + 1;
    }

    /// <summary>"4 and a half stars", and behind the unit: "un kilo et demi", 一斤半. In Chinese a half apart, or one that begins a word, is none.</summary>
    public static int ReadHalf(Draft draft, int at, ref Quantity quantity)
    {
        PhraseMatch half = draft.Find(Cue.HalfAfter, at);
        if (half.Length == 0 || (draft.Language == Language.Zh && (draft.LongestAt(at) > half.Length || draft.Tokens[at].Joint != Joint.Glued || quantity.Unit is null && quantity.Counted is not (Counted.Stars or Counted.Size)))) return at;
        // "Millón y medio"
        double whole = quantity.Low >= Million && quantity.Low % Million == 0 ? Million : 1;
        quantity.Low = quantity.High = quantity.Low + (half.Sense.Value.Length == 0 ? 0.5 : double.Parse(half.Sense.Value, CultureInfo.InvariantCulture)) * whole;
        return half.End;
    }

    /// <summary>"Kilo y medio", "pound and a half", "de año y medio": one is not written.</summary>
    public static bool TryUnitAndHalf(Draft draft, int at, out NumberMatch one)
    {
        one = new NumberMatch(0, 1, IsWeak: false);
        if (at >= draft.Count || !draft.IsFree(at) || draft.Language == Language.Zh || draft.Tokens[at].Length < ShortestUnitName) return false;
        bool unit = MeasureParser.UnitAt(draft.Tokens, at, draft.Vocabulary, out int length) is not null;
        if (!unit) length = draft.Find(Cue.Age, at).Length;
        // "Metro ochenta por setenta"
        bool hundredths = unit && draft.Language == Language.Es && SmallerUnit.Read(draft, at + length, new Quantity { Low = 1, Unit = UnitTable.Get("m"), Counted = Counted.Measure }, out _) > at + length && draft.Tokens[at].Folded == "metro";
        return length > 0 && (hundredths || draft.Find(Cue.HalfAfter, at + length).Length > 0);
    }

    /// <summary>"Three quarters of a litre", "trois quarts de litre", "cuarto de kilo", "drei viertel Liter". The word means other things where no such unit follows.</summary>
    private static bool TryQuarters(Draft draft, int at, out NumberMatch number)
    {
        number = default;
        if (at >= draft.Count || !draft.Has(Cue.Quarter)) return false;
        int quarter = draft.FindAnyway(Cue.Quarter, at).Length > 0 || !TryNumber(draft, at, out NumberMatch count) ? at : at + count.Length;
        double times = quarter == at ? 1 : NumberReader.Read(draft.Tokens, at, draft.Language).Value;
        if (draft.FindAnyway(Cue.Quarter, quarter) is not { Length: > 0 } word || times is < 1 or > 3 || !draft.IsFree(quarter)) return false;
        int next = SkipMadeOf(draft, word.End);
        if (next > word.End && TryNumber(draft, next, out NumberMatch article) && article is { Length: 1, IsWeak: true, Value: 1 }) next++;
        // "Cuarto de galón" is a unit of its own.
        bool isUnit = MeasureParser.UnitAt(draft.Tokens, quarter, draft.Vocabulary, out _) is not null;
        if (isUnit || MeasureParser.UnitAt(draft.Tokens, next, draft.Vocabulary, out _) is not { Dimension: Dimension.Capacity or Dimension.Mass or Dimension.Length }) return false;
        number = new NumberMatch(next - at, times / 4, IsWeak: false);
        return true;
    }

    /// <summary>"A couple of kilos", "un par de litros": two of a unit, where "a couple of lamps" is not counted so exactly.</summary>
    private static bool TryTwoOf(Draft draft, int at, out NumberMatch number)
    {
        number = default;
        if (draft.FindAnyway(Cue.TwoOf, at) is not { Length: > 0 } couple || !draft.IsFree(at)) return false;
        bool hundreds = TryNumber(draft, couple.End, out NumberMatch place) && place is { Length: 1, Value: 100 or 1000 };
        if (!hundreds && MeasureParser.UnitAt(draft.Tokens, couple.End, draft.Vocabulary, out _) is not { Dimension: Dimension.Capacity or Dimension.Mass or Dimension.Length }) return false;
        number = hundreds ? new NumberMatch(couple.Length + 1, 2 * place.Value, IsWeak: false) : new NumberMatch(couple.Length, 2, IsWeak: false);
        return true;
    }

    public static int SkipMadeOf(Draft draft, int at) => draft.FindAnyway(Cue.MadeOf, at) is { Length: 1 } of ? of.End : at;

    /// <summary>"Under two fifty", "three twenty max": hundreds and tens without the word between, of a price that is bounded; 0 for none.</summary>
    private static double HundredsSaid(Draft draft, Quantity quantity, int at)
    {
        if (draft.Language != Language.En || quantity is not { Low: >= 1 and <= 9, IsWeak: false } || at is 0 || at >= draft.Count || draft.Tokens[at - 1].Kind != TokenKind.Word || draft.Tokens[at].Kind != TokenKind.Word || draft.Tokens[at].Joint != Joint.Apart) return 0;
        if (!TryNumber(draft, at, out NumberMatch tens) || tens is not { Length: 1, Value: >= 10 and < 100 } || tens.Value % 10 != 0) return 0;
        bool money = draft.FindAnyway(Cue.Currency, at + 1).Length > 0 || draft.FindAnyway(Cue.MaxAfter, at + 1).Length > 0 || quantity.IsBounded && UnsignedReading.NothingCountedBehind(draft, at + 1) && MeasureParser.UnitAt(draft.Tokens, at + 1, draft.Vocabulary, out _) is null;
        return money ? 100 * quantity.Low + tens.Value : 0;
    }

    /// <summary>Degrees below zero: a sign before the number, or "below zero" behind its unit. Returns the token after them.</summary>
    private static int Negate(Draft draft, int end, ref Quantity quantity)
    {
        PhraseMatch below = draft.Find(Cue.BelowZero, end);
        // "Para 10 bajo cero"
        if (below.Length > 0 && quantity.Counted == Counted.Nothing) (quantity.Counted, quantity.Unit) = (Counted.Measure, UnitTable.Get("c"));
        // "Schlafsack bis -10"
        bool unsigned = quantity is { Counted: Counted.Nothing, IsRange: false } && below.Length == 0 && draft.Has(Cue.Thermal);
        if (quantity.Unit?.Dimension != Dimension.Temperature && !unsigned) return end;
        if (below.Length > 0)
        {
            (quantity.Low, quantity.High) = (-quantity.High, -quantity.Low);
            return below.End;
        }
        int sign = quantity.NumberAt - 1;
        // "Au moins 400 °C" is not below zero.
        if (quantity.IsRange || quantity.IsMin && AgeReading.EndsAt(draft, Cue.Min, quantity.NumberAt) > 0) return end;
        while (sign >= 0 && sign > quantity.NumberAt - 3 && draft.FindAnyway(Cue.Minus, sign).End != quantity.NumberAt) sign--;
        if (sign < 0 || draft.FindAnyway(Cue.Minus, sign).End != quantity.NumberAt) return end;
        bool glued = draft.Tokens[sign].Kind != TokenKind.Symbol || (draft.Tokens[sign].Joint == Joint.Apart && draft.Tokens[quantity.NumberAt].Joint == Joint.Glued);
        if (!glued) return end;
        if (unsigned) (quantity.Counted, quantity.Unit) = (Counted.Measure, UnitTable.Get("c"));
        quantity.Low = quantity.High = -quantity.Low;
        draft.Claim(sign, quantity.NumberAt, TokenUse.Dropped);
        return end;
    }

    public static bool IsTimesNumber(Draft draft, int at) => IsTimes(draft, at) && draft.Tokens[at + 1].Kind == TokenKind.Number;

    public static bool IsTimes(Draft draft, int at) => at + 1 < draft.Count && draft.FindAnyway(MeasureContext.Times, at).Length > 0 && draft.IsFree(at);

    public static bool TryNumber(Draft draft, int at, out NumberMatch number)
    {
        number = at < draft.Count && draft.IsFree(at) ? NumberReader.Read(draft.Tokens, at, draft.Language) : default;
        for (int i = at; i < at + number.Length; i++)
        {
            if (!draft.IsFree(i)) return false;
        }
        return number.Length > 0;
    }

    public static bool Read(Draft draft, string kind, ref int at)
    {
        PhraseMatch match = draft.Find(kind, at);
        if (match.Length == 0) return false;
        at = match.End;
        return true;
    }
}
