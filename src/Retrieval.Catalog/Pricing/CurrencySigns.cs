namespace Retrieval.Catalog.Pricing;

/// <summary>Which currency a sign, an abbreviation or a code of ISO 4217 stands for (<c>signs.tsv</c>).</summary>
internal static class CurrencySigns
{
    private static readonly Dictionary<string, (string? Default, string[] All)> Signs = Load();

    /// <summary>
    /// Resolves a sign. The currency that the feed tells decides where the sign may stand for it; otherwise the sign's own default.
    /// </summary>
    /// <returns>Null and the reason where the sign is unknown or may stand for several.</returns>
    public static string? Resolve(string sign, string? told, out string reason)
    {
        reason = "";
        if (Currencies.TryGet(sign, out string code, out _)) return code;
        if (!Signs.TryGetValue(sign, out (string? Default, string[] All) entry))
        {
            reason = sign.Length == 3 && sign.All(char.IsAsciiLetterUpper)
                ? $"\"{sign}\" is not a currency of ISO 4217" : $"\"{sign}\" is not a currency";
            return null;
        }
        if (told is not null && entry.All.Contains(told)) return told;
        if (entry.Default is null) reason = $"\"{sign}\" may be {string.Join(" or ", entry.All)}: tell the currency";
        return entry.Default;
    }

    /// <summary>Whether the character alone is a sign, as € in "59€90".</summary>
    public static bool IsSign(char c) => Signs.ContainsKey(c.ToString()) && !char.IsLetter(c);

    private static Dictionary<string, (string? Default, string[] All)> Load()
    {
        var signs = new Dictionary<string, (string?, string[])>(StringComparer.Ordinal);
        foreach (string[] row in TableFile.Rows("signs.tsv"))
        {
            string[] codes = row[1].Split(' ');
            signs[row[0]] = (codes.FirstOrDefault(c => c.EndsWith('*'))?.TrimEnd('*'), [.. codes.Select(c => c.TrimEnd('*'))]);
        }
        return signs;
    }
}
