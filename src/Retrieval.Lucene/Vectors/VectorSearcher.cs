using System.Numerics;
using Lucene.Net.Index;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Nearest neighbours by inner product over a field made by <see cref="VectorField"/>. Large segments are searched by inverted lists and sign bits,
/// small ones and narrow filters by a scan of all rows; both end in rows of 8 bits with the query in 7. Somewhat more than k of the best
/// are then scored again with 12 bits and the float query, and those scores decide and are returned. Over one open reader; may be used by many threads at once, as long as the caller keeps the reader open.
/// A warm search allocates nothing.
/// </summary>
public sealed class VectorSearcher
{
    // Coarse scores err by about 1/300 of a vector's length; 10 more lost none of the true top 10 or 100 of 228,000 titles, so 50 are ample.
    private const int ExtraCandidates = 50;

    // Rows of documents that pass are read here and there, 10 ns each; the lists' signs one after the other, 1 ns a row at most.
    private const int RowsPerPassing = 64;

    // Rows asked for before they are read: six cache lines each, of which a core waits for some dozen at once.
    private const int RowsAhead = 4;

    // Which row is a document's must be there by then.
    private const int PlacesAhead = 2 * RowsAhead;

    private readonly LeafVectors[] leaves;
    private readonly int maxDoc;

    /// <summary>A searcher over one field of <paramref name="reader"/>.</summary>
    /// <param name="reader">The top-level reader.</param>
    /// <param name="field">The field.</param>
    /// <exception cref="InvalidOperationException">The field was not written by <see cref="VectorDocValuesFormat"/>, or its segments hold
    /// vectors of different dimensions.</exception>
    public VectorSearcher(IndexReader reader, string field)
    {
        maxDoc = reader.MaxDoc;
        var leaves = new List<LeafVectors>();
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetBinaryDocValues(field) is not { } column)
                continue;
            if (column is not SegmentVectors vectors)
            {
                throw new InvalidOperationException(
                    $"field '{field}' of segment {leaf.Reader} holds {column.GetType().Name}, not vectors; write the index with {nameof(VectorDocValuesFormat)}");
            }

            if (vectors.Count == 0)
                continue;
            Dimension = Dimension == 0 ? vectors.Dimension : Dimension;
            if (vectors.Dimension != Dimension)
            {
                throw new InvalidOperationException(
                    $"field '{field}' has vectors of {Dimension} values and, in segment {leaf.Reader}, of {vectors.Dimension}; rebuild the index with one model");
            }

