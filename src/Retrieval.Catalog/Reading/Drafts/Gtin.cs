namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>Global Trade Item Numbers (GS1 General Specifications): 8, 12, 13 or 14 digits, the last a check digit.</summary>
internal static class Gtin
{
    /// <summary>Reads a number, dropping the blanks and hyphens that people put between its digits.</summary>
    public static bool TryParse(string text, out string gtin)
    {
        gtin = text.AsSpan().ContainsAny(' ', '-') ? text.Replace(" ", "").Replace("-", "") : text;
        return gtin.Length is 8 or 12 or 13 or 14 && !gtin.AsSpan().ContainsAnyExceptInRange('0', '9') && HasRightCheckDigit(gtin);
    }

    private static bool HasRightCheckDigit(string gtin)
    {
        // Weights 3 and 1 in turn from the right, the check digit itself with 1.
        int sum = 0;
        for (int i = 0; i < gtin.Length; i++) sum += (gtin[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0 && sum != 0;
    }
}
