using System.Collections.Concurrent;
using Grpc.Core;

namespace Retrieval.Load;

/// <summary>How the calls of a run ended.</summary>
internal sealed class Outcomes
{
    private readonly ConcurrentQueue<(StatusCode Status, TimeSpan Took)> calls = new();

    public TimeSpan Took { get; set; }

    public void Add(StatusCode status, TimeSpan took) => calls.Enqueue((status, took));

    /// <summary>A line a status: calls a second and percentiles of their latency.</summary>
    /// <param name="allocated">Bytes that the service allocated meanwhile.</param>
    public string Report(double allocated)
    {
        IEnumerable<string> lines = calls.GroupBy(static call => call.Status).OrderBy(static group => group.Key).Select(group =>
        {
            double[] ms = [.. group.Select(static call => call.Took.TotalMilliseconds).Order()];
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{group.Key}: {ms.Length / Took.TotalSeconds:0} calls/s, p50 {At(ms, 0.5):0.00} ms, p99 {At(ms, 0.99):0.00} ms, max {ms[^1]:0.00} ms");
        });
        return string.Join(Environment.NewLine, lines.Append($"{allocated / calls.Count:0} bytes allocated a call"));
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
