using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Records;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>
/// The OpenAI product feed, delimited or JSON Lines, with the field names of both its editions. Pages about policies, pictures in
/// three dimensions, raw reviews and the like say nothing of what the thing is and are left out; unknown fields are attributes.
/// </summary>
internal static class OpenAiFeed
{
    private static readonly HashSet<string> LeftOut =
    [
        "video_url", "video_link", "model_3d_url", "model_3d_link", "pickup_method", "pickup_sla", "listing_has_variations", "offer_id",
        "item_group_title", "seller_privacy_policy", "seller_tos", "return_policy", "warning_url", "pricing_trend", "store_review_count",
        "store_star_rating", "q_and_a", "reviews", "raw_review_data", "store_country", "applicable_taxes_fees", "base_measure",
    ];

    /// <summary>Whether the names can only be those of this feed.</summary>
    public static bool Knows(IReadOnlySet<string> names)
        => names.Overlaps(["item_id", "is_eligible_search", "enable_search", "is_eligible_checkout", "enable_checkout", "inventory_quantity", "popularity_score", "seller_tos"]);

    public static void Bind(FeedRecord record, ProductDraft draft, ReadOptions options)
    {
        var rule = new PriceRule(options.Currency, IsChinese: options.Language == Language.Zh);
        foreach ((string name, FeedValue value) in record.Fields)
        {
            if (LeftOut.Contains(name) || (value.Structure is null && FeedText.Line(value) is null)) continue;
            if (!BindIdentity(name, value, draft) && !BindOffer(name, value, draft, rule) && !BindStructure(name, value, draft)
                && !name.StartsWith("custom_variant", StringComparison.Ordinal))
                PlainFeed.SetAttribute(name, value, draft);
        }
        BindRelations(record, draft);
        BindCustomVariants(record, draft);
        if (!draft.EligibleSearch) draft.EligibleCheckout = false;
        if (draft.Seller is { Name: "" }) draft.Seller = null;
    }

    private static bool BindIdentity(string name, FeedValue value, ProductDraft draft)
    {
        string? line = FeedText.Line(value);
        switch (name)
        {
            case "item_id" or "id": draft.SetId(line); return true;
            case "title": draft.SetTitle(line); return true;
            case "description": draft.SetDescription(value.Scalar); return true;
            case "url" or "link": draft.Url = line; return true;
            case "gtin" when line is not null: draft.SetGtin(line); return true;
            case "mpn": draft.Mpn = line; return true;
            case "brand": draft.Brand = line; return true;
            case "condition" when line is not null: draft.SetCondition(line); return true;
            case "product_category": draft.Category = FeedText.List(value, '>'); return true;
            case "image_url" or "image_link" when line is not null: draft.ImageUrls = [line, .. draft.ImageUrls]; return true;
            case "additional_image_urls" or "additional_image_link": draft.ImageUrls = [.. draft.ImageUrls, .. FeedText.List(value, ',')]; return true;
            case "group_id" or "item_group_id": draft.GroupId = line; return true;
            case "color": draft.Color = FeedText.List(value, '/', ','); return true;
            case "material": draft.Material = FeedText.List(value, '/', ','); return true;
            case "size": draft.Size = FeedText.List(value); return true;
            case "size_system": draft.SizeSystem = line; return true;
            case "gender": draft.Gender = FeedText.List(value, ','); return true;
            case "age_group": draft.AgeGroup = FeedText.List(value, ','); return true;
            case "seller_name" when line is not null: draft.Seller = new Seller(line, draft.Seller?.Url); return true;
            case "seller_url" when line is not null: draft.Seller = new Seller(draft.Seller?.Name ?? "", line); return true;
            default: return false;
        }
    }

