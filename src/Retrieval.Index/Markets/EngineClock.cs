using System.Globalization;

namespace Retrieval.Index.Markets;

/// <summary>
/// The clock that sales, expiry dates and markets are read by: the machine's, unless the environment variable
/// <c>RETRIEVAL_NOW</c> (RFC 3339) fixes another moment for tests.
/// </summary>
public sealed class EngineClock : TimeProvider
{
    /// <summary>Name of the environment variable.</summary>
    public const string Variable = "RETRIEVAL_NOW";

    private readonly DateTimeOffset? moment;

    private EngineClock(DateTimeOffset? moment) => this.moment = moment;

    /// <summary>The process's clock; the variable is read once.</summary>
    /// <exception cref="FormatException">The variable holds no RFC 3339 date and time.</exception>
    public static EngineClock Process { get; } = new(Read(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>A clock that stands still.</summary>
    public static EngineClock At(DateTimeOffset moment) => new(moment);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => moment ?? base.GetUtcNow();

    private static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : throw new FormatException($"{Variable}=\"{text}\" is not a date and time such as 2026-05-01T12:00:00Z");
    }
}
