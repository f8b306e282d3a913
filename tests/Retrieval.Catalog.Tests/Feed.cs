using System.IO.Compression;
using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests;

/// <summary>Reads the text of a feed through a real file.</summary>
internal static class Feed
{
    /// <summary>What became of each product of the feed.</summary>
    public static List<CatalogLine> Read(string name, string text, ReadOptions? options = null, ReadSummary? summary = null)
        => Read(name, Encoding.UTF8.GetBytes(text), options, summary);

    /// <summary>What became of each product of the feed, given as bytes.</summary>
    public static List<CatalogLine> Read(string name, byte[] bytes, ReadOptions? options = null, ReadSummary? summary = null)
    {
        string folder = Workspace.NewFolder();
        try
        {
            string path = Path.Combine(folder, name);
            File.WriteAllBytes(path, bytes);
            return [.. CatalogReader.Read([path], options ?? ReadOptions.Default, summary)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The only product of a feed that must be taken without a warning.</summary>
    public static Product One(string name, string text, ReadOptions? options = null)
    {
        CatalogLine line = Assert.Single(Read(name, text, options));
        Assert.True(line.Product is not null && line.Diagnostics.Count == 0, string.Join("; ", line.Diagnostics));
        return line.Product;
    }

    /// <summary>The bytes as a gzip file has them.</summary>
    public static byte[] Gzip(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }
}
