using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Events.Reports;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Retrieval.Cli.Output;

/// <summary>The funnel as people read it: a row a figure, a column for all and for each template, then for each ranker.</summary>
internal static class FunnelScreen
{
    // More columns than fit a screen are read in the JSON.
    private const int MostColumns = 4;

    private static readonly (string Name, Func<FunnelFigures, string> Shown)[] Rows =
    [
        ("sessions", static figures => Shown(figures.Sessions)),
        ("answers", static figures => Shown(figures.Answers)),
        ("products shown", static figures => Shown(figures.ProductsShown)),
        ("exposure, of sessions", static figures => Shown(figures.Exposure)),
        ("selection, of exposed", static figures => Shown(figures.Selection)),
        ("checkout, of selected", static figures => Shown(figures.Checkout)),
        ("authorisation, of checkouts", static figures => Shown(figures.Authorization)),
        ("fulfilment, of authorised", static figures => Shown(figures.Fulfilment)),
        ("conversion, of sessions", static figures => Shown(figures.Conversion)),
        ("proposals accepted, of answers", static figures => Shown(figures.Acceptance)),
        ("bundles accepted, of answers", static figures => Shown(figures.BundleAcceptance)),
        ("average basket", static figures => Shown(figures.Baskets)),
        ("average basket after a bundle", static figures => Shown(figures.BundleBaskets)),
        ("cost per acquisition", static figures => Shown(figures.CostPerAcquisition)),
    ];

    public static void Write(FunnelReport report)
    {
        Screen.Print($"{report.Events:N0} events{(report.Repeated > 0 ? $", {report.Repeated:N0} more sent again and counted once" : "")}; shares and means with 95 % confidence intervals");
        foreach (FunnelFigures[] columns in ((FunnelFigures[])[report.All, .. report.Templates]).Chunk(MostColumns)) Screen.Results.Write(TableOf("template", columns));
        foreach (FunnelFigures[] columns in report.Rankers.Chunk(MostColumns)) Screen.Results.Write(TableOf("ranker", columns));
        if (report.Broken == 0) return;
        Screen.Say($"{report.Broken:N0} damaged lines count nowhere{(report.Broken > report.BrokenLines.Count ? $"; the first {report.BrokenLines.Count}:" : ":")}");
        foreach (BrokenLine line in report.BrokenLines) Screen.Say($"{line.File}:{line.Line}: {line.Problem}");
    }

    private static Table TableOf(string kind, FunnelFigures[] columns)
    {
        Table table = new Table().Border(TableBorder.Minimal).AddColumn("");
        foreach (FunnelFigures figures in columns) table.AddColumn(new TableColumn(new Cell(figures.Name is { } name ? $"{kind} {name}" : "in all")).RightAligned());
        foreach ((string name, Func<FunnelFigures, string> shown) in Rows)
        {
            string[] cells = [.. columns.Select(shown)];
            if (cells.Any(static cell => cell.Length > 0)) table.AddRow([new Cell(name), .. cells.Select(static cell => new Cell(cell))]);
        }
        return table;
    }

    private static string Shown(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Shown(Share share) =>
        share.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.0%} ({share.Low:0.0%}–{share.High:0.0%}), {share.Part:N0} of {share.Of:N0}") : "";

    private static string Shown(IReadOnlyList<MeanBasket> baskets) => string.Join("\n", baskets.Select(static basket =>
        $"{new Money(basket.Amount, basket.Currency)}{Interval(basket.Low, basket.High, basket.Currency)}, {basket.Orders:N0} {(basket.Orders == 1 ? "order" : "orders")}"));

    private static string Shown(AcquisitionCost? cost) => cost is null ? "" : cost.Amount is not { } amount ? "no order yet"
        : $"{new Money(amount, cost.Currency)}{Interval(cost.Low, cost.High, cost.Currency)}";

    private static string Interval(long? low, long? high, string currency)
    {
        if (low is null || high is null) return "";
        // The currency stands once, behind the mean.
        return $" ({Major(low.Value)}–{Major(high.Value)})";
        string Major(long minor) => new Money(minor, currency).ToString().Split(' ')[0];
    }
}
