using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;

namespace Retrieval.Events.Reports;

/// <summary>What one session came to, from its events in the order of their recording.</summary>
internal sealed class SessionFunnel
{
    private readonly Dictionary<string, AnswerFunnel> answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AnswerFunnel> selectedFrom = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AnswerFunnel> shownBy = new(StringComparer.Ordinal);

    /// <summary>The furthest step; null where no product was shown.</summary>
    public FunnelStep? Reached { get; private set; }

    public IReadOnlyCollection<AnswerFunnel> Answers => answers.Values;

    public List<Order> Orders { get; } = [];

    public void Take(FunnelEvent told)
    {
        AnswerFunnel? answer = AnswerOf(told);
        if (told.Step > FunnelStep.Shown || told.Products.Count > 0)
        {
            Reached = Further(Reached, told.Step);
            if (answer is not null) answer.Reached = Further(answer.Reached, told.Step);
        }
        answer?.Take(told);
        if (told is { Step: FunnelStep.Authorized, Total: { } total }) Orders.Add(new Order(total, told.Bundle, answer));
        if (told.Step > FunnelStep.Selected || answer is null) return;
        foreach (EventProduct product in told.Products) (told.Step == FunnelStep.Shown ? shownBy : selectedFrom)[product.Id] = answer;
    }

    // Who checks out comes back from a page that knows of products and no more.
    private AnswerFunnel? AnswerOf(FunnelEvent told)
    {
        if (told.Answer is not { } id) return Latest(selectedFrom, told) ?? Latest(shownBy, told);
        if (!answers.TryGetValue(id, out AnswerFunnel? answer)) answers.Add(id, answer = new AnswerFunnel(answers.Count));
        return answer;
    }

    private static AnswerFunnel? Latest(Dictionary<string, AnswerFunnel> byProduct, FunnelEvent told) =>
        told.Products.Select(product => byProduct.GetValueOrDefault(product.Id)).OfType<AnswerFunnel>().MaxBy(static answer => answer.Position);

    private static FunnelStep Further(FunnelStep? before, FunnelStep step) => before > step ? before.Value : step;
}

/// <summary>What one answer came to.</summary>
/// <param name="position">Its place in the session.</param>
internal sealed class AnswerFunnel(int position)
{
    public int Position { get; } = position;

    public string? Template { get; private set; }

    public string? Ranker { get; private set; }

    public int ProductsShown { get; private set; }

    /// <summary>True where it proposed products together.</summary>
    public bool IsBundle { get; private set; }

    /// <summary>True where products of it were taken together.</summary>
    public bool BundleTaken { get; private set; }

    /// <summary>The furthest step; null where it showed no product.</summary>
    public FunnelStep? Reached { get; set; }

    public void Take(FunnelEvent told)
    {
        Template ??= told.Template;
        Ranker ??= told.Ranker;
        if (told.Step == FunnelStep.Shown)
        {
            ProductsShown = Math.Max(ProductsShown, told.Products.Count);
            IsBundle |= told.Bundle;
        }
        else
        {
            BundleTaken |= told.Bundle;
        }
    }
}

/// <summary>An authorised order.</summary>
internal sealed record Order(Money Total, bool IsBundle, AnswerFunnel? Answer)
{
    public bool FollowsBundle => IsBundle || Answer?.BundleTaken == true;
}
