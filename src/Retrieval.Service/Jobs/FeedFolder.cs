using Retrieval.Catalog.Reading;
using Retrieval.Search.Requests;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Jobs;

/// <summary>
/// The folder that <c>serve --watch</c> names: where feeds are dropped, and where <c>Reindex</c> finds those that it is told by name. Where one
/// index is served they lie in the folder itself, else in a sub-folder of the index's name. An entry is a file, or a folder that is one feed:
/// ACP's <c>metadata.json</c> with its products, or several files.
/// </summary>
internal sealed class FeedFolder(ServerOptions options)
{
    /// <summary>Sub-folder of what was taken.</summary>
    public const string Taken = "taken";

    /// <summary>Sub-folder of what could not be.</summary>
    public const string Failed = "failed";

    /// <summary>Where the feeds of an index lie; null where no folder is watched.</summary>
    public string? Of(string index) => options.Watch is not { } root ? null : options.Indexes.Count == 1 ? root : Path.Combine(root, index);

    /// <summary>The files of a feed that a caller names.</summary>
    /// <param name="index">Name of the index.</param>
    /// <param name="name">Name of an entry that lies in the folder or was taken from it.</param>
    /// <exception cref="InvalidRequestException">There is no such entry, or the name is a path.</exception>
    public IReadOnlyList<string> Find(string index, string name)
    {
        string folder = Of(index) ?? throw new InvalidRequestException("feeds", "the service watches no folder of feeds; start it with --watch DIR");
        if (name.Length == 0 || name[0] == '.' || Path.GetFileName(name) != name) throw new InvalidRequestException("feeds", $"\"{name}\" is no plain name of a file");
        string? found = ((string[])[Path.Combine(folder, name), Path.Combine(folder, Taken, name)]).FirstOrDefault(Path.Exists);
        return Files(found ?? throw new InvalidRequestException("feeds", $"there is no \"{name}\" in the watched folder"));
    }

    /// <summary>The paths that <see cref="CatalogReader"/> reads an entry by.</summary>
    public static IReadOnlyList<string> Files(string entry) =>
        !Directory.Exists(entry) || File.Exists(Path.Combine(entry, "metadata.json")) ? [entry] : [.. Directory.EnumerateFiles(entry).Order(StringComparer.Ordinal)];
}
