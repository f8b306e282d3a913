namespace Retrieval.Index.Filters;

/// <summary>
/// Reads filter expressions:
/// <code>
/// filter     = and { "or" and }
/// and        = unary { "and" unary }
/// unary      = "not" unary | "(" filter ")" | field comparator value | field "in" "(" value { "," value } ")" | field "between" value "and" value
/// comparator = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
/// field, value = word | quoted text
/// </code>
/// Every comparison is checked against its field's kind, so that what parses can be evaluated.
/// </summary>
public static class FilterParser
{
    /// <summary>Longest expression, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Deepest nesting of parentheses and <c>not</c>.</summary>
    public const int MaxDepth = 64;

    /// <summary>Reads an expression. A blank one is <see cref="Filter.Everything"/>.</summary>
    /// <exception cref="FilterException">The expression cannot be read; the message says where and what was expected.</exception>
    public static Filter Parse(string expression)
    {
        if (expression.Length > MaxLength) throw new FilterException($"the expression has {expression.Length} characters, at most {MaxLength} are read", MaxLength);
        return new Reader(expression).Whole();
    }

    private sealed class Reader
    {
        private readonly FilterLexer lexer;
        private FilterToken token;

        public Reader(string expression)
        {
            lexer = new FilterLexer(expression);
            token = lexer.Next();
        }

        public Filter Whole()
        {
            if (token.Kind == TokenKind.End) return Filter.Everything;
            Filter filter = Alternatives(0);
            return token.Kind == TokenKind.End ? filter : throw Unexpected("\"and\", \"or\" or the end");
        }

        private Filter Alternatives(int depth)
        {
            var operands = new List<Filter> { Conjunction(depth) };
            while (TakeKeyword("or")) operands.Add(Conjunction(depth));
            return operands.Count == 1 ? operands[0] : new Filter.Or(operands);
        }

        private Filter Conjunction(int depth)
        {
            var operands = new List<Filter> { Unary(depth) };
            while (TakeKeyword("and")) operands.Add(Unary(depth));
            return operands.Count == 1 ? operands[0] : new Filter.And(operands);
        }

        private Filter Unary(int depth)
        {
            if (depth > MaxDepth) throw new FilterException($"nested deeper than {MaxDepth}", token.Position);
            if (TakeKeyword("not")) return new Filter.Not(Unary(depth + 1));
            if (token.Kind != TokenKind.Open) return Condition();
            Take();
            Filter inner = Alternatives(depth + 1);
            Expect(TokenKind.Close, "\")\"");
            return inner;
        }

        private Filter Condition()
        {
            FilterToken field = Text("a field, \"not\" or \"(\"");
            if (TakeKeyword("in")) return Membership(field);
            if (TakeKeyword("between")) return Range(field);
            if (token.Kind != TokenKind.Operator) throw Unexpected($"a comparator (= != < <= > >= in) behind {field}");
            Comparator comparator = token.Text switch
            {
                "=" or "==" => Comparator.Equal,
                "!=" => Comparator.NotEqual,
                "<" => Comparator.Less,
                "<=" => Comparator.LessOrEqual,
                ">" => Comparator.Greater,
                _ => Comparator.GreaterOrEqual,
            };
            Take();
            FilterToken value = Text($"a value behind {field}");
            Check(field, comparator, value);
            return new Filter.Comparison(field.Text, comparator, value.Text);
        }

        private Filter.In Membership(FilterToken field)
        {
            Expect(TokenKind.Open, "\"(\" behind \"in\"");
            var values = new List<string>();
            do
            {
                FilterToken value = Text("a value");
                Check(field, Comparator.Equal, value);
                values.Add(value.Text);
            }
            while (TakeComma());
            Expect(TokenKind.Close, "\",\" or \")\"");
            return new Filter.In(field.Text, values);
        }

        private Filter.Between Range(FilterToken field)
        {
            FilterToken low = Text("the lower bound");
            if (!TakeKeyword("and")) throw Unexpected("\"and\" and the upper bound");
            FilterToken high = Text("the upper bound");
            Check(field, Comparator.GreaterOrEqual, low);
            Check(field, Comparator.LessOrEqual, high);
            return new Filter.Between(field.Text, low.Text, high.Text);
        }

        private static void Check(FilterToken field, Comparator comparator, FilterToken value)
        {
            if (FilterField.Resolve(field.Text).Refusal(comparator, value.Text) is not { } refusal) return;
            throw new FilterException(refusal.Reason, refusal.OfField ? field.Position : value.Position);
        }

        private FilterToken Text(string expected) => token.Kind is TokenKind.Word or TokenKind.Quoted ? Take() : throw Unexpected(expected);

        private bool TakeKeyword(string keyword)
        {
            if (!token.IsKeyword(keyword)) return false;
            Take();
            return true;
        }

        private bool TakeComma()
        {
            if (token.Kind != TokenKind.Comma) return false;
            Take();
            return true;
        }

        private void Expect(TokenKind kind, string expected)
        {
            if (token.Kind != kind) throw Unexpected(expected);
            Take();
        }

        private FilterToken Take()
        {
            FilterToken taken = token;
            token = lexer.Next();
            return taken;
        }

        private FilterException Unexpected(string expected) => new($"{expected} is expected, {token} was found", token.Position);
    }
}
