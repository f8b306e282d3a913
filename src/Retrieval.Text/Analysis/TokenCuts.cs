namespace Retrieval.Text.Analysis;

/// <summary>What a token is made of.</summary>
internal enum CutKind : byte
{
    Word,
    WithDigit,
    Han,
}

/// <summary>One token of a folded text. Offsets are those of the folded text.</summary>
internal readonly record struct Cut(string Text, int Start, int End, CutKind Kind, bool AtSamePosition);

/// <summary>
/// Finds the tokens of a folded text.
/// <para>Pieces: a run of letters and digits (an apostrophe between letters stays inside, for elisions and possessives), a number
/// with its decimals (<c>0,6</c> and <c>0.6</c> become <c>0.6</c>; thousands separators go: <c>1,299</c> and <c>1.299</c> become <c>1299</c>),
/// one Han character.</para>
/// <para>Further tokens at the position of the piece they begin with:
/// pieces joined by a hyphen, up to four (<c>wh-1000xm5</c> → <c>wh1000xm5</c>);
/// two or three neighbours parted by one space, where digits are involved and the letters are as short as those of units and model names
/// (<c>500 ml</c> → <c>500ml</c>, <c>wh 1000 xm5</c> → <c>wh1000xm5</c>);
/// the two halves of a number with its unit (<c>500ml</c> → <c>500</c>, <c>ml</c>).</para>
/// </summary>
internal static class TokenCuts
{
    // Lucene refuses terms over 32,766 bytes of UTF-8; a run as long as that is no word. The tail is cut off.
    private const int LongestToken = 255;
    // Letters beside a number that may belong to its name: units and series names ("ml", "xm5", "galaxy 5" no longer).
    private const int LongestNameBesideNumber = 6;
    private const int LongestUnit = 3;
    private const int MostHyphenated = 4;

    private readonly record struct Piece(int Start, int End, CutKind Kind)
    {
        public int Length => End - Start;
    }

    public static void Of(string text, List<Cut> cuts)
    {
        Span<Piece> ahead = stackalloc Piece[MostHyphenated];
        int known = 0;
        int position = 0;
        while (true)
        {
            while (known < ahead.Length && NextPiece(text, ref position, out Piece piece)) ahead[known++] = piece;
            if (known == 0) return;
            Emit(text, ahead[..known], cuts);
            ahead[1..known].CopyTo(ahead);
            known--;
        }
    }

    private static void Emit(string text, ReadOnlySpan<Piece> pieces, List<Cut> cuts)
    {
        Piece first = pieces[0];
        cuts.Add(new Cut(Form(text, first), first.Start, first.End, first.Kind, AtSamePosition: false));
        if (first.Kind == CutKind.Han) return;

        int hyphenated = 1;
        while (hyphenated < pieces.Length && AreJoinedBy(text, pieces[hyphenated - 1], pieces[hyphenated], '-')) AddJoined(text, pieces[..++hyphenated], cuts);
        for (int count = Math.Max(2, hyphenated + 1); count <= Math.Min(3, pieces.Length); count++)
        {
            if (!IsModelName(text, pieces[..count])) break;
            AddJoined(text, pieces[..count], cuts);
        }
        if (first.Kind == CutKind.WithDigit) AddNumberAndUnit(text, first, cuts);
    }

    private static void AddJoined(string text, ReadOnlySpan<Piece> pieces, List<Cut> cuts)
    {
        string joined = "";
        CutKind kind = CutKind.Word;
        foreach (Piece piece in pieces)
        {
            if (piece.Kind == CutKind.Han) return;
            joined += Form(text, piece);
            if (piece.Kind == CutKind.WithDigit) kind = CutKind.WithDigit;
        }
        if (joined.Length <= LongestToken) cuts.Add(new Cut(joined, pieces[0].Start, pieces[^1].End, kind, AtSamePosition: true));
    }

