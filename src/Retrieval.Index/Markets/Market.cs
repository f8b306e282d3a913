using System.Globalization;

namespace Retrieval.Index.Markets;

/// <summary>Where the shopper buys: decides which regional offer counts, what is sold at all, and the currency of a bare price.</summary>
/// <param name="Region">Country (<c>FR</c>) or subdivision (<c>US-CA</c>), upper case; null where no region, countries or offers apply.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public sealed record Market(string? Region, string Currency)
{
    /// <summary>The ISO 3166 country of the region.</summary>
    public string? Country => Region is null ? null : Region[..2];

    /// <summary>The market of a country or subdivision, with its country's currency.</summary>
    /// <param name="region">Such as <c>FR</c> or <c>us-ca</c>; null or empty is no region.</param>
    /// <param name="currency">Currency where no region is given or its country has none that is known.</param>
    /// <exception cref="ArgumentException">The region is not written as a country or <c>CC-XXX</c>.</exception>
    public static Market Of(string? region, string currency)
    {
        if (string.IsNullOrWhiteSpace(region)) return new Market(null, currency);
        string upper = region.Trim().ToUpperInvariant();
        if (!IsRegion(upper)) throw new ArgumentException($"\"{region}\" is no market: a country such as FR or a subdivision such as US-CA is meant");
        return new Market(upper, CurrencyOf(upper[..2]) ?? currency);
    }

    /// <summary>True for <c>CC</c> or <c>CC-XXX</c> in upper case: what a region may look like.</summary>
    public static bool IsRegion(ReadOnlySpan<char> text)
    {
        if (text.Length is not 2 and not (>= 4 and <= 6)) return false;
        if (!char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])) return false;
        if (text.Length == 2) return true;
        if (text[2] != '-') return false;
        foreach (char c in text[3..])
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return false;
        }
        return true;
    }

    private static string? CurrencyOf(string country)
    {
        try
        {
            string symbol = new RegionInfo(country).ISOCurrencySymbol;
            return symbol is { Length: 3 } and not "XXX" ? symbol : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
