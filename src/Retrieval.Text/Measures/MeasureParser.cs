using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Measures;

/// <summary>
/// Finds quantities in attribute values and titles: <c>600 W</c>, <c>0,6 l</c>, <c>500ml</c>, <c>10–12 kg</c>, <c>160 x 230 cm</c> (two
/// lengths). A number without a unit is no quantity, nor is a rate: paint of 12 m² per litre covers more than 12 m². Linear in the text; safe for concurrent use.
/// </summary>
public static class MeasureParser
{
    /// <summary>Every quantity in a text, in its order. The numbers of a size give one each.</summary>
    /// <param name="text">A title, a description or an attribute's value.</param>
    /// <param name="language">The language, by which separators and names of units are read.</param>
    public static IReadOnlyList<MeasureMatch> Find(string text, Language language) => Find(new CutText(text, language));

    /// <summary>Every quantity in a text that is cut in its language, as <see cref="Find(string, Language)"/> gives them.</summary>
    public static IReadOnlyList<MeasureMatch> Find(CutText text)
    {
        LanguageVocabulary vocabulary = LanguageVocabulary.For(text.Language);
        ReadOnlySpan<Token> tokens = text.Tokens;
        // Asked for by the first quantity; most texts have none.
        MeasureContext? context = null;
        var found = new List<MeasureMatch>();
        for (int at = 0; at < tokens.Length;)
        {
            int end = FindAt(tokens, at, vocabulary, ref context, found);
            at = Math.Max(end, at + 1);
        }
        return found;
    }

    /// <summary>Reads a text that is one quantity and nothing else: "600 W".</summary>
    public static bool TryParse(string text, Language language, out Measure measure)
    {
        IReadOnlyList<MeasureMatch> found = Find(text, language);
        bool whole = found is [{ IsExact: true } only] && text.AsSpan().Trim().Length == only.Length;
        measure = whole ? new Measure(found[0].Dimension, found[0].Min) : default;
        return whole;
    }

    /// <summary>Finds the unit's name that begins at a token.</summary>
    /// <returns>The unit, or null.</returns>
    public static UnitOfMeasure? UnitAt(ReadOnlySpan<Token> tokens, int at, LanguageVocabulary vocabulary, out int length)
    {
        length = 0;
        if (at >= tokens.Length) return null;
        foreach (Sense sense in vocabulary.Book.Longest(tokens, at, LanguageVocabulary.Unit, out length))
        {
            if (sense.Kind == LanguageVocabulary.Unit && !IsPreposition(tokens, at, sense.Value)) return UnitTable.Get(sense.Value);
        }
        length = 0;
        return null;
    }

    /// <summary>"in" is an inch only where it is glued to its number, joined by a hyphen, has a full stop or comma, or ends the text ("14 in" is all of an attribute); "27 in stock" is none.</summary>
    private static bool IsPreposition(ReadOnlySpan<Token> tokens, int at, string unit)
        => unit == "in" && tokens[at].Folded == "in" && tokens[at].Joint == Joint.Apart && at + 1 < tokens.Length
            && !(at + 1 < tokens.Length && tokens[at + 1] is { Folded: "." or ",", Joint: Joint.Glued } or { Folded: "x" })
            // "60 x 80 in and 3 inches thick"
            && !(at + 2 < tokens.Length && at >= 2 && tokens[at - 2].Folded == "x" && tokens[at + 1].Folded == "and" && tokens[at + 2].Kind == TokenKind.Number);

    private static int FindAt(ReadOnlySpan<Token> tokens, int at, LanguageVocabulary vocabulary, ref MeasureContext? context, List<MeasureMatch> found)
    {
        NumberMatch first = NumberReader.Read(tokens, at, vocabulary.Language);
        if (first.Length == 0) return at;
        Span<(int At, double Value)> numbers = stackalloc (int, double)[4];
        numbers[0] = (at, first.Value);
        int count = 1, end = at + first.Length;
        bool range = false;
        UnitOfMeasure? unit = UnitAt(tokens, end, vocabulary, out int unitLength);
        int last = end + unitLength;
        while (count < numbers.Length && TryNext(tokens, last, vocabulary, out bool isEnd, out int next, out NumberMatch number))
        {
            UnitOfMeasure? own = UnitAt(tokens, next + number.Length, vocabulary, out int ownLength);
            // "12 x 1 l" is a count of pieces and one quantity, not a size.
            if (own is null && unit is null && !AnotherFollows(tokens, next + number.Length, vocabulary)) break;
            if (unit is null && own is not null && own.Dimension != Dimension.Length && !isEnd) return end;
            if (unit is not null && own is not null && own.Dimension != unit.Dimension) break;
            numbers[count++] = (next, number.Value);
            unit ??= own;
            last = next + number.Length + ownLength;
            range = isEnd;
            if (range) break;
        }
        if (unit is null) return end;
        if (IsRate(tokens, last, vocabulary, out int behind)) return behind;
        context ??= MeasureContext.Of(tokens, vocabulary);
        Add(tokens, numbers[..count], range, unit, last, vocabulary, context.Value, found);
        return last;
    }

    /// <summary>True where "per" and another unit follow: "12 m² per litre", "7000 MB/s".</summary>
    private static bool IsRate(ReadOnlySpan<Token> tokens, int at, LanguageVocabulary vocabulary, out int behind)
    {
        behind = at + vocabulary.Book.LengthOf(tokens, at, MeasureContext.Per);
        if (behind == at || behind >= tokens.Length) return false;
        int length = UnitAt(tokens, behind, vocabulary, out int unit) is null ? vocabulary.Book.LengthOf(tokens, behind, MeasureContext.Second) : unit;
        behind += length;
        return length > 0;
    }

    private static bool AnotherFollows(ReadOnlySpan<Token> tokens, int at, LanguageVocabulary vocabulary)
        => TryNext(tokens, at, vocabulary, out bool isEnd, out _, out _) && !isEnd;

    /// <summary>The next number of a size ("x 230") or the upper end of a range ("- 12").</summary>
    private static bool TryNext(ReadOnlySpan<Token> tokens, int at, LanguageVocabulary vocabulary, out bool isEnd, out int next, out NumberMatch number)
    {
        isEnd = false;
        number = default;
        next = at + 1;
        if (next >= tokens.Length) return false;
        bool dash = tokens[at].Folded == "-";
        bool times = vocabulary.Book.LengthOf(tokens, at, MeasureContext.Times) > 0;
        if (!dash && !times) return false;
        number = NumberReader.Read(tokens, next, vocabulary.Language);
        isEnd = dash && number.Length > 0;
        return number.Length > 0;
    }

    private static void Add(ReadOnlySpan<Token> tokens, ReadOnlySpan<(int At, double Value)> numbers, bool range, UnitOfMeasure unit, int end, LanguageVocabulary vocabulary, MeasureContext context, List<MeasureMatch> found)
    {
        int start = numbers[0].At;
        int offset = tokens[start].Start, length = tokens[end - 1].End - offset;
        if (range)
        {
            Measure low = context.Resolve(unit, numbers[0].Value, tokens, start, end, vocabulary);
            Measure high = context.Resolve(unit, numbers[1].Value, tokens, start, end, vocabulary);
            found.Add(new MeasureMatch(offset, length, low.Dimension, Math.Min(low.Value, high.Value), Math.Max(low.Value, high.Value)));
            return;
        }
        foreach ((_, double value) in numbers)
        {
            Measure measure = context.Resolve(unit, value, tokens, start, end, vocabulary);
            found.Add(new MeasureMatch(offset, length, measure.Dimension, measure.Value, measure.Value));
        }
    }
}
