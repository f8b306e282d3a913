using Retrieval.Service.Hosting;

namespace Retrieval.Service.Indexes;

/// <summary>The indexes of a server by their names.</summary>
internal sealed class ServedIndexes : IDisposable
{
    private readonly Dictionary<string, ServedIndex> byName = new(StringComparer.Ordinal);

    /// <summary>Every index with its name, in the order that they were told.</summary>
    public IReadOnlyCollection<KeyValuePair<string, ServedIndex>> All => byName;

    /// <summary>Opens every index.</summary>
    /// <exception cref="ServerOptionsException">Two folders have the same name, or one has none.</exception>
    public static ServedIndexes Open(ServerOptions options, ILogger logger)
    {
        var indexes = new ServedIndexes();
        try
        {
            foreach (string folder in options.Indexes) indexes.Add(folder, options, logger);
            return indexes;
        }
        catch
        {
            indexes.Dispose();
            throw;
        }
    }

    /// <summary>The index of a name.</summary>
    /// <exception cref="UnknownIndexException">There is none.</exception>
    public ServedIndex this[string name] =>
        byName.TryGetValue(name, out ServedIndex? index) ? index
            : throw new UnknownIndexException($"there is no index \"{name}\"; served are {string.Join(", ", byName.Keys)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ServedIndex index in byName.Values) index.Dispose();
    }

    private void Add(string folder, ServerOptions options, ILogger logger)
    {
        string name = new DirectoryInfo(folder).Name;
        if (byName.ContainsKey(name)) throw new ServerOptionsException($"two indexes would be named \"{name}\"; rename one of the folders");
        byName.Add(name, ServedIndex.Open(folder, options.LoadEncoder, options.WatchEvery, logger));
    }
}

/// <summary>A call names an index that is not served.</summary>
/// <param name="message">Which, and which there are.</param>
internal sealed class UnknownIndexException(string message) : Exception(message);
