using Retrieval.Service.Access;
using Retrieval.Service.Configuration;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Indexes;

/// <summary>The indexes of a server by their names, each for those whose key opens it.</summary>
internal sealed class ServedIndexes(ServerOptions options, CurrentCaller callers, LivePolicies policies, ILogger<ServedIndexes> logger) : IDisposable
{
    private volatile Dictionary<string, ServedIndex>? opened;

    /// <summary>True when every index answers.</summary>
    public bool IsReady => opened is not null;

    /// <summary>Every index with its name, in the order that they were told; none while they are being opened.</summary>
    public IReadOnlyCollection<KeyValuePair<string, ServedIndex>> All => opened ?? [];

    /// <summary>Those of <see cref="All"/> that the present caller may use.</summary>
    public IEnumerable<KeyValuePair<string, ServedIndex>> Allowed
    {
        get
        {
            Caller caller = callers.Caller;
            return All.Where(index => caller.MayUse(index.Key));
        }
    }

    /// <summary>The name of the first index that the present caller may use.</summary>
    /// <exception cref="StartingException">The indexes are being opened.</exception>
    /// <exception cref="IndexDeniedException">The present caller may use none.</exception>
    public string First
    {
        get
        {
            if (!IsReady) throw new StartingException();
            return Allowed.FirstOrDefault().Key ?? throw new IndexDeniedException($"the key \"{callers.Caller.Id}\" opens no index");
        }
    }

    /// <summary>The index of a name.</summary>
    /// <exception cref="StartingException">The indexes are being opened.</exception>
    /// <exception cref="IndexDeniedException">The present caller may not use it, whether it exists or not.</exception>
    /// <exception cref="UnknownIndexException">There is none.</exception>
    public ServedIndex this[string name]
    {
        get
        {
            Caller caller = callers.Caller;
            if (!caller.MayUse(name)) throw new IndexDeniedException($"the key \"{caller.Id}\" does not open the index \"{name}\"");
            if (opened is not { } byName) throw new StartingException();
            return byName.TryGetValue(name, out ServedIndex? index) ? index
                : throw new UnknownIndexException($"there is no index \"{name}\"; served are {string.Join(", ", Allowed.Select(static served => served.Key))}");
        }
    }

    /// <summary>The index of a name; null where there is none, or not yet, or not for the present caller.</summary>
    public ServedIndex? Find(string name) => callers.Caller.MayUse(name) ? opened?.GetValueOrDefault(name) : null;

    /// <summary>Serves every index; until it is done calls are told that the service is starting.</summary>
    /// <param name="opening">Their generations.</param>
    /// <exception cref="Retrieval.Index.Errors.IndexException">An index cannot be read, or another process holds it.</exception>
    public async Task ServeAsync(OpeningGenerations opening)
    {
        IReadOnlyList<ServedGeneration> generations = await opening.TakeAsync();
        var byName = new Dictionary<string, ServedIndex>(StringComparer.Ordinal);
        int begun = 0;
        try
        {
            while (begun < generations.Count)
            {
                string folder = options.Indexes[begun], name = ServerOptions.NameOf(folder);
                byName.Add(name, ServedIndex.Begin(folder, generations[begun++], options.LoadEncoder, () => policies[name], options.WatchEvery, logger));
            }
            opened = byName;
        }
        catch
        {
            foreach (ServedIndex index in byName.Values) index.Dispose();
            foreach (ServedGeneration generation in generations.Skip(begun)) generation.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, ServedIndex index) in All) index.Dispose();
    }
}

/// <summary>A call names an index that is not served.</summary>
/// <param name="message">Which, and which there are.</param>
internal sealed class UnknownIndexException(string message) : Exception(message);

/// <summary>The indexes are being opened.</summary>
internal sealed class StartingException() : Exception("the service is starting; its indexes are being opened");
