using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Parses what compares, signs or names a number before and behind it: "budget of around $", "pack of", "or less", "each".</summary>
internal static class ComparatorGrammar
{
    private const int MostComparators = 4;

    /// <summary>Comparators and signs before the number, in any order: "budget of around $", "pack of", "size".</summary>
    public static int ReadBefore(Draft draft, int at, ref Quantity quantity, ref bool between)
    {
        int next = at;
        for (int i = 0; i < MostComparators && next < draft.Count; i++)
        {
            int begin = next;
            if (QuantityGrammar.Read(draft, Cue.Max, ref next)) quantity.IsMax = true;
            else if (QuantityGrammar.Read(draft, Cue.Min, ref next)) quantity.IsMin = true;
            // A tilde folds to a dash, and "-30" is not about thirty.
            else if (draft.Sentence[draft.Tokens[next].Start] != '-' && QuantityGrammar.Read(draft, Cue.About, ref next)) quantity.IsAbout = true;
            else if (QuantityGrammar.Read(draft, Cue.Between, ref next)) between = true;
            else if (QuantityGrammar.Read(draft, Cue.Budget, ref next)) quantity.IsBudget = true;
            else if (QuantityGrammar.Read(draft, Cue.PriceWord, ref next)) quantity.IsBudget = true;
            // "for 4" bounds nothing, "for 40 euros" is a price all the same.
            else if (QuantityGrammar.Read(draft, Cue.PriceFor, ref next)) quantity.IsFor = true;
            else if (quantity.Start < next && QuantityGrammar.Read(draft, Cue.Minus, ref next)) { }
            else if (QuantityGrammar.Read(draft, Cue.DimensionWord, ref next)) { }
            else if (QuantityGrammar.Read(draft, Cue.RatingBefore, ref next)) quantity.Counted = Counted.Stars;
            else if (!IsThread(draft, next) && !IsMadeOf(draft, next) && QuantityGrammar.Read(draft, Cue.CountBefore, ref next)) quantity.Counted = Counted.Pieces;
            else if (!IsPronoun(draft, next) && QuantityGrammar.Read(draft, Cue.SizeBefore, ref next)) quantity.Counted = Counted.Size;
            else if (QuantityGrammar.Read(draft, Cue.AgeBefore, ref next))
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
            while (QuantityGrammar.Read(draft, Cue.Link, ref next)) { }
            // 起码保温12个小时
            if (draft.Language == Language.Zh && (quantity.IsMin || quantity.IsMax) && draft.FindAnyway(Cue.BoundVerb, next) is { Length: > 0 } verb && QuantityGrammar.TryNumber(draft, verb.End, out _)) next = verb.End;
        }
        return next;
    }

    /// <summary>A currency's sign or code may precede its number; its name follows.</summary>
    private static bool StandsBeforeNumbers(Draft draft, PhraseMatch sign)
        => draft.Tokens[sign.Start].Kind == TokenKind.Symbol || draft.Tokens[sign.End - 1].Kind == TokenKind.Symbol
            || draft.FindAnyway(Cue.CurrencyCode, sign.Start).Length > 0 || sign.Sense.Value.Equals(draft.Tokens[sign.Start].Folded, StringComparison.OrdinalIgnoreCase);

    /// <summary>Screws of "M4 x 20" are not twenty.</summary>
    private static bool IsThread(Draft draft, int at)
        => at > 0 && draft.Tokens[at].Folded == "x" && draft.Tokens[at - 1] is { Kind: TokenKind.Word, Folded: ['m', >= '1' and <= '9'] or ['m', >= '1' and <= '9', >= '0' and <= '9'] };

    /// <summary>"Get us 6 glasses", where "US 6" is a shoe.</summary>
    private static bool IsPronoun(Draft draft, int at)
        => draft.Language == Language.En && draft.Find(Cue.SizeBefore, at).Length == 1 && draft.FindAnyway(Cue.Function, at).Length == 1 && (!draft.IsCapital(at) || !draft.IsWorn);

    /// <summary>Cups "en carton de 25 cl" are made of it, "un carton de 6" holds six.</summary>
    private static bool IsMadeOf(Draft draft, int at)
        => at > 0 && draft.FindAnyway(Cue.MadeOf, at - 1).Length == 1 && draft.FindAnyway("material", at) is { Length: 1 };

    /// <summary>Comparators behind: "or less", "max", "and up", "each".</summary>
    public static int ReadAfter(Draft draft, int at, ref Quantity quantity)
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
            if (QuantityGrammar.Read(draft, Cue.MaxAfter, ref next)) quantity.IsMax = true;
            else if (QuantityGrammar.Read(draft, Cue.MinAfter, ref next)) quantity.IsMin = true;
            else if (QuantityGrammar.Read(draft, Cue.AboutAfter, ref next)) quantity.IsAbout = true;
            else quantity.IsSum |= QuantityGrammar.Read(draft, Cue.Each, ref next);
            if (next == inner) return begin;
        }
        return next;
    }

    /// <summary>"12 hours of battery or more", "120 cm breit oder weniger": the comparator stands behind the noun, which stays a word of the search.</summary>
    public static void ReadBehindNoun(Draft draft, int at, ref Quantity quantity)
    {
        // "90 de large maxi"
        bool unsigned = quantity.Counted == Counted.Nothing && draft.FindAnyway(Cue.LengthAfter, at).Length > 0;
        if (quantity.Counted != Counted.Measure && !unsigned || at >= draft.Count) return;
        int next = at;
        bool isLength = unsigned || quantity.Unit is { Dimension: Dimension.Length };
        // "512 GB SSD or bigger", "16 Go de RAM minimum"
        bool isBytes = quantity.Unit is { Dimension: Dimension.Storage }
            && (QuantityGrammar.Read(draft, MeasureContext.MemoryWord, ref next) || QuantityGrammar.Read(draft, MeasureContext.StorageWord, ref next) || QuantityGrammar.Read(draft, Cue.GigabyteWord, ref next));
        bool isPart = !isBytes && QuantityGrammar.Read(draft, Cue.MadeOf, ref next);
        if (!isBytes && !QuantityGrammar.Read(draft, Cue.LastingWord, ref next) && !(isLength && (QuantityGrammar.Read(draft, Cue.LengthAfter, ref next) || QuantityGrammar.Read(draft, Cue.DimensionWord, ref next))))
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
        return before.Length > 0 && QuantityGrammar.TryNumber(draft, before.End, out NumberMatch next) && !next.IsWeak;
    }
}
