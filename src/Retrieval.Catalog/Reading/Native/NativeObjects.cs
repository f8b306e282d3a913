using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>The members of the native form that are objects: offers, shipping, allergens, relations, the seller.</summary>
internal static partial class NativeJson
{
    private static RegionalOffer? ReadOffer(ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options)
    {
        string? region = null;
        Money? price = null, sale = null;
        Availability? availability = null;
        long? quantity = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string member = json.GetString()!;
            string path = $"{field}.{member}";
            json.Read();
            switch (member)
            {
                case "region": region = json.Line(path, draft); break;
                case "price": if (json.TokenType != JsonTokenType.Null) price = ReadMoney(ref json, path, draft, options); break;
                case "sale_price": if (json.TokenType != JsonTokenType.Null) sale = ReadMoney(ref json, path, draft, options); break;
                case "availability": if (json.Line(path, draft) is { } text) availability = draft.ParseAvailability(path, text); break;
                case "quantity": if (json.Line(path, draft) is { } count) quantity = draft.ParseCount(path, count); break;
                default: json.Skip(); break;
            }
        }
        if (region is not null) return new RegionalOffer(draft.ParseRegion($"{field}.region", region), price, sale, availability, quantity);
        draft.Warn(DiagnosticKind.WrongForm, field, "an offer needs a \"region\"");
        return null;
    }

    private static Shipping? ReadShipping(ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options)
    {
        string? country = null;
        Money? price = null;
        int? minDays = null, maxDays = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string member = json.GetString()!;
            string path = $"{field}.{member}";
            json.Read();
            switch (member)
            {
                case "country": country = json.Line(path, draft); break;
                case "price": if (json.TokenType != JsonTokenType.Null) price = ReadMoney(ref json, path, draft, options); break;
                case "min_days": minDays = json.Line(path, draft) is { } min ? (int?)draft.ParseCount(path, min, max: 1000) : null; break;
                case "max_days": maxDays = json.Line(path, draft) is { } max ? (int?)draft.ParseCount(path, max, max: 1000) : null; break;
                default: json.Skip(); break;
            }
        }
        if (country is not null) return new Shipping(draft.ParseRegion($"{field}.country", country), price, minDays, maxDays);
        draft.Warn(DiagnosticKind.WrongForm, field, "shipping needs a \"country\"");
        return null;
    }

    private static Allergens? ReadAllergens(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            draft.Warn(DiagnosticKind.WrongForm, "allergens", "an object with \"contains\", \"may_contain\" and \"free_from\" is expected");
            json.Skip();
            return null;
        }
        IReadOnlyList<string> contains = [], mayContain = [], freeFrom = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string member = json.GetString()!;
            string path = $"allergens.{member}";
            json.Read();
            switch (member)
            {
                case "contains": contains = json.Texts(path, draft); break;
                case "may_contain": mayContain = json.Texts(path, draft); break;
                case "free_from": freeFrom = json.Texts(path, draft); break;
                default: json.Skip(); break;
            }
        }
        return !draft.IsStored && contains.Count + mayContain.Count + freeFrom.Count == 0 ? null : new Allergens(contains, mayContain, freeFrom);
    }

    private static RelatedProduct? ReadRelated(ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options)
    {
        string? id = null, type = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = json.ValueTextEquals("id"u8), isType = json.ValueTextEquals("type"u8);
            json.Read();
            if (isId) id = json.Line($"{field}.id", draft);
            else if (isType) type = json.Line($"{field}.type", draft);
            else json.Skip();
        }
        return draft.ParseRelated(field, id, type);
    }

    private static Seller? ReadSeller(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.TokenType != JsonTokenType.StartObject) return json.Line("seller", draft) is { } only ? new Seller(only, null) : null;
        string? name = null, url = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = json.ValueTextEquals("name"u8), isUrl = json.ValueTextEquals("url"u8);
            json.Read();
            if (isName) name = json.Line("seller.name", draft);
            else if (isUrl) url = json.Line("seller.url", draft);
            else json.Skip();
        }
        return name is null ? null : new Seller(name, url);
    }
}
