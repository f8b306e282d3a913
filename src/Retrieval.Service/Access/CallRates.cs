using System.Threading.RateLimiting;

namespace Retrieval.Service.Access;

/// <summary>How many calls a second each key may make. A key whose limit is changed begins anew.</summary>
internal sealed class CallRates : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> limiter = PartitionedRateLimiter.Create<Caller, (string Id, int Rate)>(
        static caller => RateLimitPartition.Get((caller.Id, caller.CallsPerSecond!.Value), static ((string Id, int Rate) key) => Limiter(key.Rate)));

    /// <summary>Takes one call off; false, with when to try again, where the key has none left.</summary>
    public bool TryTake(Caller caller, out TimeSpan pause)
    {
        pause = TimeSpan.Zero;
        if (caller.CallsPerSecond is null) return true;
        using RateLimitLease lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired) return true;
        pause = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan told) ? told : TimeSpan.FromSeconds(1);
        return false;
    }

    public void Dispose() => limiter.Dispose();

    private static RateLimiter Limiter(int calls)
    {
        // At most ten portions a second, each of whole calls.
        int portion = (calls + 9) / 10;
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = calls,
            TokensPerPeriod = portion,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)portion / calls),
            QueueLimit = 0,
            AutoReplenishment = false,
        });
    }
}
