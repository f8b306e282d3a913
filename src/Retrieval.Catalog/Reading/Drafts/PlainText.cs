using System.Buffers;
using System.Net;
using System.Text;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>Text of feeds made plain: stray blanks and control characters leave names, tags leave descriptions.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Markup = SearchValues.Create("<&");

    // Elements whose content is not text, and elements that end a line.
    private static readonly string[] Hidden = ["script", "style", "template", "noscript", "head", "title"];
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    };

    /// <summary>One line: trimmed, each run of blanks and control characters one space; null where nothing is left.</summary>
    public static string? Line(string? text) => Clean(text, keepLines: false);

    /// <summary>Several lines: as <see cref="Line"/>, but line breaks stay.</summary>
    public static string? Lines(string? text) => Clean(text, keepLines: true);

    /// <summary>A description: tags dropped, the content of scripts and styles with them, entities decoded, block elements on lines of their own.</summary>
    public static string? FromHtml(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAny(Markup)) return Lines(text);
        return Lines(WebUtility.HtmlDecode(DropTags(text)));
    }

    private static string DropTags(string text)
    {
        int open = text.IndexOf('<');
        if (open < 0) return text;
        var plain = new StringBuilder(text.Length);
        int from = 0;
        while (open >= 0)
        {
            int after = EndOfTag(text, open, out ReadOnlySpan<char> name);
            if (after < 0)
            {
                open = text.IndexOf('<', open + 1);
                continue;
            }
            plain.Append(text, from, open - from);
            if (Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)) plain.Append('\n');
            from = IsHidden(name) && text[open + 1] != '/' ? EndOfHidden(text, after, name) : after;
            open = text.IndexOf('<', from);
        }
        return plain.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The place behind the tag, comment or declaration that opens here; −1 where "&lt;" is only a sign ("&lt;10 cm").</summary>
    private static int EndOfTag(string text, int open, out ReadOnlySpan<char> name)
    {
        name = default;
        ReadOnlySpan<char> rest = text.AsSpan(open + 1);
        if (rest.StartsWith("!--"))
        {
            int close = text.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return close < 0 ? text.Length : close + 3;
        }
        if (rest.Length > 0 && rest[0] == '/') rest = rest[1..];
        if (rest.IsEmpty || (!char.IsAsciiLetter(rest[0]) && rest[0] is not ('!' or '?'))) return -1;
        int nameEnd = rest.IndexOfAny(" \t\r\n/>");
        name = nameEnd < 0 ? rest : rest[..nameEnd];
        int end = text.IndexOf('>', open);
        return end < 0 ? -1 : end + 1;
    }

    private static bool IsHidden(ReadOnlySpan<char> name)
    {
        foreach (string hidden in Hidden)
        {
            if (name.Equals(hidden, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static int EndOfHidden(string text, int from, ReadOnlySpan<char> name)
    {
        int close = text.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        int end = close < 0 ? -1 : text.IndexOf('>', close);
        return end < 0 ? text.Length : end + 1;
    }

    private static string? Clean(string? text, bool keepLines)
    {
        if (text is null) return null;
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        bool blank = false, line = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                blank = true;
                line |= c == '\n';
                continue;
            }
            if (blank && clean.Length > 0) clean.Append(line && keepLines ? '\n' : ' ');
            blank = line = false;
            clean.Append(c);
        }
        return clean.Length == 0 ? null : clean.ToString();
    }

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == ' ' || text[^1] == ' ' || text.Contains("  ", StringComparison.Ordinal)) return false;
        for (int at; (at = text.IndexOfAnyExceptInRange(' ', '~')) >= 0; text = text[(at + 1)..])
        {
            if (char.IsWhiteSpace(text[at]) || char.IsControl(text[at])) return false;
        }
        return true;
    }
}
