using System.Diagnostics;
using System.Threading.RateLimiting;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Admission;

/// <summary>
/// As many questions at work as there are cores, the others in order behind them. A question that would wait for longer than is configured is
/// shed at once, so that those already taken keep their latency however many come. A question that waits holds no thread; one whose caller is
/// gone leaves the queue.
/// </summary>
internal sealed class AdmissionQueue(LiveConfiguration configuration) : IDisposable
{
    // What a question takes is followed slowly and through outliers, or one that was held up would have many sent away.
    private const double Inertia = 32;
    private const double Outlier = 2;
    private const double FirstGuessMs = 0.5;

    // Memory is bounded whatever the times are.
    private const int MostWaiting = 10_000;

    private static readonly int AtOnce = Environment.ProcessorCount;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtOnce, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private double typicalMs = FirstGuessMs;
    private long shed;

    /// <summary>How many wait.</summary>
    public long Waiting => limiter.GetStatistics()!.CurrentQueuedCount;

    /// <summary>How many were sent away since the start.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>Sends a call away, with when to come again, where it would wait too long.</summary>
    /// <param name="pause">Different for each, so that they do not come back together.</param>
    public bool IsFull(out TimeSpan pause)
    {
        pause = TimeSpan.Zero;
        int longest = configuration.Current.LongestWaitMs;
        if (Waiting * Volatile.Read(ref typicalMs) / AtOnce < longest) return false;
        Interlocked.Increment(ref shed);
        pause = TimeSpan.FromMilliseconds(Random.Shared.Next(2 * longest, 10 * longest));
        return true;
    }

    /// <summary>Waits for its turn.</summary>
    /// <exception cref="OperationCanceledException">The caller went away or its deadline passed.</exception>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellation) => new(this, await limiter.AcquireAsync(1, cancellation));

    public void Dispose() => limiter.Dispose();

    private void Took(double ms)
    {
        double typical = Volatile.Read(ref typicalMs);
        Volatile.Write(ref typicalMs, typical + (Math.Min(ms, Outlier * typical) - typical) / Inertia);
    }

    /// <summary>The right to work until it is disposed.</summary>
    public readonly struct Turn(AdmissionQueue queue, RateLimitLease lease) : IDisposable
    {
        private readonly long start = Stopwatch.GetTimestamp();

        /// <summary>False where more wait than memory is kept for.</summary>
        public bool IsGranted => lease.IsAcquired;

        public void Dispose()
        {
            if (lease.IsAcquired) queue.Took(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            lease.Dispose();
        }
    }
}
