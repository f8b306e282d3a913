using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads the sizes of what is worn, as they are written: "M", "42", "39-42", "W33 L32", "75C".</summary>
internal static class SizeReading
{
    private const double LargestSize = 56;

    /// <summary>The first shoes of children.</summary>
    private const double SmallestShoe = 16;

    /// <summary>Waists and legs of jeans, in inches.</summary>
    public const double SmallestWaist = 24, LargestWaist = 44, LargestLegs = 38;

    /// <summary>Spans of hats and helmets, in centimetres around the head.</summary>
    private const double SmallestHead = 50, LargestHead = 64;

    /// <summary>Values of the cue <c>sizeWord</c>: a size wherever something worn is asked for, and one where it stands apart. The others are sizes only behind "size", of what is worn.</summary>
    private const string SureSize = "sure", ApartSize = "apart";

    /// <summary>What may stand straight behind a Chinese name of a thing without making it another's.</summary>
    private static readonly string[] BehindThing = ["gender", "color", "material", Cue.Function];

    /// <summary>Han characters between a size and what is worn: 大号加厚连帽卫衣.</summary>
    private const int MostBetween = 4;

    /// <summary>Takes the size that a token names by itself, in a sentence about something worn; false where it names none.</summary>
    public static bool Take(Draft draft, int at)
    {
        if (WaistAndLengthEnd(draft, at) is var end && end > at) Add(draft, at, end, draft.Words(at, end));
        else if (IsWrittenAsT(draft, at)) Add(draft, at, at + 1, draft.Words(at, at + 1)[1..]);
        else if (draft.Find(Cue.SizeName, at) is { Length: > 1 } number && draft.IsWorn && !IsSoMany(draft, number)) Add(draft, at, number.End, draft.Words(at, number.End));
        else if (IsSizeName(draft, at)) TakeSize(draft, at);
        else return TakeWord(draft, at);
        return true;
    }

    /// <summary>"size L", "XL码".</summary>
    public static bool TakeName(Draft draft, ref int at)
    {
        PhraseMatch before = draft.Find(Cue.SizeBefore, at);
        int next = before.End;
        while (before.Length > 0 && draft.Find(Cue.Link, next) is { Length: > 0 } link) next = link.End;
        PhraseMatch name = draft.Find(Cue.SizeName, before.Length > 0 ? next : at);
        // "Size large", but "large gloves", "poêle taille moyenne" and "tea in a large tin".
        if (name.Length == 0 && before.Length > 0 && draft.FindAnyway(Cue.SizeWord, next) is { Length: > 0 } word && (word.Sense.Value.Length > 0 || draft.IsWorn) && (draft.FindAnyway(Cue.Function, at).Length == 0 || EndsThing(draft, word.End))) name = word;
        // Rings have letters: "size R".
        if (name.Length == 0 && before.Length > 0 && next < draft.Count && draft.IsFree(next) && draft.Tokens[next] is { Length: 1, Kind: TokenKind.Word } letter && char.IsAsciiLetterUpper(draft.Sentence[letter.Start]) && draft.Has(Cue.Jewellery)) name = new PhraseMatch(next, 1, default);
        if (name.Length == 0) return false;
        PhraseMatch after = draft.Find(Cue.SizeAfter, name.End);
        bool weak = before.Length == 1 && draft.Tokens[before.Start].Length <= 2 && !draft.IsCapital(name.Start);
        if ((before.Length == 0 && after.Length == 0) || weak) return false;
        draft.Add(new Constraint.Named("size", draft.Words(name.Start, name.End).ToUpperInvariant()));
        int end = after.Length > 0 ? after.End : name.End;
        draft.Claim(before.Length > 0 ? before.Start : at, end, TokenUse.Dropped);
        TakeOtherSize(draft, end);
        at = end;
        return true;
    }

