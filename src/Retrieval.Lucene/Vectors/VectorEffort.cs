namespace Retrieval.Lucene.Vectors;

/// <summary>How much of a large segment a vector search reads; small segments are read wholly either way.</summary>
/// <param name="Reach">How far from the query's nearest lists rows are looked for, in standard deviations of what a list's rows add in a random direction.</param>
/// <param name="FewestKept">Rows kept by their signs' estimate, to be scored in 8 bits, whatever the number of hits wanted.</param>
/// <param name="KeptPerHit">More of them for each hit wanted.</param>
/// <param name="FewPassing">Where there are, or a filter leaves, no more documents than these and one in 64 of the segment, the row of each is read instead of lists.</param>
public readonly record struct VectorEffort(float Reach, int FewestKept, int KeptPerHit, int FewPassing)
{
    /// <summary>
    /// For a search by vectors alone. Measured on titles of four shops and on two million synthetic vectors, recall@10: a reach of 6 gives 0.93 to
    /// 0.995, 8 0.97, 10 0.987 to 0.997, 12 0.99; of 228,000 titles' vectors of 256 values the true ten nearest lie among the first 200 by
    /// estimate 99 times of 100, of a million made of nonsense words among the first 400.
    /// </summary>
    public static VectorEffort Thorough { get; } = new(Reach: 10, FewestKept: 200, KeptPerHit: 8, FewPassing: 20_000);

    /// <summary>
    /// For a search beside another one whose hits are scored exactly: a tenth of the rows or less, where a search by vectors alone finds 95 of 100
    /// true nearest. On 2,836 judged queries over 54,667 products such a hybrid search loses nothing (ARCHITECTURE.md has the figures).
    /// </summary>
    public static VectorEffort Brief { get; } = new(Reach: 3, FewestKept: 100, KeptPerHit: 2, FewPassing: 2_000);
}
