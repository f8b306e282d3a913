using System.Globalization;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Index.Facets;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Retrieval.Cli.Output;

/// <summary>An answer as people read it: what was understood, what was given up, the hits with their prices and reasons.</summary>
internal static class SearchScreen
{
    public static void Write(SearchResponse response, bool explain)
    {
        IAnsiConsole screen = Screen.Results;
        string understood = IntentText.Of(response.Understanding);
        string took = response.Took.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        screen.MarkupLineInterpolated($"[bold]{response.Understanding.Text}[/]{(understood.Length == 0 ? "" : " · " + understood)} [dim]({response.Understanding.Language.Code()}, {took} ms)[/]");
        if (IntentText.Corrected(response.Understanding) is { Length: > 0 } corrected) screen.MarkupLineInterpolated($"[yellow]{corrected}[/]");
        foreach (Relaxation relaxation in response.Relaxed) screen.MarkupLineInterpolated($"[yellow]{relaxation.Text}[/]");
        if (response.Hits.Count == 0) Screen.Print("Nothing in the catalogue fits.");
        else screen.Write(Hits(response, explain));
        foreach ((string field, IReadOnlyList<FacetValue> values) in response.Facets)
            screen.MarkupLineInterpolated($"[bold]{field}[/]: {string.Join(", ", values.Select(Shown))}");
        if (explain) screen.MarkupLineInterpolated($"[dim]{string.Join(", ", response.Stages.Select(Shown))}[/]");
    }

    private static Table Hits(SearchResponse response, bool explain)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders()
            .AddColumn(new TableColumn("#").RightAligned().NoWrap())
            .AddColumn("product")
            .AddColumn(new TableColumn("price").RightAligned().NoWrap())
            .AddColumn(new TableColumn("availability").NoWrap());
        foreach (Hit hit in response.Hits)
        {
            string price = hit.Price is { } money ? MoneyFormat.Format(money, response.Understanding.Language) : "no price";
            table.AddRow(
                new Cell(hit.Rank.ToString(CultureInfo.InvariantCulture)),
                new Rows(new Cell(hit.Product.Title, new Style(decoration: Decoration.Bold)), new Cell(Details(hit, explain), new Style(decoration: Decoration.Dim))),
                new Cell(price, new Style(Color.Green)),
                new Cell(hit.Availability.Name().Replace('_', ' ')));
        }
        return table;
    }

    private static string Details(Hit hit, bool explain)
    {
        var parts = new List<string> { hit.Product.Id };
        if (hit.Product.Brand is { } brand) parts.Add(brand);
        parts.AddRange(hit.Reasons.Select(static reason => reason.Text));
        if (!hit.Fit.IsFull) parts.Add($"not stated: {string.Join(", ", hit.Fit.NotStated)}");
        if (explain) parts.Add(string.Create(CultureInfo.InvariantCulture, $"score {hit.Score:0.000} (words {hit.LexicalScore:0.000}, meaning {hit.SemanticScore:0.000})"));
        return string.Join(" · ", parts);
    }

    private static string Shown(FacetValue value) => value.Value is { } text
        ? $"{text} ({value.Count})"
        : $"{value.From / 100m:0.##}–{(value.To is { } to ? (to / 100m).ToString("0.##", CultureInfo.CurrentCulture) : "")} ({value.Count})";

    private static string Shown(StageTime stage) => string.Create(CultureInfo.InvariantCulture, $"{stage.Stage} {stage.Milliseconds:0.00} ms");
}
