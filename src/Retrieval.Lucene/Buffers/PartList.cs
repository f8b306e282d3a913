namespace Retrieval.Lucene.Buffers;

/// <summary>
/// A list that grows by parts of one size: what is in it is never copied, and cleared it keeps its memory, which the kernel need not clear again.
/// </summary>
internal sealed class PartList<T>
    where T : unmanaged
{
    private const int PartBits = 15;
    private const int PartLength = 1 << PartBits;

    private readonly List<T[]> parts = [];

    public int Count { get; private set; }

    public int PartCount => (Count + PartLength - 1) >> PartBits;

    public ref T this[int index] => ref parts[index >> PartBits][index & (PartLength - 1)];

    /// <summary>What is in a part, for those who go through all.</summary>
    public ReadOnlySpan<T> Part(int part) => parts[part].AsSpan(0, Math.Min(PartLength, Count - (part << PartBits)));

    public void Add(T value)
    {
        if (Count >> PartBits == parts.Count)
            parts.Add(GC.AllocateUninitializedArray<T>(PartLength));
        this[Count++] = value;
    }

    public void Clear() => Count = 0;
}