    private static bool IsModelName(string text, ReadOnlySpan<Piece> pieces)
    {
        bool digit = false, letter = false;
        for (int i = 0; i < pieces.Length; i++)
        {
            Piece piece = pieces[i];
            if (piece.Kind == CutKind.Han || piece.Length > LongestNameBesideNumber) return false;
            if (i > 0 && !AreJoinedBy(text, pieces[i - 1], piece, ' ') && !AreJoinedBy(text, pieces[i - 1], piece, '-')) return false;
            if (piece.Kind == CutKind.WithDigit) digit = true;
            else if (text.AsSpan(piece.Start, piece.Length).Contains('\'')) return false;
            letter |= text.AsSpan(piece.Start, piece.Length).ContainsAnyInRange('a', 'z');
        }
        return digit && letter;
    }

    private static void AddNumberAndUnit(string text, Piece piece, List<Cut> cuts)
    {
        ReadOnlySpan<char> span = text.AsSpan(piece.Start, piece.Length);
        int digits = span.IndexOfAnyExcept("0123456789.,");
        if (digits <= 0 || span.Length - digits > LongestUnit || span[digits..].ContainsAnyInRange('0', '9')) return;
        var number = new Piece(piece.Start, piece.Start + digits, CutKind.WithDigit);
        cuts.Add(new Cut(Form(text, number), number.Start, number.End, CutKind.WithDigit, AtSamePosition: true));
        cuts.Add(new Cut(span[digits..].ToString(), number.End, piece.End, CutKind.Word, AtSamePosition: true));
    }

    private static bool AreJoinedBy(string text, Piece left, Piece right, char separator) =>
        right.Start - left.End == 1 && text[left.End] == separator;

    /// <summary>The token of a piece: numbers lose their thousands separators and get a decimal point.</summary>
    private static string Form(string text, Piece piece)
    {
        ReadOnlySpan<char> span = text.AsSpan(piece.Start, Math.Min(piece.Length, LongestToken));
        int separator = piece.Kind == CutKind.WithDigit ? span.LastIndexOfAny('.', ',') : -1;
        if (separator < 0) return span.ToString();
        string whole = span[..separator].ToString().Replace(",", "").Replace(".", "");
        ReadOnlySpan<char> rest = span[(separator + 1)..];
        int decimals = rest.IndexOfAnyExceptInRange('0', '9');
        if (decimals < 0) decimals = rest.Length;
        bool thousands = decimals == 3 && separator is >= 1 && span[0] != '0';
        return thousands ? $"{whole}{rest}" : $"{whole}.{rest}";
    }

    private static bool NextPiece(string text, ref int position, out Piece piece)
    {
        while (position < text.Length && !IsTokenCharacter(text, position)) position++;
        int start = position;
        piece = default;
        if (start == text.Length) return false;
        if (IsHan(text[start]))
        {
            position++;
            piece = new Piece(start, position, CutKind.Han);
            return true;
        }
        bool digit = false;
        while (position < text.Length && !IsHan(text[position]) && (IsTokenCharacter(text, position) || JoinsInside(text, start, position)))
        {
            digit |= char.IsDigit(text[position]);
            position++;
        }
        piece = new Piece(start, position, digit ? CutKind.WithDigit : CutKind.Word);
        return true;
    }

    /// <summary>An apostrophe between letters, or a separator between digits of a piece that is a number so far.</summary>
    private static bool JoinsInside(string text, int start, int position)
    {
        if (position + 1 >= text.Length || position == start) return false;
        char before = text[position - 1], at = text[position], after = text[position + 1];
        if (at == '\'') return char.IsLetter(before) && char.IsLetter(after) && !IsHan(after);
        if (at is not ('.' or ',')) return false;
        return char.IsAsciiDigit(before) && char.IsAsciiDigit(after)
            && text.AsSpan(start, position - start).IndexOfAnyExcept("0123456789.,") < 0;
    }

    private static bool IsTokenCharacter(string text, int position)
    {
        char c = text[position];
        return char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (position > 0 && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark);
    }

    /// <summary>CJK ideographs of the basic plane, its extension A and the compatibility block.</summary>
    internal static bool IsHan(char c) => c is >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
