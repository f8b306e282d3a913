using System.Collections;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Storage;

/// <summary>The records of a field that is merged, one by one, and the columns that they come from.</summary>
internal sealed class MergedRecords(IEnumerable<BytesRef> records, MergeState state, IList<BinaryDocValues> columns) : IEnumerable<BytesRef>
{
    /// <summary>
    /// The columns of the segments that have the field, each with the new documents of its old ones, -1 where one is deleted; null where one
    /// is none of <typeparamref name="T"/>: a reader that reorders or hides documents wraps our columns, then the records are read.
    /// </summary>
    public IReadOnlyList<(T Columns, int[] Merged)>? Sources<T>()
        where T : BinaryDocValues
    {
        var sources = new List<(T, int[])>();
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i] == DocValues.EMPTY_BINARY)
                continue;
            if (columns[i] is not T ours)
                return null;
            sources.Add((ours, Survivors(state.DocMaps[i], state.DocBase[i])));
        }

        return sources;
    }

    public IEnumerator<BytesRef> GetEnumerator() => records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int[] Survivors(MergeState.DocMap map, int docBase)
    {
        var merged = new int[map.MaxDoc];
        for (int old = 0; old < merged.Length; old++)
            merged[old] = map.Get(old) is >= 0 and int survivor ? docBase + survivor : -1;
        return merged;
    }
}
