using System.Buffers;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;

namespace Retrieval.Catalog.Updates;

/// <summary>
/// An update as one line of the JSON that <see cref="UpdateReader"/> reads: what a journal of updates holds. What was written,
/// <see cref="Read"/> gives back exactly. Safe to call from many threads.
/// </summary>
public static class UpdateJson
{
    [ThreadStatic]
    private static Utf8JsonWriter? reused;

    private static ReadOnlySpan<byte> UpsertHead => "{\"op\":\"upsert\",\"product\":"u8;

    /// <summary>Writes an update as one line, its end included.</summary>
    public static void WriteLine(CatalogUpdate update, IBufferWriter<byte> output)
    {
        Utf8JsonWriter json = reused ??= new Utf8JsonWriter(output, ProductJson.Compact);
        json.Reset(output);
        switch (update)
        {
            case CatalogUpdate.Upsert upsert:
                output.Write(UpsertHead);
                ProductJson.Write(upsert.Product, json);
                json.Flush();
                output.Write("}"u8);
                break;
            case CatalogUpdate.Offer offer:
                Write(offer, json);
                break;
            case CatalogUpdate.Delete delete:
                json.WriteStartObject();
                json.WriteString("op"u8, "delete"u8);
                json.WriteString("id"u8, delete.Id);
                json.WriteEndObject();
                break;
        }
        json.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Reads what <see cref="WriteLine"/> wrote.</summary>
    /// <param name="line">The line without its end.</param>
    /// <exception cref="CatalogException">The bytes are no update of ours.</exception>
    public static CatalogUpdate Read(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(UpsertHead)) return new CatalogUpdate.Upsert(ProductJson.Read(line[UpsertHead.Length..^1]));
        UpdateLine read = UpdateReader.ReadLine(line, ReadOptions.Default, "stored update");
        return read.Update ?? throw new CatalogException($"a stored update cannot be read: {read.Refusal}");
    }

    private static void Write(CatalogUpdate.Offer offer, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, "offer"u8);
        json.WriteString("id"u8, offer.Id);
        if (offer.Region is not null) json.WriteString("region"u8, offer.Region);
        Write(json, "price"u8, offer.Price, ProductJson.WriteValue);
        Write(json, "sale_price"u8, offer.SalePrice, ProductJson.WriteValue);
        Write(json, "sale_from"u8, offer.SaleFrom, static (at, moment) => at.WriteStringValue(moment));
        Write(json, "sale_to"u8, offer.SaleTo, static (at, moment) => at.WriteStringValue(moment));
        Write(json, "availability"u8, offer.Availability, static (at, availability) => at.WriteStringValue(availability.Name()));
        Write(json, "quantity"u8, offer.Quantity, static (at, quantity) => at.WriteNumberValue(quantity));
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, Change<T> change, Action<Utf8JsonWriter, T> write) where T : struct
    {
        if (!change.Touches) return;
        json.WritePropertyName(name);
        if (change.Value is { } value) write(json, value);
        else json.WriteNullValue();
    }
}
