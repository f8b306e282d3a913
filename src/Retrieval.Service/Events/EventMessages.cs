using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;
using Retrieval.Search.Requests;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Events;

/// <summary>Events as they come in. Names may hold no spaces, so that no sentence is recorded by mistake.</summary>
internal static class EventMessages
{
    private const int LongestName = 128;
    private const int LongestProductIdBytes = 200;
    private const int MostProducts = 200;
    private const int LastRank = 1000;
    private const int MostPieces = 1_000_000;

    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static code => (char)code)]);
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/+-");

    private static readonly Dictionary<string, FunnelStep> Steps = Enum.GetValues<FunnelStep>()
        .ToDictionary(static step => JsonNamingPolicy.SnakeCaseLower.ConvertName(step.ToString()), StringComparer.Ordinal);

    /// <summary>Reads an event.</summary>
    /// <param name="message">The event.</param>
    /// <param name="member">What it is called where something is wrong.</param>
    /// <param name="now">The moment of recording.</param>
    /// <exception cref="InvalidRequestException">A field is wrong.</exception>
    public static FunnelEvent Read(Wire.FunnelEvent message, string member, DateTimeOffset now)
    {
        if (!Steps.TryGetValue(message.Kind, out FunnelStep step)) throw Wrong($"{member}.kind", $"\"{message.Kind}\" is none of {string.Join(", ", Steps.Keys)}");
        bool isOfAnAnswer = step is FunnelStep.Shown or FunnelStep.Selected;
        if (message.Products.Count > MostProducts) throw Wrong($"{member}.products", $"expected at most {MostProducts}, found {message.Products.Count}");
        if (step == FunnelStep.Selected && message.Products.Count == 0) throw Wrong($"{member}.products", "selected names the product");
        if (step == FunnelStep.Authorized && message.Total is null) throw Wrong($"{member}.total", "authorized states what the order costs");
        return new FunnelEvent
        {
            Id = Name(message.EventId, $"{member}.event_id", Visible),
            Step = step,
            Time = Moment(message.Time, $"{member}.time") ?? now,
            Session = Name(message.SessionId, $"{member}.session_id", Visible),
            Answer = !isOfAnAnswer && message.AnswerId.Length == 0 ? null : Name(message.AnswerId, $"{member}.answer_id", Visible),
            Template = message.Template.Length == 0 ? null : Name(message.Template, $"{member}.template", Plain),
            Ranker = message.Ranker.Length == 0 ? null : Name(message.Ranker, $"{member}.ranker", Plain),
            Bundle = message.Bundle,
            Total = Amount(message.Total, $"{member}.total"),
            Products = [.. message.Products.Select((product, i) => Read(product, $"{member}.products[{i}]"))],
        };
    }

    private static EventProduct Read(Wire.EventProduct message, string member)
    {
        if (message.Id.Length == 0 || Encoding.UTF8.GetByteCount(message.Id) > LongestProductIdBytes || message.Id.Any(char.IsControl))
            throw Wrong($"{member}.id", $"expected 1 to {LongestProductIdBytes} bytes without control characters");
        return new EventProduct(
            message.Id, Number(message.Rank, LastRank, $"{member}.rank"), Number(message.Quantity, MostPieces, $"{member}.quantity"), Amount(message.Price, $"{member}.price"));
    }

    private static string Name(string text, string member, SearchValues<char> allowed)
    {
        if (text.Length == 0) throw Wrong(member, "missing");
        if (text.Length > LongestName || text.AsSpan().ContainsAnyExcept(allowed))
            throw Wrong(member, $"expected at most {LongestName} {(allowed == Plain ? "letters, digits and . _ : / + -" : "visible ASCII characters without spaces")}");
        return text;
    }

    private static int? Number(int number, int most, string member) => number == 0 ? null : number > 0 && number <= most ? number : throw Wrong(member, $"{number} is not within 0 and {most}");

    private static Money? Amount(Wire.Money? money, string member)
    {
        if (money is null) return null;
        if (!Currencies.TryGet(money.Currency, out string code, out _)) throw Wrong($"{member}.currency", $"\"{money.Currency}\" is no currency of ISO 4217");
        return money.Amount is >= 0 and <= Money.MaxAmount ? new Money(money.Amount, code) : throw Wrong($"{member}.amount", $"{money.Amount} is not within 0 and {Money.MaxAmount}");
    }

    private static DateTimeOffset? Moment(string text, string member)
    {
        if (text.Length == 0) return null;
        return DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment
            : throw Wrong(member, $"\"{text}\" is no time of RFC 3339, such as 2026-03-01T09:30:00Z");
    }

    private static InvalidRequestException Wrong(string member, string problem) => new(member, problem);
}
