using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Parses one quantity: <c>comparator* sign? number unit? ((to|x) sign? number unit?)* comparator*</c>. The same grammar serves every
/// language; which phrases compare, join or count stands in the cue files.
/// </summary>
internal static class QuantityGrammar
{
    private const int MostComparators = 4, ShortestUnitName = 3;
    private const double MostOfPack = 100, RoundGroup = 50, Million = 1e6;
    public const double MinShoeSize = 34, MaxShoeSize = 56;

    /// <summary>Parses the quantity that begins at a token; false where none does.</summary>
    public static bool TryParse(Draft draft, int at, out Quantity quantity)
    {
        quantity = new Quantity { Start = at, Sign = "" };
        bool between = false;
        int next = ReadBefore(draft, at, ref quantity, ref between);
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
            next = ReadUnit(draft, next + 1 + upper.Length, ref quantity);
            quantity.UnitEnd = next;
            quantity.End = ReadAfter(draft, next, ref quantity);
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
        bool banknote = draft.FindAnyway(Cue.MoneyNumber, next - 1).Length > 0 && (quantity.IsBounded || quantity.IsFor || number.Length > 1) && (draft.Language == Language.De ? !IsCapital(draft, next) : QuantityReading.NothingCountedBehind(draft, next));
        if (banknote) (quantity.Counted, quantity.IsWeak) = (Counted.Money, false);
        if (HundredsSaid(draft, quantity, next) is > 0 and var hundreds)
        {
            quantity.Low = quantity.High = hundreds;
            next += 1;
        }
        next = ReadSuffix(draft, next, ref quantity);
        next = ChineseQuantity.ReadAndSome(draft, next, ref quantity);
        next = ReadUnit(draft, next, ref quantity);
        next = ReadHalf(draft, next, ref quantity);
        next = SmallerUnit.Read(draft, next, quantity, out double part);
        quantity.Low += part;
        quantity.High += part;
        next = RangeGrammar.ReadRangeOrSize(draft, next, between, ref quantity);
        quantity.UnitEnd = next;
        // "My daughter is 12", but "my daughter is 12 inches taller" and "for my daughter, 12 max".
        if (quantity.Counted == Counted.Nothing && !quantity.IsBounded && draft.Find(Cue.MaxAfter, next).Length == 0 && AgeReading.IsSaidOf(draft, quantity.Start) && EndsAge(draft, next)) (quantity.Counted, quantity.Sign) = (Counted.Age, "year");
        next = Negate(draft, next, ref quantity);
        quantity.End = ReadAfter(draft, next, ref quantity);
        // "At least 60 in the box", "12 or more in a box"
        if (quantity.Counted == Counted.Nothing && draft.Find(Cue.CountAfter, quantity.End) is { Length: > 1 } held) (quantity.Counted, quantity.End) = (Counted.Pieces, held.End);
        if (quantity.End == next) ReadBehindNoun(draft, next, ref quantity);
        BoundNegation.ReadBefore(draft, ref quantity);
        return true;
    }

