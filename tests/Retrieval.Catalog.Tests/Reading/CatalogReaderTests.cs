using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Reading;

/// <summary>Files: formats are told apart, bad lines do not stop the job, the summary counts, and what cannot be read at all says so.</summary>
public sealed class CatalogReaderTests
{
    private const string Two = "{\"id\":\"a\",\"title\":\"Kettle\"}\r\n\n{\"id\":\"b\",\"title\":\"Toaster\"}";

    [Fact]
    public void Lines_end_in_either_way_and_the_last_needs_no_end()
        => Assert.Equal(["Kettle", "Toaster"], Feed.Read("f.jsonl", "\uFEFF" + Two).Select(l => l.Product!.Title));

    [Fact]
    public void A_gzip_file_is_told_by_its_bytes_and_not_by_its_name()
        => Assert.Equal(2, Feed.Read("f.jsonl", Feed.Gzip(Two)).Count);

    [Fact]
    public void Bad_lines_do_not_stop_the_job_and_are_counted_with_their_place()
    {
        var summary = new ReadSummary();
        List<CatalogLine> lines = Feed.Read("f.jsonl", "{oops\n" + Two + "\n{\"id\":\"a\",\"title\":\"Kettle 2\",\"gtin\":\"1\"}\n{\"id\":\"c\"}", summary: summary);
        Assert.Equal((3, 2, 1), (summary.Taken, summary.Refused, summary.Replaced));
        Assert.Equal([1L, 6L], lines.Select(l => l.Refusal).OfType<Diagnostic>().Select(d => d.Line));
        Assert.Equal(1, summary.Refusals[DiagnosticKind.Malformed]);
        Assert.Equal(1, summary.Refusals[DiagnosticKind.NoTitle]);
        Assert.Equal(1, summary.Warnings[DiagnosticKind.BadGtin]);
        Assert.Equal(summary.BytesTotal, summary.BytesRead);
    }

    [Fact]
    public void A_line_that_is_too_long_is_refused_and_the_next_is_read()
    {
        string huge = $"{{\"id\":\"h\",\"title\":\"x\",\"junk\":\"{new string('x', 9 << 20)}\"}}";
        List<CatalogLine> lines = Feed.Read("f.jsonl", $"{huge}\n{Two}\n{huge}");
        Assert.Equal([DiagnosticKind.OverLimit, null, null, DiagnosticKind.OverLimit], lines.Select(l => l.Refusal?.Kind));
        Assert.Equal(1, lines[0].Refusal!.Line);
    }

    [Fact]
    public void A_line_just_below_the_limit_is_read()
    {
        string line = "{\"id\":\"h\",\"title\":\"x\",\"junk\":[\"\"]}";
        Assert.NotNull(Feed.Read("f.jsonl", line.PadRight(8 << 20)).Single().Product);
        Assert.Equal(DiagnosticKind.OverLimit, Feed.Read("f.jsonl", line.PadRight((8 << 20) + 1)).Single().Refusal!.Kind);
    }

    [Fact]
    public void An_empty_file_has_no_products() => Assert.Empty(Feed.Read("f.jsonl", ""));

    [Theory]
    [InlineData("f.jsonl", "{\"id\":\"a\",\"title\":\"Kettle\",\"url\":\"u\"}")]
    [InlineData("f.jsonl", "{\"item_id\":\"a\",\"title\":\"Kettle\",\"link\":\"u\",\"enable_search\":\"true\"}")]
    [InlineData("f.jsonl", "{\"id\":\"g\",\"variants\":[{\"id\":\"a\",\"title\":\"Kettle\",\"url\":\"u\"}]}")]
    [InlineData("f.csv", "id,title,url\na,Kettle,u")]
    [InlineData("f.csv", "\"id\";\"title\";\"url\"\n\"a\";\"Kettle\";\"u\"")]
    [InlineData("f.tsv", "id\ttitle\tlink\timage_link\na\tKettle\tu\ti")]
    [InlineData("f.tsv", "item_id\ttitle\turl\tis_eligible_search\na\tKettle\tu\ttrue")]
    [InlineData("f.xml", "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><item><g:id>a</g:id><title>Kettle</title><link>u</link></item></channel></rss>")]
    public void The_format_is_told_from_the_beginning(string name, string text)
    {
        Product product = Feed.One(name, text);
        Assert.Equal(("a", "Kettle", "u"), (product.Id, product.Title, product.Url));
    }

    [Fact]
    public void A_broken_first_line_does_not_make_json_lines_a_table()
        => Assert.Equal([false, true, true], Feed.Read("f.jsonl", "oops, not json\n" + Two).Select(l => l.Product is not null));

    [Fact]
    public void A_missing_file_a_folder_a_broken_archive_and_utf16_are_errors_that_name_the_file()
    {
        Assert.Contains("missing.jsonl does not exist", Error(() => CatalogReader.Read(["/nowhere/missing.jsonl"], ReadOptions.Default).Count()));
        string folder = Workspace.NewFolder();
        Assert.Contains("is a directory", Error(() => CatalogReader.Read([folder], ReadOptions.Default).Count()));
        Directory.Delete(folder);
        byte[] whole = Feed.Gzip(string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"{{\"id\":\"{i}\",\"title\":\"Kettle {i}\"}}")));
        Assert.Contains("broken gzip", Error(() => Feed.Read("cut.gz", whole[..^5])));
        Assert.Contains("broken gzip", Error(() => Feed.Read("cut.gz", whole[..(whole.Length / 2)])));
        Assert.Contains("not UTF-8", Error(() => Feed.Read("f.jsonl", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Two)).ToArray())));
        Assert.Contains("JSON list", Error(() => Feed.Read("f.json", $"[{Two}]")));
        Assert.Contains("not a currency", Error(() => CatalogReader.Read(["x"], new ReadOptions { Currency = "EURO" })));
    }

    [Fact]
    public void Feeds_after_each_other_share_one_summary()
    {
        string folder = Workspace.NewFolder();
        string[] paths = [Path.Combine(folder, "1.jsonl"), Path.Combine(folder, "2.csv")];
        File.WriteAllText(paths[0], Two);
        File.WriteAllText(paths[1], "id,title\nb,Toaster 2\nc,Grill");
        var summary = new ReadSummary();
        Assert.Equal(4, CatalogReader.Read(paths, ReadOptions.Default, summary).Count());
        Assert.Equal((4, 1), (summary.Taken, summary.Replaced));
        Directory.Delete(folder, recursive: true);
    }

    private static string Error(Action read) => Assert.Throws<CatalogException>(read).Message;
}
