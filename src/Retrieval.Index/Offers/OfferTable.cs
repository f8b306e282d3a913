namespace Retrieval.Index.Offers;

/// <summary>
/// The offers of all products by product ordinal: one immutable version. A new version copies only the chunks that changed and the pages
/// that hold them, so that readers never wait for writers, and two versions are compared chunk by chunk by reference.
/// </summary>
internal sealed class OfferTable
{
    // 8 rows are half a kilobyte: a change of one row copies no more. A page of 256 chunks is 2 KB, and a million products are 489 pages.
    public const int ChunkShift = 3;
    public const int ChunkSize = 1 << ChunkShift;
    private const int PageShift = 8;
    private const int PageSize = 1 << PageShift;

    private readonly OfferRow[]?[][] pages;

    private OfferTable(OfferRow[]?[][] pages, int count, long version)
    {
        this.pages = pages;
        Count = count;
        Version = version;
    }

    public static OfferTable Empty { get; } = new([], 0, 0);

    /// <summary>Number of ordinals given out; rows past it do not exist.</summary>
    public int Count { get; }

    /// <summary>Number of the last batch that went in.</summary>
    public long Version { get; }

    public ref readonly OfferRow this[int ordinal] =>
        ref pages[ordinal >> (ChunkShift + PageShift)][(ordinal >> ChunkShift) & (PageSize - 1)]![ordinal & (ChunkSize - 1)];

    /// <summary>Chunks that are not the same in the other version; those that only one of them has are among them.</summary>
    public IEnumerable<int> ChangedChunks(OfferTable other)
    {
        int most = Math.Max(pages.Length, other.pages.Length);
        for (int page = 0; page < most; page++)
        {
            OfferRow[]?[]? mine = page < pages.Length ? pages[page] : null;
            OfferRow[]?[]? others = page < other.pages.Length ? other.pages[page] : null;
            if (ReferenceEquals(mine, others)) continue;
            for (int chunk = 0; chunk < PageSize; chunk++)
            {
                if (!ReferenceEquals(mine?[chunk], others?[chunk])) yield return (page << PageShift) + chunk;
            }
        }
    }

    /// <summary>Collects the changes of the next version. For one thread.</summary>
    public sealed class Builder
    {
        private readonly List<OfferRow[]?[]> pages;
        // Pages and chunks of the source that were copied; those behind the source's own are this version's anyway.
        private readonly HashSet<int> ownedPages = [], ownedChunks = [];
        private readonly int sourcePages, sourceChunks;

        public Builder(OfferTable source)
        {
            pages = [.. source.pages];
            sourcePages = pages.Count;
            sourceChunks = ChunksFor(source.Count);
            Count = source.Count;
        }

        public int Count { get; private set; }

        /// <summary>Sets a row, making room for its ordinal; rows skipped are unstated.</summary>
        public void Put(int ordinal, in OfferRow row)
        {
            for (int chunk = ChunksFor(Count); chunk <= ordinal >> ChunkShift; chunk++) AddChunk(chunk);
            Count = Math.Max(Count, ordinal + 1);
            Own(ordinal >> ChunkShift)[ordinal & (ChunkSize - 1)] = row;
        }

        public OfferTable Build(long version) => new([.. pages], Count, version);

        private static int ChunksFor(int count) => (count + ChunkSize - 1) >> ChunkShift;

        private void AddChunk(int chunk)
        {
            if (chunk >> PageShift == pages.Count) pages.Add(new OfferRow[PageSize][]);
            var rows = new OfferRow[ChunkSize];
            Array.Fill(rows, OfferRow.Unstated);
            OwnPage(chunk >> PageShift)[chunk & (PageSize - 1)] = rows;
        }

        private OfferRow[] Own(int chunk)
        {
            OfferRow[]?[] page = OwnPage(chunk >> PageShift);
            ref OfferRow[]? rows = ref page[chunk & (PageSize - 1)];
            if (chunk < sourceChunks && ownedChunks.Add(chunk)) rows = (OfferRow[])rows!.Clone();
            return rows!;
        }

        private OfferRow[]?[] OwnPage(int page)
        {
            if (page < sourcePages && ownedPages.Add(page)) pages[page] = (OfferRow[]?[])pages[page].Clone();
            return pages[page];
        }
    }
}
