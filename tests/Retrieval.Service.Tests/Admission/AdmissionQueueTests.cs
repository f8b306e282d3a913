using Microsoft.Extensions.Logging.Abstractions;
using Retrieval.Service.Admission;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Tests.Admission;

/// <summary>
/// What must hold of the queue: as many at work as there are cores; a call that would wait too long is shed and told when to come again; those
/// taken before get their turn in order; one that went leaves.
/// </summary>
public sealed class AdmissionQueueTests
{
    private const int MoreThanFit = 100_000;

    [Fact]
    public async Task It_sheds_the_newest_and_serves_those_taken_before_in_order()
    {
        using AdmissionQueue queue = NewQueue();
        Stack<AdmissionQueue.Turn> atWork = await Occupy(queue);
        var waiting = new List<Task<AdmissionQueue.Turn>>();
        TimeSpan pause;
        while (!queue.IsFull(out pause))
        {
            Assert.True(waiting.Count < MoreThanFit);
            waiting.Add(queue.EnterAsync(CancellationToken.None).AsTask());
        }
        Assert.NotEmpty(waiting);
        Assert.Equal(waiting.Count, queue.Waiting);
        Assert.Equal(1, queue.Shed);
        Assert.True(pause > TimeSpan.Zero);
        foreach (Task<AdmissionQueue.Turn> next in waiting)
        {
            atWork.Pop().Dispose();
            AdmissionQueue.Turn turn = await next;
            Assert.True(turn.IsGranted);
            atWork.Push(turn);
        }
        Assert.False(queue.IsFull(out _));
    }

    [Fact]
    public async Task A_caller_that_goes_leaves_the_queue()
    {
        using AdmissionQueue queue = NewQueue();
        await Occupy(queue);
        using var gone = new CancellationTokenSource();
        Task<AdmissionQueue.Turn> waits = queue.EnterAsync(gone.Token).AsTask();
        Assert.Equal(1, queue.Waiting);
        gone.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        Assert.Equal(0, queue.Waiting);
    }

    internal static AdmissionQueue NewQueue() => new(new LiveConfiguration(RunningServer.Options(), NullLogger<LiveConfiguration>.Instance));

    private static async Task<Stack<AdmissionQueue.Turn>> Occupy(AdmissionQueue queue)
    {
        var turns = new Stack<AdmissionQueue.Turn>();
        for (int i = 0; i < Environment.ProcessorCount; i++) turns.Push(await queue.EnterAsync(CancellationToken.None));
        return turns;
    }
}