    /// <summary>"She is 12" ends there, and 送他一台 has no comma before what is given.</summary>
    private static bool EndsAge(Draft draft, int at) => draft.Language == Language.Zh ? draft.IsBoundary(at) : QuantityReading.NothingCountedBehind(draft, at);

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
            _ => !isWhole && (measured is Dimension.Storage || start == at && draft.Tokens[at].Value is >= MinShoeSize and <= MaxShoeSize && ValueReading.IsWorn(draft)),
        };
    }

    /// <summary>"A few hundred dollars", 几百块: from one to ten times as much.</summary>
    private static void ReadSeveral(Draft draft, PhraseMatch several, ref Quantity quantity)
    {
        quantity.NumberAt = several.Start;
        quantity.Low = double.Parse(several.Sense.Value, CultureInfo.InvariantCulture);
        (quantity.High, quantity.IsRange) = (10 * quantity.Low, !quantity.IsMax && !quantity.IsMin);
        quantity.UnitEnd = ReadUnit(draft, several.End, ref quantity);
        quantity.End = ReadAfter(draft, quantity.UnitEnd, ref quantity);
    }

    /// <summary>Comparators and signs before the number, in any order: "budget of around $", "pack of", "size".</summary>
    private static int ReadBefore(Draft draft, int at, ref Quantity quantity, ref bool between)
    {
        int next = at;
        for (int i = 0; i < MostComparators && next < draft.Count; i++)
        {
            int begin = next;
            if (Read(draft, Cue.Max, ref next)) quantity.IsMax = true;
            else if (Read(draft, Cue.Min, ref next)) quantity.IsMin = true;
            // A tilde folds to a dash, and "-30" is not about thirty.
            else if (draft.Sentence[draft.Tokens[next].Start] != '-' && Read(draft, Cue.About, ref next)) quantity.IsAbout = true;
            else if (Read(draft, Cue.Between, ref next)) between = true;
            else if (Read(draft, Cue.Budget, ref next)) quantity.IsBudget = true;
            else if (Read(draft, Cue.PriceWord, ref next)) quantity.IsBudget = true;
            // "for 4" bounds nothing, "for 40 euros" is a price all the same.
            else if (Read(draft, Cue.PriceFor, ref next)) quantity.IsFor = true;
            else if (quantity.Start < next && Read(draft, Cue.Minus, ref next)) { }
            else if (Read(draft, Cue.DimensionWord, ref next)) { }
            else if (Read(draft, Cue.RatingBefore, ref next)) quantity.Counted = Counted.Stars;
            else if (!IsThread(draft, next) && !IsMadeOf(draft, next) && Read(draft, Cue.CountBefore, ref next)) quantity.Counted = Counted.Pieces;
            else if (!IsPronoun(draft, next) && Read(draft, Cue.SizeBefore, ref next)) quantity.Counted = Counted.Size;
            else if (Read(draft, Cue.AgeBefore, ref next))
            {
                quantity.Counted = Counted.Age;
                quantity.Sign = "year";
            }
            else if (draft.Find(Cue.Currency, next) is { Length: > 0 } sign && StandsBeforeNumbers(draft, sign))
            {
                quantity.Counted = Counted.Money;
                quantity.Sign = sign.Sense.Value;
                next = sign.End;
            }
            if (next == begin) break;
            while (Read(draft, Cue.Link, ref next)) { }
        }
        return next;
    }

    private static bool IsCapital(Draft draft, int at) => at < draft.Count && char.IsUpper(draft.Sentence[draft.Tokens[at].Start]);

    /// <summary>Screws of "M4 x 20" are not twenty.</summary>
    private static bool IsThread(Draft draft, int at)
        => at > 0 && draft.Tokens[at].Folded == "x" && draft.Tokens[at - 1] is { Kind: TokenKind.Word, Folded: ['m', >= '1' and <= '9'] or ['m', >= '1' and <= '9', >= '0' and <= '9'] };

    /// <summary>"Get us 6 glasses", where "US 6" is a shoe.</summary>
    private static bool IsPronoun(Draft draft, int at)
        => draft.Language == Language.En && draft.Find(Cue.SizeBefore, at).Length == 1 && draft.FindAnyway(Cue.Function, at).Length == 1 && (!char.IsUpper(draft.Sentence[draft.Tokens[at].Start]) || !ValueReading.IsWorn(draft));

    /// <summary>Cups "en carton de 25 cl" are made of it, "un carton de 6" holds six.</summary>
    private static bool IsMadeOf(Draft draft, int at)
        => at > 0 && draft.FindAnyway(Cue.MadeOf, at - 1).Length == 1 && draft.FindAnyway("material", at) is { Length: 1 };

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
    private static int ReadHalf(Draft draft, int at, ref Quantity quantity)
    {
        PhraseMatch half = draft.Find(Cue.HalfAfter, at);
        if (half.Length == 0 || (draft.Language == Language.Zh && (draft.LongestAt(at) > half.Length || draft.Tokens[at].Joint != Joint.Glued || quantity.Unit is null && quantity.Counted != Counted.Stars))) return at;
        // "Millón y medio"
        double whole = quantity.Low >= Million && quantity.Low % Million == 0 ? Million : 1;
        quantity.Low = quantity.High = quantity.Low + (half.Sense.Value.Length == 0 ? 0.5 : double.Parse(half.Sense.Value, CultureInfo.InvariantCulture)) * whole;
        return half.End;
    }

    /// <summary>"Kilo y medio", "pound and a half", "de año y medio": one is not written.</summary>
    private static bool TryUnitAndHalf(Draft draft, int at, out NumberMatch one)
    {
        one = new NumberMatch(0, 1, IsWeak: false);
        if (at >= draft.Count || !draft.IsFree(at) || draft.Language == Language.Zh || draft.Tokens[at].Length < ShortestUnitName) return false;
        bool unit = MeasureParser.UnitAt(draft.Tokens, at, draft.Vocabulary, out int length) is not null;
        if (!unit) length = draft.Find(Cue.Age, at).Length;
        return length > 0 && draft.Find(Cue.HalfAfter, at + length).Length > 0;
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
        bool money = draft.FindAnyway(Cue.Currency, at + 1).Length > 0 || draft.FindAnyway(Cue.MaxAfter, at + 1).Length > 0 || quantity.IsBounded && QuantityReading.NothingCountedBehind(draft, at + 1) && MeasureParser.UnitAt(draft.Tokens, at + 1, draft.Vocabulary, out _) is null;
        return money ? 100 * quantity.Low + tens.Value : 0;
    }

    /// <summary>A currency's sign or code may precede its number; its name follows.</summary>
    private static bool StandsBeforeNumbers(Draft draft, PhraseMatch sign)
        => draft.Tokens[sign.Start].Kind == TokenKind.Symbol || draft.Tokens[sign.End - 1].Kind == TokenKind.Symbol
            || draft.FindAnyway(Cue.CurrencyCode, sign.Start).Length > 0 || sign.Sense.Value.Equals(draft.Tokens[sign.Start].Folded, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the number counts, and the token after it.</summary>
    public static int ReadUnit(Draft draft, int at, ref Quantity quantity)
    {
        if (at + 1 < draft.Count && draft.FindAnyway(Cue.MadeOf, at) is { Length: 1 } of && (draft.Is(Cue.Currency, of.End) || draft.Begins(LanguageVocabulary.Unit, of.End))) at = of.End;
        if (at >= draft.Count) return at;
        if (SmallerUnit.IsFeet(draft, at))
        {
            (quantity.Counted, quantity.Unit) = (Counted.Measure, UnitTable.Get("ft"));
            return at + 1;
        }
        PhraseMatch money = draft.Find(Cue.Currency, at);
        UnitOfMeasure? unit = MeasureParser.UnitAt(draft.Tokens, at, draft.Vocabulary, out int unitLength);
        bool contested = draft.Language != Language.Zh && draft.Find(LanguageVocabulary.Unit, at).Length < unitLength;
        // 预算1w, 1.5w以内: ten thousands
        if (unit?.Key == "w" && draft.Language == Language.Zh && ChineseQuantity.AreTenThousands(draft, at, quantity))
        {
            (quantity.Low, quantity.High, quantity.Counted) = (1e4 * quantity.Low, 1e4 * quantity.High, Counted.Money);
            return at + 1;
        }
        // Size 14W is wide.
        bool ofWidth = quantity.Counted == Counted.Size && unit?.Key == "w" && draft.Tokens[at].Length == 1 && ValueReading.IsWorn(draft);
        // "Un livre de cuisine" weighs no pound.
        if (contested || ofWidth || draft.FindAnyway(Cue.NoUnit, quantity.NumberAt).Length > 0 || draft.FindAnyway(Cue.NoUnit, at).Length > unitLength) unit = null;
        // In "a $20 mouse" the sign belongs to the number behind it.
        bool opensNext = money.Length > 0 && draft.Tokens[at].Joint == Joint.Apart && money.End < draft.Count && draft.Tokens[money.End] is { Kind: TokenKind.Number, Joint: Joint.Glued };
        if (money.Length > 0 && ChineseQuantity.CountsThings(draft, money, quantity))
        {
            quantity.Counted = Counted.Pieces;
            return money.End;
        }
        if (money.Length > 0 && !opensNext && (unit is null || IsMoneyHere(draft, quantity)))
        {
            quantity.Counted = Counted.Money;
            quantity.Sign = money.Sense.Value;
            return money.End;
        }
        if (SmallerUnit.ReadCoin(draft, at, ref quantity) is var coin && coin > at) return coin;
        // "150.-"
        if (quantity.Counted is Counted.Nothing or Counted.Money && SmallerUnit.NoCentsEnd(draft, at) is var dash && dash > at)
        {
            quantity.Counted = Counted.Money;
            return dash;
        }
        // "max 15e", but "le 15e arrondissement".
        if (quantity.IsBounded && draft.Tokens[at].Joint == Joint.Glued && draft.FindAnyway(Cue.BoundedCurrency, at) is { Length: > 0 } letter)
        {
            quantity.Counted = Counted.Money;
            quantity.Sign = letter.Sense.Value;
            return letter.End;
        }
        if (quantity.Counted is Counted.Money) return at;
        // "512er SSD"
        if (draft.Tokens[at].Joint == Joint.Glued && draft.FindAnyway(Cue.KindSuffix, at).Length > 0 && IsGigabytes(draft, at + 1, quantity.Low))
        {
            (quantity.Counted, quantity.Unit) = (Counted.Measure, UnitTable.Get("gb"));
            return at + 1;
        }
        if (draft.Find(Cue.OutOfFive, at) is { Length: > 0 } ofFive)
        {
            quantity.Counted = Counted.Stars;
            int stars = ofFive.End;
            Read(draft, Cue.Star, ref stars);
            return stars;
        }
        if (draft.Find(Cue.Star, at) is { Length: > 0 } star)
        {
            quantity.Counted = Counted.Stars;
            int end = star.End;
            Read(draft, Cue.OutOfFive, ref end);
            return end;
        }
        // "Ab dem 6. Monat"
        int ordinal = draft.Language == Language.De && draft.Tokens[at] is { Folded: ".", Joint: Joint.Glued } ? at + 1 : at;
        if (draft.Find(Cue.Age, ordinal) is { Length: > 0 } age)
        {
            if (IsTimeOfGoods(draft, quantity, age))
            {
                quantity.Counted = Counted.Other;
                return at;
            }
            quantity.Counted = Counted.Age;
            quantity.Sign = age.Sense.Value;
            return age.End;
        }
        if (unit is not null)
        {
            quantity.Unit = unit;
            // "pack of 6 x 330 ml" counts; "size 30 cm" measures.
            if (quantity.Counted != Counted.Pieces) quantity.Counted = Counted.Measure;
            return at + unitLength;
        }
        // "Talla 4 pack 120 unidades"
        bool opensCount = quantity.Counted == Counted.Size && draft.Find(Cue.CountAfter, at) is { Length: > 0 } pack && pack.End < draft.Count && draft.Tokens[pack.End].Kind == TokenKind.Number;
        if (!opensCount && draft.Find(Cue.CountAfter, at) is { Length: > 0 } pieces)
        {
            quantity.Counted = Counted.Pieces;
            return pieces.End;
        }
        if (IsPackOfMeasures(draft, at, quantity))
        {
            quantity.Counted = Counted.Pieces;
            return at;
        }
        if (draft.Find(Cue.SizeAfter, at) is { Length: > 0 } size)
        {
            quantity.Counted = Counted.Size;
            return size.End;
        }
        // 每包80抽 are sheets, "a set of 6 cups" is six.
        bool ofSheets = quantity.Counted == Counted.Pieces && draft.FindAnyway(Cue.SheetWord, at).Length > 0;
        if ((quantity.Counted == Counted.Nothing || ofSheets) && !(draft.Language == Language.Zh && draft.IsBoundary(at)) && draft.FindAnyway(Cue.NoConstraintUnit, at).Length > 0) quantity.Counted = Counted.Other;
        if (quantity is { Counted: Counted.Nothing, IsWeak: false } && IsGigabytes(draft, at, quantity.Low)) (quantity.Counted, quantity.Unit) = (Counted.Measure, UnitTable.Get("gb"));
        return at;
    }

    /// <summary>"3 sacs de 40 L", "10 Knäuel à 50 g": so many of something that holds or weighs so much each; the word stays one of the search.</summary>
    private static bool IsPackOfMeasures(Draft draft, int at, Quantity quantity)
    {
        if (quantity is not { Counted: Counted.Nothing, IsBounded: false, Low: >= 2 and <= MostOfPack } || quantity.Low % 1 != 0 || draft.Language == Language.Zh) return false;
        if (draft.Tokens[at].Kind != TokenKind.Word || draft.Tokens[at].Joint != Joint.Apart || draft.Begins(Cue.Function, at) || draft.FindAnyway(Cue.NoConstraintUnit, at).Length > 0 || draft.FindAnyway(Cue.Recipient, at).Length > 0) return false;
        int number = draft.FindAnyway(Cue.PackOf, at + 1) is { Length: > 0 } of ? of.End : draft.Count;
        return number < draft.Count && draft.Tokens[number].Kind == TokenKind.Number && TryNumber(draft, number, out NumberMatch each) && MeasureParser.UnitAt(draft.Tokens, number + each.Length, draft.Vocabulary, out _) is { Dimension: Dimension.Mass or Dimension.Capacity };
    }

    /// <summary>"512 SSD", "16 de RAM": the unit is left out, the word stays.</summary>
    private static bool IsGigabytes(Draft draft, int at, double value)
    {
        if (value is not (4 or 6 or 8 or 12 or 16 or 24 or 32 or 64 or 128 or 256 or 512 or 1024)) return false;
        int word = draft.FindAnyway(Cue.MadeOf, at) is { Length: 1 } of ? of.End : at;
        return draft.FindAnyway(Cue.GigabyteWord, word).Length > 0;
    }

    /// <summary>Comparators behind: "or less", "max", "and up", "each".</summary>
    private static int ReadAfter(Draft draft, int at, ref Quantity quantity)
    {
        int next = at;
        for (int i = 0; i < MostComparators && next < draft.Count; i++)
        {
            int begin = next;
            if (draft.Tokens[next].Folded is "(" && next + 1 < draft.Count) next++;
            int inner = next;
            bool sum = draft.Tokens[next].Folded == "+" && next + 1 < draft.Count && draft.Tokens[next + 1].Kind == TokenKind.Number;
            if (sum || BelongsToNext(draft, next)) return begin;
            // A battery of "20V max" has that voltage.
            if (quantity.Unit?.Key == "v" && draft.FindAnyway(Cue.RatedMost, next).Length > 0) return begin;
            if (Read(draft, Cue.MaxAfter, ref next)) quantity.IsMax = true;
            else if (Read(draft, Cue.MinAfter, ref next)) quantity.IsMin = true;
            else if (Read(draft, Cue.AboutAfter, ref next)) quantity.IsAbout = true;
            else quantity.IsSum |= Read(draft, Cue.Each, ref next);
            if (next == inner) return begin;
        }
        return next;
    }

    /// <summary>"12 hours of battery or more", "120 cm breit oder weniger": the comparator stands behind the noun, which stays a word of the search.</summary>
    private static void ReadBehindNoun(Draft draft, int at, ref Quantity quantity)
    {
        // "90 de large maxi"
        bool unsigned = quantity.Counted == Counted.Nothing && draft.FindAnyway(Cue.LengthAfter, at).Length > 0;
        if (quantity.Counted != Counted.Measure && !unsigned || at >= draft.Count) return;
        int next = at;
        bool isLength = unsigned || quantity.Unit is { Dimension: Dimension.Length };
        Read(draft, Cue.MadeOf, ref next);
        bool isPart = next > at;
        if (!Read(draft, Cue.LastingWord, ref next) && !(isLength && (Read(draft, Cue.LengthAfter, ref next) || Read(draft, Cue.DimensionWord, ref next))))
        {
            // "46 cm de coupe minimum"
            if (!isPart || next + 1 >= draft.Count || draft.Tokens[next].Kind != TokenKind.Word || !draft.IsFree(next)) return;
            next++;
        }
        int begin = next;
        int end = ReadAfter(draft, next, ref quantity);
        if (end > begin) draft.Claim(begin, end, TokenUse.Dropped);
    }

    /// <summary>"20000 mAh mínimo 65 W": a comparator straight before the next number belongs to that.</summary>
    private static bool BelongsToNext(Draft draft, int at)
    {
        // "3000 W y menos de 70 dB"
        if (draft.FindAnyway(Cue.And, at) is { Length: > 0 } and) at = and.End;
        // "Below 20 or above 40", where "20 or above" alone has another meaning.
        else if (draft.FindAnyway(Cue.Or, at) is { Length: > 0 } or) at = or.End;
        if (at >= draft.Count) return false;
        PhraseMatch before = draft.Find(Cue.Max, at) is { Length: > 0 } max ? max : draft.Find(Cue.Min, at) is { Length: > 0 } min ? min : draft.FindAnyway(Cue.Budget, at) is { Length: > 0 } budget ? budget : draft.Find(Cue.About, at);
        return before.Length > 0 && TryNumber(draft, before.End, out NumberMatch next) && !next.IsWeak;
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

    /// <summary>"Pounds" are money in a British market, unless the sentence weighs.</summary>
    private static bool IsMoneyHere(Draft draft, Quantity quantity)
        => quantity.Counted is not (Counted.Size or Counted.Pieces) && MarketCurrency.Of(draft.Context.Market, draft.Language) == "GBP";

    /// <summary>Years of a warranty, of a whisky or of a used machine ("not older than 3 years") are nobody's age.</summary>
    private static bool IsTimeOfGoods(Draft draft, Quantity quantity, PhraseMatch age)
        => draft.HasBetween(Cue.Warranty, age.Start - 4, age.End + 4)
            || (quantity.IsBounded && draft.Has("condition") && !AgeReading.IsOfPersonBehind(draft, age.End))
            || (draft.Has(Cue.AgedGoods) && !AgeReading.IsSaidOf(draft, quantity.NumberAt) && !AgeReading.IsOfPersonBehind(draft, age.End));

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
