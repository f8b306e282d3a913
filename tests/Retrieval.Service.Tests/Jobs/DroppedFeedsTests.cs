using System.IO.Compression;
using System.Text.Json;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Service.Tests.Jobs;

/// <summary>A feed of any format that is dropped into the watched folder is indexed when it is complete, and its report tells what was refused.</summary>
public sealed class DroppedFeedsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string GoogleXml = """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
          <item><g:id>X-1</g:id><g:title>Copper sauté pan</g:title><g:price>89.00 EUR</g:price></item>
        </channel></rss>
        """;

    [Fact]
    public async Task Feeds_of_any_format_replace_the_catalogue_and_updates_change_it()
    {
        await Drop("native.jsonl", """
            {"id":"N-1","title":"Steel whisk","price":"9.90 EUR"}
            {"id":"N-2"}
            """);
        JsonElement report = await Report("taken", "native.jsonl");
        Assert.Equal(("done", "1"), (report.GetProperty("stage").GetString(), report.GetProperty("refused").GetString()));
        Assert.Equal("title", report.GetProperty("refusals")[0].GetProperty("field").GetString());
        Assert.Equal(["N-1"], await Ids());

        await Drop("prices.updates.jsonl", """{"op":"offer","id":"N-1","price":"8.50 EUR"}""");
        await Report("taken", "prices.updates.jsonl");
        Assert.Equal(850, (await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "N-1" })).Price.Amount);

        await Drop("google.xml", GoogleXml);
        await Report("taken", "google.xml");
        Assert.Equal(["X-1"], await Ids());

        string folder = Path.Combine(server.Feeds, "acp");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "metadata.json"), """{"id":"feed_1","target_country":"FR","updated_at":"2026-03-01T00:00:00Z"}""");
        await File.WriteAllTextAsync(Path.Combine(folder, "products.jsonl"), """{"id":"A","title":"Tee","variants":[{"id":"A-red","title":"Tee red","price":{"amount":1000,"currency":"EUR"}}]}""");
        await Report("taken", "acp");
        Assert.Equal(["A-red"], await Ids());

        // A feed may be read again by its name.
        using AsyncServerStreamingCall<ReindexProgress> again = server.Catalog.Reindex(new ReindexRequest { Index = RunningServer.Index, Feeds = { "google.xml" } });
        while (await again.ResponseStream.MoveNext(CancellationToken.None)) { }
        Assert.Equal(["X-1"], await Ids());
    }

    [Fact]
    public async Task What_cannot_be_read_is_put_aside_with_the_reason_and_the_index_goes_on()
    {
        string[] before = await Ids();
        await Drop("empty.jsonl", "{\"id\":\"1\"}\n");
        Assert.Contains("no product", (await Report("failed", "empty.jsonl")).GetProperty("error").GetString());
        await Drop("entities.xml", """<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id><g:title>&e;</g:title></item></channel></rss>""");
        await Report("failed", "entities.xml");
        Assert.Equal(before, await Ids());
    }

    [Fact]
    public async Task An_unfinished_file_waits_until_it_has_its_name()
    {
        string part = Path.Combine(server.Feeds, "big.jsonl.gz.part");
        await using (var gzip = new GZipStream(File.Create(part), CompressionLevel.Fastest)) await gzip.WriteAsync("""{"id":"G-1","title":"Glass bowl"}"""u8.ToArray());
        await Drop("other.jsonl", """{"id":"O-1","title":"Oak board"}""");
        await Report("taken", "other.jsonl");
        Assert.Equal(["O-1"], await Ids());
        File.Move(part, Path.Combine(server.Feeds, "big.jsonl.gz"));
        await Report("taken", "big.jsonl.gz");
        Assert.Equal(["G-1"], await Ids());
    }

    private async Task Drop(string name, string content) => await File.WriteAllTextAsync(Path.Combine(server.Feeds, name), content);

    private async Task<JsonElement> Report(string where, string name)
    {
        string report = Path.Combine(server.Feeds, where, name + ".report.json");
        for (int i = 0; i < 1500; i++)
        {
            // The entry is moved behind its report.
            if (File.Exists(report) && Path.Exists(report[..^".report.json".Length])) return JsonDocument.Parse(await File.ReadAllBytesAsync(report)).RootElement;
            await Task.Delay(20);
        }
        throw new InvalidOperationException($"{name} was not {where} within half a minute");
    }

    private async Task<string[]> Ids()
    {
        SearchResponse all = await server.Client.SearchAsync(new SearchRequest { Index = RunningServer.Index, Query = "whisk pan tee bowl board kettle", Top = 100 });
        return [.. all.Hits.Select(static hit => hit.Id).Order()];
    }
}
