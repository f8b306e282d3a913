namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>
/// One way to compute Σ codes[i] · query[i] of unsigned bytes with signed ones, any length. Every way gives the same integer as
/// <see cref="ByteDot.Scalar"/>, as long as the query lies within ±<see cref="ByteDot.QueryLimit"/>.
/// </summary>
internal unsafe interface IByteDot
{
    static abstract int Dot(byte* codes, sbyte* query, int length);
}
