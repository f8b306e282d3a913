using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Products;

/// <summary>
/// A product as native JSON in UTF-8: what the index stores. What was written, <see cref="Read"/> gives back
/// exactly, provided that attribute names differ and numbers are written as JSON writes them, as every reader sees to.
/// Safe to call from many threads.
/// </summary>
public static class ProductJson
{
    // Relaxed: the bytes go into an index or a JSON document, never into HTML, and Chinese stays readable at a third of the size.
    internal static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ProductDraft? reused;

    /// <summary>The product as one line of JSON.</summary>
    public static byte[] ToUtf8(Product product)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(product, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the product as one line of JSON.</summary>
    public static void Write(Product product, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Compact);
        Write(product, json);
    }

    /// <summary>Writes the product as a JSON object where the writer stands.</summary>
    public static void Write(Product product, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, product.Id);
        WriteText(json, "group_id"u8, product.GroupId);
        if (product.Language != Language.Und) json.WriteString("language"u8, product.Language.Code());
        json.WriteString("title"u8, product.Title);
        WriteText(json, "description"u8, product.Description);
        WriteText(json, "brand"u8, product.Brand);
        WriteText(json, "gtin"u8, product.Gtin);
        WriteText(json, "mpn"u8, product.Mpn);
        WriteText(json, "condition"u8, product.Condition);
        WriteText(json, "url"u8, product.Url);
        WriteList(json, "image_urls"u8, product.ImageUrls);
        WriteList(json, "category"u8, product.Category);
        WriteOffer(json, product);
        WriteList(json, "countries"u8, product.Countries);
        WriteShipping(json, product.Shipping);
        WriteProperties(json, product);
        WriteAttributes(json, product.Attributes);
        WriteList(json, "synonyms"u8, product.Synonyms);
        WriteList(json, "use_cases"u8, product.UseCases);
        WriteList(json, "highlights"u8, product.Highlights);
        WriteFood(json, product);
        WriteList(json, "norms"u8, product.Norms);
        WriteList(json, "compatible_with"u8, product.CompatibleWith);
        WriteStandings(json, product);
        WriteText(json, "warning"u8, product.Warning);
        if (product.AgeRestriction is { } age) json.WriteNumber("age_restriction"u8, age);
        WriteRelated(json, product.Related);
        if (!product.EligibleSearch) json.WriteBoolean("eligible_search"u8, false);
        if (product.EligibleCheckout) json.WriteBoolean("eligible_checkout"u8, true);
        if (product.Expires is { } expires) json.WriteString("expires"u8, expires);
        WriteSeller(json, product.Seller);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Product, Utf8JsonWriter)"/> wrote.</summary>
    /// <exception cref="CatalogException">The bytes are not a product of ours.</exception>
    public static Product Read(ReadOnlySpan<byte> utf8)
    {
        ProductDraft draft = reused ??= new ProductDraft();
        draft.Begin("stored product", 1, stored: true);
        try
        {
            var json = new Utf8JsonReader(utf8);
            if (JsonLine.Begins(ref json, draft)) NativeJson.ReadProduct(ref json, draft, ReadOptions.Default);
        }
        catch (Exception e) when (JsonLine.IsFault(e))
        {
            throw new CatalogException($"a stored product cannot be read: {e.Message}; verify the index", e);
        }
        CatalogLine line = draft.Finish(ReadOptions.Default);
        return line.Product ?? throw new CatalogException($"a stored product cannot be read: {line.Refusal}; verify the index");
    }

    private static void WriteOffer(Utf8JsonWriter json, Product product)
    {
        WriteMoney(json, "price"u8, product.Price);
        WriteMoney(json, "sale_price"u8, product.SalePrice);
        if (product.SaleFrom is { } from) json.WriteString("sale_from"u8, from);
        if (product.SaleTo is { } to) json.WriteString("sale_to"u8, to);
        WriteAvailability(json, product.Availability);
        if (product.AvailabilityDate is { } date) WriteDate(json, "availability_date"u8, date);
        if (product.Quantity is { } quantity) json.WriteNumber("quantity"u8, quantity);
        if (product.Offers.Count == 0) return;
        json.WriteStartArray("offers"u8);
        foreach (RegionalOffer offer in product.Offers)
        {
            json.WriteStartObject();
            json.WriteString("region"u8, offer.Region);
            WriteMoney(json, "price"u8, offer.Price);
            WriteMoney(json, "sale_price"u8, offer.SalePrice);
            WriteAvailability(json, offer.Availability);
            if (offer.Quantity is { } regional) json.WriteNumber("quantity"u8, regional);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteShipping(Utf8JsonWriter json, IReadOnlyList<Shipping> ways)
    {
        if (ways.Count == 0) return;
        json.WriteStartArray("shipping"u8);
        foreach (Shipping way in ways)
        {
            json.WriteStartObject();
            json.WriteString("country"u8, way.Country);
            WriteMoney(json, "price"u8, way.Price);
            if (way.MinDays is { } min) json.WriteNumber("min_days"u8, min);
            if (way.MaxDays is { } max) json.WriteNumber("max_days"u8, max);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter json, Product product)
    {
        WriteList(json, "color"u8, product.Color);
        WriteList(json, "material"u8, product.Material);
        WriteList(json, "size"u8, product.Size);
        WriteText(json, "size_system"u8, product.SizeSystem);
        WriteList(json, "gender"u8, product.Gender);
        WriteList(json, "age_group"u8, product.AgeGroup);
    }

    private static void WriteAttributes(Utf8JsonWriter json, IReadOnlyList<ProductAttribute> attributes)
    {
        if (attributes.Count == 0) return;
        json.WriteStartObject("attributes"u8);
        foreach (ProductAttribute attribute in attributes)
        {
            json.WritePropertyName(attribute.Name);
            if (attribute.Unit is not null)
            {
                json.WriteStartObject();
                json.WritePropertyName("value"u8);
            }
            WriteValues(json, attribute);
            if (attribute.Unit is null) continue;
            json.WriteString("unit"u8, attribute.Unit);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, ProductAttribute attribute)
    {
        if (attribute.Values.Count == 1)
        {
            WriteValue(json, attribute.Values[0], attribute.Kind);
            return;
        }
        json.WriteStartArray();
        foreach (string value in attribute.Values) WriteValue(json, value, attribute.Kind);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string value, AttributeKind kind)
    {
        if (kind == AttributeKind.Number && JsonNumberText.IsNumber(value)) json.WriteRawValue(value, skipInputValidation: true);
        else if (kind == AttributeKind.Boolean && value is "true" or "false") json.WriteBooleanValue(value == "true");
        else json.WriteStringValue(value);
    }

    private static void WriteFood(Utf8JsonWriter json, Product product)
    {
        WriteText(json, "ingredients"u8, product.Ingredients);
        if (product.Allergens is { } allergens)
        {
            json.WriteStartObject("allergens"u8);
            WriteList(json, "contains"u8, allergens.Contains);
            WriteList(json, "may_contain"u8, allergens.MayContain);
            WriteList(json, "free_from"u8, allergens.FreeFrom);
            json.WriteEndObject();
        }
        WriteList(json, "diets"u8, product.Diets);
    }

    private static void WriteStandings(Utf8JsonWriter json, Product product)
    {
        if (product.Rating is { } rating) json.WriteNumber("rating"u8, rating);
        if (product.ReviewCount is { } reviews) json.WriteNumber("review_count"u8, reviews);
        if (product.Popularity is { } popularity) json.WriteNumber("popularity"u8, popularity);
        if (product.ReturnRate is { } returns) json.WriteNumber("return_rate"u8, returns);
        if (product.Released is { } released) WriteDate(json, "released"u8, released);
    }

    private static void WriteRelated(Utf8JsonWriter json, IReadOnlyList<RelatedProduct> related)
    {
        if (related.Count == 0) return;
        json.WriteStartArray("related"u8);
        foreach (RelatedProduct relation in related)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, relation.Id);
            json.WriteString("type"u8, relation.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSeller(Utf8JsonWriter json, Seller? seller)
    {
        if (seller is null) return;
        json.WriteStartObject("seller"u8);
        json.WriteString("name"u8, seller.Name);
        WriteText(json, "url"u8, seller.Url);
        json.WriteEndObject();
    }

    private static void WriteMoney(Utf8JsonWriter json, ReadOnlySpan<byte> name, Money? money)
    {
        if (money is not { } value) return;
        json.WritePropertyName(name);
        WriteValue(json, value);
    }

    internal static void WriteValue(Utf8JsonWriter json, Money money)
    {
        json.WriteStartObject();
        json.WriteNumber("amount"u8, money.Amount);
        json.WriteString("currency"u8, money.Currency);
        json.WriteEndObject();
    }

    private static void WriteAvailability(Utf8JsonWriter json, Availability? availability)
    {
        if (availability is { } value) json.WriteString("availability"u8, value.Name());
    }

    private static void WriteDate(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> list)
    {
        if (list.Count == 0) return;
        json.WriteStartArray(name);
        foreach (string entry in list) json.WriteStringValue(entry);
        json.WriteEndArray();
    }
}
