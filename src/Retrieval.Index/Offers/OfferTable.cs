namespace Retrieval.Index.Offers;

/// <summary>
/// The offers of all products by product ordinal: one immutable version. A new version copies only the chunks that changed, so that
/// readers never wait for writers, and two versions are compared chunk by chunk by reference.
/// </summary>
internal sealed class OfferTable
{
    // 256 rows are 16 KB: little to copy for a single change, and a million products are four thousand references.
    public const int ChunkShift = 8;
    public const int ChunkSize = 1 << ChunkShift;

    private readonly OfferRow[][] chunks;

    private OfferTable(OfferRow[][] chunks, int count, long version)
    {
        this.chunks = chunks;
        Count = count;
        Version = version;
    }

    public static OfferTable Empty { get; } = new([], 0, 0);

    /// <summary>Number of ordinals given out; rows past it do not exist.</summary>
    public int Count { get; }

    /// <summary>Number of the last batch that went in.</summary>
    public long Version { get; }

    public int ChunkCount => chunks.Length;

    public ref readonly OfferRow this[int ordinal] => ref chunks[ordinal >> ChunkShift][ordinal & ChunkSize - 1];

    /// <summary>Chunks that are not the same in the other version; those that only one of them has are among them.</summary>
    public IEnumerable<int> ChangedChunks(OfferTable other)
    {
        int most = Math.Max(chunks.Length, other.chunks.Length);
        for (int i = 0; i < most; i++)
        {
            if (i >= chunks.Length || i >= other.chunks.Length || !ReferenceEquals(chunks[i], other.chunks[i])) yield return i;
        }
    }

    /// <summary>Collects the changes of the next version. For one thread.</summary>
    public sealed class Builder
    {
        private readonly List<OfferRow[]> chunks;
        private readonly HashSet<int> owned = [];

        public Builder(OfferTable source)
        {
            chunks = [.. source.chunks];
            Count = source.Count;
        }

        public int Count { get; private set; }

        public OfferRow this[int ordinal]
        {
            get => chunks[ordinal >> ChunkShift][ordinal & ChunkSize - 1];
            set => Own(ordinal >> ChunkShift)[ordinal & ChunkSize - 1] = value;
        }

        /// <summary>Sets a row, making room for its ordinal; rows skipped are unstated.</summary>
        public void Put(int ordinal, in OfferRow row)
        {
            while (ordinal >= chunks.Count << ChunkShift) AddChunk();
            Count = Math.Max(Count, ordinal + 1);
            this[ordinal] = row;
        }

        public OfferTable Build(long version) => new([.. chunks], Count, version);

        private void AddChunk()
        {
            var chunk = new OfferRow[ChunkSize];
            Array.Fill(chunk, OfferRow.Unstated);
            owned.Add(chunks.Count);
            chunks.Add(chunk);
        }

        private OfferRow[] Own(int chunk)
        {
            if (owned.Add(chunk)) chunks[chunk] = (OfferRow[])chunks[chunk].Clone();
            return chunks[chunk];
        }
    }
}
