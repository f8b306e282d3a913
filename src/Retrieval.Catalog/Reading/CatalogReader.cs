using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading;

/// <summary>Reads feeds of any format, product by product, in memory that does not grow with the feed but for a fingerprint an id.</summary>
public static class CatalogReader
{
    /// <summary>Reads the files one after the other.</summary>
    /// <param name="paths">Files, compressed by gzip or not; <c>-</c> is standard input; a folder only where it holds an ACP feed.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="summary">Filled with counts while the reading goes on; null where nobody looks.</param>
    /// <returns>A line for each product, taken or refused, in the files' order. Enumerating reads; it can be done once for standard input.</returns>
    /// <exception cref="CatalogException">While enumerating: a file cannot be read at all.</exception>
    public static IEnumerable<CatalogLine> Read(IEnumerable<string> paths, ReadOptions options, ReadSummary? summary = null)
    {
        summary ??= new ReadSummary();
        foreach (string path in paths)
        {
            using FeedFile file = FeedFile.Open(path);
            var lines = new FeedLines(file);
            foreach (CatalogLine line in NativeFeed.Read(lines, options))
            {
                summary.Count(line);
                yield return line;
            }
        }
    }
}
