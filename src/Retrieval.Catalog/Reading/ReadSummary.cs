namespace Retrieval.Catalog.Reading;

/// <summary>Counts of a reading, filled while it goes on. Written by one thread; others may look at the counts for progress.</summary>
public sealed class ReadSummary
{
    private readonly SortedDictionary<DiagnosticKind, long> counts = [];
    private readonly IdFingerprints seen = new();

    /// <summary>Products taken, later lines of the same id among them.</summary>
    public long Taken { get; private set; }

    /// <summary>Products refused.</summary>
    public long Refused { get; private set; }

    /// <summary>Products taken whose id an earlier line had; the later replaces the earlier.</summary>
    public long Replaced { get; private set; }

    /// <summary>Bytes consumed of the files as they lie on disk; standard input is not counted.</summary>
    public long BytesRead { get; internal set; }

    /// <summary>Size of all files; null where one is standard input.</summary>
    public long? BytesTotal { get; internal set; }

    /// <summary>Refusals by kind.</summary>
    public IReadOnlyDictionary<DiagnosticKind, long> Refusals => Counts(refusals: true);

    /// <summary>Warnings by kind.</summary>
    public IReadOnlyDictionary<DiagnosticKind, long> Warnings => Counts(refusals: false);

    internal void Count(in CatalogLine line)
    {
        if (line.Product is { } product)
        {
            Taken++;
            if (!seen.Add(product.Id)) Replaced++;
        }
        else
        {
            Refused++;
        }
        foreach (Diagnostic diagnostic in line.Diagnostics)
            counts[diagnostic.Kind] = counts.GetValueOrDefault(diagnostic.Kind) + 1;
    }

    private Dictionary<DiagnosticKind, long> Counts(bool refusals)
        => counts.Where(c => c.Key.IsRefusal() == refusals).ToDictionary();
}
