using System.Collections.Concurrent;

namespace Retrieval.Service.Admission;

/// <summary>
/// One thread a core that does nothing but answer questions, oldest first. On the pool's threads they would stand in line with the reading and
/// refusing of all other calls, and the more of those come the fewer were answered.
/// </summary>
internal sealed class WorkerThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> waiting = [];
    public WorkerThreads()
    {
        for (int i = 1; i <= Environment.ProcessorCount; i++) new Thread(Work) { IsBackground = true, Name = $"question worker {i}" }.Start();
    }

    /// <summary>How many questions wait for a thread.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Lets what waits be answered; then the threads end.</summary>
    public void Dispose() => waiting.CompleteAdding();

    protected override void QueueTask(Task task) => waiting.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => waiting.ToArray();

    private void Work()
    {
        foreach (Task task in waiting.GetConsumingEnumerable()) TryExecuteTask(task);
    }
}
