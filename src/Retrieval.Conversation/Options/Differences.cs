using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Measures;

namespace Retrieval.Conversation.Options;

/// <summary>In what two products differ that matters to somebody who chooses between them.</summary>
internal static class Differences
{
    private const double PriceApart = 1.15;
    private const double MeasureApart = 1.1;

    private static readonly Dimension[] Compared =
        [Dimension.Power, Dimension.Capacity, Dimension.Screen, Dimension.Storage, Dimension.Memory, Dimension.Charge, Dimension.Mass, Dimension.Area, Dimension.Voltage];

    /// <summary>The names of what differs: <c>price brand kind color material size</c> or a dimension; unknown values differ in nothing.</summary>
    public static IReadOnlyList<string> Between(Hit a, Hit b)
    {
        var differs = new List<string>();
        if (a.Price is { } left && b.Price is { } right && left.Currency == right.Currency && Apart(left.Amount, right.Amount, PriceApart)) differs.Add("price");
        if (a.Whole!.Brand is { } brand && b.Whole!.Brand is { } other && !string.Equals(brand, other, StringComparison.OrdinalIgnoreCase)) differs.Add("brand");
        ProductFacts first = KnownFacts.Of(a.Whole!), second = KnownFacts.Of(b.Whole!);
        foreach (Dimension dimension in Compared)
        {
            if (Largest(first, dimension) is { } x && Largest(second, dimension) is { } y && Apart(x, y, MeasureApart)) differs.Add(dimension.Name());
        }
        if (Apart(first.Colors, second.Colors)) differs.Add("color");
        if (Apart(first.Materials, second.Materials)) differs.Add("material");
        if (Apart(a.Whole!.Size, b.Whole!.Size)) differs.Add("size");
        if (a.Whole!.Category is [.., var kind] && b.Whole!.Category is [.., var otherKind] && a.Whole!.Language == b.Whole!.Language && kind != otherKind) differs.Add("kind");
        return differs;
    }

    private static bool Apart(double a, double b, double factor) => Math.Max(a, b) > factor * Math.Min(a, b);

    private static bool Apart(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.Count > 0 && b.Count > 0 && !a.Intersect(b, StringComparer.OrdinalIgnoreCase).Any();

    private static double? Largest(ProductFacts facts, Dimension dimension)
    {
        double? largest = null;
        foreach (Measure measure in facts.Measures)
        {
            if (measure.Dimension == dimension && !(measure.Value <= largest)) largest = measure.Value;
        }
        return largest;
    }
}
