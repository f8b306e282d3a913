using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads what is counted in parts of a unit: cents of a euro, tenths of a metre, inches of a foot.</summary>
internal static class SmallerUnit
{
    private const double InchesOfFoot = 12, LeastHundredths = 5;

    /// <summary>"99 cents": so many hundredths of the market's currency. Returns the token after them, the same where there are none.</summary>
    public static int ReadCoin(Draft draft, int at, ref Quantity quantity)
    {
        // 九毛九
        if (quantity is { Counted: Counted.Nothing or Counted.Money, Low: >= 1 and < 10, Sign: "" } && draft.FindAnyway(Cue.TenthCoin, at).Length > 0 && ChineseQuantity.TenthsAt(draft, at + 1) is > 0 and var cents)
        {
            quantity.Low = quantity.High = (quantity.Low + cents) / 10;
            (quantity.Counted, quantity.IsWeak) = (Counted.Money, false);
            return at + 2;
        }
        bool signed = quantity.Counted == Counted.Money && quantity.Sign.Length > 0;
        if (signed || draft.Find(Cue.SmallCoin, at) is not { Length: > 0 } coin) return at;
        // "50 to 99 cents" are both cents, "50 cents to 2 dollars" are not.
        if (quantity.Counted != Counted.Money) quantity.Low *= Part(coin);
        quantity.High *= Part(coin);
        quantity.Counted = Counted.Money;
        return coin.End;
    }

    /// <summary>19€99, 1米5, 两米四, 两块五, 2'6". Returns the token after the part, the same where there is none.</summary>
    public static int Read(Draft draft, int at, Quantity quantity, out double part)
    {
        part = 0;
        if (at >= draft.Count) return at;
        Token cents = draft.Tokens[at];
        if (quantity.Unit?.Key == "m" && draft.Language == Language.Zh && cents is { Kind: TokenKind.Number, Joint: Joint.Glued, Length: <= 2 })
        {
            part = cents.Value / (cents.Length == 1 ? 10 : 100);
            return at + 1;
        }
        // 3块5毛, 2元5角
        bool coined = quantity.Counted == Counted.Money && draft.FindAnyway(Cue.TenthCoin, at + 1).Length > 0;
        bool tenths = coined || quantity.Unit?.Key == "m" || quantity.Counted == Counted.Money && draft.FindAnyway(Cue.PieceMoney, at - 1).Length > 0;
        if (tenths && ChineseQuantity.TenthsAt(draft, at) is > 0 and var tenth)
        {
            // 一块九毛九
            double hundredth = coined ? ChineseQuantity.TenthsAt(draft, at + 2) / 10 : 0;
            part = tenth + hundredth;
            return hundredth > 0 ? at + 3 : coined ? at + 2 : at + 1;
        }
        if (HundredthsAt(draft, at, quantity, out int hundredthsEnd) is > 0 and var hundredths)
        {
            part = hundredths;
            return hundredthsEnd;
        }
        if (quantity.Unit?.Key == "ft" && IsInchesOfFeet(draft, at))
        {
            part = cents.Value / InchesOfFoot;
            return at + 2;
        }
        if (quantity.Counted != Counted.Money) return at;
        // "1 euro 50 centimes"
        if (cents is { Kind: TokenKind.Number, Value: < 100 } && draft.Find(Cue.SmallCoin, at + 1) is { Length: > 0 } coin)
        {
            part = cents.Value * Part(coin);
            return coin.End;
        }
        bool follows = cents is { Kind: TokenKind.Number, Joint: Joint.Glued, Length: 2 } && draft.Tokens[at - 1] is { Kind: TokenKind.Symbol, Joint: Joint.Glued };
        if (!follows) return at;
        part = cents.Value / 100;
        return at + 1;
    }

