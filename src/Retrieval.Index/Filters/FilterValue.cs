using System.Globalization;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Filters;

/// <summary>Reads the values of comparisons. Numbers are written the invariant way, a point before the decimals.</summary>
internal static class FilterValue
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Reads an amount in major units, with or without a currency behind it.</summary>
    public static bool TryPrice(string text, out decimal amount, out string? currency)
    {
        currency = null;
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        if (digits.Length > 3 && char.IsAsciiLetter(digits[^1]))
        {
            if (!Currencies.TryGet(digits[^3..], out string code, out _))
            {
                amount = 0;
                return false;
            }
            currency = code;
            digits = digits[..^3].TrimEnd();
        }
        return decimal.TryParse(digits, Plain, CultureInfo.InvariantCulture, out amount);
    }

    public static bool TryDate(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static bool TryFlag(string text, out bool flag) => bool.TryParse(text, out flag);

    public static bool TryAvailability(string text, out Availability availability)
    {
        Availability? found = text.ToLowerInvariant() switch
        {
            "in_stock" => Availability.InStock,
            "out_of_stock" => Availability.OutOfStock,
            "preorder" => Availability.Preorder,
            "backorder" => Availability.Backorder,
            "unknown" => Availability.Unknown,
            _ => null,
        };
        availability = found ?? default;
        return found is not null;
    }

    /// <summary>A value of one dimension: a bare number in the dimension's unit, or one with a unit of the dimension.</summary>
    public static bool TryMeasure(string text, Dimension dimension, out double value)
    {
        if (TryNumber(text, out value)) return true;
        if (!MeasureParser.TryParse(text, Language.Und, out Measure measure) || !Agree(measure.Dimension, dimension)) return false;
        value = measure.Value;
        return true;
    }

    /// <summary>A number with a unit.</summary>
    public static bool TryMeasure(string text, out Measure measure) => MeasureParser.TryParse(text, Language.Und, out measure);

    // Screens are lengths in inches, and storage and memory share their units: the field decides which is meant.
    private static bool Agree(Dimension written, Dimension field) =>
        written == field || written is Dimension.Storage or Dimension.Memory && field is Dimension.Storage or Dimension.Memory;
}
