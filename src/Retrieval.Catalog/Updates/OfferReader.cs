using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Updates;

/// <summary>Reads the members of an offer's update.</summary>
internal static class OfferReader
{
    private delegate T? ReadValue<T>(ref Utf8JsonReader json, string field) where T : struct;

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
            string field = json.GetString()!;
            json.Read();
            switch (field)
            {
                case "op" or "id": json.Skip(); break;
                case "region": region = json.Line(field, draft); break;
                case "price": price = ReadChange(ref json, field, ReadMoney); break;
                case "sale_price": salePrice = ReadChange(ref json, field, ReadMoney); break;
                case "sale_from": saleFrom = ReadChange(ref json, field, ReadStart); break;
                case "sale_to": saleTo = ReadChange(ref json, field, ReadEnd); break;
                case "availability": availability = ReadChange(ref json, field, ReadAvailability); break;
                case "quantity": quantity = ReadChange(ref json, field, ReadCount); break;
                default:
                    draft.Warn(DiagnosticKind.UnknownValue, field, "an offer has no such member");
                    json.Skip();
                    break;
            }
        }
        string? code = region is null ? null : draft.ParseRegion("region", region);
        return draft.IsRefused ? null : new CatalogUpdate.Offer(id, code, price, salePrice, saleFrom, saleTo, availability, quantity);

        Money? ReadMoney(ref Utf8JsonReader at, string field) => NativeJson.ReadMoney(ref at, field, draft, options);
        DateTimeOffset? ReadStart(ref Utf8JsonReader at, string field) => at.Line(field, draft) is { } text ? draft.ParseInstant(field, text, isEnd: false) : null;
        DateTimeOffset? ReadEnd(ref Utf8JsonReader at, string field) => at.Line(field, draft) is { } text ? draft.ParseInstant(field, text, isEnd: true) : null;
        Availability? ReadAvailability(ref Utf8JsonReader at, string field) => at.Line(field, draft) is { } text ? draft.ParseAvailability(field, text) : null;
        long? ReadCount(ref Utf8JsonReader at, string field) => at.Line(field, draft) is { } text ? draft.ParseCount(field, text) : null;
    }

    /// <summary>Null clears; a value that cannot be read changes nothing.</summary>
    private static Change<T> ReadChange<T>(ref Utf8JsonReader json, string field, ReadValue<T> read) where T : struct
    {
        if (json.TokenType == JsonTokenType.Null) return Change<T>.Clear;
        return read(ref json, field) is { } value ? Change<T>.To(value) : Change<T>.None;
    }
}
