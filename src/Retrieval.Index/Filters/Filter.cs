using System.Globalization;

namespace Retrieval.Index.Filters;

/// <summary>
/// A filter expression as a tree. A product that does not state a field never matches a comparison on it, not even <c>!=</c>;
/// <see cref="Not"/> is plain complement. <c>ToString</c> prints the expression in the form that <see cref="FilterParser"/> reads.
/// </summary>
public abstract record Filter
{
    private Filter() { }

    /// <summary>Every product.</summary>
    public static Filter Everything { get; } = new And([]);

    /// <summary>True for a filter that asks for nothing, as <see cref="Everything"/> does.</summary>
    public bool IsEverything => this is And { Operands.Count: 0 };

    /// <summary>All of them; none at all is every product.</summary>
    /// <param name="Operands">Filters that must all match.</param>
    public sealed record And(IReadOnlyList<Filter> Operands) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => Operands.Count == 0 ? "" : $"({string.Join(" and ", Operands)})";
    }

    /// <summary>Any of them; none at all is no product.</summary>
    /// <param name="Operands">Filters of which one must match.</param>
    public sealed record Or(IReadOnlyList<Filter> Operands) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"({string.Join(" or ", Operands)})";
    }

    /// <summary>Every product that the operand does not match, those that state nothing among them.</summary>
    /// <param name="Operand">The filter to be complemented.</param>
    public sealed record Not(Filter Operand) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"not ({Operand})";
    }

    /// <summary>A field compared with a value. Of several values of a product one must match; for <see cref="Comparator.NotEqual"/> none may.</summary>
    /// <param name="Field">A member of the product, a dimension (<c>power</c>) or an attribute's name.</param>
    /// <param name="Comparator">How to compare.</param>
    /// <param name="Value">The value as an expression writes it, without quotes: <c>60</c>, <c>500ml</c>, <c>Kitchen &gt; Blenders</c>.</param>
    public sealed record Comparison(string Field, Comparator Comparator, string Value) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Quoted(Field)}{Comparator.Sign()}{Quoted(Value)}";
    }

    /// <summary>A field with one value inside both bounds, which two comparisons do not say of a field with several values.</summary>
    /// <param name="Field">What holds numbers, amounts, days or measures, as in <see cref="Comparison"/>.</param>
    /// <param name="Low">Least value, as in <see cref="Comparison"/>.</param>
    /// <param name="High">Highest value.</param>
    public sealed record Between(string Field, string Low, string High) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Quoted(Field)} between {Quoted(Low)} and {Quoted(High)}";
    }

    /// <summary>A field that equals any of the values.</summary>
    /// <param name="Field">As in <see cref="Comparison"/>.</param>
    /// <param name="Values">Values, as in <see cref="Comparison"/>.</param>
    public sealed record In(string Field, IReadOnlyList<string> Values) : Filter
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Quoted(Field)} in ({string.Join(", ", Values.Select(Quoted))})";
    }

    /// <summary>The field at most the number.</summary>
    public static Filter AtMost(string field, decimal value) => new Comparison(field, Comparator.LessOrEqual, Invariant(value));

    /// <summary>The field at least the number.</summary>
    public static Filter AtLeast(string field, decimal value) => new Comparison(field, Comparator.GreaterOrEqual, Invariant(value));

    /// <summary>The field equal to the value.</summary>
    public static Filter Is(string field, string value) => new Comparison(field, Comparator.Equal, value);

    /// <summary>Both filters; <see cref="Everything"/> is left out.</summary>
    public Filter With(Filter other)
    {
        if (IsEverything) return other;
        return other.IsEverything ? this : new And([this, other]);
    }

    private static string Invariant(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

/// <summary>How a field is compared with a value.</summary>
public enum Comparator : byte
{
    /// <summary>Equal: words without regard to case and accents, numbers by value, categories with everything below.</summary>
    Equal,
    /// <summary>Stated, and no value equal.</summary>
    NotEqual,
    /// <summary>Less.</summary>
    Less,
    /// <summary>At most.</summary>
    LessOrEqual,
    /// <summary>More.</summary>
    Greater,
    /// <summary>At least.</summary>
    GreaterOrEqual,
}

/// <summary>Comparators as an expression writes them.</summary>
internal static class ComparatorSigns
{
    private static readonly string[] Signs = ["=", "!=", "<", "<=", ">", ">="];

    public static string Sign(this Comparator comparator) => Signs[(int)comparator];

    public static bool IsOrdering(this Comparator comparator) => comparator >= Comparator.Less;
}
