using System.Buffers;
using System.Text.Json;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Jobs;

/// <summary>Reads an offer's message as the line of an update that says the same (<see cref="ProductLine"/> does so for products).</summary>
internal static class OfferLine
{
    private static readonly string[] Clearable = ["price", "sale_price", "sale_from", "sale_to", "availability", "quantity"];

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Line, Utf8JsonWriter Json)? reused;

    /// <param name="offer">The message.</param>
    /// <param name="position">Its place in its message, from 0.</param>
    /// <param name="refusal">Why it is not taken; null where it is.</param>
    /// <returns>The update; null where it is refused.</returns>
    public static CatalogUpdate? Read(Wire.OfferUpdate offer, int position, out Wire.Refusal? refusal)
    {
        if (offer.Clear.FirstOrDefault(static name => !Clearable.Contains(name)) is { } unknown)
        {
            refusal = new Wire.Refusal { Position = position, Id = offer.Id, Field = "clear", Reason = $"\"{unknown}\" is none of {string.Join(", ", Clearable)}" };
            return null;
        }
        (ArrayBufferWriter<byte> line, Utf8JsonWriter json) = reused ??= New();
        line.ResetWrittenCount();
        json.Reset(line);
        Write(json, offer);
        json.Flush();
        UpdateLine read = UpdateReader.ReadLine(line.WrittenSpan, ReadOptions.Default);
        // A value that cannot be read would be left as it was; who streams offers is to know of it.
        refusal = read.Diagnostics.Count == 0 ? null : new Wire.Refusal { Position = position, Id = offer.Id, Field = read.Diagnostics[0].Field, Reason = read.Diagnostics[0].Reason };
        return refusal is null ? read.Update : null;
    }

    private static (ArrayBufferWriter<byte> Line, Utf8JsonWriter Json) New()
    {
        var line = new ArrayBufferWriter<byte>(256);
        return (line, new Utf8JsonWriter(line, ProductLine.Form));
    }

    private static void Write(Utf8JsonWriter json, Wire.OfferUpdate offer)
    {
        json.WriteStartObject();
        json.WriteString("op", "offer");
        ProductLine.Write(json, "id", offer.Id);
        ProductLine.Write(json, "region", offer.Region);
        ProductLine.Write(json, "price", offer.Price);
        ProductLine.Write(json, "sale_price", offer.SalePrice);
        ProductLine.Write(json, "sale_from", offer.SaleFrom);
        ProductLine.Write(json, "sale_to", offer.SaleTo);
        ProductLine.Write(json, "availability", offer.Availability);
        if (offer.HasQuantity) json.WriteNumber("quantity", offer.Quantity);
        foreach (string name in offer.Clear) json.WriteNull(name);
        json.WriteEndObject();
    }
}
