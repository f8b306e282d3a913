using System.Collections.Concurrent;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// Clusters rows by angle (Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering", 2001): assign each row to
/// the centroid with the greatest inner product, replace each centroid by the normalised sum of its rows, a few rounds. Starts from rows
/// at even distances. Rows are assigned in parallel and summed in their order, so the outcome does not depend on the threads.
/// </summary>
internal static unsafe class SphericalKMeans
{
    private const int Rounds = 5;

    /// <summary>Fills <paramref name="centroids"/>; <paramref name="members"/> are the rows to cluster, at least as many as centroids.</summary>
    public static void Train(RowSource[] rows, int[] members, CentroidBuffer centroids, int stride)
    {
        for (int c = 0; c < centroids.Count; c++)
            centroids.Copy(c, rows[members[(int)((long)c * members.Length / centroids.Count)]]);
        int[] nearest = new int[members.Length];
        for (int round = 0; round < Rounds; round++)
        {
            Assign(rows, members, centroids.All, nearest);
            MoveToMeans(rows, members, nearest, centroids, stride);
        }
    }

    /// <summary>The nearest centroid of each member.</summary>
    public static void Assign(RowSource[] rows, int[] members, Centroids centroids, int[] nearest)
        => Parallel.ForEach(Partitioner.Create(0, members.Length, 1024), range =>
        {
            using var query = new RowQuery(centroids.Stride);
            float[] scores = new float[centroids.Count];
            fixed (float* s = scores)
            {
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    query.Set(rows[members[i]].High);
                    centroids.Score(0, centroids.Count, query.Codes, query.Offset, s);
                    nearest[i] = ArgMax.Of(scores);
                }
            }
        });

    private static void MoveToMeans(RowSource[] rows, int[] members, int[] nearest, CentroidBuffer centroids, int stride)
    {
        (int[] starts, int[] order) = CountingSort.ByKey(nearest, centroids.Count);
        Parallel.For(0, centroids.Count, c =>
        {
            // A centroid that lost all its rows stays where it is.
            if (starts[c] == starts[c + 1])
                return;
            float[] sum = new float[stride];
            for (int i = starts[c]; i < starts[c + 1]; i++)
                Add(rows[members[order[i]]], sum);
            centroids.Set(c, sum);
        });
    }

    private static void Add(in RowSource row, Span<float> sum)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += (row.High[i] - VectorCode.ZeroHigh) * row.HighUnit;
    }
}
