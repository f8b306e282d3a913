using System.Globalization;
using Grpc.Core;

namespace Retrieval.Client;

/// <summary>
/// Whether a job that failed may be sent again, and after which pause: the one that the service names, else one that doubles each time, less a
/// random part so that clients that failed together do not come back together.
/// </summary>
internal sealed class Pauses
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromSeconds(2);

    private TimeSpan next = Shortest;

    /// <summary>Begins anew: the service takes calls again.</summary>
    public void Reset() => next = Shortest;

    /// <summary>The pause before the job is sent again; null where that would not help.</summary>
    public TimeSpan? After(RpcException fault)
    {
        string? named = fault.Trailers.GetValue("grpc-retry-pushback-ms");
        if (named is not null) return int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null;
        // A connection that broke has the status of how it broke.
        if (fault.StatusCode != StatusCode.Unavailable && fault.Status.DebugException is not (HttpRequestException or IOException)) return null;
        TimeSpan pause = next * (0.5 + Random.Shared.NextDouble() / 2);
        next = next * 2 < Longest ? next * 2 : Longest;
        return pause;
    }
}
