namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// The inverted lists of a segment (IVF: Sivic and Zisserman 2003; Jégou, Douze and Schmid 2011), made when it is written: rows are ordered by
/// the list whose centroid is nearest, so that a search reads the lists nearest to the query from end to end. Segments of few rows have none
/// and are scanned. Deterministic: the outcome depends on the rows and their order alone, not on the number of threads.
/// </summary>
internal sealed class InvertedLists : IDisposable
{
    /// <summary>Below this a scan of the 8-bit rows is as fast as anything (0.1 ms).</summary>
    public const int FewestRows = 10_000;

    private const int SampleRowsPerList = 32;

    private InvertedLists(CentroidBuffer centroids) => Centroids = centroids;

    public CentroidBuffer Centroids { get; }

    /// <summary>The first row of each list, and the end.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Trains the lists and brings the rows into their order.</summary>
    public static InvertedLists Build(RowSource[] rows, int stride)
    {
        int listCount = ListCount(rows.Length);
        var lists = new InvertedLists(new CentroidBuffer(listCount, stride));
        SphericalKMeans.Train(rows, EvenSample(rows.Length, listCount * SampleRowsPerList), lists.Centroids, stride);
        lists.Order(rows);
        return lists;
    }

    /// <summary>Twice the root: choosing among the centroids then costs about as much as reading the signs of the chosen lists.</summary>
    public static int ListCount(int rows) => 2 * (int)Math.Sqrt(rows);

    public void Dispose() => Centroids.Dispose();

    private static int[] EvenSample(int rows, int wanted)
    {
        int[] sample = new int[Math.Min(rows, wanted)];
        for (int i = 0; i < sample.Length; i++)
            sample[i] = (int)((long)i * rows / sample.Length);
        return sample;
    }

    private void Order(RowSource[] rows)
    {
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        int[] listOf = new int[rows.Length];
        SphericalKMeans.Assign(rows, all, Centroids.All, listOf);
        (Starts, int[] order) = CountingSort.ByKey(listOf, Centroids.Count);
        RowSource[] unordered = [.. rows];
        for (int i = 0; i < order.Length; i++)
            rows[i] = unordered[order[i]];
    }
}
