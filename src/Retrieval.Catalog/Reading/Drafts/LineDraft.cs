using System.Globalization;
using System.Text;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Regions;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>
/// A line while it is read: where it stands, its warnings and its refusal, and the reading of single values with the diagnostic
/// that each gives where it cannot be read. After a refusal readers may go on; only the first counts.
/// </summary>
internal abstract class LineDraft
{
    private readonly List<Diagnostic> warnings = [];
    private string file = "";
    private long line;

    /// <summary>Why the line is refused; null where it is not.</summary>
    public Diagnostic? Refusal { get; private set; }

    public bool IsRefused => Refusal is not null;

    /// <summary>Whether the engine itself stored the line, so that every value is taken exactly as it stands.</summary>
    public bool IsStored { get; private set; }

    public void Refuse(DiagnosticKind kind, string field, string reason)
        => Refusal ??= new Diagnostic(file, line, field, reason, kind);

    public void Warn(DiagnosticKind kind, string field, string reason)
        => warnings.Add(new Diagnostic(file, line, field, reason, kind));

    /// <summary>Text as one clean line; null where nothing is left of it.</summary>
    public string? Line(string? text) => IsStored ? text : PlainText.Line(text);

    /// <summary>Text with its line breaks; null where nothing is left of it.</summary>
    public string? Lines(string? text) => IsStored ? text : PlainText.Lines(text);

    /// <summary>A JSON number as the text of a value.</summary>
    public string Number(ReadOnlySpan<byte> token) => IsStored ? Encoding.ASCII.GetString(token) : JsonNumberText.Of(token);

    public Availability? ParseAvailability(string field, string text)
    {
        if (KnownValues.TryAvailability(text, out Availability known)) return known;
        Warn(DiagnosticKind.UnknownValue, field, $"\"{Shown(text)}\" is none of in_stock, out_of_stock, preorder, backorder, unknown");
        return null;
    }

    public DateOnly? ParseDate(string field, string text)
    {
        if (DateText.TryParseDate(text, out DateOnly date)) return date;
        Warn(DiagnosticKind.BadDate, field, $"\"{Shown(text)}\" is not a date such as 2026-11-25");
        return null;
    }

    public DateTimeOffset? ParseInstant(string field, string text, bool isEnd)
    {
        if (DateText.TryParseInstant(text, isEnd, out DateTimeOffset instant)) return instant;
        Warn(DiagnosticKind.BadDate, field, $"\"{Shown(text)}\" is not a time of RFC 3339 such as 2026-11-25T08:00:00Z");
        return null;
    }

    /// <summary>A price in words of the feed; refuses the line where it cannot be read.</summary>
    public Money? ParsePrice(string field, string text, PriceRule rule)
    {
        PriceReading reading = PriceText.Read(text, rule);
        if (reading.Money is { } money) return money;
        Refuse(reading.IsCurrency ? DiagnosticKind.BadCurrency : DiagnosticKind.BadPrice, field, $"\"{Shown(text)}\": {reading.Reason}");
        return null;
    }

    /// <summary>A whole number that is not negative.</summary>
    public long? ParseCount(string field, string text, long max = long.MaxValue)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal count)
            && count >= 0 && count <= max && count == decimal.Truncate(count)) return (long)count;
        Warn(DiagnosticKind.BadNumber, field, $"\"{Shown(text)}\" is not a whole number from 0 on");
        return null;
    }

    /// <summary>A number within a range, both ends included.</summary>
    public double? ParseNumber(string field, string text, double min, double max)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max) return number;
        Warn(DiagnosticKind.BadNumber, field, string.Create(CultureInfo.InvariantCulture, $"\"{Shown(text)}\" is not a number from {min} to {max}"));
        return null;
    }

    public bool? ParseBoolean(string field, string text)
    {
        if (KnownValues.TryBoolean(text, out bool value)) return value;
        Warn(DiagnosticKind.WrongForm, field, $"\"{Shown(text)}\" is neither true nor false");
        return null;
    }

    /// <summary>A country's code. One that does not exist is kept as written: it matches no market, while dropping it would open all of them.</summary>
    public string ParseCountry(string field, string text)
    {
        if (IsStored) return text;
        if (RegionCodes.TryCountry(text, out string code)) return code;
        Warn(DiagnosticKind.UnknownCountry, field, $"\"{Shown(text)}\" is not a country of ISO 3166 such as FR");
        return text.Trim().ToUpperInvariant();
    }

    /// <summary>A region's code; kept as written where it does not exist, as <see cref="ParseCountry"/> does.</summary>
    public string ParseRegion(string field, string text)
    {
        if (IsStored) return text;
        if (RegionCodes.TryRegion(text, out string code)) return code;
        Warn(DiagnosticKind.UnknownCountry, field, $"\"{Shown(text)}\" is neither a country of ISO 3166 nor a subdivision such as US-CA");
        return text.Trim().ToUpperInvariant();
    }

    public RelatedProduct? ParseRelated(string field, string? other, string? type)
    {
        if (IsStored) return new RelatedProduct(other!, type!);
        if (other is not null && type is not null && KnownValues.TryRelation(type, out string known)) return new RelatedProduct(other, known);
        if (other is null) Warn(DiagnosticKind.WrongForm, field, "a relation needs an \"id\"");
        else Warn(DiagnosticKind.UnknownValue, field, $"\"{Shown(type ?? "")}\" is none of {KnownValues.RelationNames}");
        return null;
    }

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<Diagnostic> TakeWarnings() => warnings.Count == 0 ? [] : warnings.ToArray();

    /// <summary>A value for a message: cut where it is long.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    protected void BeginLine(string ofFile, long atLine, bool stored)
    {
        file = ofFile;
        line = atLine;
        IsStored = stored;
        Refusal = null;
        warnings.Clear();
    }
}
