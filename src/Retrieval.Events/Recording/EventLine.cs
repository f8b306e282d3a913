using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;

namespace Retrieval.Events.Recording;

/// <summary>
/// An event as a line: a JSON object that any reader of JSON Lines reads, whose last member is the CRC-32 of all bytes before that member:
/// <code>
/// {"event_id":"e-1","kind":"shown","time":"2026-03-01T09:30:00+00:00","session_id":"s-1","answer_id":"a-1","products":[{"id":"P-1","rank":1}],"crc32":"c6417295"}
/// </code>
/// </summary>
internal static class EventLine
{
    private const int ChecksumBytes = 20;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<FunnelStep>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new MoneyForm() },
    };

    /// <summary>Writes an event and a line break.</summary>
    public static void Write(IBufferWriter<byte> output, FunnelEvent told)
    {
        ReadOnlySpan<byte> members = JsonSerializer.SerializeToUtf8Bytes(told, Form).AsSpan()[..^1];
        output.Write(members);
        output.Write(Checksum(members));
        output.Write("\n"u8);
    }

    /// <summary>Reads a line without its line break.</summary>
    /// <param name="line">The line.</param>
    /// <param name="problem">What is wrong, where it is no event.</param>
    /// <returns>The event; null where the line is damaged.</returns>
    public static FunnelEvent? Read(ReadOnlySpan<byte> line, out string problem)
    {
        problem = "the checksum does not hold";
        if (line.Length <= ChecksumBytes) return null;
        ReadOnlySpan<byte> members = line[..^ChecksumBytes];
        if (!line[^ChecksumBytes..].SequenceEqual(Checksum(members))) return null;
        try
        {
            if (JsonSerializer.Deserialize<FunnelEvent>(line, Form) is { } told) return told;
            problem = "no event";
        }
        catch (JsonException wrong)
        {
            problem = wrong.Path is { } path ? $"no event: {path} is missing or wrong" : "no event";
        }
        return null;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> members) => Encoding.ASCII.GetBytes($",\"crc32\":\"{Crc32.HashToUInt32(members).ToString("x8", CultureInfo.InvariantCulture)}\"}}");

    private sealed class MoneyForm : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            Amount read = JsonSerializer.Deserialize<Amount>(ref reader, options) ?? throw new JsonException();
            return Currencies.TryGet(read.Currency, out string code, out _) ? new Money(read.Minor, code) : throw new JsonException();
        }

        public override void Write(Utf8JsonWriter writer, Money money, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, new Amount(money.Amount, money.Currency), options);
    }

    private sealed record Amount([property: JsonPropertyName("amount")] long Minor, string Currency);
}
