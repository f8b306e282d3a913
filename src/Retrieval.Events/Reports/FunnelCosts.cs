using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Catalog.Products;

namespace Retrieval.Events.Reports;

/// <summary>What the assistant costs, all in one currency.</summary>
public sealed record FunnelCosts
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
        Converters = { new MoneyText() },
    };

    private FunnelCosts(Money fixedCost, Money perThousandSessions, Money perThousandAnswers)
    {
        Fixed = fixedCost;
        PerThousandSessions = perThousandSessions;
        PerThousandAnswers = perThousandAnswers;
    }

    /// <summary>Whatever is asked, over the time of the events.</summary>
    public Money Fixed { get; private init; }

    /// <summary>For each thousand sessions.</summary>
    public Money PerThousandSessions { get; }

    /// <summary>For each thousand answers.</summary>
    public Money PerThousandAnswers { get; }

    /// <summary>The same without what does not depend on sessions and answers.</summary>
    internal FunnelCosts WithoutFixed => this with { Fixed = Fixed with { Amount = 0 } };

    /// <summary>Reads a file such as <c>{"fixed": "1200.00 EUR", "per_thousand_sessions": "3.50 EUR", "per_thousand_answers": "0.80 EUR"}</c>; each member may be left out.</summary>
    /// <exception cref="InvalidDataException">It is wrong; the message says what and where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FunnelCosts Read(string path)
    {
        try
        {
            Members read = JsonSerializer.Deserialize<Members>(File.ReadAllBytes(path), Form) ?? throw new JsonException();
            string[] currencies = [.. new[] { read.Fixed, read.PerThousandSessions, read.PerThousandAnswers }.OfType<Money>().Select(static cost => cost.Currency).Distinct()];
            if (currencies is not [var currency]) throw new InvalidDataException($"{path}: expected costs in one currency, found {(currencies.Length == 0 ? "none" : string.Join(", ", currencies))}");
            var none = new Money(0, currency);
            return new FunnelCosts(read.Fixed ?? none, read.PerThousandSessions ?? none, read.PerThousandAnswers ?? none);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{path}, line {wrong.LineNumber + 1}: expected an object of fixed, per_thousand_sessions and per_thousand_answers, each such as \"3.50 EUR\"; {wrong.Path} is none", wrong);
        }
    }

    /// <summary>The costs of so many sessions and answers, to the minor unit.</summary>
    internal Money Of(long sessions, long answers) =>
        Fixed with { Amount = Fixed.Amount + (long)Math.Round(((decimal)PerThousandSessions.Amount * sessions + (decimal)PerThousandAnswers.Amount * answers) / 1000) };

    private sealed record Members(Money? Fixed = null, Money? PerThousandSessions = null, Money? PerThousandAnswers = null);

    private sealed class MoneyText : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Money.TryParse(reader.GetString(), out Money money) ? money : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Money money, JsonSerializerOptions options) => writer.WriteStringValue(money.ToString());
    }
}

/// <summary>What one converted session cost: the costs, which are known, over the share that converted, which is estimated.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Cost">All costs, in minor units.</param>
/// <param name="Amount">Costs of one, in minor units; null where none converted.</param>
/// <param name="Low">Lower end of the 95 % interval, by the upper end of the conversion's; null of no session.</param>
/// <param name="High">Upper end; null where it is open, since the conversion may be 0.</param>
public sealed record AcquisitionCost(string Currency, long Cost, long? Amount, long? Low, long? High)
{
    internal static AcquisitionCost Of(Money cost, Share conversion)
    {
        return new AcquisitionCost(cost.Currency, cost.Amount, At(conversion.Value), At(conversion.High), At(conversion.Low));

        long? At(double? share) => share > 0 ? (long)Math.Round(cost.Amount / (share.Value * conversion.Of)) : null;
    }
}
