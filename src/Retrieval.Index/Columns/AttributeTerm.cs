using System.Globalization;
using Retrieval.Text.Analysis;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Columns;

/// <summary>
/// One attribute value as a term of the attributes' column, so that the values of one name stand side by side in the dictionary:
/// <code>
/// term = name 0x01 value [ 0x01 ( "n" number | dimension "=" number ) ]
/// </code>
/// The name is folded, the value is as the merchant wrote it; a number or a measure in it was read when the product was indexed.
/// </summary>
internal readonly record struct AttributeTerm(string Name, string Value, double Number, Dimension? Dimension)
{
    private const char Separator = (char)1;
    private const int MaxValueLength = 300;

    /// <summary>Start of all terms of a name, and the end behind them.</summary>
    public static (string From, string To) Range(string foldedName) => (foldedName + Separator, foldedName + (char)(Separator + 1));

    public static string FoldedName(string name) => TextFolding.Fold(name.Trim()).Replace(Separator, ' ');

    /// <summary>Writes a value that is text alone, a number, or a measure.</summary>
    public static string Write(string foldedName, string value, double? number, Measure? measure)
    {
        string shown = Cut(value).Replace(Separator, ' ');
        string head = foldedName + Separator + shown;
        if (measure is { } quantity) return string.Create(CultureInfo.InvariantCulture, $"{head}{Separator}{quantity.Dimension.Name()}={quantity.Value:R}");
        return number is { } plain ? string.Create(CultureInfo.InvariantCulture, $"{head}{Separator}n{plain:R}") : head;
    }

    public static AttributeTerm Read(string term)
    {
        int first = term.IndexOf(Separator, StringComparison.Ordinal);
        int second = term.IndexOf(Separator, first + 1);
        if (second < 0) return new AttributeTerm(term[..first], term[(first + 1)..], double.NaN, null);
        string name = term[..first];
        string value = term[(first + 1)..second];
        ReadOnlySpan<char> typed = term.AsSpan(second + 1);
        int equals = typed.IndexOf('=');
        if (equals < 0) return new AttributeTerm(name, value, Parse(typed[1..]), null);
        bool known = Dimensions.TryParse(typed[..equals].ToString(), out Dimension dimension);
        return new AttributeTerm(name, value, Parse(typed[(equals + 1)..]), known ? dimension : null);
    }

    /// <summary>What equal values have in common: 500 ml and 0.5 l are one, as a filter finds them.</summary>
    public string Key => double.IsNaN(Number) ? TextFolding.Fold(Value) : string.Create(CultureInfo.InvariantCulture, $"{Dimension}={Number:G9}");

    public AttributeTerm WithFoldedValue() => this with { Value = TextFolding.Fold(Value) };

    /// <summary>A value as it is compared: longer ones are cut alike on both sides.</summary>
    public static string Cut(string value) => value.Length <= MaxValueLength ? value : value[..MaxValueLength];

    private static double Parse(ReadOnlySpan<char> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
