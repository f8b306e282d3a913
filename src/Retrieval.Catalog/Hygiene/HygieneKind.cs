
namespace Retrieval.Catalog.Hygiene;

/// <summary>How bad a finding is.</summary>
public enum Severity : byte
{
    /// <summary>The product was refused.</summary>
    Error,
    /// <summary>The product was taken, but states something that is wrong.</summary>
    Warning,
    /// <summary>The product could be found or understood better.</summary>
    Advice,
}

/// <summary>A kind of finding (<c>hygiene-kinds.tsv</c>).</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Heading">What it is, in a few words.</param>
/// <param name="Advice">What to do about it, in a sentence.</param>
public sealed record HygieneKind(string Name, Severity Severity, string Heading, string Advice)
{
    /// <summary>Every kind, the worst first.</summary>
    public static IReadOnlyList<HygieneKind> All { get; } =
        [.. TableFile.Rows("hygiene-kinds.tsv").Select(r => new HygieneKind(r[0], Enum.Parse<Severity>(r[1], ignoreCase: true), r[2], r[3]))];
}
