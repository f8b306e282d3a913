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
        if (attribute.Unit is { } unit) return Exact(attribute, MeasureParser.Find($"{value} {unit}", language));
        if (attribute.Kind != AttributeKind.Number) return Exact(attribute, MeasureParser.Find(value, language));
        return Dimensions.TryParse(attribute.Name, out Dimension dimension) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? [new Measure(dimension, number)] : [];
    }

    private static IEnumerable<Measure> Exact(ProductAttribute attribute, IReadOnlyList<MeasureMatch> found)
    {
        bool isOfScreen = found.Any(static match => match.Dimension == Dimension.Length) && AttributeNames.FactOf(attribute.Name) == "screen";
        return found.Where(static match => match.IsExact).Select(match => isOfScreen && match.Dimension == Dimension.Length
            ? new Measure(Dimension.Screen, Math.Round(match.Min / UnitTable.Get("in").Convert(1), 1)) : new Measure(match.Dimension, match.Min));
    }
}
