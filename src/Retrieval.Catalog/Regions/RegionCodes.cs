using System.Collections.Frozen;

namespace Retrieval.Catalog.Regions;

/// <summary>Countries of ISO 3166-1 and states of the United States, by code and by English name (<c>countries.tsv</c>, <c>us-states.tsv</c>).</summary>
public static class RegionCodes
{
    private static readonly FrozenDictionary<string, string> Countries = Load("countries.tsv", "");
    private static readonly FrozenDictionary<string, string> States = Load("us-states.tsv", "US-");

    /// <summary>Reads a country: its code of either case, or its English name.</summary>
    public static bool TryCountry(string text, out string code) => Countries.TryGetValue(text.Trim(), out code!);

    /// <summary>Reads a region: a country, a subdivision as <c>US-CA</c>, or the name of a state of the United States.</summary>
    public static bool TryRegion(string text, out string code)
    {
        text = text.Trim();
        if (TryCountry(text, out code) || States.TryGetValue(text, out code!)) return true;
        int hyphen = text.IndexOf('-');
        if (hyphen != 2 || text.Length is < 4 or > 6 || !TryCountry(text[..2], out _)) return false;
        if (text.AsSpan(3).ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")) return false;
        code = text.ToUpperInvariant();
        return true;
    }

    private static FrozenDictionary<string, string> Load(string table, string prefix)
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] row in TableFile.Rows(table))
        {
            codes[prefix + row[0]] = prefix + row[0];
            foreach (string name in row.Skip(1)) codes[name] = prefix + row[0];
        }
        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
