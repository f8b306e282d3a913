using System.Text.Json;
using Retrieval.Catalog.Hygiene;
using Retrieval.Catalog.Reading;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Hygiene;

/// <summary>The check finds what is wrong, counts it by kind, and shows examples.</summary>
public sealed class HygieneReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("price_zero", """{"id":"a","title":"Kettle","price":"0.00 EUR"}""")]
    [InlineData("duplicate_id", """{"id":"a","title":"Kettle"}""", """{"id":"a","title":"Toaster"}""")]
    [InlineData("duplicate_title", """{"id":"a","title":"Red kettle, 1 l"}""", """{"id":"b","title":"Kettle red 1 l"}""")]
    [InlineData("bad_sale", """{"id":"a","title":"Kettle","price":"10.00 EUR","sale_price":"12.00 EUR"}""")]
    [InlineData("bad_gtin", """{"id":"a","title":"Kettle","gtin":"12345670"}""", """{"id":"b","title":"Toaster","gtin":"12345678"}""")]
    [InlineData("not_eligible", """{"id":"a","title":"Kettle","eligible_search":false}""")]
    [InlineData("expired", """{"id":"a","title":"Kettle","expires":"2026-11-24"}""")]
    [InlineData("unknown_relation", """{"id":"a","title":"Kettle","related":[{"id":"z","type":"accessory"}]}""")]
    [InlineData("title_capitals", """{"id":"a","title":"ELECTRIC KETTLE STEEL"}""")]
    [InlineData("no_title", """{"id":"a"}""")]
    [InlineData("malformed", "nonsense")]
    [InlineData("language_mismatch", """{"id":"a","language":"en","title":"Bouilloire électrique en acier inoxydable avec poignée isolée pour la cuisine"}""")]
    public void A_fault_is_found_once(string kind, params string[] lines)
    {
        HygieneFinding finding = Report(lines).Findings.Single(f => f.Kind.Name == kind);
        Assert.Equal(1, finding.Count);
        Assert.Single(finding.Examples);
    }

    [Fact]
    public void Variants_of_one_group_may_share_their_title()
        => Assert.DoesNotContain(Report("""{"id":"a","title":"Shirt","group_id":"g"}""", """{"id":"b","title":"Shirt","group_id":"g"}""").Findings, f => f.Kind.Name == "duplicate_title");

    [Fact]
    public void A_price_ten_times_that_of_its_category_is_found()
    {
        IEnumerable<string> usual = Enumerable.Range(0, 30).Select(i => $$"""{"id":"k{{i}}","title":"Kettle {{i}}","category":["Kettles"],"price":"{{20 + i}}.00 EUR"}""");
        HygieneReport report = Report([.. usual, """{"id":"wrong","title":"Kettle wrong","category":["Kettles"],"price":"3999.00 EUR"}"""]);
        Assert.Equal("wrong", report.Findings.Single(f => f.Kind.Name == "price_outlier").Examples.Single().Id);
    }

    [Fact]
    public void A_good_product_gives_no_finding_and_the_check_succeeds()
    {
        HygieneReport report = Report(
            """
            {"id":"a","language":"en","title":"Zenko personal smoothie blender 600 W with two bottles, quiet, stainless steel","description":"Blends frozen fruit in seconds.","brand":"Zenko","category":["Kitchen","Blenders"],"image_urls":["https://shop.example/a.jpg"],"url":"https://shop.example/a","price":"59.90 EUR","availability":"in_stock","gtin":"12345670"}
            """);
        Assert.Empty(report.Findings);
        Assert.False(report.HasFailures);
        Assert.Equal(new FieldCoverage("brand", 1), report.Coverage.Single(c => c.Field == "brand"));
        Assert.Equal("en", report.Languages.Single().Key);
    }

    [Fact]
    public void Advice_alone_does_not_fail_the_check() => Assert.False(Report("""{"id":"a","title":"Kettle"}""").HasFailures);

    [Fact]
    public void Examples_are_few_while_the_count_is_whole()
    {
        HygieneFinding finding = Report([.. Enumerable.Range(0, 25).Select(i => $$"""{"id":"p{{i}}"}""")]).Findings.Single(f => f.Kind.Name == "no_title");
        Assert.Equal((25, 10), (finding.Count, finding.Examples.Count));
    }

    [Fact]
    public void The_json_form_holds_every_finding()
    {
        HygieneReport report = Report("nonsense", """{"id":"a","title":"Kettle"}""");
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) HygieneJson.Write(report, json);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(report.Findings.Count, document.RootElement.GetProperty("findings").GetArrayLength());
        Assert.False(document.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal("error", document.RootElement.GetProperty("findings")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void The_page_stands_alone_and_escapes_what_feeds_say()
    {
        string page = HygieneHtml.Write(Report("""{"id":"a","title":"<script>alert(1)</script>"}"""), "feed <1>", Now);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("http", page);
        Assert.Contains("&lt;script&gt;alert(1)", page);
        Assert.Contains("feed &lt;1&gt;", page);
    }

    [Fact]
    public void Every_kind_of_diagnostic_of_a_feed_has_its_heading()
        => Assert.Empty(Enum.GetValues<DiagnosticKind>().Where(k => k != DiagnosticKind.BadOperation).Select(k => k.Name()).Except(HygieneKind.All.Select(k => k.Name)));

    private static HygieneReport Report(params string[] lines)
    {
        string folder = Workspace.NewFolder();
        string path = Path.Combine(folder, "feed.jsonl");
        File.WriteAllText(path, string.Join('\n', lines.Select(l => l.Trim())));
        HygieneReport report = HygieneReport.Of([path], new ReadOptions { Format = FeedFormat.Native }, Now);
        Directory.Delete(folder, recursive: true);
        return report;
    }
}
