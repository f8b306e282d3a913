using System.Buffers;
using System.Numerics;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Simd;

namespace Retrieval.Lucene.Bounds;

/// <summary>
/// Reads a word's lists window by window and adds up what they contribute to each document; what is kept of it is rounded up twice, to 16 bits
/// of the sum of all weights while the largest document is not known, then to a byte of that largest. One build at a time.
/// </summary>
internal sealed unsafe class BoundsBuilder
{
    /// <summary>The sum of all weights in the units that contributions are added up in; above 16 bits, so that rounding up costs little.</summary>
    private const float One = (1 << 24) - (1 << 16);

    private const int WideShift = BoundKernels.WideShift;

    /// <summary>Single precision may round a contribution up by less than this share.</summary>
    private const float Rounding = 1e-5f;

    private readonly int[] sums = new int[ListLayout.WindowSize];

    // One bit for each group of the window that a list has a document in.
    private readonly ulong[] touched = new ulong[ListLayout.GroupWords];
    private int[] groups = [];
    private ushort[] wide = [];
    private int groupCount;
    private ushort largest;

    /// <summary>Builds the bounds of a word.</summary>
    /// <param name="terms">The word's terms, those that the segment does not have included.</param>
    /// <param name="lists">The segment's lists of them, at least one.</param>
    /// <param name="firstTerm">The place of the first term in the lists' query.</param>
    public WordBounds Build(ReadOnlySpan<BoundTerm> terms, ReadOnlySpan<ScoredList> lists, int firstTerm)
    {
        int maxDoc = lists[0].Field.Terms.Postings.MaxDoc;
        int windows = ListLayout.WindowsOf(maxDoc);
        float total = 0;
        foreach (ref readonly BoundTerm term in terms)
            total += term.Weight;
        long postings = 0;
        foreach (ref readonly ScoredList list in lists)
            postings += list.Postings.DocFreq;
        int most = (int)Math.Min(postings, (long)windows * ListLayout.Groups);
        groups = ArrayPool<int>.Shared.Rent(most);
        wide = ArrayPool<ushort>.Shared.Rent(most << ListLayout.GroupBits);
        groupCount = 0;
        largest = 0;
        try
        {
            var cursors = new ListCursor[lists.Length];
            for (int i = 0; i < cursors.Length; i++)
                cursors[i] = new ListCursor(lists[i].Postings, lists[i].Field, terms[lists[i].Term - firstTerm].Weight / total * One);
            for (int window = 0; window < windows; window++)
                AddWindow(cursors, window);
            float slack = ((1 << WideShift) + lists.Length) / One * total;
            return Pack(terms, largest * (float)(1 << WideShift) / One * total * (1 + Rounding), slack, windows);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(groups);
            ArrayPool<ushort>.Shared.Return(wide);
        }
    }

    private void AddWindow(ListCursor[] cursors, int window)
    {
        foreach (ListCursor cursor in cursors)
            cursor.AddWindow(window, sums, touched);
        fixed (int* from = sums)
        fixed (ushort* to = wide)
        {
            for (int word = 0; word < touched.Length; word++)
            {
                for (ulong left = touched[word]; left != 0; left &= left - 1)
                {
                    int group = (word * 64) + BitOperations.TrailingZeroCount(left);
                    largest = BoundKernels.RoundUp(from + (group << ListLayout.GroupBits), to + (groupCount << ListLayout.GroupBits), largest);
                    groups[groupCount++] = (window * ListLayout.Groups) + group;
                    sums.AsSpan(group << ListLayout.GroupBits, ListLayout.GroupSize).Clear();
                }

                touched[word] = 0;
            }
        }
    }

    private WordBounds Pack(ReadOnlySpan<BoundTerm> terms, float largestWeight, float slack, int windows)
    {
        var word = new WordBounds(terms.ToArray(), largestWeight, slack + (2 * Rounding * largestWeight), groupCount, windows);
        fixed (ushort* from = wide)
        {
            for (int group = 0; group < groupCount; group++)
                BoundKernels.ShareUp(from + (group << ListLayout.GroupBits), largest, word.View.Lanes + ((long)group << ListLayout.GroupBits));
        }

        word.Fill(groups.AsSpan(0, groupCount));
        return word;
    }

    /// <summary>One list, read forwards.</summary>
    private sealed class ListCursor(PostingList list, SegmentField field, float scale)
    {
        private readonly int[] documents = new int[(list.IsWindowed ? ListLayout.WindowSize : ListLayout.BlockSize) + 8];
        private readonly int[] weights = new int[(list.IsWindowed ? ListLayout.WindowSize : ListLayout.BlockSize) + 8];
        private int block = -1;
        private int count;
        private int next;

        /// <summary>Adds the contributions, rounded up, to the window's documents and sets the bits of their groups.</summary>
        public void AddWindow(int window, int[] sums, ulong[] touched)
        {
            int first = window << ListLayout.WindowBits, end = first + ListLayout.WindowSize;
            while ((next < count || Fill()) && documents[next] < end)
            {
                for (; next < count && documents[next] < end; next++)
                {
                    int document = documents[next] - first, group = document >> ListLayout.GroupBits;
                    sums[document] += (int)(scale * field.Saturate(weights[next], documents[next])) + 1;
                    touched[group >> 6] |= 1UL << group;
                }
            }
        }

        private bool Fill()
        {
            next = 0;
            count = 0;
            fixed (int* documentsStart = documents, weightsStart = weights)
            {
                while (count == 0 && ++block < list.Blocks)
                    count = list.Decode(block, documentsStart, weightsStart);
            }

            return count > 0;
        }
    }
}
