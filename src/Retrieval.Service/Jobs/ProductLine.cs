using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Native;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Jobs;

/// <summary>
/// Reads a product's message as the line of a feed that says the same, so that one set of rules holds for every way that a product comes in.
/// </summary>
internal static class ProductLine
{
    internal static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="product">The message.</param>
    /// <param name="position">Its place in the stream, from 0.</param>
    public static CatalogLine Read(Wire.Product product, long position)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line, Form)) Write(json, product);
        return NativeLine.Read(line.WrittenSpan, ReadOptions.Default, "Upsert", position + 1);
    }

    internal static void Write(Utf8JsonWriter json, string name, Wire.Money? money)
    {
        if (money is null) return;
        json.WriteStartObject(name);
        json.WriteNumber("amount", money.Amount);
        json.WriteString("currency", money.Currency);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }

    private static void Write(Utf8JsonWriter json, Wire.Product product)
    {
        json.WriteStartObject();
        Write(json, "id", product.Id);
        Write(json, "group_id", product.GroupId);
        Write(json, "language", product.Language);
        Write(json, "title", product.Title);
        Write(json, "description", product.Description);
        Write(json, "brand", product.Brand);
        Write(json, "gtin", product.Gtin);
        Write(json, "mpn", product.Mpn);
        Write(json, "condition", product.Condition);
        Write(json, "url", product.Url);
        Write(json, "image_urls", product.ImageUrls);
        Write(json, "category", product.Category);
        Write(json, "price", product.Price);
        Write(json, "sale_price", product.SalePrice);
        Write(json, "sale_from", product.SaleFrom);
        Write(json, "sale_to", product.SaleTo);
        Write(json, "availability", product.Availability);
        Write(json, "availability_date", product.AvailabilityDate);
        if (product.HasQuantity) json.WriteNumber("quantity", product.Quantity);
        WriteEach(json, "offers", product.Offers, Write);
        Write(json, "countries", product.Countries);
        WriteEach(json, "shipping", product.Shipping, Write);
        Write(json, "color", product.Color);
        Write(json, "material", product.Material);
        Write(json, "size", product.Size);
        Write(json, "size_system", product.SizeSystem);
        Write(json, "gender", product.Gender);
        Write(json, "age_group", product.AgeGroup);
        if (product.Attributes.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (Wire.Attribute attribute in product.Attributes) Write(json, attribute);
            json.WriteEndObject();
        }
        Write(json, "synonyms", product.Synonyms);
        Write(json, "use_cases", product.UseCases);
        Write(json, "highlights", product.Highlights);
        Write(json, "ingredients", product.Ingredients);
        if (product.Allergens is { } allergens)
        {
            json.WriteStartObject("allergens");
            Write(json, "contains", allergens.Contains);
            Write(json, "may_contain", allergens.MayContain);
            Write(json, "free_from", allergens.FreeFrom);
            json.WriteEndObject();
        }
        Write(json, "diets", product.Diets);
        Write(json, "norms", product.Norms);
        Write(json, "compatible_with", product.CompatibleWith);
        if (product.HasRating) json.WriteNumber("rating", product.Rating);
        if (product.HasReviewCount) json.WriteNumber("review_count", product.ReviewCount);
        if (product.HasPopularity) json.WriteNumber("popularity", product.Popularity);
        if (product.HasReturnRate) json.WriteNumber("return_rate", product.ReturnRate);
        Write(json, "released", product.Released);
        Write(json, "warning", product.Warning);
        if (product.HasAgeRestriction) json.WriteNumber("age_restriction", product.AgeRestriction);
        WriteEach(json, "related", product.Related, Write);
        if (product.HasEligibleSearch) json.WriteBoolean("eligible_search", product.EligibleSearch);
        if (product.HasEligibleCheckout) json.WriteBoolean("eligible_checkout", product.EligibleCheckout);
        Write(json, "expires", product.Expires);
        if (product.Seller is { } seller)
        {
            json.WriteStartObject("seller");
            Write(json, "name", seller.Name);
            Write(json, "url", seller.Url);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Wire.RegionalOffer offer)
    {
        Write(json, "region", offer.Region);
        Write(json, "price", offer.Price);
        Write(json, "sale_price", offer.SalePrice);
        Write(json, "availability", offer.Availability);
        if (offer.HasQuantity) json.WriteNumber("quantity", offer.Quantity);
    }

    private static void Write(Utf8JsonWriter json, Wire.Shipping way)
    {
        Write(json, "country", way.Country);
        Write(json, "price", way.Price);
        if (way.HasMinDays) json.WriteNumber("min_days", way.MinDays);
        if (way.HasMaxDays) json.WriteNumber("max_days", way.MaxDays);
    }

    private static void Write(Utf8JsonWriter json, Wire.RelatedProduct related)
    {
        Write(json, "id", related.Id);
        Write(json, "type", related.Type);
    }

    private static void Write(Utf8JsonWriter json, Wire.Attribute attribute)
    {
        json.WritePropertyName(attribute.Name);
        if (attribute.Unit.Length > 0)
        {
            json.WriteStartObject();
            json.WritePropertyName("value");
        }
        if (attribute.Values.Count != 1) json.WriteStartArray();
        foreach (string value in attribute.Values) WriteValue(json, value, attribute.Kind);
        if (attribute.Values.Count != 1) json.WriteEndArray();
        if (attribute.Unit.Length == 0) return;
        json.WriteString("unit", attribute.Unit);
        json.WriteEndObject();
    }

    // What says to be a number and is none goes on as text, as in a feed.
    private static void WriteValue(Utf8JsonWriter json, string value, string kind)
    {
        if (kind == "number" && decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out decimal number)) json.WriteNumberValue(number);
        else if (kind == "boolean" && value is "true" or "false") json.WriteBooleanValue(value == "true");
        else json.WriteStringValue(value);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) return;
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteEach<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0) return;
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
