using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>The filters of a whole sentence together with the caller's own filter.</summary>
/// <param name="Constraints">One filter a constraint.</param>
/// <param name="Filter">The caller's filter, kept without exception.</param>
internal sealed record ConstraintPlan(IReadOnlyList<ConstraintFilter> Constraints, Filter Filter)
{
    /// <summary>Plans the constraints of an intent.</summary>
    public static ConstraintPlan Of(ShoppingIntent intent, Filter? filter) =>
        new(ConstraintFilter.Of(intent.Constraints), filter ?? Filter.Everything);

    /// <summary>Products whose data shows that they keep everything stated.</summary>
    public Filter Keeps => All(Constraints.Select(constraint => constraint.Keeps));

    /// <summary>Products whose data contradicts nothing stated.</summary>
    public Filter BreaksNothing => All(Constraints.Select(constraint => new Filter.Not(constraint.Breaks)));

    /// <summary>True where a product may say nothing about something stated.</summary>
    public bool CanBeUnstated => Constraints.Count > 0;

    /// <summary>The plan without one constraint, for answers that relax it.</summary>
    public ConstraintPlan Without(ConstraintFilter relaxed) => this with { Constraints = [.. Constraints.Where(constraint => constraint != relaxed)] };

    private Filter All(IEnumerable<Filter> filters)
    {
        Filter[] operands = [.. filters];
        return operands.Length == 0 ? Filter : Filter.With(new Filter.And(operands));
    }
}
