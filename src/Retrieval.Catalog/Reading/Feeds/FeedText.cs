using System.Globalization;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>What the OpenAI and Google feeds write in the same little languages: shipping, lists, spans of time, values by region.</summary>
internal static class FeedText
{
    /// <summary>The one clean line of a field; null where it is empty.</summary>
    public static string? Line(FeedValue value) => PlainText.Line(value.Scalar);

    /// <summary>The entries of a list: JSON, or cut at one of the separators.</summary>
    public static IReadOnlyList<string> List(FeedValue value, params ReadOnlySpan<char> separators)
    {
        var entries = new List<string>();
        foreach (string scalar in value.Scalars())
        {
            foreach (string part in scalar.Split(separators))
            {
                if (PlainText.Line(part) is { } entry) entries.Add(entry);
            }
        }
        return entries;
    }

    /// <summary>
    /// Shipping as <c>country:region:service:price[:days…]</c>. Two days are the transit's least and most, four those of handling and
    /// transit, which add up, three one of handling and two of transit. Parts may be empty or missing from the end.
    /// </summary>
    public static void AddShipping(string field, FeedValue value, ProductDraft draft, PriceRule rule)
    {
        var ways = new List<Shipping>(draft.Shipping);
        foreach (string entry in List(value, ','))
        {
            string[] parts = entry.Split(':');
            if (parts.Length < 2)
            {
                draft.Warn(DiagnosticKind.WrongForm, field, $"\"{ProductDraft.Shown(entry)}\" is not country:region:service:price");
                continue;
            }
            string country = parts[0].Trim(), region = parts[1].Trim();
            string price = parts.FirstOrDefault(p => Money.TryParse(p, out _)) ?? (parts.Length > 3 ? parts[3] : "");
            int[] days = [.. parts.Skip(4).Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out int d) ? d : -1).Where(d => d is >= 0 and <= 1000)];
            (int? min, int? max) = days switch
            {
                [int least, int most] => ((int?)least, (int?)most),
                [int handling, int least, int most] => (handling + least, handling + most),
                [int handling, int handlingMost, int least, int most] => (handling + least, handlingMost + most),
                _ => (null, null),
            };
            string place = region.Length > 0 && country.Length == 2 && region.Length <= 3 ? $"{country}-{region}" : country;
            ways.Add(new Shipping(draft.ParseRegion(field, place), price.Trim().Length == 0 ? null : draft.ParsePrice(field, price, rule), min, max));
        }
        draft.Shipping = ways;
    }

    /// <summary>A sale's dates in one field, <c>from/to</c>.</summary>
    public static void SetSaleDates(string text, ProductDraft draft)
    {
        string[] ends = text.Split('/');
        draft.SetSaleFrom(ends[0].Trim());
        if (ends.Length > 1) draft.SetSaleTo(ends[1].Trim());
    }

    /// <summary>Values by region, as in <c>79.99 USD (California), 74.99 USD (Texas)</c>.</summary>
    public static IEnumerable<(string Region, string Value)> ByRegion(string field, FeedValue value, ProductDraft draft)
    {
        foreach (string entry in List(value, ','))
        {
            int open = entry.LastIndexOf('(');
            if (open > 0 && entry.EndsWith(')')) yield return (draft.ParseRegion(field, entry[(open + 1)..^1]), entry[..open].Trim());
            else draft.Warn(DiagnosticKind.WrongForm, field, $"\"{ProductDraft.Shown(entry)}\" is not a value with its region, as in \"79.99 USD (California)\"");
        }
    }

    /// <summary>Changes the offer of a region, adding it where there is none.</summary>
    public static void SetOffer(ProductDraft draft, string region, Func<RegionalOffer, RegionalOffer> change)
    {
        List<RegionalOffer> offers = [.. draft.Offers];
        int place = offers.FindIndex(o => o.Region == region);
        if (place < 0) offers.Add(change(new RegionalOffer(region, null, null, null, null)));
        else offers[place] = change(offers[place]);
        draft.Offers = offers;
    }

    /// <summary>Relations to other products, all of one type or of one each.</summary>
    public static void AddRelated(string field, IReadOnlyList<string> ids, IReadOnlyList<string> types, ProductDraft draft)
    {
        var related = new List<RelatedProduct>(draft.Related);
        for (int i = 0; i < ids.Count; i++)
        {
            string? type = types.Count == 0 ? null : types[Math.Min(i, types.Count - 1)];
            if (draft.ParseRelated(field, ids[i], type) is { } relation) related.Add(relation);
        }
        draft.Related = related;
    }
}
