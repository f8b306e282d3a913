using Retrieval.Service.Configuration;

namespace Retrieval.Service.Admission;

/// <summary>
/// A bounded queue before the threads that answer questions. It sheds the newest, so that those already taken keep their latency however many
/// come. A question that waits holds no thread; one whose caller is gone is not answered.
/// </summary>
internal sealed class AdmissionQueue(LiveConfiguration configuration) : IDisposable
{
    private readonly WorkerThreads workers = new();
    private long shed;

    /// <summary>How many wait.</summary>
    public int Waiting => workers.Waiting;

    /// <summary>How many were sent away since the start.</summary>
    public long Shed => Volatile.Read(ref shed);

    /// <summary>True, with when to come again, for a question that is to be sent away.</summary>
    /// <param name="pause">Different for each, so that they do not come back together.</param>
    public bool IsFull(out TimeSpan pause)
    {
        pause = TimeSpan.Zero;
        if (Waiting < configuration.Current.WaitingPerCore * Environment.ProcessorCount) return false;
        Interlocked.Increment(ref shed);
        pause = TimeSpan.FromMilliseconds(Random.Shared.Next(50, 250));
        return true;
    }

    /// <summary>Answers a question when its turn has come.</summary>
    /// <exception cref="OperationCanceledException">The caller went away or its deadline passed before.</exception>
    public Task<T> InTurnAsync<T>(Func<Task<T>> answer, CancellationToken cancellation) =>
        Task.Factory.StartNew(answer, cancellation, TaskCreationOptions.HideScheduler, workers).Unwrap();

    public void Dispose() => workers.Dispose();
}
