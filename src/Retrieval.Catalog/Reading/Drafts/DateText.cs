using System.Globalization;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>Dates and times of feeds: RFC 3339, and the shorter ISO 8601 forms that feeds use (no seconds, no colon in the offset, a date alone).</summary>
internal static class DateText
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>Reads an instant. A time without an offset is UTC; a date alone is its first moment, or its last second where it ends something.</summary>
    public static bool TryParseInstant(string text, bool isEnd, out DateTimeOffset instant)
    {
        text = text.Trim();
        if (TryParseDay(text, out DateOnly day))
        {
            instant = new DateTimeOffset(day, isEnd ? new TimeOnly(23, 59, 59) : TimeOnly.MinValue, TimeSpan.Zero);
            return true;
        }
        return DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>Reads a date; of an instant the date as it stands.</summary>
    public static bool TryParseDate(string text, out DateOnly date)
    {
        if (TryParseDay(text.Trim(), out date)) return true;
        if (!TryParseInstant(text, isEnd: false, out DateTimeOffset instant)) return false;
        date = DateOnly.FromDateTime(instant.DateTime);
        return true;
    }

    private static bool TryParseDay(string text, out DateOnly date)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
