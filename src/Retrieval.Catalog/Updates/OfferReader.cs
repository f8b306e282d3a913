using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Updates;

/// <summary>Reads the members of an offer's update.</summary>
internal static class OfferReader
{
    // A stream of offers names the same few members again and again.
    private static readonly string[] Members = ["op", "id", "region", "price", "sale_price", "sale_from", "sale_to", "availability", "quantity"];

    public static CatalogUpdate.Offer? Read(ReadOnlySpan<byte> utf8, string id, ProductDraft draft, ReadOptions options)
    {
        string? region = null;
        Change<Money> price = default, salePrice = default;
        Change<DateTimeOffset> saleFrom = default, saleTo = default;
        Change<Availability> availability = default;
        Change<long> quantity = default;
        var json = new Utf8JsonReader(utf8);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string field = NameOf(json);
            json.Read();
            bool clears = json.TokenType == JsonTokenType.Null;
            switch (field)
            {
                case "op" or "id": json.Skip(); break;
                case "region": region = json.Line(field, draft); break;
                case "price": price = Changed(clears, clears ? null : NativeJson.ReadMoney(ref json, field, draft, options)); break;
                case "sale_price": salePrice = Changed(clears, clears ? null : NativeJson.ReadMoney(ref json, field, draft, options)); break;
                case "sale_from": saleFrom = Changed(clears, json.Line(field, draft) is { } from ? draft.ParseInstant(field, from, isEnd: false) : null); break;
                case "sale_to": saleTo = Changed(clears, json.Line(field, draft) is { } to ? draft.ParseInstant(field, to, isEnd: true) : null); break;
                case "availability": availability = Changed(clears, json.Line(field, draft) is { } stated ? draft.ParseAvailability(field, stated) : null); break;
                case "quantity": quantity = Changed(clears, json.Line(field, draft) is { } pieces ? draft.ParseCount(field, pieces) : null); break;
                default:
                    draft.Warn(DiagnosticKind.UnknownValue, field, "an offer has no such member");
                    json.Skip();
                    break;
            }
        }
        string? code = region is null ? null : draft.ParseRegion("region", region);
        return draft.IsRefused ? null : new CatalogUpdate.Offer(id, code, price, salePrice, saleFrom, saleTo, availability, quantity);
    }

    private static string NameOf(in Utf8JsonReader json)
    {
        foreach (string member in Members)
        {
            if (json.ValueTextEquals(member)) return member;
        }
        return json.GetString()!;
    }

    /// <summary>Null clears; a value that cannot be read changes nothing.</summary>
    private static Change<T> Changed<T>(bool clears, T? value) where T : struct
    {
        if (clears) return Change<T>.Clear;
        return value is { } stated ? Change<T>.To(stated) : Change<T>.None;
    }
}
