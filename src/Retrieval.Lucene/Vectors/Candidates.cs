namespace Retrieval.Lucene.Vectors;

/// <summary>
/// The best documents of a scan, by score and at equal scores by lower document. Each is one 64-bit key, so that the order of keys is that
/// of candidates. Twice as many as wanted are gathered before the lower half is cut off; <see cref="Threshold"/> then rises
/// to the worst one kept, and what does not exceed it need not be offered.
/// </summary>
internal sealed class Candidates
{
    private ulong[] keys = [];
    private int wanted;

    public int Count { get; private set; }

    public float Threshold { get; private set; }

    /// <param name="wanted">How many are kept in the end, at least 1.</param>
    public void Start(int wanted)
    {
        this.wanted = wanted;
        if (keys.Length < 2 * wanted)
            keys = new ulong[2 * wanted];
        Count = 0;
        Threshold = float.NegativeInfinity;
    }

    public void Add(float score, int document)
    {
        keys[Count++] = KeyOf(score, document);
        if (Count == 2 * wanted)
            Cut();
    }

    public static int DocumentOf(ulong key) => (int)~(uint)key;

    /// <summary>The candidates kept, in no order.</summary>
    public Span<ulong> Kept()
    {
        if (Count > wanted)
            Cut();
        return keys.AsSpan(0, Count);
    }

    /// <summary>Order is kept: a higher score or, at equal scores, a lower document is a larger key. No score is NaN.</summary>
    public static ulong KeyOf(float score, int document)
    {
        // -0 and 0 are one score.
        int bits = BitConverter.SingleToInt32Bits(score + 0f);
        uint ordered = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return ((ulong)ordered << 32) | ~(uint)document;
    }

    public static float ScoreOf(ulong key)
    {
        int ordered = (int)(key >> 32);
        return BitConverter.Int32BitsToSingle(ordered ^ (~(ordered >> 31) | int.MinValue));
    }

    private void Cut()
    {
        SelectLargest(keys.AsSpan(0, Count), wanted);
        Count = wanted;
        ulong worst = ulong.MaxValue;
        foreach (ulong key in keys.AsSpan(0, Count))
            worst = Math.Min(worst, key);
        Threshold = ScoreOf(worst);
    }

    /// <summary>Quickselect (Hoare 1961) on distinct keys: the <paramref name="count"/> largest come to the front.</summary>
    private static void SelectLargest(Span<ulong> keys, int count)
    {
        int low = 0, high = keys.Length - 1;
        while (low < high)
        {
            ulong pivot = MedianOfThree(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (keys[i] > pivot)
                    i++;
                while (keys[j] < pivot)
                    j--;
                if (i <= j)
                {
                    (keys[i], keys[j]) = (keys[j], keys[i]);
                    i++;
                    j--;
                }
            }

            if (count - 1 <= j)
                high = j;
            else if (count - 1 >= i)
                low = i;
            else
                return;
        }
    }

    private static ulong MedianOfThree(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