    /// <summary>The quatre-vingts of "un mètre quatre-vingts", the 20 of "1 m 20 de large", the fünfzig of "drei Euro fünfzig"; 0 for none.</summary>
    private static double HundredthsAt(Draft draft, int at, Quantity quantity, out int end)
    {
        end = at;
        bool metres = quantity is { Unit.Key: "m", Low: >= 1 and < 10 };
        if (draft.Language == Language.Zh || !metres && quantity.Counted != Counted.Money || quantity.Low % 1 != 0) return 0;
        if (draft.Tokens[at].Joint != Joint.Apart || !QuantityGrammar.TryNumber(draft, at, out NumberMatch number) || number.IsWeak || number.Value is < LeastHundredths or >= 100 || number.Value % 1 != 0) return 0;
        bool inWords = draft.Tokens[at].Kind == TokenKind.Word;
        // "Entre un mètre vingt et deux mètres"
        if (inWords && number.Length > 2 && draft.FindAnyway(Cue.And, at + 1).Length == 1 && MeasureParser.UnitAt(draft.Tokens, at + number.Length, draft.Vocabulary, out _) is not null) number = NumberReader.Read(draft.Tokens[..(at + 1)], at, draft.Language);
        int behind = at + number.Length;
        // "Corde 3 m 12 mm", "câble 2 m 20 €", "2 m 90 x 200"
        bool times = QuantityGrammar.IsTimes(draft, behind);
        bool counts = draft.FindAnyway(Cue.Currency, behind).Length > 0 || draft.FindAnyway(LanguageVocabulary.Unit, behind).Length > 0 || draft.FindAnyway(Cue.CountAfter, behind).Length > 0 || (times ? !inWords : draft.FindAnyway(Cue.NoConstraintUnit, behind).Length > 0);
        if (counts || !inWords && (!metres || !draft.IsBoundary(behind) && draft.FindAnyway(Cue.LengthAfter, behind).Length == 0)) return 0;
        end = behind;
        return number.Value / 100;
    }

    /// <summary>The marks of a size in feet; and where French is spoken in Canada "pieds", elsewhere the legs of a table.</summary>
    public static bool IsFeet(Draft draft, int at)
        => IsFeetOfSize(draft, at) || draft.FindAnyway(Cue.FootWord, at).Length > 0 && IsCanadian(draft);

    public static bool IsCanadian(Draft draft) => string.Equals(draft.Context.Market, "CA", StringComparison.OrdinalIgnoreCase);

    /// <summary>The end of the ".-" of "150.-" and the ",-" of "20,-", by which a whole sum is written; the token itself where there is none.</summary>
    public static int NoCentsEnd(Draft draft, int at)
        => at + 1 < draft.Count && draft.Tokens[at] is { Folded: "." or ",", Joint: Joint.Glued } && draft.Tokens[at + 1] is { Joint: Joint.Glued, Folded: "-" or "–" or "—" } && (at + 2 >= draft.Count || draft.Tokens[at + 2].Joint == Joint.Apart || draft.IsBreak(at + 2)) ? at + 2 : at;

    /// <summary>The marks of "5' x 8'" and "2'6""; elsewhere such a mark closes a quotation or leaves a letter out.</summary>
    private static bool IsFeetOfSize(Draft draft, int at)
        => draft.Tokens[at] is { Folded: "'", Joint: Joint.Glued } && (QuantityGrammar.IsTimes(draft, at + 1) || IsInchesOfFeet(draft, at + 1) || at > 1 && draft.FindAnyway(MeasureContext.Times, at - 2).Length > 0);

    private static bool IsInchesOfFeet(Draft draft, int at)
        => at + 1 < draft.Count && draft.Tokens[at] is { Kind: TokenKind.Number, Joint: Joint.Glued, Value: < InchesOfFoot } && draft.Tokens[at + 1] is { Folded: "\"", Joint: Joint.Glued };

    private static double Part(PhraseMatch coin) => double.Parse(coin.Sense.Value, CultureInfo.InvariantCulture);
}
