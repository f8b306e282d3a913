using System.Diagnostics;
using Retrieval.Evaluation.Bench;

namespace Retrieval.Evaluation.Tests.Bench;

/// <summary>Percentiles are nearest ranks, every query is asked, failures and wrong arguments are told.</summary>
public class LatencyBenchTests
{
    [Fact]
    public void Percentiles_are_the_nearest_ranks_worked_out_by_hand()
    {
        long tick = Stopwatch.Frequency / 1_000_000;
        long[] latencies = [.. Enumerable.Range(1, 200).Select(i => i * tick).Reverse()];
        LatencyReport report = LatencyReport.Of(latencies, TimeSpan.FromSeconds(2), threads: 3, allocatedBytes: 2000);
        Assert.Equal((100, 180, 198, 200), (report.P50Us, report.P90Us, report.P99Us, report.MaxUs));
        Assert.Equal((100, 3, 200, 10), (report.Qps, report.Threads, report.Queries, report.AllocatedBytesPerQuery));
        Assert.True(report.RssMb > 0);
    }

    [Fact]
    public void One_latency_is_every_percentile_and_none_is_zero()
    {
        LatencyReport one = LatencyReport.Of([Stopwatch.Frequency], TimeSpan.FromSeconds(1), 1, 8);
        Assert.Equal((1e6, 1e6, 1e6), (one.P50Us, one.P99Us, one.MaxUs));
        LatencyReport none = LatencyReport.Of([], TimeSpan.Zero, 1, 0);
        Assert.Equal((0, 0, 0, 0L), (none.Qps, none.P50Us, none.MaxUs, none.Queries));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_query_is_asked_by_as_many_threads_as_were_wanted(int threads)
    {
        var asked = new int[7];
        var askers = new System.Collections.Concurrent.ConcurrentDictionary<int, bool>();
        LatencyReport report = LatencyBench.Run(asked.Length, query =>
        {
            Interlocked.Increment(ref asked[query]);
            askers[Environment.CurrentManagedThreadId] = true;
        }, threads, TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(0, asked);
        Assert.Equal(threads, report.Threads);
        Assert.InRange(report.Queries, threads, asked.Sum(count => (long)count));
        Assert.InRange(askers.Count, 1, 2 * threads);
    }

    [Fact]
    public void A_query_that_fails_fails_the_bench_with_its_cause()
    {
        var cause = new FormatException("broken");
        var failure = Assert.Throws<InvalidOperationException>(() => LatencyBench.Run(3, _ => throw cause, 2, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Same(cause, failure.InnerException);
        Assert.Contains("broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_in_one_thread_stops_the_others()
    {
        // Without that the bench would go on for the whole half minute.
        int asked = 0;
        Assert.Throws<InvalidOperationException>(() => LatencyBench.Run(
            3, _ => { if (Interlocked.Increment(ref asked) == 5) throw new FormatException(); Thread.Sleep(1); }, 2, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));
        Assert.InRange(asked, 5, 1000);
    }

    [Fact]
    public void A_bench_that_is_stopped_in_the_midst_of_a_query_ends_with_what_was_timed()
    {
        using var stop = new CancellationTokenSource();
        int asked = 0;
        LatencyReport report = LatencyBench.Run(1, _ => { if (Interlocked.Increment(ref asked) == 5) stop.Cancel(); stop.Token.ThrowIfCancellationRequested(); }, 1, TimeSpan.FromMilliseconds(1), stop.Token);
        Assert.InRange(report.Queries, 0, asked);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void No_queries_and_no_threads_are_refused(int queries, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LatencyBench.Run(queries, _ => { }, threads, TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
}
