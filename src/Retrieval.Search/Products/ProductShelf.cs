using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Requests;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Products;

/// <summary>
/// The products of one market at one moment, by key and by filter, without a query. What is not sold there, not eligible for search or
/// expired is not on it. To be disposed when the answer is made; safe for concurrent use until then.
/// </summary>
public sealed class ProductShelf : IDisposable
{
    private readonly IndexSnapshot snapshot;
    private readonly Market market;
    private readonly DocumentSet everything;

    internal ProductShelf(IndexSnapshot snapshot, Market market)
    {
        this.snapshot = snapshot;
        this.market = market;
        everything = snapshot.Everything(market);
    }

    /// <summary>Currency that prices are read in, ISO 4217.</summary>
    public string Currency => market.Currency;

    /// <summary>True where some product has a price in <see cref="Currency"/>.</summary>
    public bool HasPrices => Matching(Filter.AtLeast("price", 0)).Count > 0;

    /// <summary>The product of an id; null where it is not on the shelf.</summary>
    public OfferedProduct? Find(string id) => snapshot.TryFind(id, out int doc) && everything.Contains(doc) ? Offered(doc) : null;

    /// <summary>The product that one of the trade's codes, GTIN or the maker's part number, names alone; null where none or several have it.</summary>
    public OfferedProduct? FindCode(string code)
    {
        if (code.Length == 0) return null;
        DocumentSet named = Matching(new Filter.Or([Filter.Is(ColumnNames.Gtin, code), Filter.Is(ColumnNames.Mpn, code)]));
        return named.Count == 1 ? Offered(named.Documents().Single()) : null;
    }

    /// <summary>The paths of all categories, on the shelf or not.</summary>
    public IEnumerable<string> Categories => snapshot.Distinct(ColumnNames.Category);

    /// <summary>The departments, which are the first parts of categories, of products that match a filter, those with the most products first. Products in a language decide where there are any.</summary>
    /// <param name="filter">What products must match.</param>
    /// <param name="language">The language.</param>
    /// <exception cref="InvalidRequestException">A comparison of the filter makes no sense.</exception>
    public IReadOnlyList<string> Departments(Filter filter, Language language)
    {
        DocumentSet readable = Matching(filter.With(Filter.Is(ColumnNames.Language, language.Code())));
        return [.. snapshot.Facets(readable.Count > 0 ? readable : Matching(filter), [ColumnNames.Category], market, int.MaxValue)[ColumnNames.Category]
            .GroupBy(static category => category.Value!.Split(ColumnNames.PathSeparator)[0])
            .OrderByDescending(static department => department.Sum(static category => category.Count))
            .Select(static department => department.Key)];
    }

    /// <summary>The paths of categories that a name means: a path with its beginning or its end left out, or a single part of it, in any case.</summary>
    public IReadOnlyList<string> CategoriesNamed(string name)
    {
        string[] asked = Parts(name);
        return asked.Length == 0 ? [] : [.. snapshot.Distinct(ColumnNames.Category).Where(path => Holds(Parts(path), asked))];
    }

    /// <summary>The variants of a group, those that can be bought before those that are sold out, else in the feed's order; empty where there is none.</summary>
    /// <param name="groupId">The group's key.</param>
    /// <param name="filter">Only those that match; null is all.</param>
    /// <exception cref="InvalidRequestException">A comparison of the filter makes no sense.</exception>
    public IReadOnlyList<OfferedProduct> Group(string groupId, Filter? filter = null)
    {
        Filter ofGroup = Filter.Is(ColumnNames.Group, groupId);
        // Filters compare without regard to case and accents, keys do not.
        return [.. Matching(filter is null ? ofGroup : ofGroup.With(filter)).Documents().Select(Offered)
            .Where(variant => variant.Product.GroupId == groupId)
            .OrderBy(static variant => variant.Offer.Availability == Availability.OutOfStock)];
    }

    /// <summary>A product and all its variants, itself first where it matches.</summary>
    /// <param name="product">The product.</param>
    /// <param name="filter">Only those that match; null is all.</param>
    /// <exception cref="InvalidRequestException">A comparison of the filter makes no sense.</exception>
    public IReadOnlyList<OfferedProduct> Variants(OfferedProduct product, Filter? filter = null)
    {
        if (product.Product.GroupId is { } group) return [.. Group(group, filter).OrderBy(variant => variant.Product.Id != product.Product.Id)];
        return filter is null || (snapshot.TryFind(product.Product.Id, out int doc) && Matching(filter).Contains(doc)) ? [product] : [];
    }

    /// <summary>The best known products that match a filter, one a variant group, those that can be bought first.</summary>
    /// <param name="filter">What they must match.</param>
    /// <param name="top">Most products, 1–<see cref="SearchRequest.MostHits"/>.</param>
    /// <returns>The products, and how many there are in all.</returns>
    /// <exception cref="InvalidRequestException">A comparison of the filter makes no sense.</exception>
    public (IReadOnlyList<OfferedProduct> Products, int Total) Browse(Filter filter, int top)
    {
        DocumentSet matching = Matching(filter);
        int[] best = [.. matching.Documents()
            .Select(doc => (Doc: doc, SoldOut: snapshot.Offer(doc, market).Availability == Availability.OutOfStock, Known: Known(doc)))
            .OrderBy(static entry => entry.SoldOut).ThenByDescending(static entry => entry.Known).ThenBy(static entry => entry.Doc)
            .DistinctBy(entry => snapshot.GroupKey(entry.Doc)).Select(static entry => entry.Doc)];
        return ([.. best.Take(top).Select(Offered)], best.Length);
    }

    /// <inheritdoc/>
    public void Dispose() => snapshot.Dispose();

    private DocumentSet Matching(Filter filter)
    {
        try
        {
            return snapshot.Match(filter, market);
        }
        catch (FilterException error)
        {
            throw new InvalidRequestException("filter", error.Message);
        }
    }

    private static string[] Parts(string path) => [.. path.Split('>').Select(static part => TextFolding.Fold(part.Trim())).Where(static part => part.Length > 0)];

    private static bool Holds(string[] path, string[] asked)
    {
        for (int at = 0; at + asked.Length <= path.Length; at++)
        {
            if (path.AsSpan(at, asked.Length).SequenceEqual(asked)) return true;
        }
        return false;
    }

    private OfferedProduct Offered(int doc) => new(snapshot.Current(doc), snapshot.Offer(doc, market));

    private double Known(int doc)
    {
        double popularity = snapshot.Number(doc, ColumnNames.Popularity);
        double reviews = snapshot.Number(doc, ColumnNames.ReviewCount);
        return (double.IsNaN(popularity) ? 0 : popularity) + (double.IsNaN(reviews) ? 0 : Math.Log10(1 + reviews));
    }
}
