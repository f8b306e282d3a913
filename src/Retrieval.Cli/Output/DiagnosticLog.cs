using Retrieval.Catalog.Reading;

namespace Retrieval.Cli.Output;

/// <summary>Tells refusals and warnings of a feed on standard error: the first of each kind in full, the rest as counts at the end.</summary>
internal sealed class DiagnosticLog
{
    private const int ShownOfAKind = 5;

    private readonly SortedDictionary<DiagnosticKind, long> counts = [];

    public void Add(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            long count = counts[diagnostic.Kind] = counts.GetValueOrDefault(diagnostic.Kind) + 1;
            if (count <= ShownOfAKind) Screen.Say($"{(diagnostic.IsRefusal ? "refused" : "warning")}: {diagnostic}");
        }
    }

    /// <summary>Tells what was not shown.</summary>
    public void Close()
    {
        foreach ((DiagnosticKind kind, long count) in counts)
        {
            if (count > ShownOfAKind) Screen.Say($"{(kind.IsRefusal() ? "refused" : "warning")}: {count - ShownOfAKind:N0} more of kind {kind.Name()}");
        }
    }

    /// <summary>Counts by the kinds' names, for <c>--json</c>.</summary>
    public static IReadOnlyDictionary<string, long> Named(IReadOnlyDictionary<DiagnosticKind, long> counts) =>
        counts.OrderBy(static entry => entry.Key).ToDictionary(static entry => entry.Key.Name(), static entry => entry.Value);
}
