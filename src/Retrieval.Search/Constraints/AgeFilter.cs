using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What ages in numbers ask of the columns beyond their group: a child of five is of the group that a telescope "from 8 years" is for, and
/// may not have it.
/// </summary>
internal static class AgeFilter
{
    /// <summary>
    /// The filter of an age group for some ages of it: what states other ages breaks it, and what states the asked age keeps it, whatever group its
    /// merchant puts it in: "from 2 years" is for a toddler of two.
    /// </summary>
    public static ConstraintFilter Exactly(ConstraintFilter group, AgeSpan asked)
    {
        var others = new List<Filter>();
        if (asked.To is { } oldest) others.Add(Months(ColumnNames.AgeFrom, Comparator.Greater, oldest));
        if (asked.From is { } youngest) others.Add(Months(ColumnNames.AgeTo, Comparator.Less, youngest));
        Filter forOthers = others is [var only] ? only : new Filter.Or([.. others]);
        Filter stated = asked.From is { } age
            ? new Filter.And([Months(ColumnNames.AgeFrom, Comparator.GreaterOrEqual, AgeGroup.BeginningOf(age)), Months(ColumnNames.AgeFrom, Comparator.LessOrEqual, age), new Filter.Not(forOthers)])
            : new Filter.Not(Filter.Everything);
        return group with
        {
            Keeps = new Filter.Or([new Filter.And([group.Keeps, new Filter.Not(forOthers)]), stated]),
            Breaks = new Filter.Or([forOthers, new Filter.And([group.Breaks, new Filter.Not(stated)])]),
        };
    }

    private static Filter Months(string column, Comparator comparator, int months) => new Filter.Comparison(column, comparator, months.ToString(CultureInfo.InvariantCulture));
}