            leaves.Add(new LeafVectors(vectors, leaf.DocBase, leaf.AtomicReader.LiveDocs));
            Count += vectors.Count;
        }

        this.leaves = [.. leaves];
    }

    /// <summary>Values of each vector; 0 where the index holds none.</summary>
    public int Dimension { get; }

    /// <summary>How many documents have a vector, deleted ones included.</summary>
    public int Count { get; }

    /// <summary>The documents with the greatest inner products.</summary>
    /// <param name="query">The query's vector, of <see cref="Dimension"/> values.</param>
    /// <param name="k">How many hits are wanted, at least 1.</param>
    /// <param name="filter">One bit a document of the whole reader, lowest bit first; only documents whose bit is set can be hits.
    /// Empty means no filter; else at least (MaxDoc + 63) / 64 words.</param>
    /// <param name="hits">Where the hits go, best first, equal scores by ascending document; room for <paramref name="k"/>.
    /// The score is the inner product of the query with the stored vector, of any sign.</param>
    /// <param name="effort">How much is read; null is <see cref="VectorEffort.Thorough"/>.</param>
    /// <returns>How many hits were written: fewer than k only where fewer documents pass and have a vector, or a brief search ends before them.</returns>
    /// <exception cref="ArgumentException">The query has another dimension or a value that is not finite, <paramref name="k"/> is below 1,
    /// or a span is too short.</exception>
    public int Search(ReadOnlySpan<float> query, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits, VectorEffort? effort = null)
    {
        SearchArguments.Check([], k, filter, hits, maxDoc);
        if (leaves.Length == 0)
            return 0;
        SearchScratch scratch = Prepare(query);
        scratch.Candidates.Start(Math.Min(k, Count) + ExtraCandidates);
        foreach (LeafVectors leaf in leaves)
            Probe(leaf, k, filter, effort ?? VectorEffort.Thorough, scratch);
        return Best(scratch, k, hits);
    }

    /// <summary>As <see cref="Search"/>, but reads the 8-bit row of every document: the measure of what the other may miss.</summary>
    /// <param name="query">The query's vector.</param>
    /// <param name="k">How many hits are wanted, at least 1.</param>
    /// <param name="filter">As there.</param>
    /// <param name="hits">As there.</param>
    /// <returns>How many hits were written.</returns>
    /// <exception cref="ArgumentException">As there.</exception>
    public int SearchExact(ReadOnlySpan<float> query, int k, ReadOnlySpan<ulong> filter, Span<ScoredDocument> hits)
    {
        SearchArguments.Check([], k, filter, hits, maxDoc);
        if (leaves.Length == 0)
            return 0;
        SearchScratch scratch = Prepare(query);
        scratch.Candidates.Start(Math.Min(k, Count) + ExtraCandidates);
        foreach (LeafVectors leaf in leaves)
            Scan(leaf, filter, scratch);
        return Best(scratch, k, hits);
    }

    /// <summary>The inner products of given documents, deleted ones included; 0 for those without a vector.</summary>
    /// <param name="query">The query's vector, of <see cref="Dimension"/> values.</param>
    /// <param name="documents">Documents of the whole reader, in any order.</param>
    /// <param name="scores">One score a document, equal to that of <see cref="Search"/>.</param>
    /// <exception cref="ArgumentException">The query has another dimension or a value that is not finite, <paramref name="scores"/> is
    /// shorter than <paramref name="documents"/>, or a document is outside the reader.</exception>
    public void Score(ReadOnlySpan<float> query, ReadOnlySpan<int> documents, Span<float> scores)
    {
        SearchArguments.Check([], documents, scores, maxDoc);
        if (leaves.Length == 0)
        {
            scores[..documents.Length].Clear();
            return;
        }

        SearchScratch scratch = Prepare(query);
        for (int i = 0; i < documents.Length; i++)
        {
            if (i + PlacesAhead < documents.Length)
                PrefetchPlace(documents[i + PlacesAhead]);
            if (i + RowsAhead < documents.Length)
                Prefetch(documents[i + RowsAhead]);
            scores[i] = ScoreOf(scratch.Query, documents[i]);
        }
    }

    /// <summary>Reads a document's vector back, as exactly as it was stored.</summary>
    /// <param name="document">A document of the whole reader.</param>
    /// <param name="vector">Receives it; room for <see cref="Dimension"/> values.</param>
    /// <returns>False where the document has none.</returns>
    /// <exception cref="ArgumentException"><paramref name="vector"/> is too short.</exception>
    public unsafe bool TryRead(int document, Span<float> vector)
    {
        if (vector.Length < Dimension)
            throw new ArgumentException($"{vector.Length} values have no room for a vector of {Dimension}", nameof(vector));
        if (leaves.Length == 0 || LeafOf(document) is not { } leaf || leaf.Vectors.Rows[document - leaf.DocBase] is not (>= 0 and var row))
            return false;
        SegmentVectors vectors = leaf.Vectors;
        byte* high = vectors.High + ((long)row * vectors.Stride), low = vectors.Low + ((long)row * vectors.LowStride);
        for (int i = 0; i < Dimension; i++)
        {
            int nibbles = low[VectorCode.LowIndex(i)];
            int code = (high[i] << 4) | (VectorCode.IsUpper(i) ? nibbles >> 4 : nibbles & 0x0F);
            vector[i] = vectors.Units[row] * (code - VectorCode.Zero);
        }

        return true;
    }

    /// <summary>Waits until the checksums of all vectors are verified.</summary>
    /// <exception cref="CorruptIndexException">One does not hold.</exception>
    public void Verify()
    {
        foreach (LeafVectors leaf in leaves)
            leaf.Vectors.Verify();
    }

    private static void Probe(LeafVectors leaf, int k, ReadOnlySpan<ulong> filter, VectorEffort effort, SearchScratch scratch)
    {
        if (leaf.Vectors.Lists.Count == 0 || IsNarrow(leaf, filter, effort.FewPassing))
            Scan(leaf, filter, scratch);
        else
            scratch.Probe.Search(leaf, filter, k, effort, scratch.Query, scratch.Candidates, scratch.Scan);
    }

    private static void Scan(LeafVectors leaf, ReadOnlySpan<ulong> filter, SearchScratch scratch)
    {
        if (filter.IsEmpty)
            scratch.Scan.Range(leaf, 0, leaf.Vectors.Count, scratch.Query, scratch.Candidates);
        else
            scratch.Scan.Passing(leaf, filter, scratch.Query, scratch.Candidates);
    }

    /// <summary>Whether so few documents pass that reading the row of each costs less than the lists. Whole words are counted: it is an estimate.</summary>
    private static bool IsNarrow(LeafVectors leaf, ReadOnlySpan<ulong> filter, int few)
    {
        int limit = few + (leaf.Vectors.Count / RowsPerPassing), passing = 0;
        if (filter.IsEmpty)
            return leaf.Vectors.Count <= limit;
        foreach (ulong word in filter[(leaf.DocBase >> 6)..((leaf.DocBase + leaf.Vectors.MaxDoc + 63) >> 6)])
        {
            passing += BitOperations.PopCount(word);
            if (passing > limit)
                return false;
        }

        return true;
    }

    private SearchScratch Prepare(ReadOnlySpan<float> query)
    {
        if (query.Length != Dimension)
            throw new ArgumentException($"the query has {query.Length} values, the index's vectors have {Dimension}: encode it with the index's model", nameof(query));
        foreach (LeafVectors leaf in leaves)
            leaf.Vectors.ThrowIfDamaged();
        SearchScratch scratch = SearchScratch.OfThread;
        scratch.Query.Set(query, leaves[0].Vectors.Stride);
        return scratch;
    }

    private int Best(SearchScratch scratch, int k, Span<ScoredDocument> hits)
    {
        Span<ulong> kept = scratch.Candidates.Kept();
        for (int i = 0; i < kept.Length; i++)
        {
            if (i + PlacesAhead < kept.Length)
                PrefetchPlace(Candidates.DocumentOf(kept[i + PlacesAhead]));
            if (i + RowsAhead < kept.Length)
                Prefetch(Candidates.DocumentOf(kept[i + RowsAhead]));
            int document = Candidates.DocumentOf(kept[i]);
            kept[i] = Candidates.KeyOf(ScoreOf(scratch.Query, document), document);
        }

        kept.Sort();
        int count = Math.Min(k, kept.Length);
        for (int i = 0; i < count; i++)
        {
            ulong key = kept[kept.Length - 1 - i];
            hits[i] = new ScoredDocument(Candidates.DocumentOf(key), Candidates.ScoreOf(key));
        }

        return count;
    }

    /// <summary>Asks the caches for a document's row: rows lie far apart, and waiting for each costs more than scoring it.</summary>
    private unsafe void Prefetch(int document)
    {
        if (LeafOf(document) is not { } leaf || leaf.Vectors.Rows[document - leaf.DocBase] is not (>= 0 and var row))
            return;
        SegmentVectors vectors = leaf.Vectors;
        ByteDot.Prefetch(vectors.High + ((long)row * vectors.Stride), vectors.Stride);
        ByteDot.Prefetch(vectors.Low + ((long)row * vectors.LowStride), vectors.LowStride);
        ByteDot.Prefetch((byte*)(vectors.Units + row), sizeof(float));
    }

    private unsafe void PrefetchPlace(int document)
    {
        if (LeafOf(document) is { } leaf)
            ByteDot.Prefetch((byte*)(leaf.Vectors.Rows + (document - leaf.DocBase)), sizeof(int));
    }

    private unsafe float ScoreOf(QueryCode query, int document)
    {
        LeafVectors? leaf = LeafOf(document);
        if (leaf is null)
            return 0;
        SegmentVectors vectors = leaf.Vectors;
        int row = vectors.Rows[document - leaf.DocBase];
        if (row < 0)
            return 0;
        return vectors.Units[row] * CodeDot.Dot(
            vectors.High + ((long)row * vectors.Stride), vectors.Low + ((long)row * vectors.LowStride), query.Values, vectors.Stride);
    }

    /// <summary>The segment with vectors that holds a document; null where its segment has none.</summary>
    private LeafVectors? LeafOf(int document)
    {
        int low = 0, high = leaves.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (leaves[middle].DocBase <= document)
                low = middle;
            else
                high = middle - 1;
        }

        LeafVectors leaf = leaves[low];
        return (uint)(document - leaf.DocBase) < (uint)leaf.Vectors.MaxDoc ? leaf : null;
    }
}
