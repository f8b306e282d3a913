using System.Diagnostics;

namespace Retrieval.Evaluation.Bench;

/// <summary>
/// Asks the same queries over and over from several threads and times each one. A warm-up of one pass over all queries and at least a
/// tenth of the time goes before; nothing of it is counted.
/// </summary>
public static class LatencyBench
{
    /// <summary>Runs the bench.</summary>
    /// <param name="queries">Number of queries, at least 1; the threads go through them in turn, each from its own start.</param>
    /// <param name="ask">Answers the query of an index; called from several threads at once.</param>
    /// <param name="threads">Threads that ask, at least 1.</param>
    /// <param name="duration">How long the timed part lasts; every thread finishes the query it is at.</param>
    /// <param name="cancellation">Stops early, with what was timed so far.</param>
    /// <exception cref="InvalidOperationException">A query failed; the cause is inside.</exception>
    public static LatencyReport Run(int queries, Action<int> ask, int threads, TimeSpan duration, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Ask(queries, ask, threads, duration / 10, warmUp: true, cancellation);
        return Ask(queries, ask, threads, duration, warmUp: false, cancellation);
    }

    private static LatencyReport Ask(int queries, Action<int> ask, int threads, TimeSpan duration, bool warmUp, CancellationToken cancellation)
    {
        var latencies = new List<long>[threads];
        var allocated = new long[threads];
        Exception? failure = null;
        long start = Stopwatch.GetTimestamp();
        long end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        int least = warmUp ? (queries + threads - 1) / threads : 1;
        Thread[] askers = [.. Enumerable.Range(0, threads).Select(number => new Thread(() => AskUntil(number)))];
        foreach (Thread asker in askers) asker.Start();
        foreach (Thread asker in askers) asker.Join();
        if (failure is not null) throw new InvalidOperationException($"a query of the bench failed: {failure.Message}", failure);
        return LatencyReport.Of([.. latencies.SelectMany(list => list)], Stopwatch.GetElapsedTime(start), threads, allocated.Sum());

        void AskUntil(int number)
        {
            // Room for all, so that the list's growth is not counted as the queries' allocation.
            var own = latencies[number] = new List<long>(1 << 20);
            int query = (int)((long)number * queries / threads);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                while ((own.Count < least || Stopwatch.GetTimestamp() < end) && !cancellation.IsCancellationRequested && Volatile.Read(ref failure) is null)
                {
                    long asked = Stopwatch.GetTimestamp();
                    ask(query);
                    own.Add(Stopwatch.GetTimestamp() - asked);
                    query = query + 1 == queries ? 0 : query + 1;
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The query that was stopped is not timed.
            }
            catch (Exception error)
            {
                Volatile.Write(ref failure, error);
            }
            allocated[number] = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
