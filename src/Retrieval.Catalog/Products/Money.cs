using System.Globalization;
using Retrieval.Catalog.Pricing;

namespace Retrieval.Catalog.Products;

/// <summary>An amount of money in minor units of its currency (cents for EUR, yen for JPY). Never a floating-point number.</summary>
/// <param name="Amount">Minor units by the ISO 4217 exponent.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <summary>Largest amount that is read, 2^53 − 1: JSON clients hold it without loss.</summary>
    public const long MaxAmount = (1L << 53) - 1;

    private static readonly decimal[] Powers = [1m, 10m, 100m, 1000m, 10000m];

    /// <summary>The amount in major units, exactly: 49.90 for 4990 EUR, 399 for 399 JPY.</summary>
    public decimal Major => Amount / Powers[Currencies.Exponent(Currency)];

    /// <summary>Converts major units exactly. False where the currency does not exist, the amount is negative or too large, or a part of a minor unit would be lost.</summary>
    public static bool TryFromMajor(decimal major, ReadOnlySpan<char> currency, out Money money)
    {
        money = default;
        if (!Currencies.TryGet(currency, out string code, out int exponent)) return false;
        if (major < 0 || major > MaxAmount) return false;
        decimal minor = major * Powers[exponent];
        if (minor > MaxAmount || minor != decimal.Truncate(minor)) return false;
        money = new Money((long)minor, code);
        return true;
    }

    /// <summary>Reads the native form: digits with a decimal point, then the currency's code, as in <c>49.90 EUR</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        text = text.Trim();
        int space = text.IndexOf(' ');
        return space > 0 && TryParseMajor(text[..space], out decimal major) && TryFromMajor(major, text[space..].Trim(), out money);
    }

    /// <summary>The native form: <c>49.90 EUR</c>, <c>399 JPY</c>.</summary>
    public override string ToString()
    {
        int exponent = Currencies.Exponent(Currency);
        return Major.ToString(exponent == 0 ? "0" : "0." + new string('0', exponent), CultureInfo.InvariantCulture) + " " + Currency;
    }

    /// <summary>Digits with at most one decimal point; neither sign, exponent nor separators of thousands.</summary>
    internal static bool TryParseMajor(ReadOnlySpan<char> digits, out decimal major)
    {
        major = 0;
        // Past 28 digits a decimal rounds, and rounding money silently is a lie.
        if (digits.Length is 0 or > 28 || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1])) return false;
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out major);
    }
}
