using System.Diagnostics.Metrics;

namespace Retrieval.Index.Snapshots;

/// <summary>What open indexes tell whoever listens, by the name <see cref="Name"/>. Costs nothing where nobody does.</summary>
public static class IndexTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Retrieval.Index";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Lookups = Meter.CreateCounter<long>("retrieval.filter.cache.lookups", description: "Filters whose documents were looked for in the cache");

    internal static void Looked(bool hit) => Lookups.Add(1, new KeyValuePair<string, object?>("outcome", hit ? "hit" : "miss"));
}
