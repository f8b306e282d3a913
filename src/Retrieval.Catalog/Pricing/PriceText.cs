using System.Globalization;
using System.Text;
using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Pricing;

/// <summary>
/// Prices as people write them. The rule between decimals and thousands, first match first:
/// <list type="number">
/// <item>Digits with at most one point, no more decimals than the currency has, and then a code ("79.99 USD", "1.250 KWD") are read as written: the form of formal feeds.</item>
/// <item>Where the map states the decimal separator, it is that one; every other separator groups thousands.</item>
/// <item>Blanks and apostrophes only group thousands.</item>
/// <item>Where both "." and "," stand, the last is the decimal separator and the other groups thousands.</item>
/// <item>One that stands more than once groups thousands.</item>
/// <item>One that stands once, before exactly three digits, groups thousands where the currency has fewer than three decimals and the digits before it are one to three and do not begin with 0; with a currency of three decimals it cannot be decided and is refused.</item>
/// <item>One that stands once before any other number of digits is the decimal separator.</item>
/// </list>
/// Groups are three digits each (the Indian 2-2-3 as well) with one to three before them; decimals past the currency's must be zeros; all else is refused.
/// ".–", ",-" and the like are zero decimals; a sign between digits ("59€90") is the decimal separator. The table of cases is <c>PriceTextCases.tsv</c> beside the tests.
/// </summary>
public static class PriceText
{
    private const string Dashes = "-–—−";

    /// <summary>Reads a price with its currency before or behind it. Never throws for any text.</summary>
    public static PriceReading Read(string text, PriceRule rule)
    {
        if (Money.TryParse(text, out Money formal)) return new PriceReading(formal);
        text = Normalised(text);
        if (!TrySplit(text, out string number, out string before, out string after)) return Unreadable("is not a price such as \"49.90 EUR\"");
        PriceReading currency = CurrencyOf(before, after, rule, out string code);
        if (currency.Reason.Length > 0) return currency;
        if (rule.MinorUnits && before.Length == 0 && after.Length == 0) return FromMinor(number, code);
        return FromMajor(number, code, rule.Decimal);
    }

