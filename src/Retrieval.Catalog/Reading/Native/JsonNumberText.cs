using System.Globalization;
using System.Text;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>JSON numbers as text in one canonical form, so that <c>6.0</c> and <c>6</c> are the same attribute value.</summary>
internal static class JsonNumberText
{
    /// <summary>The shortest plain form; digits are kept exactly where a decimal holds them, else as a double does, else as written.</summary>
    public static string Of(ReadOnlySpan<byte> token)
    {
        string text = Encoding.ASCII.GetString(token);
        if (!text.AsSpan().ContainsAny('.', 'e', 'E')) return text == "-0" ? "0" : text;
        if (text.Length <= 28 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && (exact != 0 || !text.AsSpan().ContainsAny('e', 'E')))
            return exact.ToString("0.############################", CultureInfo.InvariantCulture) is var plain && plain == "-0" ? "0" : plain;
        double number = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>Whether the text is a number of JSON, so that it can be written as one.</summary>
    public static bool IsNumber(string text)
    {
        int i = 0;
        if (i < text.Length && text[i] == '-') i++;
        int whole = Digits(text, ref i);
        if (whole == 0 || (whole > 1 && text[i - whole] == '0')) return false;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (Digits(text, ref i) == 0) return false;
        }
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '+' or '-') i++;
            if (Digits(text, ref i) == 0) return false;
        }
        return i == text.Length;
    }

    private static int Digits(string text, ref int i)
    {
        int from = i;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - from;
    }
}
