using Retrieval.Catalog.Norms;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What a norm or a compatibility asks of the columns: a product keeps it that states it, and breaks it that denies it, or states only what
/// contradicts it: another socket, another model of the line.
/// </summary>
internal static class NormFilter
{
    public static IEnumerable<ConstraintFilter> Of(IReadOnlyList<Constraint.Norm> norms) => norms.Select(Of);

    private static ConstraintFilter Of(Constraint.Norm norm)
    {
        string label = $"{(NormTerm.IsModel(norm.Terms[0]) ? ColumnNames.CompatibleWith : "norm")} {norm.Words}";
        if (!norm.IsAll) return One(norm.Terms);
        ConstraintFilter[] each = [.. norm.Terms.Select(term => One([term]))];
        return new ConstraintFilter(norm, label, new Filter.And([.. each.Select(static part => part.Keeps)]), new Filter.Or([.. each.Select(static part => part.Breaks)]));

        ConstraintFilter One(IReadOnlyList<string> anyOf)
        {
            var keeps = new Filter.In(ColumnNames.StatedNorms, anyOf);
            var against = new Filter.In(ColumnNames.StatedNorms, [.. anyOf.SelectMany(NormTerm.Contradicting).Distinct()]);
            return new ConstraintFilter(norm, label, keeps, new Filter.And([against, new Filter.Not(keeps)]));
        }
    }
}
