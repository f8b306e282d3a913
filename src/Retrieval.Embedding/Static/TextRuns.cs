namespace Retrieval.Embedding.Static;

/// <summary>Enumerates the runs of a folded text that can hold words: letters, numbers with one decimal sign, Han.</summary>
/// <param name="text">The folded text.</param>
internal ref struct TextRuns(ReadOnlySpan<char> text)
{
    private enum Class : byte
    {
        Other,
        Letter,
        Digit,
        Han,
    }

    private readonly ReadOnlySpan<char> text = text;
    private int end;

    /// <summary>The run's place in the text.</summary>
    public Range Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly TextRuns GetEnumerator() => this;

    /// <summary>Goes to the next run.</summary>
    public bool MoveNext()
    {
        int start = end;
        while (start < text.Length && ClassOf(text[start]) == Class.Other)
            start++;
        if (start == text.Length)
            return false;

        Class kind = ClassOf(text[start]);
        end = EndOf(kind, start + 1);
        bool isDecimal = kind == Class.Digit && end + 1 < text.Length && text[end] is '.' or ',' && ClassOf(text[end + 1]) == Class.Digit;
        if (isDecimal)
            end = EndOf(Class.Digit, end + 2);
        Current = start..end;
        return true;
    }

    private readonly int EndOf(Class kind, int from)
    {
        while (from < text.Length && ClassOf(text[from]) == kind)
            from++;
        return from;
    }

    private static Class ClassOf(char c)
    {
        if (char.IsAsciiLetter(c))
            return Class.Letter;
        if (char.IsAsciiDigit(c))
            return Class.Digit;
        if (c < 0x80)
            return Class.Other;
        if (CharacterFolding.IsHan(c))
            return Class.Han;
        return char.IsLetter(c) || char.IsSurrogate(c) ? Class.Letter : char.IsDigit(c) ? Class.Digit : Class.Other;
    }
}
