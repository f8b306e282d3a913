namespace Retrieval.Index.Offers;

/// <summary>
/// The offers of all products by product ordinal: one immutable version. It is a base and, over it, the chunks that differ. A new version
/// copies only the chunks that changed and the pages that hold them, so that readers never wait for writers, and two versions are compared
/// chunk by chunk by reference.
/// </summary>
internal sealed class OfferTable
{
    // 8 rows are half a kilobyte: a change of one row copies no more. A commit copies each page that it touches, and the list of pages: with
    // 32 chunks a page 100 random rows of 100,000 products copy 30 KB of references (with 256 chunks 90), of a million 60 KB (200).
    public const int ChunkShift = 3;
    public const int ChunkSize = 1 << ChunkShift;
    private const int PageShift = 5;
    private const int PageSize = 1 << PageShift;

    private readonly OfferBase? source;
    // Null where all chunks of the page, or all rows of the chunk, are the base's.
    private readonly OfferRow[]?[]?[] pages;

    private OfferTable(OfferBase? source, OfferRow[]?[]?[] pages, int count, long version)
    {
        this.source = source;
        this.pages = pages;
        Count = count;
        Version = version;
    }

    public static OfferTable Empty { get; } = new(null, [], 0, 0);

    /// <summary>The rows of a base, as they are there.</summary>
    public static OfferTable Of(OfferBase source) => new(source, new OfferRow[]?[PagesFor(ChunksFor(source.Count))][], source.Count, source.Version);

    /// <summary>Number of ordinals given out; rows past it do not exist.</summary>
    public int Count { get; }

    /// <summary>Number of the last batch that went in.</summary>
    public long Version { get; }

    public OfferRow this[int ordinal] => Changed(ordinal >> ChunkShift) is { } rows ? rows[ordinal & (ChunkSize - 1)] : InBase(source, ordinal);

    /// <summary>Chunks that are not the same in the other version; those that only one of them has are among them.</summary>
    public IEnumerable<int> ChangedChunks(OfferTable other)
    {
        int most = Math.Max(pages.Length, other.pages.Length);
        bool isSameBase = ReferenceEquals(source, other.source);
        for (int page = 0; page < most; page++)
        {
            OfferRow[]?[]? mine = page < pages.Length ? pages[page] : null;
            OfferRow[]?[]? others = page < other.pages.Length ? other.pages[page] : null;
            if (isSameBase && ReferenceEquals(mine, others)) continue;
            for (int chunk = 0; chunk < PageSize; chunk++)
            {
                if (!isSameBase || !ReferenceEquals(mine?[chunk], others?[chunk])) yield return (page << PageShift) + chunk;
            }
        }
    }

    /// <summary>UTC ticks of the next moment at which any sale may begin or be over; <see cref="long.MaxValue"/> where none comes.</summary>
    public long NextEdge(long nowTicks)
    {
        long next = long.MaxValue;
        for (int first = 0; first < Count; first += OfferBlock.Rows)
        {
            bool isDated = source is not null && first < source.Count && source.Block(first >> OfferBlock.Shift).HasDates;
            for (int chunk = first >> ChunkShift, end = Math.Min(ChunksFor(Count), (first + OfferBlock.Rows) >> ChunkShift); chunk < end; chunk++)
            {
                if (!isDated && Changed(chunk) is null) continue;
                for (int ordinal = chunk << ChunkShift; ordinal < Math.Min(Count, (chunk + 1) << ChunkShift); ordinal++)
                    next = Math.Min(next, this[ordinal].NextEdge(nowTicks));
            }
        }
        return next;
    }

    private OfferRow[]? Changed(int chunk) => pages[chunk >> PageShift]?[chunk & (PageSize - 1)];

    // The last chunk of the base may reach behind its rows.
    private static OfferRow InBase(OfferBase? source, int ordinal) => source is not null && ordinal < source.Count ? source[ordinal] : OfferRow.Unstated;

    private static int ChunksFor(int count) => (count + ChunkSize - 1) >> ChunkShift;

    private static int PagesFor(int chunks) => (chunks + PageSize - 1) >> PageShift;

    /// <summary>Collects the changes of the next version. For one thread.</summary>
    public sealed class Builder
    {
        private readonly OfferBase? source;
        private OfferRow[]?[]?[] pages;
        // Pages and chunks of the earlier version that were copied; those behind its own are this version's anyway.
        private readonly HashSet<int> ownedPages = [], ownedChunks = [];
        private readonly int earlierPages, earlierChunks;

        public Builder(OfferTable earlier)
        {
            source = earlier.source;
            pages = [.. earlier.pages];
            earlierPages = pages.Length;
            earlierChunks = ChunksFor(earlier.Count);
            Count = earlier.Count;
        }

        public int Count { get; private set; }

        /// <summary>Sets a row, making room for its ordinal; rows skipped are unstated.</summary>
        public void Put(int ordinal, in OfferRow row)
        {
            Count = Math.Max(Count, ordinal + 1);
            if (pages.Length < PagesFor(ChunksFor(Count))) Array.Resize(ref pages, Math.Max(PagesFor(ChunksFor(Count)), 2 * pages.Length));
            Own(ordinal >> ChunkShift)[ordinal & (ChunkSize - 1)] = row;
        }

        /// <summary>The version. Nothing is put afterwards.</summary>
        public OfferTable Build(long version)
        {
            Array.Resize(ref pages, PagesFor(ChunksFor(Count)));
            return new OfferTable(source, pages, Count, version);
        }

        private OfferRow[] Own(int chunk)
        {
            ref OfferRow[]? rows = ref OwnPage(chunk >> PageShift)[chunk & (PageSize - 1)];
            bool isOwned = chunk >= earlierChunks || !ownedChunks.Add(chunk);
            if (rows is not null) return isOwned ? rows : rows = [.. rows];
            rows = new OfferRow[ChunkSize];
            for (int row = 0; row < rows.Length; row++) rows[row] = InBase(source, (chunk << ChunkShift) + row);
            return rows;
        }

        private OfferRow[]?[] OwnPage(int page)
        {
            bool isOwned = page >= earlierPages || !ownedPages.Add(page);
            if (pages[page] is not { } chunks) return pages[page] = new OfferRow[]?[PageSize];
            return isOwned ? chunks : pages[page] = [.. chunks];
        }
    }
}
