using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>
/// A product of the Agentic Commerce Protocol (2026-04-17): each of its variants is a product of ours, all of one group. What a
/// variant does not state it has from its product. A variant that is refused does not take the others with it.
/// </summary>
public static class AcpProduct
{
    /// <summary>Reads the variants of one product. Never throws for any JSON. Safe to call from many threads.</summary>
    /// <param name="product">The product's JSON.</param>
    /// <param name="options">The language of the feed.</param>
    /// <param name="targetCountry">The only country that the feed is for; null is everywhere.</param>
    /// <returns>A line for each variant, or one refusal for the whole product.</returns>
    public static IReadOnlyList<CatalogLine> Read(JsonElement product, ReadOptions options, string? targetCountry = null)
        => Read(product, new ProductDraft(), options, "", 1, targetCountry);

    internal static IReadOnlyList<CatalogLine> Read(JsonElement product, ProductDraft draft, ReadOptions options, string file, long line, string? targetCountry)
    {
        draft.Begin(file, line);
        if (product.ValueKind != JsonValueKind.Object || !product.TryGetProperty("variants", out JsonElement variants) || variants.ValueKind != JsonValueKind.Array || variants.GetArrayLength() == 0)
            draft.Refuse(DiagnosticKind.Malformed, "variants", "a product of this protocol has a list of one variant or more");
        else if (variants.GetArrayLength() > Limits.ListEntries)
            draft.Refuse(DiagnosticKind.OverLimit, "variants", $"more than {Limits.ListEntries:N0} entries");
        if (draft.IsRefused) return [draft.Finish(options)];
        var lines = new List<CatalogLine>();
        foreach (JsonElement variant in product.GetProperty("variants").EnumerateArray())
        {
            draft.Begin(file, line);
            try
            {
                if (variant.ValueKind == JsonValueKind.Object) Bind(variant, product, draft, targetCountry);
                else draft.Refuse(DiagnosticKind.Malformed, "variants", "a variant is an object");
            }
            catch (Exception e) when (JsonLine.IsFault(e))
            {
                JsonLine.Refuse(e, draft);
            }
            lines.Add(draft.Finish(options));
        }
        return lines;
    }

    private static void Bind(JsonElement variant, JsonElement product, ProductDraft draft, string? targetCountry)
    {
        draft.SetId(Text(variant, "id"));
        draft.SetTitle(Text(variant, "title") ?? Text(product, "title"));
        draft.GroupId = PlainText.Line(Text(product, "id"));
        BindDescription(variant, product, draft);
        draft.Url = PlainText.Line(Text(variant, "url") ?? Text(product, "url"));
        draft.ImageUrls = Images(variant) is { Count: > 0 } own ? own : Images(product);
        BindPrice(variant, draft);
        BindAvailability(variant, draft);
        foreach (JsonElement barcode in Items(variant, "barcodes"))
        {
            if (Text(barcode, "type")?.ToUpperInvariant() is "GTIN" or "UPC" or "EAN" or "ISBN" && Text(barcode, "value") is { } value) draft.SetGtin(value);
        }
        BindCategory(variant, draft);
        if (Items(variant, "condition").FirstOrDefault() is { ValueKind: JsonValueKind.String } condition) draft.SetCondition(condition.GetString()!);
        foreach (JsonElement option in Items(variant, "variant_options"))
        {
            if (Text(option, "name") is { } name) VariantOptions.Set(name, Text(option, "value"), draft);
        }
        if (Object(variant, "seller") is { } seller && PlainText.Line(Text(seller, "name")) is { } sellerName) draft.Seller = new Seller(sellerName, null);
        if (Object(variant, "marketplace") is { } market && PlainText.Line(Text(market, "name")) is { } marketName) draft.AddAttribute("marketplace", [marketName], AttributeKind.Text);
        if (targetCountry is not null) draft.Countries = [draft.ParseCountry("target_country", targetCountry)];
    }

    /// <summary>Plain text before HTML before Markdown; the variant's before the product's.</summary>
    private static void BindDescription(JsonElement variant, JsonElement product, ProductDraft draft)
    {
        foreach (JsonElement owner in (JsonElement[])[variant, product])
        {
            if (Object(owner, "description") is not { } description) continue;
            draft.SetDescription(Text(description, "plain") ?? Text(description, "html") ?? Text(description, "markdown"));
            return;
        }
    }

    /// <summary>The active price is the reduced one where a higher list price stands beside it.</summary>
    private static void BindPrice(JsonElement variant, ProductDraft draft)
    {
        Money? active = Price(variant, "price", draft), list = Price(variant, "list_price", draft);
        bool isReduced = active is { } a && list is { } l && l.Currency == a.Currency && l.Amount > a.Amount;
        draft.Price = isReduced ? list : active ?? list;
        draft.SalePrice = isReduced ? active : null;
    }

    private static Money? Price(JsonElement variant, string name, ProductDraft draft)
    {
        if (Object(variant, name) is not { } price) return null;
        long? amount = price.TryGetProperty("amount", out JsonElement its) && its.ValueKind == JsonValueKind.Number && its.TryGetInt64(out long minor) ? minor : null;
        return NativePrice.FromMinor(amount, Text(price, "currency"), name, draft);
    }

    private static void BindAvailability(JsonElement variant, ProductDraft draft)
    {
        if (Object(variant, "availability") is not { } stated) return;
        if (Text(stated, "status") is { } status) draft.SetAvailability("availability.status", status);
        if (draft.Availability is null && stated.TryGetProperty("available", out JsonElement available) && available.ValueKind is JsonValueKind.True or JsonValueKind.False)
            draft.SetAvailability(available.GetBoolean() ? Availability.InStock : Availability.OutOfStock);
    }

    /// <summary>The merchant's own category before those of other taxonomies.</summary>
    private static void BindCategory(JsonElement variant, ProductDraft draft)
    {
        string? chosen = null;
        foreach (JsonElement category in Items(variant, "categories"))
        {
            bool isMerchants = Text(category, "taxonomy") is null or "merchant";
            if (Text(category, "value") is { } value && (chosen is null || isMerchants)) chosen = value;
        }
        if (chosen is not null) draft.Category = CategoryPath.Split(chosen);
    }

    private static List<string> Images(JsonElement owner)
        => [.. Items(owner, "media").Where(m => Text(m, "type") == "image").Select(m => PlainText.Line(Text(m, "url"))).OfType<string>()];

    private static string? Text(JsonElement owner, string name)
        => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) ? new FeedValue(value).Scalar : null;

    private static JsonElement? Object(JsonElement owner, string name)
        => owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name)
        => owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
