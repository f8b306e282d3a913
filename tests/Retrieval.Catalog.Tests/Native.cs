using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Tests;

/// <summary>Reads single lines of native JSON.</summary>
internal static class Native
{
    public static CatalogLine Line(string json, string? currency = null)
        => NativeLine.Read(Encoding.UTF8.GetBytes(json), new ReadOptions { Currency = currency }, "feed.jsonl", 7);

    /// <summary>The product of a line that must be taken without a warning.</summary>
    public static Product Read(string json)
    {
        CatalogLine line = Line(json);
        Assert.True(line.Product is not null && line.Diagnostics.Count == 0, string.Join("; ", line.Diagnostics));
        return line.Product;
    }
}
