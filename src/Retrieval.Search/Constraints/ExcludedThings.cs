using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What the candidates' own words say about everything that a sentence excludes: columns tell it of few products. Each product is read
/// once, and only where something is excluded. One for a request.
/// </summary>
internal sealed class ExcludedThings
{
    private readonly IndexSnapshot snapshot;
    private readonly (string Label, ExclusionCheck Words)[] excluded;
    private readonly Dictionary<int, ExclusionVerdict[]> read = [];

    public ExcludedThings(IndexSnapshot snapshot, ConstraintPlan plan)
    {
        this.snapshot = snapshot;
        excluded = [.. plan.Constraints.Where(constraint => constraint.Constraint is Constraint.Named { Kind: "exclude" })
            .Select(constraint => (constraint.Label, new ExclusionCheck(((Constraint.Named)constraint.Constraint).Value)))];
    }

    /// <summary>Takes out the candidates whose words mention an excluded thing.</summary>
    public void RemoveMentioning(List<Candidate> candidates)
    {
        if (excluded.Length > 0) candidates.RemoveAll(candidate => Verdicts(candidate.Document).Contains(ExclusionVerdict.Mentioned));
    }

    /// <summary>The constraints that stay open after the words were read, of those that the columns leave open.</summary>
    public IEnumerable<string> StillOpen(int document, IEnumerable<string> labels)
    {
        if (excluded.Length == 0) return labels;
        ExclusionVerdict[] verdicts = Verdicts(document);
        return labels.Except(excluded.Where((_, i) => verdicts[i] == ExclusionVerdict.Absent).Select(thing => thing.Label));
    }

    private ExclusionVerdict[] Verdicts(int document)
    {
        if (read.TryGetValue(document, out ExclusionVerdict[]? known)) return known;
        var product = snapshot.Product(document);
        return read[document] = Array.ConvertAll(excluded, thing => thing.Words.Of(product));
    }
}