    private static bool BindOffer(string name, FeedValue value, ProductDraft draft, PriceRule rule)
    {
        if (FeedText.Line(value) is not { } line) return false;
        switch (name)
        {
            case "is_eligible_search" or "enable_search": draft.EligibleSearch = draft.ParseBoolean(name, line) ?? true; return true;
            case "is_eligible_checkout" or "enable_checkout": draft.EligibleCheckout = draft.ParseBoolean(name, line) ?? false; return true;
            case "price": draft.Price = draft.ParsePrice(name, line, rule); return true;
            case "sale_price": draft.SalePrice = draft.ParsePrice(name, line, rule); return true;
            case "sale_price_start_date": draft.SetSaleFrom(line); return true;
            case "sale_price_end_date": draft.SetSaleTo(line); return true;
            case "sale_price_effective_date": FeedText.SetSaleDates(line, draft); return true;
            case "availability": draft.SetAvailability(name, line); return true;
            case "availability_date": draft.SetAvailabilityDate(line); return true;
            case "inventory_quantity": draft.SetQuantity(line); return true;
            case "expiration_date": draft.SetExpires(line); return true;
            case "popularity_score": draft.Popularity = draft.ParseNumber(name, line, 0, 5); return true;
            case "return_rate": draft.ReturnRate = draft.ParseNumber(name, line.TrimEnd('%', ' '), 0, 100); return true;
            case "review_count" or "product_review_count": draft.ReviewCount = draft.ParseCount(name, line); return true;
            case "star_rating" or "product_review_rating": draft.Rating = draft.ParseNumber(name, line, 0, 5); return true;
            case "warning": draft.Warning = line; return true;
            case "age_restriction": draft.AgeRestriction = (int?)draft.ParseCount(name, line, max: 150); return true;
            case "related_product_id" or "relationship_type": return true;
            default: return BindRegions(name, value, draft, rule);
        }
    }

    private static bool BindRegions(string name, FeedValue value, ProductDraft draft, PriceRule rule)
    {
        switch (name)
        {
            case "shipping" or "shipping_price": FeedText.AddShipping(name, value, draft, rule); return true;
            case "target_countries": draft.Countries = [.. FeedText.List(value, ',').Select(c => draft.ParseCountry(name, c))]; return true;
            case "geo_price":
                foreach ((string region, string price) in FeedText.ByRegion(name, value, draft))
                    FeedText.SetOffer(draft, region, o => o with { Price = draft.ParsePrice(name, price, rule) });
                return true;
            case "geo_availability":
                foreach ((string region, string availability) in FeedText.ByRegion(name, value, draft))
                    FeedText.SetOffer(draft, region, o => o with { Availability = draft.ParseAvailability(name, availability) });
                return true;
            default: return false;
        }
    }

    private static bool BindStructure(string name, FeedValue value, ProductDraft draft)
    {
        if (value.Structure is not { } json) return false;
        switch (name)
        {
            case "target_countries": draft.Countries = [.. FeedText.List(value).Select(c => draft.ParseCountry(name, c))]; return true;
            case "related_product_id" or "relationship_type": return true;
            case "variant_dict" when json.ValueKind == JsonValueKind.Object:
                foreach (JsonProperty option in json.EnumerateObject()) VariantOptions.Set(option.Name, new FeedValue(option.Value).Scalar, draft);
                return true;
            default: return false;
        }
    }

    private static void BindRelations(FeedRecord record, ProductDraft draft)
    {
        if (!record.TryGet("related_product_id", out FeedValue ids)) return;
        record.TryGet("relationship_type", out FeedValue types);
        FeedText.AddRelated("related_product_id", FeedText.List(ids, ','), FeedText.List(types, ','), draft);
    }

    private static void BindCustomVariants(FeedRecord record, ProductDraft draft)
    {
        for (int i = 1; i <= 3; i++)
        {
            if (record.TryGet($"custom_variant{i}_category", out FeedValue category) && record.TryGet($"custom_variant{i}_option", out FeedValue option)
                && FeedText.Line(category) is { } name)
                VariantOptions.Set(name, option.Scalar, draft);
        }
    }
}
