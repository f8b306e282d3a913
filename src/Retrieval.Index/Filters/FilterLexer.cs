using System.Text;

namespace Retrieval.Index.Filters;

internal enum TokenKind : byte
{
    End,
    Word,
    Quoted,
    Operator,
    Open,
    Close,
    Comma,
}

/// <summary>A piece of a filter expression and where it starts.</summary>
internal readonly record struct FilterToken(TokenKind Kind, string Text, int Position)
{
    public bool IsKeyword(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"\"{Text}\"";
}

/// <summary>
/// Cuts a filter expression into words, quoted texts (<c>\"</c> and <c>\\</c> inside), comparators, parentheses and commas.
/// A word runs to the next blank, quote, parenthesis, comma or comparator.
/// </summary>
internal sealed class FilterLexer(string expression)
{
    private int at;

    public FilterToken Next()
    {
        while (at < expression.Length && char.IsWhiteSpace(expression[at])) at++;
        if (at == expression.Length) return new FilterToken(TokenKind.End, "", at);
        int start = at;
        switch (expression[at])
        {
            case '(': at++; return new FilterToken(TokenKind.Open, "(", start);
            case ')': at++; return new FilterToken(TokenKind.Close, ")", start);
            case ',': at++; return new FilterToken(TokenKind.Comma, ",", start);
            case '"': return Quoted(start);
            case '=' or '<' or '>' or '!': return Operator(start);
            default:
                while (at < expression.Length && !EndsWord(expression[at])) at++;
                return new FilterToken(TokenKind.Word, expression[start..at], start);
        }
    }

    private static bool EndsWord(char c) => char.IsWhiteSpace(c) || c is '(' or ')' or ',' or '"' or '=' or '<' or '>' or '!';

    private FilterToken Operator(int start)
    {
        at++;
        if (at < expression.Length && expression[at] == '=') at++;
        string text = expression[start..at];
        if (text == "!") throw new FilterException("\"!\" is no comparator; \"!=\" or the word \"not\" is meant", start);
        return new FilterToken(TokenKind.Operator, text, start);
    }

    private FilterToken Quoted(int start)
    {
        var text = new StringBuilder();
        for (at++; at < expression.Length; at++)
        {
            char c = expression[at];
            if (c == '"')
            {
                at++;
                return new FilterToken(TokenKind.Quoted, text.ToString(), start);
            }
            if (c == '\\' && at + 1 < expression.Length && expression[at + 1] is ('"' or '\\')) c = expression[++at];
            text.Append(c);
        }
        throw new FilterException("the quote that opens here is never closed", start);
    }
}
