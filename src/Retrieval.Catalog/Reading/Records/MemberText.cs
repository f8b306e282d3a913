using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>
/// Sets a member of the native model from the texts of any feed: prices as people write them, lists as they come, numbers with a
/// decimal point or comma. Used by feeds whose columns have the members' names, and by maps.
/// </summary>
internal static class MemberText
{
    /// <summary>Sets a member from one or more texts, of which none is empty; single values take the first.</summary>
    public static void Set(NativeMember member, IReadOnlyList<string> texts, ProductDraft draft, PriceRule rule)
    {
        if (texts.Count > Limits.ListEntries)
        {
            draft.Refuse(DiagnosticKind.OverLimit, member.Name(), $"more than {Limits.ListEntries:N0} entries");
            return;
        }
        if (SetList(member, texts, draft)) return;
        SetSingle(member, member.Name(), texts[0], draft, rule);
    }

    /// <summary>Sets a member from a list or object of JSON, in the native form.</summary>
    public static void SetStructure(NativeMember member, JsonElement json, ProductDraft draft, ReadOptions options)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.GetRawText()));
        reader.Read();
        NativeJson.ReadMember(ref reader, member, draft, options);
    }

    /// <summary>Whether the member holds a list of texts.</summary>
    public static bool IsList(NativeMember member) => member is NativeMember.ImageUrls or NativeMember.Category or NativeMember.Countries
        or NativeMember.Color or NativeMember.Material or NativeMember.Size or NativeMember.Gender or NativeMember.AgeGroup
        or NativeMember.Synonyms or NativeMember.UseCases or NativeMember.Highlights or NativeMember.Diets or NativeMember.Norms or NativeMember.CompatibleWith;

    private static bool SetList(NativeMember member, IReadOnlyList<string> texts, ProductDraft draft)
    {
        switch (member)
        {
            case NativeMember.ImageUrls: draft.ImageUrls = texts; return true;
            case NativeMember.Category: draft.Category = texts.Count == 1 ? CategoryPath.Split(texts[0]) : texts; return true;
            case NativeMember.Countries: draft.Countries = [.. texts.Select(t => draft.ParseCountry("countries", t))]; return true;
            case NativeMember.Color: draft.Color = texts; return true;
            case NativeMember.Material: draft.Material = texts; return true;
            case NativeMember.Size: draft.Size = texts; return true;
            case NativeMember.Gender: draft.Gender = texts; return true;
            case NativeMember.AgeGroup: draft.AgeGroup = texts; return true;
            case NativeMember.Synonyms: draft.Synonyms = texts; return true;
            case NativeMember.UseCases: draft.UseCases = texts; return true;
            case NativeMember.Highlights: draft.Highlights = texts; return true;
            case NativeMember.Diets: draft.SetDiets(texts); return true;
            case NativeMember.Norms: draft.Norms = texts; return true;
            case NativeMember.CompatibleWith: draft.CompatibleWith = texts; return true;
            default: return false;
        }
    }

    private static void SetSingle(NativeMember member, string field, string text, ProductDraft draft, PriceRule rule)
    {
        switch (member)
        {
            case NativeMember.Id: draft.SetId(text); break;
            case NativeMember.Title: draft.SetTitle(text); break;
            case NativeMember.Description: draft.SetDescription(text); break;
            case NativeMember.GroupId: draft.GroupId = text; break;
            case NativeMember.Language: draft.SetLanguage(text); break;
            case NativeMember.Brand: draft.Brand = text; break;
            case NativeMember.Gtin: draft.SetGtin(text); break;
            case NativeMember.Mpn: draft.Mpn = text; break;
            case NativeMember.Condition: draft.SetCondition(text); break;
            case NativeMember.Url: draft.Url = text; break;
            case NativeMember.Price: draft.Price = draft.ParsePrice(field, text, rule); break;
            case NativeMember.SalePrice: draft.SalePrice = draft.ParsePrice(field, text, rule); break;
            case NativeMember.SaleFrom: draft.SetSaleFrom(text); break;
            case NativeMember.SaleTo: draft.SetSaleTo(text); break;
            case NativeMember.Availability: SetAvailability(field, text, draft); break;
            case NativeMember.AvailabilityDate: draft.SetAvailabilityDate(text); break;
            case NativeMember.Quantity: draft.SetQuantity(text); break;
            case NativeMember.SizeSystem: draft.SizeSystem = text; break;
            case NativeMember.Ingredients: draft.Ingredients = text; break;
            case NativeMember.Rating: draft.Rating = draft.ParseNumber(field, Number(text), 0, 5); break;
            case NativeMember.ReviewCount: draft.ReviewCount = draft.ParseCount(field, text); break;
            case NativeMember.Popularity: draft.Popularity = draft.ParseNumber(field, Number(text), 0, 5); break;
            case NativeMember.ReturnRate: draft.ReturnRate = draft.ParseNumber(field, Number(text.TrimEnd('%', ' ')), 0, 100); break;
            case NativeMember.Released: draft.Released = draft.ParseDate(field, text); break;
            case NativeMember.Warning: draft.Warning = text; break;
            case NativeMember.AgeRestriction: draft.AgeRestriction = (int?)draft.ParseCount(field, text, max: 150); break;
            case NativeMember.EligibleSearch: draft.EligibleSearch = draft.ParseBoolean(field, text) ?? true; break;
            case NativeMember.EligibleCheckout: draft.EligibleCheckout = draft.ParseBoolean(field, text) ?? false; break;
            case NativeMember.Expires: draft.SetExpires(text); break;
            case NativeMember.Seller: draft.Seller = new Seller(text, draft.Seller?.Url); break;
            default: draft.Warn(DiagnosticKind.WrongForm, field, "a list or object of JSON is expected"); break;
        }
    }

    /// <summary>Shops state stock as yes or no as well.</summary>
    private static void SetAvailability(string field, string text, ProductDraft draft)
    {
        if (KnownValues.TryBoolean(text, out bool isThere)) draft.SetAvailability(isThere ? Availability.InStock : Availability.OutOfStock);
        else draft.SetAvailability(field, text);
    }

    /// <summary>"4,6" as "4.6".</summary>
    private static string Number(string text)
        => text.Contains('.') ? text : text.Replace(',', '.');
}
