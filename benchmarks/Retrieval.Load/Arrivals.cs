using System.Diagnostics;

namespace Retrieval.Load;

/// <summary>When calls are sent.</summary>
internal static class Arrivals
{
    /// <summary>A number of callers, each sending its next call when the last is answered.</summary>
    public static async Task<Outcomes> ClosedAsync(LoadedService service, int callers, TimeSpan time)
    {
        var outcomes = new Outcomes();
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < time) await TimedAsync(service, outcomes);
        })));
        outcomes.Took = Stopwatch.GetElapsedTime(start);
        return outcomes;
    }

    /// <summary>A steady rate of calls, in random intervals as of many independent shoppers, however long the answers take.</summary>
    public static async Task<Outcomes> OpenAsync(LoadedService service, double perSecond, TimeSpan time)
    {
        var outcomes = new Outcomes();
        var random = new Random(1);
        var calls = new List<Task>();
        long start = Stopwatch.GetTimestamp();
        double due = 0;
        while (due < time.TotalSeconds)
        {
            while (due <= Stopwatch.GetElapsedTime(start).TotalSeconds)
            {
                calls.Add(Task.Run(() => TimedAsync(service, outcomes)));
                due -= Math.Log(1 - random.NextDouble()) / perSecond;
            }
            Thread.Sleep(1);
        }
        outcomes.Took = Stopwatch.GetElapsedTime(start);
        await Task.WhenAll(calls);
        return outcomes;
    }

    private static async Task TimedAsync(LoadedService service, Outcomes outcomes)
    {
        long sent = Stopwatch.GetTimestamp();
        Grpc.Core.StatusCode status = await service.CallAsync();
        outcomes.Add(status, Stopwatch.GetElapsedTime(sent));
    }
}
