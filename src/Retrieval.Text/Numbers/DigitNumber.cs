using Retrieval.Text.Languages;

namespace Retrieval.Text.Numbers;

/// <summary>
/// Reads a number written in digits by its language's habit. English and Chinese group by comma and part decimals by a point, the
/// others the other way round. A separator that cannot group (no three digits behind it, a zero before it) parts decimals in every
/// language.
/// </summary>
public static class DigitNumber
{
    /// <summary>The value of digits with separators such as <c>1.299,00</c>, <c>1,299.99</c>, <c>1'299</c>, <c>0,6</c>; not a number for anything else.</summary>
    public static double Parse(ReadOnlySpan<char> digits, Language language)
    {
        char grouping = language is Language.En or Language.Zh or Language.Und ? ',' : '.';
        int point = DecimalPoint(digits, grouping);
        double value = 0, scale = 1;
        bool any = false;
        for (int i = 0; i < digits.Length; i++)
        {
            char c = digits[i] is >= '０' and <= '９' ? (char)(digits[i] - '０' + '0') : digits[i];
            if (c is < '0' or > '9')
            {
                if (c is '.' or ',' or '\'' or '\u2019' or ' ' or '\u00A0' or '\u202F') continue;
                return double.NaN;
            }
            any = true;
            value = value * 10 + (c - '0');
            if (i > point && point >= 0) scale *= 10;
        }
        return any ? value / scale : double.NaN;
    }

    /// <summary>Where decimals begin: the last separator, unless all there is groups thousands. -1 where there is none.</summary>
    private static int DecimalPoint(ReadOnlySpan<char> digits, char grouping)
    {
        int last = digits.LastIndexOfAny('.', ',');
        if (last < 0) return -1;
        char separator = digits[last];
        int first = digits.IndexOf(separator);
        if (first != last) return -1;
        char other = separator == '.' ? ',' : '.';
        if (digits.Contains(other)) return last;
        bool groups = separator == grouping && digits.Length - last == 4 && last is >= 1 and <= 3 && digits[0] != '0';
        return groups ? -1 : last;
    }
}
