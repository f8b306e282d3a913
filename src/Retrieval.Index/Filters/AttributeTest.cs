using Retrieval.Index.Columns;
using Retrieval.Text.Analysis;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Filters;

/// <summary>
/// A comparison with the value of an attribute. Equal are texts that fold alike, equal numbers, and equal measures of one dimension;
/// a bare number is compared with a measure in the unit of its dimension. Only numbers and measures have an order.
/// </summary>
internal sealed class AttributeTest
{
    private readonly bool ordering;
    private readonly string folded;
    private readonly NumberRange? numbers;
    private readonly NumberRange measures;
    private readonly Dimension? dimension;

    public AttributeTest(Comparator comparator, string value)
    {
        ordering = comparator.IsOrdering();
        folded = TextFolding.Fold(AttributeTerm.Cut(value));
        if (FilterValue.TryNumber(value, out double number))
        {
            numbers = NumberRange.Of(comparator, number);
            measures = NumberRange.OfMeasure(comparator, number);
        }
        else if (FilterValue.TryMeasure(value, out Measure measure))
        {
            dimension = measure.Dimension;
            measures = NumberRange.OfMeasure(comparator, measure.Value);
        }
    }

    public bool Fits(in AttributeTerm term)
    {
        if (!ordering && term.Value == folded) return true;
        if (term.Dimension is { } unit) return (numbers is not null || unit == dimension) && measures.Contains(term.Number);
        return numbers is { } plain && plain.Contains(term.Number);
    }
}