    /// <summary>Full-width and no-break characters become plain ones, dashes for zero decimals go, a sign between digits becomes a point.</summary>
    private static string Normalised(string text)
    {
        if (!Ascii.IsValid(text) && !text.EnumerateRunes().Contains(Rune.ReplacementChar)) text = text.Normalize(NormalizationForm.FormKC);
        text = text.Trim();
        for (int i = 1; i + 2 < text.Length; i++)
        {
            if (CurrencySigns.IsSign(text[i]) && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) && !text.AsSpan().ContainsAny('.', ','))
                return text[..i] + "." + text[(i + 1)..] + " " + text[i];
        }
        for (int i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] is not ('.' or ',') || !Dashes.Contains(text[i + 1]) || !char.IsAsciiDigit(text[i - 1])) continue;
            int end = i + 1;
            while (end < text.Length && Dashes.Contains(text[end])) end++;
            return text[..i] + text[end..];
        }
        return text;
    }

    /// <summary>The number from its first to its last digit, and what stands before and behind it.</summary>
    private static bool TrySplit(string text, out string number, out string before, out string after)
    {
        int first = text.AsSpan().IndexOfAnyInRange('0', '9');
        int last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        number = before = after = "";
        if (first < 0) return false;
        number = text[first..(last + 1)];
        before = text[..first].Trim();
        after = text[(last + 1)..].Trim();
        return number.Length <= 40;
    }

    private static PriceReading CurrencyOf(string before, string after, PriceRule rule, out string code)
    {
        code = "";
        string? told = rule.IsChinese ? "CNY" : null;
        if (rule.Currency is not null)
        {
            told = CurrencySigns.Resolve(rule.Currency, null, out string fault);
            if (told is null) return new PriceReading(null, fault, IsCurrency: true);
            code = told;
        }
        string? first = null;
        foreach (string sign in (string[])[before, after])
        {
            if (sign.Length == 0) continue;
            if (CurrencySigns.Resolve(sign, told, out string reason) is not { } resolved) return new PriceReading(null, reason, IsCurrency: true);
            if (first is not null && first != resolved) return new PriceReading(null, $"names both {first} and {resolved}", IsCurrency: true);
            code = first = resolved;
        }
        return code.Length > 0 ? new PriceReading(null) : new PriceReading(null, "names no currency, and none is told for the feed", IsCurrency: true);
    }

    private static PriceReading FromMinor(string number, string code)
        => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long amount) && amount <= Money.MaxAmount
            ? new PriceReading(new Money(amount, code)) : Unreadable("is not a whole number of minor units");

    private static PriceReading FromMajor(string number, string code, char? decimalSeparator)
    {
        if (decimalSeparator == '.' && number.Contains('e', StringComparison.OrdinalIgnoreCase)) return FromFloat(number, code);
        string? reason = Separate(number, Currencies.Exponent(code), decimalSeparator, out string whole, out string decimals);
        if (reason is not null) return Unreadable(reason);
        string plain = decimals.Length == 0 ? whole : $"{whole}.{decimals}";
        if (Money.TryParseMajor(plain, out decimal major) && Money.TryFromMajor(major, code, out Money money)) return new PriceReading(money);
        return Unreadable($"has more decimals or digits than {code} allows");
    }

    /// <summary>
    /// An exponent is the mark of a floating-point column that was printed ("8.998999999999999e+01" for 89.99). Only where the map
    /// states the decimal point, and only noise in the last digits is rounded away.
    /// </summary>
    private static PriceReading FromFloat(string number, string code)
    {
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal printed)) return Unreadable("is not a number");
        decimal rounded = Math.Round(printed, Currencies.Exponent(code));
        bool isNoise = Math.Abs(rounded - printed) <= printed / 1_000_000_000_000m;
        return isNoise && Money.TryFromMajor(rounded, code, out Money money) ? new PriceReading(money) : Unreadable($"has more decimals or digits than {code} allows");
    }

    /// <summary>Applies the rule: the digits of the whole part and of the decimals, or the reason for refusing.</summary>
    private static string? Separate(string number, int exponent, char? decimalSeparator, out string whole, out string decimals)
    {
        whole = number;
        decimals = "";
        int place = -1;
        if (decimalSeparator is { } told)
        {
            place = number.LastIndexOf(told);
        }
        else
        {
            int dot = number.LastIndexOf('.'), comma = number.LastIndexOf(',');
            int last = Math.Max(dot, comma);
            bool both = dot >= 0 && comma >= 0;
            if (last >= 0 && (both || number.IndexOf(number[last]) == last))
            {
                int behind = number.Length - last - 1;
                bool couldGroup = !both && behind == 3 && last <= 3 && number[0] != '0';
                if (couldGroup && exponent >= 3) return "may have thousands or decimals: state the decimal separator";
                if (!couldGroup) place = last;
            }
        }
        if (place >= 0)
        {
            whole = number[..place];
            decimals = number[(place + 1)..];
            if (decimals.AsSpan().ContainsAnyExceptInRange('0', '9')) return "has a separator behind its decimals";
        }
        return TryUngroup(ref whole) ? null : "has separators that are neither decimals nor thousands";
    }

    /// <summary>Drops the separators between groups of three digits, or of two with three at the end; false where the groups are others.</summary>
    private static bool TryUngroup(ref string whole)
    {
        if (!whole.AsSpan().ContainsAnyExceptInRange('0', '9')) return true;
        char separator = whole.First(c => !char.IsAsciiDigit(c));
        if (!(separator is '.' or ',' or ' ' or '\'' or '’')) return false;
        string[] groups = whole.Split(separator);
        int lead = groups[0].Length;
        bool threes = lead is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
        bool indian = lead is 1 or 2 && groups.Length > 2 && groups[^1].Length == 3 && groups.Skip(1).SkipLast(1).All(g => g.Length == 2);
        whole = string.Concat(groups);
        return (threes || indian) && !whole.AsSpan().ContainsAnyExceptInRange('0', '9') && groups[0][0] != '0';
    }

    private static PriceReading Unreadable(string reason) => new(null, reason);
}
