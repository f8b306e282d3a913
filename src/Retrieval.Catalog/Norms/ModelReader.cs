using System.Globalization;
using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog.Norms;

/// <summary>
/// Finds models of product lines: the name of a line and what tells its models apart, "iPhone 15 Pro", "Galaxy S23", "Golf 7", with several
/// that are listed ("13/14/15", "12 bis 15"). Lines are those of <c>Data/model-lines.tsv</c>, and where a text is known to name models any word
/// that a number follows and that is no name of a thing. Immutable, safe for concurrent use.
/// </summary>
internal sealed class ModelReader
{
    // "iPhone 12–15" lists four models; a longer range is of something else.
    private const int LongestRange = 12, LongestName = 4, LongestNumber = 4, ReachOfLater = 3, LongestLater = 4;

    private static readonly Lazy<ModelReader>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<ModelReader>(() => new ModelReader(language == Language.Und ? Language.En : language)))];

    private readonly Dictionary<string, (string Line, string Member)> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);
    private readonly MarkedWords firsts = new();
    private readonly MarkedWords firstsOfMembers = new();
    private readonly HashSet<string> units;
    private readonly NormBook book;
    private readonly KindNames things;

    /// <summary>A run of letters or of digits: "S23" is two.</summary>
    private readonly record struct Piece(string Text, bool IsNumber, bool IsWord, bool IsGlued, int Token);

    private ModelReader(Language language)
    {
        book = NormBook.For(language);
        things = KindNames.For(language);
        units = [.. LanguageVocabulary.For(language).Entries.Where(static entry => entry.Sense.Kind == LanguageVocabulary.Unit)
            .SelectMany(static entry => PhrasePattern.Expand(entry.Pattern)).Select(unit => PhraseTokenizer.Fold(unit, language))];
        foreach (string[] row in TableFile.Rows("model-lines.tsv"))
        {
            bool isMember = row[1][0] == '=';
            if (!isMember) kinds[row[0]] = row[1];
            foreach (string name in row.Skip(2).SelectMany(PhrasePattern.Expand))
            {
                List<Piece> pieces = Cut(new CutText(name, language).Tokens);
                names[string.Join(' ', pieces.Select(static piece => piece.Text))] = (row[0], isMember ? row[1][1..] : "");
                firsts.Add(pieces[0].Text);
                if (isMember) firstsOfMembers.Add(pieces[0].Text);
            }
        }
    }

    public static ModelReader For(Language language) => Of[(int)language].Value;

    /// <summary>The models of a text, in its order.</summary>
    /// <param name="tokens">Its tokens, split in the reader's language.</param>
    /// <param name="isAnyLine">Tells by the token of a line's name whether a line that no table knows may be named there.</param>
    public List<NormMention> Models(ReadOnlySpan<Token> tokens, Func<int, bool> isAnyLine)
    {
        var found = new List<NormMention>();
        if (!MayName(tokens, isAnyLine)) return found;
        List<Piece> pieces = Cut(tokens);
        for (int at = 0; at < pieces.Count; at++)
        {
            (string line, string member, int length) = LineAt(pieces, at);
            string kind = length > 0 ? kinds.GetValueOrDefault(line, "") : "";
            int end = at + length;
            if (length > 0 && member.Length > 0 && !(end < pieces.Count && pieces[end].IsNumber))
            {
                found.Add(Mention(line, member, at, end, false) with { Kind = kind });
                at = end - 1;
                continue;
            }
            // The number first: few words stand before one, and it is told fastest.
            if (length == 0 && NumberAt(pieces, at + 1) is not null && IsWordOfLine(pieces, at) && (isAnyLine(pieces[at].Token) || IsNamedBefore(NameOf(pieces, at))) && things.LengthOfNameAt(tokens, pieces[at].Token) == 0) (line, length) = (NameOf(pieces, at), 1);
            if (length == 0 || NumberAt(pieces, at + length) is null) continue;
            end = AddListed(tokens, line, kind, at, at + length);
            at = end - 1;
        }
        return found;

        NormMention Mention(string line, string member, int from, int to, bool isOpen) =>
            new(NormFamilies.Model + line, member, pieces[from].Token, pieces[to - 1].Token + 1) { IsOpen = isOpen };

        // "For the Go 300 and the Go 400": the cue is far, the line is known.
        bool IsNamedBefore(string line) => found.Exists(mention => mention.Family.Length == NormFamilies.Model.Length + line.Length && mention.Family.EndsWith(line, StringComparison.Ordinal));

        int AddListed(ReadOnlySpan<Token> tokens, string line, string kind, int from, int number)
        {
            int first = found.Count;
            int at = number;
            double? before = null;
            while (NumberAt(pieces, at) is { } value && (before is null || IsListed(pieces, at)))
            {
                (string member, int next) = MemberAt(pieces, at);
                if (before is { } low && book.To.Contains(pieces[at - 1].Text))
                {
                    for (double between = low + 1; between < value && value - low <= LongestRange; between++) found.Add(Mention(line, between.ToString(CultureInfo.InvariantCulture), from, next, false) with { Kind = kind });
                }
                found.Add(Mention(line, member, from, next, false) with { Kind = kind });
                before = value;
                at = next;
                if (at + 1 >= pieces.Count || !(book.And.Contains(pieces[at].Text) || book.To.Contains(pieces[at].Text))) break;
                // "iPhone 15 und iPhone 14" names the line again, which its own place finds.
                if (NumberAt(pieces, at + 1) is null) break;
                at++;
            }
            bool isOpen = false;
            for (int i = at; i < Math.Min(pieces.Count, at + ReachOfLater); i++) isOpen |= IsLater(tokens, pieces[i].Token);
            if (isOpen) for (int i = first; i < found.Count; i++) found[i] = found[i] with { IsOpen = true };
            return Math.Max(at, number + 1);
        }
    }

    /// <summary>False for most texts that name no model, before they are cut into pieces: nothing begins a line's name, and no number stands behind a word that is one.</summary>
    private bool MayName(ReadOnlySpan<Token> tokens, Func<int, bool> isAnyLine)
    {
        bool isLine = false, isNumber = false;
        for (int at = 0; at < tokens.Length; at++)
        {
            ref readonly Token token = ref tokens[at];
            if (token.Kind == TokenKind.Number)
            {
                isNumber = true;
                if (at > 0 && tokens[at - 1].Kind is TokenKind.Word or TokenKind.Han && isAnyLine(at - 1)) return true;
            }
            else if (token.Folded.AsSpan().ContainsAnyInRange('0', '9')) return true;
            else if (firsts.Contains(token.Folded))
            {
                if (firstsOfMembers.Contains(token.Folded)) return true;
                isLine = true;
            }
        }
        return isLine && isNumber;
    }

    private (string Line, string Member, int Length) LineAt(List<Piece> pieces, int at)
    {
        if (!firsts.Contains(pieces[at].Text)) return ("", "", 0);
        for (int length = Math.Min(LongestName, pieces.Count - at); length > 0; length--)
        {
            if (names.TryGetValue(string.Join(' ', pieces.Skip(at).Take(length).Select(static piece => piece.Text)), out (string Line, string Member) named)) return (named.Line, named.Member, length);
        }
        return ("", "", 0);
    }

    /// <summary>A word before a number, or a letter glued to one behind a word.</summary>
    private static bool IsWordOfLine(List<Piece> pieces, int at) =>
        pieces[at].IsWord && (pieces[at].Text.Length > 1 || (at > 0 && pieces[at - 1].IsWord && pieces[at - 1].Text.Length > 1 && at + 1 < pieces.Count && pieces[at + 1].IsGlued));

    private static string NameOf(List<Piece> pieces, int at) => pieces[at].Text.Length > 1 ? pieces[at].Text : $"{pieces[at - 1].Text} {pieces[at].Text}";

    /// <summary>The number at a piece where it tells a model: no quantity, no price.</summary>
    private double? NumberAt(List<Piece> pieces, int at)
    {
        if (at >= pieces.Count || !pieces[at].IsNumber || pieces[at].Text.Length > LongestNumber) return null;
        if (at + 1 < pieces.Count && pieces[at + 1] is var next && !book.Variants.Contains(next.Text))
        {
            bool isLetter = next.IsGlued && next.Text.Length == 1 && next.Text[0] is 'a' or 'e' or 'i' or 'x' or 's' or 't' or 'c';
            if (!isLetter && (units.Contains(next.Text) || next.Text is "€" or "$" or "£" or "¥" or "%" or "x" or "\"")) return null;
        }
        return double.TryParse(pieces[at].Text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>A further number of a list ends there: the 20 of "iPhone 15, 20 W" is none.</summary>
    private bool IsListed(List<Piece> pieces, int at) =>
        at + 1 >= pieces.Count || !pieces[at + 1].IsWord || book.Variants.Contains(pieces[at + 1].Text) || book.And.Contains(pieces[at + 1].Text) || book.To.Contains(pieces[at + 1].Text);

    private (string Member, int End) MemberAt(List<Piece> pieces, int at)
    {
        string member = pieces[at].Text.TrimStart('0');
        int end = at + 1;
        if (end < pieces.Count && pieces[end] is { IsGlued: true, Text: [>= 'a' and <= 'z'] }) member += pieces[end++].Text;
        while (end < pieces.Count && book.Variants.Contains(pieces[end].Text)) member += " " + pieces[end++].Text;
        return (member, end);
    }

    private bool IsLater(ReadOnlySpan<Token> tokens, int at)
    {
        ReadOnlySpan<Token> few = tokens[at..Math.Min(tokens.Length, at + LongestLater)];
        foreach (Sense sense in book.Phrases.Longest(few, 0, NormBook.Later, out int length))
        {
            if (length > 0 && sense.Kind == NormBook.Later) return true;
        }
        return false;
    }

    private static List<Piece> Cut(ReadOnlySpan<Token> tokens)
    {
        var pieces = new List<Piece>(tokens.Length + 4);
        for (int at = 0; at < tokens.Length; at++)
        {
            ref readonly Token token = ref tokens[at];
            bool isGlued = token.Joint == Joint.Glued;
            if (token.Kind != TokenKind.Word || char.IsAsciiDigit(token.Folded[0]))
            {
                pieces.Add(new Piece(token.Folded, token.Kind == TokenKind.Number, token.Kind == TokenKind.Han, isGlued, at));
                continue;
            }
            string word = token.Folded;
            for (int from = 0; from < word.Length;)
            {
                bool isNumber = char.IsAsciiDigit(word[from]);
                int to = from + 1;
                while (to < word.Length && char.IsAsciiDigit(word[to]) == isNumber) to++;
                pieces.Add(new Piece(word[from..to], isNumber, !isNumber, from > 0 || isGlued, at));
                from = to;
            }
        }
        return pieces;
    }
}
