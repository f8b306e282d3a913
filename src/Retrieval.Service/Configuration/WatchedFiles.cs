namespace Retrieval.Service.Configuration;

/// <summary>
/// Calls back when one of some small files holds other bytes. Looked at and not waited for: an orchestrator changes a mounted secret by
/// turning a link, which change notices miss.
/// </summary>
internal sealed class WatchedFiles : IDisposable
{
    private readonly IReadOnlyList<string> paths;
    private readonly Action changed;
    private readonly Timer timer;
    private readonly Lock looking = new();
    private byte[] seen;

    /// <param name="paths">The files.</param>
    /// <param name="every">How often they are read.</param>
    /// <param name="changed">Called on a thread of the pool, never twice at once; must not throw.</param>
    public WatchedFiles(IReadOnlyList<string> paths, TimeSpan every, Action changed)
    {
        this.paths = paths;
        this.changed = changed;
        seen = Content() ?? [];
        timer = new Timer(_ => Look(), null, every, every);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        if (!looking.TryEnter()) return;
        try
        {
            // A file that is not there is being replaced.
            if (Content() is not { } now || now.AsSpan().SequenceEqual(seen)) return;
            seen = now;
            changed();
        }
        finally
        {
            looking.Exit();
        }
    }

    private byte[]? Content()
    {
        try
        {
            return [.. paths.SelectMany(File.ReadAllBytes)];
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
