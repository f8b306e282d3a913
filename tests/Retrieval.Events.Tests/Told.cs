using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;

namespace Retrieval.Events.Tests;

/// <summary>Events as the tests tell them.</summary>
internal static class Told
{
    public static FunnelEvent Event(string id, FunnelStep step = FunnelStep.Shown, string session = "s", string? answer = null, Money? total = null, bool bundle = false, string? template = null, string? ranker = null, params string[] products) => new()
    {
        Id = id, Step = step, Session = session, Answer = answer, Total = total, Bundle = bundle, Template = template, Ranker = ranker,
        Time = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero), Products = [.. products.Select(static (product, i) => new EventProduct(product, i + 1))],
    };
}
