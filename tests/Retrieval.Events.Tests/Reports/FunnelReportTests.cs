using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;
using Retrieval.Events.Recording;
using Retrieval.Events.Reports;
using Retrieval.Tests.Shared;

namespace Retrieval.Events.Tests.Reports;

/// <summary>
/// What must hold of the report: each session counts once a step; a later step stands for those that are missing; an order without an answer
/// goes to the one that its product was selected from; templates and rankers have what came of their answers; a repeated event counts once,
/// the same session of another index is another; costs are spread over what they are for.
/// </summary>
public sealed class FunnelReportTests
{
    private static readonly Money Fifty = new(5000, "EUR");

    [Fact]
    public void A_session_counts_once_a_step_and_a_later_step_stands_for_those_before()
    {
        FunnelFigures all = Report(
            Told.Event("1", session: "a", answer: "a1", products: ["P", "Q"]), Told.Event("2", session: "a", answer: "a2", products: "R"),
            Told.Event("3", FunnelStep.Selected, "a", "a1", products: "P"), Told.Event("4", FunnelStep.Selected, "a", "a1", products: "Q"),
            Told.Event("5", session: "b", answer: "b1", products: "P"), Told.Event("6", FunnelStep.Fulfilled, "b", products: "P"),
            Told.Event("7", session: "c", answer: "c1")).All;
        Assert.Equal((3, 4, 4), (all.Sessions, all.Answers, all.ProductsShown));
        Assert.Equal(new Share(2, 3), all.Exposure);
        Assert.Equal(new Share(2, 2), all.Selection);
        Assert.Equal(new Share(1, 2), all.Checkout);
        Assert.Equal(new Share(1, 1), all.Authorization);
        Assert.Equal(new Share(1, 1), all.Fulfilment);
        Assert.Equal(new Share(1, 3), all.Conversion);
        Assert.Equal(new Share(2, 3), all.Acceptance);
        Assert.Null(all.CostPerAcquisition);
    }

    [Fact]
    public void An_order_goes_to_the_answer_that_its_product_was_selected_from()
    {
        FunnelReport report = Report(
            Told.Event("1", answer: "a1", template: "de/options/1", ranker: "hybrid", products: ["P", "Q"]), Told.Event("2", FunnelStep.Selected, answer: "a1", products: "Q"),
            Told.Event("3", answer: "a2", template: "de/options/2", ranker: "lexical", products: "Q"),
            Told.Event("4", FunnelStep.CheckoutStarted, products: "Q"), Told.Event("5", FunnelStep.Authorized, total: Fifty, products: "Q"));
        Assert.Equal(["de/options/1", "de/options/2"], report.Templates.Select(static figures => figures.Name));
        Assert.Equal([new Share(1, 1), new Share(0, 1)], report.Templates.Select(static figures => figures.Conversion));
        Assert.Equal([("hybrid", 1), ("lexical", 0)], report.Rankers.Select(static figures => (figures.Name!, figures.Baskets.Count)));
        Assert.Equal(new MeanBasket("EUR", 1, 5000, null, null), Assert.Single(report.All.Baskets));
    }

    [Fact]
    public void Orders_after_a_bundle_are_those_where_products_were_taken_together()
    {
        FunnelFigures all = Report(
            Told.Event("1", session: "a", answer: "a1", bundle: true, products: ["P", "Q"]), Told.Event("2", FunnelStep.Selected, "a", "a1", bundle: true, products: ["P", "Q"]),
            Told.Event("3", FunnelStep.Authorized, "a", "a1", new Money(9000, "EUR"), products: ["P", "Q"]),
            Told.Event("4", session: "b", answer: "b1", bundle: true, products: ["P", "Q"]), Told.Event("5", FunnelStep.Authorized, "b", "b1", Fifty, products: "P"),
            Told.Event("6", FunnelStep.Authorized, "c", null, new Money(700, "USD"), bundle: true)).All;
        Assert.Equal(new Share(1, 2), all.BundleAcceptance);
        Assert.Equal([("EUR", 2L, 7000L), ("USD", 1L, 700L)], all.Baskets.Select(static basket => (basket.Currency, basket.Orders, basket.Amount)));
        Assert.Equal([("EUR", 1L, 9000L), ("USD", 1L, 700L)], all.BundleBaskets.Select(static basket => (basket.Currency, basket.Orders, basket.Amount)));
    }

    [Fact]
    public void A_repeated_event_counts_once_and_another_index_has_sessions_of_its_own()
    {
        FunnelEvent told = Told.Event("1", answer: "a", products: "P");
        FunnelReport report = FunnelReport.Of([new("fr/e.jsonl", 1, told, null), new("fr/e.jsonl", 2, null, "broken"), new("fr/f.jsonl", 1, told, null), new("de/e.jsonl", 1, told, null)], null);
        Assert.Equal((2, 1, 1), (report.Events, report.Repeated, report.Broken));
        Assert.Equal(new BrokenLine("fr/e.jsonl", 2, "broken"), Assert.Single(report.BrokenLines));
        Assert.Equal(2, report.All.Sessions);
    }

    [Fact]
    public void Costs_are_spread_over_what_they_are_for()
    {
        string folder = Workspace.NewFolder();
        string file = Path.Combine(folder, "costs.json");
        File.WriteAllText(file, """{ "fixed": "100.00 EUR", "per_thousand_sessions": "1000.00 EUR", "per_thousand_answers": "500.00 EUR" }""");
        FunnelEvent[] events =
        [
            Told.Event("1", session: "a", answer: "1", template: "t", products: "P"), Told.Event("2", FunnelStep.Authorized, "a", "1", Fifty), Told.Event("3", session: "b", answer: "1", products: "P"),
        ];
        FunnelReport report = FunnelReport.Of(Lines(events), FunnelCosts.Read(file));
        AcquisitionCost cost = report.All.CostPerAcquisition!;
        Assert.Equal(("EUR", 10_300L, 10_300L), (cost.Currency, cost.Cost, cost.Amount));
        Assert.Equal(10_300 / (2 * report.All.Conversion.High!.Value), cost.Low!.Value, 0.5);
        Assert.Equal(10_300 / (2 * report.All.Conversion.Low!.Value), cost.High!.Value, 0.5);
        Assert.Equal(150, Assert.Single(report.Templates).CostPerAcquisition!.Amount);

        File.WriteAllText(file, """{ "fixed": "100.00 EUR", "per_thousand_answers": "5 USD" }""");
        Assert.Contains("one currency", Assert.Throws<InvalidDataException>(() => FunnelCosts.Read(file)).Message);
        File.WriteAllText(file, """{ "fixed": 100 }""");
        Assert.Contains("fixed", Assert.Throws<InvalidDataException>(() => FunnelCosts.Read(file)).Message);
        Directory.Delete(folder, recursive: true);
    }

    private static FunnelReport Report(params FunnelEvent[] events) => FunnelReport.Of(Lines(events), null);

    private static IEnumerable<RecordedLine> Lines(FunnelEvent[] events) => events.Select(static (told, i) => new RecordedLine("events.jsonl", i + 1, told, null));
}
