namespace Retrieval.Index.Verify;

/// <summary>One check of an index.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">True where it holds.</param>
/// <param name="Detail">What was found.</param>
public sealed record VerificationCheck(string Name, bool Passed, string Detail);

/// <summary>How well the vector search finds the true neighbours.</summary>
/// <param name="Queries">Queries asked.</param>
/// <param name="At10">Mean share of the true ten nearest among the ten found, 0–1.</param>
/// <param name="At100">The same for a hundred.</param>
public sealed record VectorRecall(int Queries, double At10, double At100);

/// <summary>What became of the checks of an index.</summary>
/// <param name="Generation">Folder of the generation that was checked.</param>
/// <param name="Checks">The checks in their order; those that cannot be made after a failed one are absent.</param>
/// <param name="Recall">Recall of the vector search, where it was asked for and the index holds vectors.</param>
public sealed record VerificationReport(string Generation, IReadOnlyList<VerificationCheck> Checks, VectorRecall? Recall)
{
    /// <summary>True where every check holds.</summary>
    public bool Passed => Checks.All(static check => check.Passed);
}
