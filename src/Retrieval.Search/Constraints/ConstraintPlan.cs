using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>The filters of a whole sentence.</summary>
/// <param name="Constraints">One filter a constraint.</param>
internal sealed record ConstraintPlan(IReadOnlyList<ConstraintFilter> Constraints)
{
    /// <summary>Plans the constraints of an intent.</summary>
    public static ConstraintPlan Of(ShoppingIntent intent)
    {
        ConstraintFilter[] persons = intent.Persons is { } asked ? [PersonFilter.Of(asked)] : [];
        return new([.. ConstraintFilter.Of(intent), .. NormFilter.Of(intent.Norms), .. persons]);
    }

    /// <summary>What is asked of the price; null for nothing.</summary>
    public ConstraintFilter? Price => Constraints.FirstOrDefault(static constraint => constraint.Constraint is Constraint.Price);

    /// <summary>Products whose data shows that they keep everything stated.</summary>
    public Filter Keeps => Constraints switch
    {
        [] => Filter.Everything,
        [var only] => only.Keeps,
        _ => new Filter.And([.. Constraints.Select(static constraint => constraint.Keeps)]),
    };

    /// <summary>Products whose data contradicts nothing stated but does not show all of it.</summary>
    public Filter LeavesOpen => new Filter.And([.. Constraints.Select(static constraint => new Filter.Not(constraint.Breaks)), new Filter.Not(Keeps)]);

    /// <summary>The plan without some constraints, for answers that relax them.</summary>
    public ConstraintPlan Without(IReadOnlyList<ConstraintFilter> relaxed) => new([.. Constraints.Except(relaxed)]);
}