    /// <summary>"Hoodie in large", "men's t-shirt, medium", "pull taille unique", 大号卫衣: a size in words, where the thing asked for is worn.</summary>
    private static bool TakeWord(Draft draft, int at)
    {
        PhraseMatch word = draft.FindAnyway(Cue.SizeWord, at);
        if (word.Length == 0 || !draft.IsFree(word.End - 1) || draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "size" })) return false;
        bool ends = EndsThing(draft, word.End);
        bool stands = word.Sense.Value == SureSize ? ends || draft.HasBetween(Cue.Wearable, word.End, draft.ClauseEnd(at)) : word.Sense.Value == ApartSize && ends && StandsAsSize(draft, word);
        if (!stands || !IsThingWorn(draft, word)) return false;
        Add(draft, at, word.End, draft.Words(at, word.End));
        TakeOtherSize(draft, word.End);
        return true;
    }

    /// <summary>"Medium" stands as a size apart, behind what is worn or who wears it, or behind "in".</summary>
    private static bool StandsAsSize(Draft draft, PhraseMatch word)
    {
        int before = word.Start - 1;
        return before < 0 || draft.IsBreak(before) || draft.UseOf(before) == TokenUse.Dropped || draft.FindAnyway(Cue.MadeOf, before).Length == 1 || AgeReading.EndsAt(draft, Cue.Wearable, word.Start) > 0;
    }

    /// <summary>True where something worn is what is asked for: "shoe rack" and 鞋柜 are not, nor is "hanger for coats".</summary>
    private static bool IsThingWorn(Draft draft, PhraseMatch word)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            PhraseMatch worn = draft.FindAnyway(Cue.Wearable, at);
            int end = worn.Length > 0 ? worn.End : at + 1;
            if (worn.Length == 0 && !draft.IsWearableCompound(at)) continue;
            bool isFor = draft.FindAnyway(Cue.RecipientBefore, at - 1).Length > 0 && AgeReading.EndsAt(draft, Cue.Filler, at) == 0;
            bool near = !isFor && (draft.Language != Language.Zh || at - word.End <= MostBetween);
            if (near && (end == word.Start || EndsThing(draft, end))) return true;
        }
        return false;
    }

    /// <summary>True where no noun follows.</summary>
    private static bool EndsThing(Draft draft, int at)
    {
        if (draft.IsBoundary(at)) return true;
        if (draft.UseOf(at) == TokenUse.Protected) return false;
        if (draft.Language != Language.Zh) return UnsignedReading.NothingCountedBehind(draft, at);
        return !draft.IsFree(at) || Array.Exists(BehindThing, kind => draft.Begins(kind, at));
    }

    private static void Add(Draft draft, int start, int end, string size)
    {
        draft.Add(new Constraint.Named("size", size.ToUpperInvariant()));
        draft.Claim(start, end, TokenUse.Dropped);
    }

    /// <summary>S, M, XL in capitals, or a bare number in the range of shoes and clothes, in a sentence about something worn.</summary>
    private static bool IsSizeName(Draft draft, int at)
    {
        if (!draft.IsWorn && !IsSizeOfGender(draft, at)) return false;
        Token token = draft.Tokens[at];
        bool ofPerson = IsSizeOfPerson(draft, at);
        bool corrected = AgeReading.EndsAt(draft, Cue.Correction, at) > 0;
        if (!ofPerson && !corrected && draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "size" })) return false;
        // Neither are "40 lavados" of clothes one.
        if (draft.FindAnyway(Cue.NoConstraintUnit, at + 1).Length > 0) return false;
        // "100 % lin" is no size.
        if (at + 1 < draft.Count && draft.Tokens[at + 1].Folded == "%") return false;
        // Needles of 90/14
        bool isPair = token.Kind == TokenKind.Number && at + 2 < draft.Count && draft.Tokens[at + 1] is { Folded: "/", Joint: Joint.Glued } && draft.Tokens[at + 2] is { Kind: TokenKind.Number, Value: < SmallestWaist } less && less.Value < token.Value;
        if (isPair) return false;
        // "+2.5" are dioptres.
        if (at > 0 && draft.Tokens[at - 1].Folded == "+") return false;
        if (token.Kind == TokenKind.Number && IsCupAt(draft, at + 1)) return true;
        if (token.Kind == TokenKind.Number) return token.Joint != Joint.Hyphen && (IsWearableNumber(draft, at, token.Value) || ofPerson && IsHeight(token.Value)) && (at + 1 >= draft.Count || draft.Tokens[at + 1].Joint != Joint.Glued || draft.Tokens[at + 1].Kind is TokenKind.Symbol or TokenKind.Han);
        // "xl" is nothing else, an "m" may be.
        bool named = draft.Find(Cue.SizeName, at).Length > 0 && (char.IsUpper(draft.Sentence[token.Start]) || token.Length > 1);
        // The G of "G-Star"
        bool joins = at + 1 < draft.Count && draft.Tokens[at + 1].Joint == Joint.Hyphen && draft.Find(Cue.SizeName, at + 1).Length == 0;
        return named && !joins && (token.Joint != Joint.Glued || draft.Tokens[at - 1].Kind == TokenKind.Han || draft.IsBreak(at - 1));
    }

    /// <summary>Adult shoes and clothes 32–56, half sizes (27.5 is a shoe in Mexico and Japan); children's heights 50–176 only behind what is worn, a gender or an age.</summary>
    private static bool IsWearableNumber(Draft draft, int at, double value)
    {
        bool half = value is > 2 and < 32 && value % 1 == 0.5;
        if (value is >= 34 and <= LargestSize || half) return true;
        bool behindGender = at > 0 && draft.UseOf(at - 1) == TokenUse.Dropped && (draft.FindAnyway("gender", at - 1).Length == 1 || draft.FindAnyway(Cue.Child, at - 1).Length == 1);
        if (behindGender && value is >= 3 and < 34 && value % 1 == 0) return true;
        // "T-Shirts für Jungs, 134/140"
        if (IsHeight(value) && OtherSizeAt(draft, at + 1) is { } other && draft.Tokens[other].Value - value is 4 or 6) return true;
        // "Kinderschuhe 27"
        if (value is >= SmallestShoe and < 34 && value % 1 == 0 && at > 0 && (IsWornWord(draft, at - 1) || draft.UseOf(at - 1) == TokenUse.Dropped && draft.FindAnyway("age_group", at - 1).Length == 1) && draft.Constraints.Exists(static constraint => constraint is Constraint.Named { Kind: "age_group", Value: not "adult" })) return true;
        return IsHeight(value) && at > 0 && (draft.UseOf(at - 1) == TokenUse.Dropped || IsWornWord(draft, at - 1));
    }

    private static bool IsWornWord(Draft draft, int at) => draft.FindAnyway(Cue.Wearable, at).Length > 0 || draft.IsWearableCompound(at);

    /// <summary>"Dr. Martens 1460, women's 7": a possessive and a number that closes the clause.</summary>
    private static bool IsSizeOfGender(Draft draft, int at)
        => draft.Language == Language.En && at > 0 && draft.Tokens[at].Kind == TokenKind.Number && draft.IsBoundary(at + 1) && draft.Tokens[at - 1].Folded.EndsWith("'s") && (draft.FindAnyway("gender", at - 1).Length > 0 || draft.FindAnyway("age_group", at - 1).Length > 0);

    private static bool IsHeight(double value) => value is > 56 and <= 176 && value % 2 == 0;

    /// <summary>"M for me and XL for my husband", 妈妈M女儿120: each has a size.</summary>
    private static bool IsSizeOfPerson(Draft draft, int at)
    {
        if (draft.Language == Language.Zh) return PersonBefore(draft, at) >= 0;
        PhraseMatch after = draft.FindAnyway(Cue.RecipientBefore, at + 1);
        return after.Length > 0 && (draft.FindAnyway(Cue.Recipient, after.End).Length > 0 || draft.FindAnyway(Cue.Recipient, at + 1).Length > 0 || draft.FindAnyway(Cue.Function, after.End).Length > 0 && draft.IsBoundaryOrJoin(after.End + 1));
    }

    /// <summary>Where who wears a size is named before it, in Chinese perhaps with a verb between; -1 for nobody.</summary>
    private static int PersonBefore(Draft draft, int at)
    {
        int end = draft.FindAnyway(Cue.BeforeSize, at - 1).Length > 0 ? at - 1 : at;
        foreach (string kind in (ReadOnlySpan<string>)[Cue.Recipient, Cue.BabyWord, Cue.Child])
        {
            if (AgeReading.EndsAt(draft, kind, end) is > 0 and int length) return end - length;
        }
        return -1;
    }

    private static void TakeSize(Draft draft, int at)
    {
        if (draft.Language == Language.Zh && PersonBefore(draft, at) is >= 0 and int person) draft.Claim(person, at, TokenUse.Dropped);
        string size = draft.Words(at, at + 1).Replace(',', '.').ToUpperInvariant();
        // "43 et demi"
        PhraseMatch half = draft.Tokens[at].Kind == TokenKind.Number ? draft.Find(Cue.HalfAfter, at + 1) : default;
        int end = half.Length > 0 ? half.End : at + 1;
        // "44 1/2"
        NumberMatch written = NumberReader.Read(draft.Tokens, at, draft.Language);
        if (written.Length > 1 && written.Value - draft.Tokens[at].Value == 0.5)
        {
            Add(draft, at, at + written.Length, written.Value.ToString(CultureInfo.InvariantCulture));
            return;
        }
        // Trousers of 34/32
        bool legs = end + 1 < draft.Count && draft.Tokens[end] is { Folded: "/", Joint: Joint.Glued } && draft.Tokens[end + 1] is { Kind: TokenKind.Number, Joint: Joint.Glued } && draft.Tokens[end + 1].Value is >= 24 and <= 44 && draft.Tokens[at].Value is <= 44 && draft.Tokens[end + 1].Value < draft.Tokens[at].Value;
        if (legs)
        {
            draft.Add(new Constraint.Named("size", draft.Words(at, end + 2)));
            draft.Claim(at, end + 2, TokenUse.Dropped);
            return;
        }
        if (half.Length == 0) end = AddSizes(draft, at, end, draft.Tokens[at].Value);
        else Add(draft, at, end, $"{size}.5");
        TakeOtherSize(draft, end);
    }

    /// <summary>"L ou XL", "M码和XL码", "medium or large": another size fits as well.</summary>
    private static void TakeOtherSize(Draft draft, int at)
    {
        PhraseMatch joins = draft.Find(Cue.Or, at) is { Length: > 0 } or ? or : draft.Find(Cue.And, at);
        int next = joins.Length > 0 ? joins.End : at < draft.Count && draft.Tokens[at].Folded == "/" ? at + 1 : at;
        // "La M o la L"
        if (next > at && next + 1 < draft.Count && draft.FindAnyway(Cue.Function, next).Length == 1 && draft.Find(Cue.SizeName, next).Length == 0 && draft.Find(Cue.SizeName, next + 1).Length > 0) next++;
        if (next == at || next >= draft.Count) return;
        PhraseMatch name = draft.IsCapital(next) ? draft.Find(Cue.SizeName, next) : default;
        if (name.Length == 0) name = draft.FindAnyway(Cue.SizeWord, next);
        if (name.Length == 0 || name.Sense.Kind == Cue.SizeWord && name.Sense.Value != SureSize && !EndsThing(draft, name.End) && draft.FindAnyway(Cue.Wearable, name.End).Length == 0) return;
        int end = draft.Find(Cue.SizeAfter, name.End) is { Length: > 0 } after ? after.End : name.End;
        draft.Add(new Constraint.Named("size", draft.Words(name.Start, name.End).ToUpperInvariant()));
        draft.Claim(at, end, TokenUse.Dropped);
    }

    /// <summary>"W33 L32", "W33/L32", "W33" of trousers; the token itself where there is none.</summary>
    private static int WaistAndLengthEnd(Draft draft, int at)
    {
        // Jeans of 29/32, the legs may be longer than the waist is wide.
        if (draft.Tokens[at] is { Kind: TokenKind.Number, Value: >= SmallestWaist and <= LargestWaist } && at + 2 < draft.Count && draft.IsFree(at + 2) && draft.Tokens[at + 1] is { Folded: "/", Joint: Joint.Glued } && draft.Tokens[at + 2] is { Kind: TokenKind.Number, Joint: Joint.Glued, Value: >= SmallestWaist and <= LargestLegs } && draft.HasEnding(Cue.WithLegs)) return at + 3;
        if (!IsLetterWithNumber(draft, at, 'w', '4')) return at;
        int next = at + 1 < draft.Count && draft.Tokens[at + 1].Folded is "/" or "x" ? at + 2 : at + 1;
        bool both = next < draft.Count && IsLetterWithNumber(draft, next, 'l', '4');
        return both ? next + 1 : draft.IsWorn ? at + 1 : at;
    }

    /// <summary>The 2x of "2x black leggings" are two; that of "leggings 2x" and "women's 2X cardigan" is a size.</summary>
    private static bool IsSoMany(Draft draft, PhraseMatch name)
        => draft.FindAnyway(MeasureContext.Times, name.End - 1).Length > 0 && (name.Start == 0 || !EndsThing(draft, name.End) && draft.UseOf(name.Start - 1) != TokenUse.Dropped && AgeReading.EndsAt(draft, Cue.Wearable, name.Start) == 0);

    /// <summary>French and Spanish write "T44" for size 44.</summary>
    private static bool IsWrittenAsT(Draft draft, int at)
        => draft.Language is Language.Fr or Language.Es && IsLetterWithNumber(draft, at, 't', '6') && draft.IsWorn;

    private static bool IsLetterWithNumber(Draft draft, int at, char letter, char mostTens)
        => draft.IsFree(at) && draft.Tokens[at].Folded is [var first, >= '2' and var tens, >= '0' and <= '9'] && first == letter && tens <= mostTens;

    /// <summary>The C of a bra's 75C.</summary>
    private static bool IsCupAt(Draft draft, int at)
        => at < draft.Count && draft.Tokens[at] is { Joint: Joint.Glued, Kind: TokenKind.Word, Folded: [>= 'a' and <= 'h'] or [>= 'a' and <= 'h', >= 'a' and <= 'h'] } && draft.Has(Cue.Bra);

    /// <summary>Adds the size at a token: a span that is sold as one, "43-46", two that both fit, "43/46", or the one, "8 1/2". Returns the token after it.</summary>
    public static int AddSizes(Draft draft, int at, int end, double value)
    {
        // "Size eight", "taille trente-huit", 四十二码
        if (draft.Tokens[at].Kind != TokenKind.Number && !double.IsNaN(value))
        {
            Add(draft, at, end, value.ToString(CultureInfo.InvariantCulture));
            return end;
        }
        int? other = OtherSizeAt(draft, at + 1);
        bool span = other is not null && draft.Tokens[at + 1].Folded == "-";
        bool cup = IsCupAt(draft, at + 1);
        if (other is { } last) end = last + 1;
        // A girl's 6X, a width of 8W: the letter is of the size.
        bool lettered = cup || at + 1 < draft.Count && draft.IsFree(at + 1) && draft.Tokens[at + 1] is { Kind: TokenKind.Word, Joint: Joint.Glued, Length: 1 } && !QuantityGrammar.IsTimesNumber(draft, at + 1);
        if (other is null && lettered) end = at + 2;
        if (span || lettered) draft.Add(new Constraint.Named("size", draft.Words(at, end).ToUpperInvariant()));
        else
        {
            string written = draft.Words(at, at + 1);
            if (value % 1 == 0.5 && written.AsSpan().IndexOfAny('.', ',') < 0) written = value.ToString(CultureInfo.InvariantCulture);
            draft.Add(new Constraint.Named("size", written.Replace(',', '.').ToUpperInvariant()));
            if (other is { } second) draft.Add(new Constraint.Named("size", draft.Words(second, second + 1)));
        }
        draft.Claim(at, end, TokenUse.Dropped);
        return end;
    }

    /// <summary>The 46 of "43-46" or "43/46".</summary>
    private static int? OtherSizeAt(Draft draft, int at)
    {
        bool range = at + 1 < draft.Count && draft.Tokens[at] is { Folded: "-" or "/", Joint: Joint.Glued } && draft.Tokens[at + 1] is { Kind: TokenKind.Number, Joint: Joint.Glued } && draft.IsFree(at + 1);
        return range && draft.Tokens[at + 1].Value > draft.Tokens[at - 1].Value && (draft.Tokens[at + 1].Value <= (draft.Tokens[at - 1].Value > SmallestHead ? LargestHead : LargestSize) || IsHeight(draft.Tokens[at + 1].Value) && IsHeight(draft.Tokens[at - 1].Value)) ? at + 1 : null;
    }
}
