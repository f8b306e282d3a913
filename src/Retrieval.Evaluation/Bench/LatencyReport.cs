namespace Retrieval.Evaluation.Bench;

/// <summary>Throughput and latency of a run in process.</summary>
/// <param name="Qps">Queries a second over all threads.</param>
/// <param name="P50Us">Median latency in microseconds.</param>
/// <param name="P90Us">90th percentile in microseconds.</param>
/// <param name="P99Us">99th percentile in microseconds.</param>
/// <param name="MaxUs">Slowest query in microseconds.</param>
/// <param name="Threads">Threads that asked.</param>
/// <param name="Queries">Queries that were timed.</param>
/// <param name="AllocatedBytesPerQuery">Managed bytes allocated a query, by the asking threads.</param>
/// <param name="RssMb">Resident memory of the process after the run, in MiB.</param>
public sealed record LatencyReport(
    double Qps, double P50Us, double P90Us, double P99Us, double MaxUs, int Threads, long Queries, long AllocatedBytesPerQuery, double RssMb)
{
    /// <summary>Sums a run up.</summary>
    /// <param name="ticks">Latency of every timed query in <see cref="System.Diagnostics.Stopwatch"/> ticks; sorted by the call.</param>
    /// <param name="elapsed">Wall time of the timed part.</param>
    /// <param name="threads">Threads that asked.</param>
    /// <param name="allocatedBytes">Bytes allocated by the asking threads in the timed part.</param>
    internal static LatencyReport Of(long[] ticks, TimeSpan elapsed, int threads, long allocatedBytes)
    {
        Array.Sort(ticks);
        double ToMicroseconds(long value) => value * 1e6 / System.Diagnostics.Stopwatch.Frequency;
        // The nearest rank: the smallest latency that at least the share of queries does not exceed.
        double At(double share) => ticks.Length == 0 ? 0 : ToMicroseconds(ticks[Math.Clamp((int)Math.Ceiling(share * ticks.Length) - 1, 0, ticks.Length - 1)]);
        return new LatencyReport(
            ticks.Length / Math.Max(elapsed.TotalSeconds, 1e-9), At(0.5), At(0.9), At(0.99), At(1), threads, ticks.Length,
            allocatedBytes / Math.Max(1, ticks.Length), System.Diagnostics.Process.GetCurrentProcess().WorkingSet64 / 1048576.0);
    }
}
