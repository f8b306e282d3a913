using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>
/// Reads the native JSON form of a product into a draft, one pass over the bytes. Called by the reader of native feeds and by
/// that of updates, and for what the index stores by <see cref="ProductJson"/>.
/// </summary>
internal static partial class NativeJson
{
    // The longest name that is looked at, in bytes: a limit of 200 characters, each at most six bytes as an escape.
    private const int MaxNameBytes = Limits.AttributeNameCharacters * 12;

    /// <summary>Reads the object whose first brace the reader stands on.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    public static void ReadProduct(ref Utf8JsonReader json, ProductDraft draft, ReadOptions options)
    {
        Span<char> name = stackalloc char[MaxNameBytes];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueSpan.Length > MaxNameBytes)
            {
                draft.Refuse(DiagnosticKind.OverLimit, "attributes", $"a member's name is longer than {Limits.AttributeNameCharacters} characters");
                json.Skip();
                continue;
            }
            ReadOnlySpan<char> written = name[..json.CopyString(name)];
            NativeMember member = NativeMembers.Find(written);
            string unknown = member == NativeMember.None ? written.ToString() : "";
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            if (member == NativeMember.None) JsonAttributes.ReadOne(ref json, unknown, draft);
            else ReadMember(ref json, member, draft, options);
        }
    }

    /// <summary>Reads the value that the reader stands on.</summary>
    public static void ReadMember(ref Utf8JsonReader json, NativeMember member, ProductDraft draft, ReadOptions options)
    {
        string field = member.Name();
        switch (member)
        {
            case NativeMember.Id: draft.SetId(ReadId(ref json, draft)); break;
            case NativeMember.Title: draft.SetTitle(json.Text(field, draft)); break;
            case NativeMember.Description: draft.SetDescription(json.Text(field, draft)); break;
            case NativeMember.GroupId: draft.GroupId = json.Line(field, draft); break;
            case NativeMember.Language: if (json.Line(field, draft) is { } language) draft.SetLanguage(language); break;
            case NativeMember.Brand: draft.Brand = json.Line(field, draft); break;
            case NativeMember.Gtin: if (json.Line(field, draft) is { } gtin) draft.SetGtin(gtin); break;
            case NativeMember.Mpn: draft.Mpn = json.Line(field, draft); break;
            case NativeMember.Condition: if (json.Line(field, draft) is { } condition) draft.SetCondition(condition); break;
            case NativeMember.Url: draft.Url = json.Line(field, draft); break;
            case NativeMember.ImageUrls: draft.ImageUrls = json.Texts(field, draft); break;
            case NativeMember.Category: draft.Category = ReadCategory(ref json, draft); break;
            case NativeMember.Price: draft.Price = ReadMoney(ref json, field, draft, options); break;
            case NativeMember.SalePrice: draft.SalePrice = ReadMoney(ref json, field, draft, options); break;
            case NativeMember.SaleFrom: if (json.Line(field, draft) is { } saleFrom) draft.SetSaleFrom(saleFrom); break;
            case NativeMember.SaleTo: if (json.Line(field, draft) is { } saleTo) draft.SetSaleTo(saleTo); break;
            case NativeMember.Availability: if (json.Line(field, draft) is { } availability) draft.SetAvailability(field, availability); break;
            case NativeMember.AvailabilityDate: if (json.Line(field, draft) is { } date) draft.SetAvailabilityDate(date); break;
            case NativeMember.Quantity: if (json.Line(field, draft) is { } quantity) draft.SetQuantity(quantity); break;
            case NativeMember.Offers: draft.Offers = json.Objects(field, draft, options, ReadOffer); break;
            case NativeMember.Countries: draft.Countries = [.. json.Texts(field, draft).Select(c => draft.ParseCountry(field, c))]; break;
            case NativeMember.Shipping: draft.Shipping = json.Objects(field, draft, options, ReadShipping); break;
            case NativeMember.Color: draft.Color = json.Texts(field, draft); break;
            case NativeMember.Material: draft.Material = json.Texts(field, draft); break;
            case NativeMember.Size: draft.Size = json.Texts(field, draft); break;
            case NativeMember.SizeSystem: draft.SizeSystem = json.Line(field, draft); break;
            case NativeMember.Gender: draft.Gender = json.Texts(field, draft); break;
            case NativeMember.AgeGroup: draft.AgeGroup = json.Texts(field, draft); break;
            case NativeMember.Attributes: JsonAttributes.ReadAll(ref json, draft); break;
            case NativeMember.Synonyms: draft.Synonyms = json.Texts(field, draft); break;
            case NativeMember.UseCases: draft.UseCases = json.Texts(field, draft); break;
            case NativeMember.Highlights: draft.Highlights = json.Texts(field, draft); break;
            case NativeMember.Ingredients: draft.Ingredients = draft.Lines(json.Text(field, draft)); break;
            case NativeMember.Allergens: draft.Allergens = ReadAllergens(ref json, draft); break;
            case NativeMember.Diets: draft.SetDiets(json.Texts(field, draft)); break;
            case NativeMember.Norms: draft.Norms = json.Texts(field, draft); break;
            case NativeMember.CompatibleWith: draft.CompatibleWith = json.Texts(field, draft); break;
            case NativeMember.Rating: draft.Rating = json.Line(field, draft) is { } rating ? draft.ParseNumber(field, rating, 0, 5) : null; break;
            case NativeMember.ReviewCount: draft.ReviewCount = json.Line(field, draft) is { } reviews ? draft.ParseCount(field, reviews) : null; break;
            case NativeMember.Popularity: draft.Popularity = json.Line(field, draft) is { } popularity ? draft.ParseNumber(field, popularity, 0, 5) : null; break;
            case NativeMember.ReturnRate: draft.ReturnRate = json.Line(field, draft) is { } returns ? draft.ParseNumber(field, returns, 0, 100) : null; break;
            case NativeMember.Released: draft.Released = json.Line(field, draft) is { } released ? draft.ParseDate(field, released) : null; break;
            case NativeMember.Warning: draft.Warning = draft.Lines(json.Text(field, draft)); break;
            case NativeMember.AgeRestriction: draft.AgeRestriction = json.Line(field, draft) is { } age ? (int?)draft.ParseCount(field, age, max: 150) : null; break;
            case NativeMember.Related: draft.Related = json.Objects(field, draft, options, ReadRelated); break;
            case NativeMember.EligibleSearch: draft.EligibleSearch = ReadBoolean(ref json, field, draft) ?? true; break;
            case NativeMember.EligibleCheckout: draft.EligibleCheckout = ReadBoolean(ref json, field, draft) ?? false; break;
            case NativeMember.Expires: if (json.Line(field, draft) is { } expires) draft.SetExpires(expires); break;
            case NativeMember.Seller: draft.Seller = ReadSeller(ref json, draft); break;
        }
    }

    /// <summary>A key: a string, or an integer as its digits.</summary>
    public static string? ReadId(ref Utf8JsonReader json, ProductDraft draft)
    {
        if (json.TokenType == JsonTokenType.Number && !json.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
            return Encoding.ASCII.GetString(json.ValueSpan);
        if (json.TokenType == JsonTokenType.String) return json.GetString();
        draft.Refuse(DiagnosticKind.BadId, "id", "neither a string nor an integer");
        json.Skip();
        return null;
    }

    /// <summary>A price: "49.90 EUR", {"amount":4990,"currency":"EUR"}, or a number in major units of the feed's currency.</summary>
    public static Money? ReadMoney(ref Utf8JsonReader json, string field, ProductDraft draft, ReadOptions options)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String: return NativePrice.Parse(json.GetString()!, field, draft, options);
            case JsonTokenType.Number: return NativePrice.Parse(Encoding.ASCII.GetString(json.ValueSpan), field, draft, options);
            case JsonTokenType.StartObject: return ReadMinorUnits(ref json, field, draft);
        }
        draft.Refuse(DiagnosticKind.BadPrice, field, $"a price is written \"49.90 EUR\" or {{\"amount\":4990,\"currency\":\"EUR\"}}, not as {json.FormName()}");
        json.Skip();
        return null;
    }

    private static Money? ReadMinorUnits(ref Utf8JsonReader json, string field, ProductDraft draft)
    {
        long? amount = null;
        string? currency = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isAmount = json.ValueTextEquals("amount"u8), isCurrency = json.ValueTextEquals("currency"u8);
            json.Read();
            if (isAmount && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long whole)) amount = whole;
            else if (isCurrency && json.TokenType == JsonTokenType.String) currency = json.GetString();
            else json.Skip();
        }
        return NativePrice.FromMinor(amount, currency, field, draft);
    }

    private static IReadOnlyList<string> ReadCategory(ref Utf8JsonReader json, ProductDraft draft)
        => json.TokenType == JsonTokenType.String
            ? CategoryPath.Split(json.GetString()!)
            : json.Texts("category", draft);

    private static bool? ReadBoolean(ref Utf8JsonReader json, string field, ProductDraft draft)
        => json.Line(field, draft) is { } text ? draft.ParseBoolean(field, text) : null;
}
