namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// Offers to <see cref="Candidates"/> those rows of a segment with lists that seem nearest to the query, in three steps. Lists: each has an upper
/// estimate, the score of its centroid plus a reach of standard deviations of what its rows add in a random direction; the highest are
/// asked first, then all others; a list is read where its upper estimate exceeds the bar (<see cref="SignScan.Bar"/>) of the moment. Signs: of a list that is read, each row is
/// estimated from its sign bits (<see cref="SignScan"/>). Rows: the best by estimate are scored in 8 bits.
/// So much is read as the data demands: few lists where vectors form clusters, many where a filter leaves little near the query.
/// Approximate: an estimate may be too low. <c>retrieval verify --recall</c> measures what is missed. One thread at a time; nothing is allocated.
/// </summary>
internal sealed class ListProbe
{
    // The best rows are mostly in these: read first, they make a bar that few others pass.
    private const int FirstLists = 32;

    private readonly SignScan signs = new();
    private readonly Candidates first = new();
    private float[] scores = [];
    private float[] uppers = [];

    public void Search(LeafVectors leaf, ReadOnlySpan<ulong> filter, int k, VectorEffort effort, QueryCode query, Candidates candidates, RowScan rows)
    {
        signs.Start(leaf.Vectors, query, k, effort);
        EstimateLists(leaf.Vectors, query, effort.Reach);
        ReadFirst(leaf, filter);
        ReadOthers(leaf, filter);
        rows.Rows(leaf, signs.Nearest(), query, candidates);
    }

    private unsafe void EstimateLists(SegmentVectors vectors, QueryCode query, float reach)
    {
        int count = vectors.Lists.Count;
        if (scores.Length < count)
        {
            scores = GC.AllocateUninitializedArray<float>(count, pinned: true);
            uppers = GC.AllocateUninitializedArray<float>(count);
        }

        fixed (float* s = scores)
            vectors.Lists.Score(0, count, query.Codes, query.Offset, s);
        float deviations = reach * query.Norm / MathF.Sqrt(vectors.Dimension);
        first.Start(FirstLists);
        for (int list = 0; list < count; list++)
        {
            scores[list] *= query.Scale;
            uppers[list] = scores[list] + (deviations * vectors.ListReaches[list]);
            if (uppers[list] > first.Threshold)
                first.Add(uppers[list], list);
        }
    }

    private void ReadFirst(LeafVectors leaf, ReadOnlySpan<ulong> filter)
    {
        Span<ulong> lists = first.Kept();
        lists.Sort();
        for (int i = lists.Length - 1; i >= 0; i--)
        {
            int list = Candidates.DocumentOf(lists[i]);
            if (uppers[list] > signs.Bar)
                signs.Read(leaf, list, scores[list], filter);
            uppers[list] = float.NegativeInfinity;
        }
    }

    private void ReadOthers(LeafVectors leaf, ReadOnlySpan<ulong> filter)
    {
        for (int list = 0; list < leaf.Vectors.Lists.Count; list++)
        {
            // Of a list read before, the upper estimate is the lowest there is and exceeds no bar.
            if (uppers[list] > signs.Bar)
                signs.Read(leaf, list, scores[list], filter);
        }
    }
}
