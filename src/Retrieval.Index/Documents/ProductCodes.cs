using Retrieval.Catalog.Products;

namespace Retrieval.Index.Documents;

/// <summary>
/// Keys by which people name one exact product: its id, GTIN, part number. Written without anything but letters and digits,
/// lower case, so that <c>WH-1000XM5</c>, <c>wh1000xm5</c> and <c>WH 1000 XM5</c> are one.
/// </summary>
public static class ProductCodes
{
    private const int ShortestGtin = 8;
    // Nobody types a longer one, and Lucene.Net refuses terms above 32,766 bytes.
    private const int LongestCode = 200;

    /// <summary>A code as it is indexed; empty where it has neither letter nor digit.</summary>
    public static string Normalize(ReadOnlySpan<char> code)
    {
        Span<char> kept = code.Length <= 256 ? stackalloc char[code.Length] : new char[code.Length];
        int length = 0;
        foreach (char c in code)
        {
            if (char.IsLetterOrDigit(c)) kept[length++] = char.ToLowerInvariant(c);
        }
        return new string(kept[..length]);
    }

    /// <summary>The codes of a product. A GTIN stands there with and without its leading zeros, as scanners and shops write either.</summary>
    public static IEnumerable<string> Of(Product product)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { Normalize(product.Id) };
        if (product.Mpn is { } mpn) codes.Add(Normalize(mpn));
        if (product.Gtin is { } gtin)
        {
            string digits = Normalize(gtin);
            codes.Add(digits);
            string bare = digits.TrimStart('0');
            if (bare.Length >= ShortestGtin) codes.Add(bare);
        }
        codes.RemoveWhere(static code => code.Length is 0 or > LongestCode);
        return codes;
    }
}
