using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Retrieval.Service.Admission;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Tests.Admission;

/// <summary>
/// What must hold of the queue: as many at work as there are cores; past its bound a call is shed and told when to come again; those taken
/// before are answered in order; one whose caller went is not.
/// </summary>
public sealed class AdmissionQueueTests
{
    [Fact]
    public async Task It_sheds_the_newest_and_answers_those_taken_before_in_order()
    {
        using AdmissionQueue queue = NewQueue();
        using ManualResetEventSlim one = new(), others = new();
        Task[] atWork = Occupy(queue, worker => worker == 0 ? one : others);
        var order = new ConcurrentQueue<int>();
        var taken = new List<Task<int>>();
        TimeSpan pause;
        while (!queue.IsFull(out pause))
        {
            int number = taken.Count;
            taken.Add(queue.InTurnAsync(() => { order.Enqueue(number); return Task.FromResult(number); }, CancellationToken.None));
        }
        Assert.Equal(new ServiceConfiguration().WaitingPerCore * Environment.ProcessorCount, taken.Count);
        Assert.Equal((taken.Count, 1), (queue.Waiting, queue.Shed));
        Assert.True(pause > TimeSpan.Zero);
        // One worker alone answers, so that the order can be seen.
        one.Set();
        Assert.Equal(Enumerable.Range(0, taken.Count), await Task.WhenAll(taken));
        Assert.Equal(Enumerable.Range(0, taken.Count), order);
        others.Set();
        await Task.WhenAll(atWork);
        Assert.False(queue.IsFull(out _));
    }

    [Fact]
    public async Task A_caller_that_went_is_not_answered()
    {
        using AdmissionQueue queue = NewQueue();
        using var hold = new ManualResetEventSlim();
        Task[] atWork = Occupy(queue, _ => hold);
        using var gone = new CancellationTokenSource();
        bool asked = false;
        Task<bool> waits = queue.InTurnAsync(() => Task.FromResult(asked = true), gone.Token);
        gone.Cancel();
        hold.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        await Task.WhenAll(atWork);
        Assert.False(asked);
    }

    internal static AdmissionQueue NewQueue() => new(new LiveConfiguration(RunningServer.Options(), NullLogger<LiveConfiguration>.Instance));

    /// <summary>Has every worker wait for an event.</summary>
    private static Task[] Occupy(AdmissionQueue queue, Func<int, ManualResetEventSlim> until)
    {
        using var begun = new CountdownEvent(Environment.ProcessorCount);
        Task[] atWork = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(worker => queue.InTurnAsync(
            () =>
            {
                begun.Signal();
                until(worker).Wait();
                return Task.FromResult(true);
            },
            CancellationToken.None))];
        begun.Wait();
        return atWork;
    }
}
