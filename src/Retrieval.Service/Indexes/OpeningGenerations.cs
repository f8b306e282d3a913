using Retrieval.Service.Hosting;

namespace Retrieval.Service.Indexes;

/// <summary>
/// The generations of a server's indexes while they are opened on another thread, which begins before there is a host to serve them. Those that
/// nobody takes are released.
/// </summary>
internal sealed class OpeningGenerations(ServerOptions options) : IAsyncDisposable
{
    private readonly Task<ServedGeneration[]> opening = Task.Run(() => OpenAll(options));
    private bool isTaken;

    /// <summary>Waits for them; the caller releases each.</summary>
    /// <returns>One an index, in the order of the options.</returns>
    /// <exception cref="Retrieval.Index.Errors.IndexException">An index cannot be read; none is open.</exception>
    public async Task<IReadOnlyList<ServedGeneration>> TakeAsync()
    {
        ServedGeneration[] generations = await opening;
        isTaken = true;
        return generations;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isTaken || !opening.IsCompletedSuccessfully) return;
        foreach (ServedGeneration generation in await opening) generation.Release();
    }

    private static ServedGeneration[] OpenAll(ServerOptions options)
    {
        var opened = new List<ServedGeneration>();
        try
        {
            foreach (string folder in options.Indexes) opened.Add(ServedGeneration.Open(folder, options.LoadEncoder));
            return [.. opened];
        }
        catch
        {
            foreach (ServedGeneration generation in opened) generation.Release();
            throw;
        }
    }
}
