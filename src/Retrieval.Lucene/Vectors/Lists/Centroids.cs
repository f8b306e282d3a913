using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>Centroids as rows of high bytes with a unit each, in the form of the vectors themselves, so that one kernel serves both.</summary>
internal readonly unsafe struct Centroids(byte* codes, float* units, int count, int stride)
{
    private const int StepRows = 64;

    public byte* Codes { get; } = codes;

    public float* Units { get; } = units;

    public int Count { get; } = count;

    public int Stride { get; } = stride;

    /// <summary>Coarse scores of the centroids first .. first + count - 1 (<see cref="QueryCode"/>).</summary>
    public void Score(int first, int count, sbyte* query, int offset, float* scores)
    {
        int* dots = stackalloc int[StepRows];
        for (int done = 0; done < count; done += StepRows)
        {
            int rows = Math.Min(StepRows, count - done);
            ByteDot.Rows(Codes + ((long)(first + done) * Stride), Stride, rows, query, dots);
            for (int i = 0; i < rows; i++)
                scores[done + i] = (dots[i] - offset) * Units[first + done + i];
        }
    }
}
