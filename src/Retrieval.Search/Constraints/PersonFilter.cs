using System.Globalization;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What a number of persons asks of the columns: a product keeps it that is stated to be for as many or more, and breaks it that is stated to be
/// for fewer, or whose least number of players is higher.
/// </summary>
internal static class PersonFilter
{
    public static ConstraintFilter Of(Constraint.Persons asked)
    {
        var breaks = new Filter.Or([Persons(ColumnNames.PersonsTo, Comparator.Less), Persons(ColumnNames.PersonsFrom, Comparator.Greater)]);
        var states = new Filter.Or([Persons(ColumnNames.PersonsTo, Comparator.GreaterOrEqual), Persons(ColumnNames.PersonsFrom, Comparator.LessOrEqual)]);
        return new ConstraintFilter(asked, $"persons {asked.Least.ToString(CultureInfo.InvariantCulture)}", new Filter.And([states, new Filter.Not(breaks)]), breaks);

        Filter.Comparison Persons(string column, Comparator comparator) => new(column, comparator, asked.Least.ToString(CultureInfo.InvariantCulture));
    }
}
