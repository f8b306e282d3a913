using Retrieval.Service.Access;

namespace Retrieval.Service.Configuration;

/// <summary>One key as the configuration tells it: never the key itself.</summary>
/// <param name="Id">Name in the audit trail, such as <c>chat-assistant</c>.</param>
/// <param name="Sha256">SHA-256 of the key in hexadecimal. A key is long and random, so one round is as hard to invert as the key is to guess.</param>
/// <param name="Role">What its bearer may do.</param>
public sealed record ConfiguredKey(string Id, string Sha256, Role Role)
{
    private const int HashDigits = 64;
    private const int MostCallsPerSecond = 1_000_000;

    /// <summary>Names of the indexes that it opens; null opens all.</summary>
    public IReadOnlyList<string>? Indexes { get; init; }

    /// <summary>Calls a second that it may make in the long run, 1–1,000,000; as many may come at once. Null sets no limit.</summary>
    public int? CallsPerSecond { get; init; }

    internal void Check(string member)
    {
        ServiceConfiguration.Require(Id.Length > 0, $"{member}.id", "is empty");
        ServiceConfiguration.Require(
            Sha256.Length == HashDigits && Sha256.All(char.IsAsciiHexDigit), $"{member}.sha256", $"expected {HashDigits} hexadecimal digits, as `printf %s KEY | sha256sum` gives");
        ServiceConfiguration.Require(Role != Role.None, $"{member}.role", "is none of read, write, admin");
        ServiceConfiguration.Require(CallsPerSecond is null or (>= 1 and <= MostCallsPerSecond), $"{member}.calls_per_second", $"{CallsPerSecond} is not within 1 and {MostCallsPerSecond}");
    }
}
