using System.Globalization;
using Retrieval.Catalog.Products;

namespace Retrieval.Index.Columns;

/// <summary>A way of delivery as a term of its column: <c>FR:3</c> is at most three days to France. What promises no days is not written.</summary>
internal static class ShippingTerm
{
    public static string Write(Shipping way) => string.Create(CultureInfo.InvariantCulture, $"{way.Country}:{way.MaxDays ?? way.MinDays}");

    public static (string Country, int Days) Read(string term)
    {
        int colon = term.LastIndexOf(':');
        return (term[..colon], int.Parse(term.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}
