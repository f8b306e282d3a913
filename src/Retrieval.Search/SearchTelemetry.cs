using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Retrieval.Search;

/// <summary>
/// What a search tells whoever listens: a histogram and a span a stage, by the name <see cref="Name"/>. Costs nothing where nobody does, and
/// never holds a word of the sentence.
/// </summary>
public static class SearchTelemetry
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Retrieval.Search";

    private static readonly ActivitySource Spans = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Seconds = Meter.CreateHistogram(
        "retrieval.search.stage.duration", "s", "Time that a stage of a search took", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
        });

    internal static void Done(string stage, TimeSpan took)
    {
        Seconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        if (!Spans.HasListeners()) return;
        DateTimeOffset end = DateTimeOffset.UtcNow;
        using Activity? span = Spans.StartActivity(stage, ActivityKind.Internal, Activity.Current?.Context ?? default, startTime: end - took);
        span?.SetEndTime(end.UtcDateTime);
    }
}
