using System.Globalization;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Catalog.Facts;

/// <summary>Quantities that a value of an attribute states.</summary>
public static class AttributeMeasures
{
    /// <summary>
    /// The quantities of one value: <c>{"value":0.6,"unit":"l"}</c>, "600 W", "20 x 30 cm", or a bare number under a dimension's own
    /// name (<c>"power": 600</c>), which is in that dimension's unit. Safe for concurrent use.
    /// </summary>
    public static IEnumerable<Measure> Of(ProductAttribute attribute, string value, Language language)
    {
        if (!value.AsSpan().ContainsAnyInRange('0', '9')) return [];
        if (attribute.Unit is { } unit) return Exact(attribute, $"{value} {unit}", language);
        if (attribute.Kind != AttributeKind.Number) return Exact(attribute, value, language);
        return Dimensions.TryParse(attribute.Name, out Dimension dimension) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? [new Measure(dimension, number)] : [];
    }

    /// <summary>The single values of a text, and of "12 x 200 g" also what all of them are.</summary>
    internal static IEnumerable<Measure> Stated(string text, IEnumerable<MeasureMatch> found)
    {
        foreach (MeasureMatch match in found.Where(static match => match.IsExact))
        {
            yield return new Measure(match.Dimension, match.Min);
            if (match.Dimension is Dimension.Mass or Dimension.Capacity && PackCounts.Times(text, match.Start) is > 1 and var pieces) yield return new Measure(match.Dimension, Math.Round(pieces * match.Min, 6));
        }
    }

    /// <summary>What a number measures beside its unit, its attribute's name tells: inches of a screen, gigabytes of working memory.</summary>
    private static IEnumerable<Measure> Exact(ProductAttribute attribute, string text, Language language)
    {
        IReadOnlyList<MeasureMatch> found = MeasureParser.Find(text, language);
        if (found.Count == 0) return [];
        return AttributeNames.FactOf(attribute.Name) switch
        {
            "screen" => Stated(text, found).Select(static measure => measure.Dimension == Dimension.Length ? new Measure(Dimension.Screen, Math.Round(measure.Value / UnitTable.Get("in").Convert(1), 1)) : measure),
            "memory" => Stated(text, found).Select(static measure => measure.Dimension == Dimension.Storage ? new Measure(Dimension.Memory, measure.Value) : measure),
            _ => Stated(text, found),
        };
    }
}
