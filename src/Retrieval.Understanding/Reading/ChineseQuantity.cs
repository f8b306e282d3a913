using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>What Chinese numbers have of their own: neighbours, "and some", tenths behind the unit, and money that counts pieces.</summary>
internal static class ChineseQuantity
{
    private const double MostOfThings = 10, MostOfPack = 100, MostTenThousands = 3;

    /// <summary>Value of the cue <c>andSome</c> that makes a number a rough one.</summary>
    private const string About = "about";

    /// <summary>What begins no name of a thing behind its number.</summary>
    private static readonly string[] NoThing = [Cue.Function, Cue.MaxAfter, Cue.MinAfter, Cue.AboutAfter, Cue.RangeTo, Cue.Each];

    /// <summary>五六百 is five to six hundred: a digit, and the next one with its place; 三五百 is said as well.</summary>
    public static bool TryNeighbours(Draft draft, int at, out NumberMatch upper)
    {
        upper = default;
        if (at + 2 >= draft.Count || draft.Tokens[at].Kind != TokenKind.Han || draft.Tokens[at + 1] is not { Kind: TokenKind.Han, Joint: Joint.Glued }) return false;
        NumberMatch digit = NumberReader.Read(draft.Tokens[..(at + 1)], at, draft.Language);
        return digit is { Length: 1, Value: >= 1 and <= 8 } && QuantityGrammar.TryNumber(draft, at + 1, out upper) && upper.Length == 2 && upper.Value >= 10 && (upper.Value == (digit.Value + 1) * PlaceOf(upper.Value) || digit.Value == 3 && upper.Value == 5 * PlaceOf(upper.Value));
    }

    /// <summary>一百多块 is one to two hundred, 十来斤 about ten: what stands between a round number and its unit.</summary>
    public static int ReadAndSome(Draft draft, int at, ref Quantity quantity)
    {
        if (at + 1 >= draft.Count || quantity.Low < MostOfThings || !draft.IsFree(at) || draft.FindAnyway(Cue.AndSome, at) is not { Length: > 0 } some) return at;
        if (draft.FindAnyway(Cue.Currency, at + 1).Length == 0 && draft.FindAnyway(LanguageVocabulary.Unit, at + 1).Length == 0) return at;
        if (some.Sense.Value == About) quantity.IsAbout = true;
        else (quantity.High, quantity.IsRange) = (quantity.Low + LastPlaceOf(quantity.Low), true);
        return at + 1;
    }

    /// <summary>The 四 of 两米四, the 五 of 两块五; 0 for none: 30块5双 are thirty for five pairs.</summary>
    public static double TenthsAt(Draft draft, int at)
    {
        if (at >= draft.Count || draft.Tokens[at].Joint != Joint.Glued || draft.LongestAt(at) > 1) return 0;
        double digit = draft.Tokens[at] switch
        {
            { Kind: TokenKind.Number, Length: 1, Value: var value } => value,
            { Kind: TokenKind.Han } when NumberReader.Read(draft.Tokens, at, draft.Language) is { Length: 1, Value: >= 1 and <= 9 } numeral => numeral.Value,
            _ => 0,
        };
        return draft.FindAnyway(Cue.CountAfter, at + 1) is { Length: > 0 } counted && draft.LongestAt(at + 1) == counted.Length ? 0 : digit / 10;
    }

    /// <summary>In Chinese a few 块 straight before a noun are pieces, and more before what comes in pieces: 两块电池, 20块瓷砖, but 两块的贴纸.</summary>
    public static bool CountsThings(Draft draft, PhraseMatch money, Quantity quantity)
        => money.Length == 1 && draft.FindAnyway(Cue.PieceMoney, money.Start).Length > 0 && quantity is { High: < MostOfPack, IsMax: false, IsMin: false, IsBudget: false }
            && (draft.FindAnyway(Cue.InPieces, money.End).Length > 0 || IsBeforeMeasure(draft, money, quantity) || quantity.High < MostOfThings && IsBeforeThing(draft, money, quantity));

    /// <summary>一块500G的固态, where 一块5 is money.</summary>
    private static bool IsBeforeMeasure(Draft draft, PhraseMatch money, Quantity quantity)
        => quantity.High == 1 && money.End < draft.Count && draft.Tokens[money.End] is { Kind: TokenKind.Number, Length: > 1 } && draft.FindAnyway(LanguageVocabulary.Unit, money.End + 1).Length > 0;

    private static bool IsBeforeThing(Draft draft, PhraseMatch money, Quantity quantity)
        => (draft.IsBoundary(money.End) ? draft.IsBoundary(quantity.Start) : draft.Tokens[money.End].Kind == TokenKind.Han)
            && TenthsAt(draft, money.End) == 0 && !Array.Exists(NoThing, kind => draft.Begins(kind, money.End));

    /// <summary>The w of 预算1w and 1.5w以内 stands for 万; a bounded number that small is no power.</summary>
    public static bool AreTenThousands(Draft draft, int at, Quantity quantity)
        => quantity is { Low: > 0 and <= MostTenThousands, Counted: Counted.Nothing or Counted.Money } && quantity.Low == quantity.High && draft.Tokens[at] is { Length: 1, Joint: Joint.Glued }
            && (quantity.IsBounded || draft.FindAnyway(Cue.MaxAfter, at + 1).Length > 0 || draft.FindAnyway(Cue.MinAfter, at + 1).Length > 0 || draft.FindAnyway(Cue.AboutAfter, at + 1).Length > 0);

    public static double LowerOf(Draft draft, int at, NumberMatch upper) => NumberReader.Read(draft.Tokens[..(at + 1)], at, draft.Language).Value * PlaceOf(upper.Value);

    public static double PlaceOf(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)));

    private static double LastPlaceOf(double value)
    {
        double place = 1;
        while (value % (place * 10) == 0) place *= 10;
        return place;
    }
}
