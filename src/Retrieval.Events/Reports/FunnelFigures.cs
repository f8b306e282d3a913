using Retrieval.Events.Funnel;

namespace Retrieval.Events.Reports;

/// <summary>The figures of all sessions, or of the answers of one template or ranker. Shares of the funnel count sessions, so that a busy session counts once.</summary>
/// <param name="Name">The template or ranker; null in all.</param>
/// <param name="Sessions">Sessions with such answers.</param>
/// <param name="Answers">Answers shown.</param>
/// <param name="ProductsShown">Products in them.</param>
/// <param name="Exposure">Of the sessions, those that were shown products.</param>
/// <param name="Selection">Of these, those that selected one.</param>
/// <param name="Checkout">Of these, those that began a checkout.</param>
/// <param name="Authorization">Of these, those whose payment was authorised.</param>
/// <param name="Fulfilment">Of these, those that were delivered.</param>
/// <param name="Conversion">Of the sessions, those with an order.</param>
/// <param name="Acceptance">Of the answers that proposed products, those of which one was selected. Answers of one session are not quite independent, so the interval is somewhat too narrow.</param>
/// <param name="BundleAcceptance">Of the answers that proposed products together, those of which some were taken together.</param>
/// <param name="Baskets">Mean of the orders, a currency each.</param>
/// <param name="BundleBaskets">The same of orders after a bundle was taken.</param>
/// <param name="CostPerAcquisition">What an order cost; null where no costs were given.</param>
public sealed record FunnelFigures(
    string? Name, long Sessions, long Answers, long ProductsShown, Share Exposure, Share Selection, Share Checkout, Share Authorization, Share Fulfilment, Share Conversion,
    Share Acceptance, Share BundleAcceptance, IReadOnlyList<MeanBasket> Baskets, IReadOnlyList<MeanBasket> BundleBaskets, AcquisitionCost? CostPerAcquisition)
{
    /// <summary>The figures of all.</summary>
    internal static FunnelFigures OfAll(IReadOnlyCollection<SessionFunnel> sessions, FunnelCosts? costs) => Of(
        null, [.. sessions.Select(static session => session.Reached)], [.. sessions.SelectMany(static session => session.Answers)], [.. sessions.SelectMany(static session => session.Orders)], costs);

    /// <summary>The figures of each name that answers have, by name. A session counts with what came of those of its answers.</summary>
    internal static IReadOnlyList<FunnelFigures> ByName(IReadOnlyCollection<SessionFunnel> sessions, Func<AnswerFunnel, string?> nameOf, FunnelCosts? costs) =>
    [
        .. sessions.SelectMany(session => session.Answers.Select(answer => (Session: session, Answer: answer))).Where(pair => nameOf(pair.Answer) is not null)
            .GroupBy(pair => nameOf(pair.Answer)!, StringComparer.Ordinal).OrderBy(static same => same.Key, StringComparer.Ordinal)
            .Select(same => Of(
                same.Key,
                [.. same.GroupBy(static pair => pair.Session).Select(static session => session.Max(static pair => pair.Answer.Reached))],
                [.. same.Select(static pair => pair.Answer)],
                [.. same.Select(static pair => pair.Session).Distinct().SelectMany(static session => session.Orders).Where(order => order.Answer is { } answer && nameOf(answer) == same.Key)],
                // What runs whatever is asked belongs to no template or ranker.
                costs?.WithoutFixed)),
    ];

    private static FunnelFigures Of(string? name, IReadOnlyList<FunnelStep?> reached, IReadOnlyList<AnswerFunnel> answers, IReadOnlyList<Order> orders, FunnelCosts? costs)
    {
        long exposed = Count(FunnelStep.Shown), selected = Count(FunnelStep.Selected), begun = Count(FunnelStep.CheckoutStarted);
        long authorized = Count(FunnelStep.Authorized), fulfilled = Count(FunnelStep.Fulfilled);
        var conversion = new Share(authorized, reached.Count);
        return new FunnelFigures(
            name, reached.Count, answers.Count, answers.Sum(static answer => (long)answer.ProductsShown),
            new Share(exposed, reached.Count), new Share(selected, exposed), new Share(begun, selected), new Share(authorized, begun), new Share(fulfilled, authorized), conversion,
            new Share(answers.Count(static answer => answer.Reached > FunnelStep.Shown), answers.Count(static answer => answer.Reached is not null)),
            new Share(answers.Count(static answer => answer.IsBundle && answer.BundleTaken), answers.Count(static answer => answer.IsBundle)),
            MeanBasket.Of(orders.Select(static order => order.Total)), MeanBasket.Of(orders.Where(static order => order.FollowsBundle).Select(static order => order.Total)),
            costs is null ? null : AcquisitionCost.Of(costs.Of(reached.Count, answers.Count), conversion));

        long Count(FunnelStep step) => reached.Count(furthest => furthest >= step);
    }
}
