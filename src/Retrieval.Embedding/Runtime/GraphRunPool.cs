using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Runtime;

/// <summary>As many <see cref="GraphRun"/>s as there are concurrent callers. Safe for concurrent calls.</summary>
internal sealed class GraphRunPool(InferenceSession session, ModelManifest manifest) : IDisposable
{
    private readonly ConcurrentBag<GraphRun> idle = [];

    /// <summary>Takes a free one, or a new one.</summary>
    public GraphRun Take() => idle.TryTake(out GraphRun? run) ? run : new GraphRun(session, manifest);

    /// <summary>Gives it back.</summary>
    public void Return(GraphRun run) => idle.Add(run);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out GraphRun? run))
            run.Dispose();
    }
}
