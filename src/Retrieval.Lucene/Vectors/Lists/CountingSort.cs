namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>Sorts positions by a small integer key; equal keys keep their order.</summary>
internal static class CountingSort
{
    /// <returns>Where each key's run starts (one more entry for the end), and the positions in order.</returns>
    public static (int[] Starts, int[] Order) ByKey(ReadOnlySpan<int> keys, int keyCount)
    {
        int[] starts = new int[keyCount + 1];
        foreach (int key in keys)
            starts[key + 1]++;
        for (int key = 0; key < keyCount; key++)
            starts[key + 1] += starts[key];
        int[] next = starts[..keyCount];
        int[] order = new int[keys.Length];
        for (int i = 0; i < keys.Length; i++)
            order[next[keys[i]]++] = i;
        return (starts, order);
    }
}
