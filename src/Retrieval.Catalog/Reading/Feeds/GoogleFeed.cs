using System.Text.RegularExpressions;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Records;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>
/// Google Merchant product data, from TSV or XML. What steers the merchant's advertising (labels, bids, the cost of goods) is no
/// business of a shopper's and is left out; unknown fields are attributes.
/// </summary>
internal static partial class GoogleFeed
{
    private static readonly HashSet<string> LeftOut =
    [
        "mobile_link", "ads_redirect", "identifier_exists", "cost_of_goods_sold", "auto_pricing_min_price", "excluded_destination", "included_destination",
        "shopping_ads_excluded_country", "pause", "shipping_label", "transit_time_label", "tax", "tax_category", "lifestyle_image_link",
        "virtual_model_link", "canonical_link", "external_seller_id", "min_handling_time", "max_handling_time", "installment", "updated", "pubdate",
    ];

    /// <summary>Whether the names can only be those of this feed.</summary>
    public static bool Knows(IReadOnlySet<string> names)
        => names.Overlaps(["google_product_category", "product_type", "identifier_exists", "image_link"]) || names.Any(n => n.StartsWith("g:", StringComparison.Ordinal));

    public static void Bind(FeedRecord record, ProductDraft draft, ReadOptions options)
    {
        var rule = new PriceRule(options.Currency, IsChinese: options.Language == Language.Zh);
        IReadOnlyList<string> googleCategory = [];
        foreach ((string written, FeedValue value) in record.Fields)
        {
            string name = Name(written);
            if (LeftOut.Contains(name) || name.StartsWith("custom_label_", StringComparison.Ordinal)) continue;
            if (value.Scalar is not { } text || FeedText.Line(value) is not { } line) continue;
            if (name == "google_product_category") googleCategory = CategoryPath.Split(line);
            else if (!BindOffer(name, line, value, draft, rule)) BindIdentity(name, text, line, value, draft);
        }
        BindGoogleCategory(googleCategory, draft);
    }

    private static void BindIdentity(string name, string text, string line, FeedValue value, ProductDraft draft)
    {
        switch (name)
        {
            case "id": draft.SetId(line); break;
            case "title" or "structured_title": draft.SetTitle(line); break;
            case "description" or "summary" or "content": draft.SetDescription(text); break;
            case "link": draft.Url = line; break;
            case "brand": draft.Brand = line; break;
            case "gtin": draft.SetGtin(line); break;
            case "mpn": draft.Mpn = line; break;
            case "condition": draft.SetCondition(line); break;
            case "image_link": draft.ImageUrls = [line, .. draft.ImageUrls]; break;
            case "additional_image_link": draft.ImageUrls = [.. draft.ImageUrls, .. FeedText.List(value, ',')]; break;
            case "product_type": if (draft.Category.Count == 0) draft.Category = CategoryPath.Split(line); break;
            case "item_group_id": draft.GroupId = line; break;
            case "color": draft.Color = FeedText.List(value, '/'); break;
            case "material": draft.Material = FeedText.List(value, '/'); break;
            case "size": draft.Size = [.. draft.Size, line]; break;
            case "size_system": draft.SizeSystem = line; break;
            case "gender": draft.Gender = [line]; break;
            case "age_group": draft.AgeGroup = [line]; break;
            case "product_highlight": draft.Highlights = [.. draft.Highlights, line]; break;
            case "product_detail": BindDetails(line, draft); break;
            case "related_product": BindRelated(line, draft); break;
            case "content_language": draft.SetLanguage(line); break;
            case "adult": if (draft.ParseBoolean(name, line) == true) draft.AgeRestriction ??= 18; break;
            default: draft.AddAttribute(name.Replace('_', ' '), [line], AttributeKind.Text); break;
        }
    }

    private static bool BindOffer(string name, string line, FeedValue value, ProductDraft draft, PriceRule rule)
    {
        switch (name)
        {
            case "price": draft.Price = draft.ParsePrice(name, line, rule); return true;
            case "sale_price": draft.SalePrice = draft.ParsePrice(name, line, rule); return true;
            case "sale_price_effective_date": FeedText.SetSaleDates(line, draft); return true;
            case "availability": draft.SetAvailability(name, line); return true;
            case "availability_date": draft.SetAvailabilityDate(line); return true;
            case "expiration_date": draft.SetExpires(line); return true;
            case "sell_on_google_quantity" or "quantity": draft.SetQuantity(line); return true;
            case "shipping": FeedText.AddShipping(name, value, draft, rule); return true;
            case "average_review_rating": draft.Rating = draft.ParseNumber(name, line, 0, 5); return true;
            case "number_of_reviews": draft.ReviewCount = draft.ParseCount(name, line); return true;
            default: return false;
        }
    }

    /// <summary>Google's own category serves where the merchant states none; a bare number of its taxonomy says nothing to a reader.</summary>
    private static void BindGoogleCategory(IReadOnlyList<string> category, ProductDraft draft)
    {
        if (category.Count == 0) return;
        if (category.Count == 1 && category[0].All(char.IsAsciiDigit)) draft.AddAttribute("google product category", category, AttributeKind.Text);
        else if (draft.Category.Count == 0) draft.Category = category;
    }

    /// <summary>Details as <c>section:attribute:value</c>, several separated by commas that are followed by another section.</summary>
    private static void BindDetails(string line, ProductDraft draft)
    {
        foreach (string detail in NextDetail().Split(line))
        {
            string[] parts = detail.Split(':', 3);
            if (parts.Length < 2) draft.Warn(DiagnosticKind.WrongForm, "product_detail", $"\"{ProductDraft.Shown(detail)}\" is not section:attribute:value");
            else if (PlainText.Line(parts[^1]) is { } value) draft.AddAttribute(parts[^2], [value], AttributeKind.Text);
        }
    }

    [GeneratedRegex(@",(?=[^,:]*:[^,:]+:)")]
    private static partial Regex NextDetail();

    /// <summary>A relation as <c>type:id</c> or <c>id:type</c>.</summary>
    private static void BindRelated(string line, ProductDraft draft)
    {
        foreach (string entry in line.Split(','))
        {
            int colon = entry.IndexOf(':');
            string first = colon < 0 ? entry : entry[..colon], second = colon < 0 ? "" : entry[(colon + 1)..];
            bool typeFirst = KnownValues.TryRelation(first, out _);
            FeedText.AddRelated("related_product", [(typeFirst ? second : first).Trim()], [(typeFirst ? first : second).Trim()], draft);
        }
    }

    /// <summary>"g:Image Link" and "image_link" are one name.</summary>
    private static string Name(string written)
    {
        string name = written.Trim().ToLowerInvariant().Replace(' ', '_');
        return name.StartsWith("g:", StringComparison.Ordinal) ? name[2..] : name;
    }
}
