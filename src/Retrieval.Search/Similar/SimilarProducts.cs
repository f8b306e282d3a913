using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Markets;
using Retrieval.Index.Offers;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Lucene.Scoring;
using Retrieval.Search.Legs;
using Retrieval.Search.Requests;

namespace Retrieval.Search.Similar;

/// <summary>
/// Products like a given one: near in meaning (by its own vector; by the words of its title in an index without vectors), nearer where they
/// share more of its category's path. One a variant group, none of its own, sold in the market and not sold out. One for a request.
/// </summary>
internal sealed class SimilarProducts(IndexSnapshot snapshot, Market market, int asked)
{
    // A shared path counts as much as this difference of cosines: shelves are kept apart, without hiding a near thing that stands elsewhere.
    private const double CategoryShare = 0.2;
    private const int Margin = 50;

    private readonly string[] path = PathOf(snapshot, asked);

    private readonly record struct Near(int Document, double Likeness, int Shared, double Score);

    public IReadOnlyList<Hit> Best(int top)
    {
        DocumentSet others = snapshot.Everything(market);
        bool isSparePart = snapshot.IsSparePart(asked);
        var groups = new HashSet<long> { snapshot.GroupKey(asked) };
        var hits = new List<Hit>(top);
        foreach (Near near in Candidates(others, Math.Min(others.Count, (4 * top) + Margin)).OrderByDescending(static near => near.Score))
        {
            if (hits.Count == top) break;
            OfferView offer = snapshot.Offer(near.Document, market);
            if (offer.Availability == Availability.OutOfStock || snapshot.IsSparePart(near.Document) != isSparePart) continue;
            if (groups.Add(snapshot.GroupKey(near.Document))) hits.Add(Of(near, snapshot.Card(near.Document), offer, hits.Count + 1));
        }
        return hits;
    }

    private IEnumerable<Near> Candidates(DocumentSet within, int depth)
    {
        if (depth == 0) return [];
        var found = new ScoredDocument[depth];
        var vector = new float[snapshot.Manifest.Dimension];
        if (snapshot.TryVector(asked, vector)) return Nearest(found.AsSpan(0, snapshot.Nearest(vector, depth, within, found)), 1);
        Product product = snapshot.Product(asked);
        WeightedTerm[] terms = QueryTerms.Of(product.Title, product.Title, product.Title, snapshot.Analyzers, product.Language, [], GenerationView.Of(snapshot).Fields, out _);
        int count = terms.Length == 0 ? 0 : snapshot.LexicalSearcher.Search(terms, depth, within.Words, found);
        return Nearest(found.AsSpan(0, count), count == 0 ? 1 : found[0].Score);
    }

    private List<Near> Nearest(ReadOnlySpan<ScoredDocument> found, float scale)
    {
        var near = new List<Near>(found.Length);
        foreach (ScoredDocument hit in found)
        {
            int shared = path.Zip(PathOf(snapshot, hit.Document)).TakeWhile(static parts => parts.First == parts.Second).Count();
            double likeness = hit.Score / scale;
            near.Add(new Near(hit.Document, likeness, shared, likeness + (path.Length == 0 ? 0 : CategoryShare * shared / path.Length)));
        }
        return near;
    }

    private Hit Of(Near near, ProductCard product, OfferView offer, int rank)
    {
        var reasons = new List<Reason>();
        if (near.Shared > 0) reasons.Add(new Reason("category", string.Join(ColumnNames.PathSeparator, path.Take(near.Shared))));
        bool byMeaning = snapshot.Manifest.Dimension > 0;
        reasons.Add(new Reason(byMeaning ? "meaning" : "words", FormattableString.Invariant($"likeness {near.Likeness:0.000}")));
        return new Hit(rank, product, offer.Price, offer.Availability ?? Availability.Unknown, near.Score,
            byMeaning ? null : near.Likeness, byMeaning ? near.Likeness : null, Fit.Fits, reasons);
    }

    private static string[] PathOf(IndexSnapshot snapshot, int doc) => snapshot.Words(doc, ColumnNames.Category) switch
    {
        [] => [],
        var paths => paths.MaxBy(static path => path.Length)!.Split(ColumnNames.PathSeparator),
    };
}
