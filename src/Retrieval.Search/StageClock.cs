using System.Diagnostics;
using Retrieval.Search.Requests;

namespace Retrieval.Search;

/// <summary>Times the stages of a search and stops the work between them when the caller has gone. One for a request.</summary>
internal sealed class StageClock(CancellationToken cancellation)
{
    private readonly List<StageTime> stages = new(4);
    private long last = Stopwatch.GetTimestamp();

    public IReadOnlyList<StageTime> Stages => stages;

    public void Done(string stage)
    {
        TimeSpan took = Stopwatch.GetElapsedTime(last);
        stages.Add(new StageTime(stage, took.TotalMilliseconds));
        SearchTelemetry.Done(stage, took);
        last = Stopwatch.GetTimestamp();
        cancellation.ThrowIfCancellationRequested();
    }
}
