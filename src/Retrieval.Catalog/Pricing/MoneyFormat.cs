using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Pricing;

/// <summary>
/// Money as people read it, in the manner of a language (<c>formats.tsv</c>, <c>displays.tsv</c>): "59,90 €" in French, "$59.90" in
/// English, "¥399" in Chinese. Decimals stand only where they are not zero. Safe to call from many threads.
/// </summary>
public static class MoneyFormat
{
    private sealed record Manner(NumberFormatInfo Digits, int GroupFrom, bool SignFirst, bool Space);

    private static readonly Dictionary<string, string> Signs = TableFile.Rows("displays.tsv").ToDictionary(r => r[0], r => r[1]);
    private static readonly Dictionary<Language, Manner> Manners = TableFile.Rows("formats.tsv").ToDictionary(r => LanguageOf(r[0]), MannerOf);

    /// <summary>Formats an amount; a currency without a sign of its own is shown by its code.</summary>
    public static string Format(Money money, Language language)
    {
        Manner manner = Manners[language];
        decimal major = money.Major;
        bool isWhole = major == decimal.Truncate(major);
        bool isGrouped = decimal.Truncate(major).ToString(CultureInfo.InvariantCulture).Length >= manner.GroupFrom;
        string number = major.ToString($"{(isGrouped ? 'N' : 'F')}{(isWhole ? 0 : Currencies.Exponent(money.Currency))}", manner.Digits);
        bool hasSign = Signs.TryGetValue(money.Currency, out string? sign);
        string space = manner.Space || !hasSign ? " " : "";
        sign ??= money.Currency;
        return manner.SignFirst ? sign + space + number : number + space + sign;
    }

    private static Language LanguageOf(string code) => LanguageCodes.TryParse(code, out Language language) ? language : Language.Und;

    private static Manner MannerOf(string[] row) => new(
        new NumberFormatInfo { NumberDecimalSeparator = row[1], NumberGroupSeparator = row[2] },
        int.Parse(row[3], CultureInfo.InvariantCulture), row[4] == "1", row[5] == "1");
}
