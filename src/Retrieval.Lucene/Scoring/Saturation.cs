using Retrieval.Lucene.Impacts;

namespace Retrieval.Lucene.Scoring;

/// <summary>The parameters of a searcher.</summary>
/// <param name="K1">BM25's k1.</param>
/// <param name="B">BM25's b.</param>
/// <param name="Impacts">How weights of impact fields count.</param>
internal readonly record struct Saturation(float K1, float B, ImpactSaturation Impacts);
