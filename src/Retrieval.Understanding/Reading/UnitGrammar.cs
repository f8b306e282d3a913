using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Parses what a number counts: money, a unit of measure, stars, years, pieces, a size.</summary>
internal static class UnitGrammar
{
    private const double MostOfPack = 100;

    /// <summary>What the number counts, and the token after it.</summary>
    public static int Read(Draft draft, int at, ref Quantity quantity)
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
        // A pound of Québec is the English one, not half a kilo.
        if (unit?.Key == "jin" && draft.Language == Language.Fr && SmallerUnit.IsCanadian(draft)) unit = UnitTable.Get("lb");
        bool contested = draft.Language != Language.Zh && draft.Find(LanguageVocabulary.Unit, at).Length < unitLength;
        // 预算1w, 1.5w以内: ten thousands
        if (unit?.Key == "w" && draft.Language == Language.Zh && ChineseQuantity.AreTenThousands(draft, at, quantity))
        {
            (quantity.Low, quantity.High, quantity.Counted) = (1e4 * quantity.Low, 1e4 * quantity.High, Counted.Money);
            return at + 1;
        }
        // Size 14W is wide.
        bool ofWidth = quantity.Counted == Counted.Size && unit?.Key == "w" && draft.Tokens[at].Length == 1 && draft.IsWorn;
        // "An HP 305 printer" has no horsepower.
        bool ofName = quantity.IsWeak && unit?.Dimension == Dimension.Power && at + unitLength < draft.Count && draft.Tokens[at + unitLength].Kind == TokenKind.Number;
        // A "GSR 18V-55" is a drill.
        ofName |= unit?.Dimension == Dimension.Voltage && at + unitLength < draft.Count && draft.Tokens[at + unitLength] is { Kind: TokenKind.Number, Joint: Joint.Hyphen };
        // "Un livre de cuisine" weighs no pound.
        if (contested || ofWidth || ofName || draft.FindAnyway(Cue.NoUnit, quantity.NumberAt).Length > 0 || draft.FindAnyway(Cue.NoUnit, at).Length > unitLength) unit = null;
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
        // "max 15e", "15e max", but "le 15e arrondissement".
        if (draft.Tokens[at].Joint == Joint.Glued && draft.FindAnyway(Cue.BoundedCurrency, at) is { Length: > 0 } letter && (quantity.IsBounded || draft.FindAnyway(Cue.MaxAfter, letter.End).Length > 0))
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
            QuantityGrammar.Read(draft, Cue.Star, ref stars);
            return stars;
        }
        if (draft.Find(Cue.Star, at) is { Length: > 0 } star)
        {
            quantity.Counted = Counted.Stars;
            int end = star.End;
            QuantityGrammar.Read(draft, Cue.OutOfFive, ref end);
            return end;
        }
        // "Ab dem 6. Monat"
        int ordinal = draft.Language == Language.De && draft.Tokens[at] is { Folded: ".", Joint: Joint.Glued } ? at + 1 : at;
        if (draft.Find(Cue.Age, ordinal) is { Length: > 0 } age && AgeReading.IsAge(draft, quantity, age) is var isAge && (isAge || unit is null))
        {
            if (!isAge || IsTimeOfGoods(draft, quantity, age))
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
            // 38码半
            bool half = size.Length > 1 && draft.Language == Language.Zh && draft.FindAnyway(Cue.HalfAfter, size.End - 1).Length > 0;
            if (half) quantity.Low = quantity.High = quantity.Low + 0.5;
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
        return number < draft.Count && draft.Tokens[number].Kind == TokenKind.Number && QuantityGrammar.TryNumber(draft, number, out NumberMatch each) && MeasureParser.UnitAt(draft.Tokens, number + each.Length, draft.Vocabulary, out _) is { Dimension: Dimension.Mass or Dimension.Capacity };
    }

    /// <summary>"512 SSD", "16 de RAM": the unit is left out, the word stays.</summary>
    private static bool IsGigabytes(Draft draft, int at, double value)
    {
        if (value is not (4 or 6 or 8 or 12 or 16 or 24 or 32 or 64 or 128 or 256 or 512 or 1024)) return false;
        int word = draft.FindAnyway(draft.Language == Language.Zh ? Cue.Link : Cue.MadeOf, at) is { Length: 1 } of ? of.End : at;
        return draft.FindAnyway(Cue.GigabyteWord, word).Length > 0;
    }

    /// <summary>"Pounds" are money in a British market, unless the sentence weighs.</summary>
    private static bool IsMoneyHere(Draft draft, Quantity quantity)
        => quantity.Counted is not (Counted.Size or Counted.Pieces) && MarketCurrency.Of(draft.Context.Market, draft.Language) == "GBP";

    /// <summary>Years of a warranty, of a whisky or of a used machine ("not older than 3 years") are nobody's age.</summary>
    private static bool IsTimeOfGoods(Draft draft, Quantity quantity, PhraseMatch age)
        => draft.HasBetween(Cue.Warranty, age.Start - 4, age.End + 4)
            || (quantity.IsBounded && draft.Has("condition") && !AgeReading.IsOfPersonBehind(draft, age.End))
            || (draft.Has(Cue.AgedGoods) && !AgeReading.IsSaidOf(draft, quantity.NumberAt) && !AgeReading.IsOfPersonBehind(draft, age.End));
}
