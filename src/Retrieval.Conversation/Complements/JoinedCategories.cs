using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;

namespace Retrieval.Conversation.Complements;

/// <summary>
/// Which categories go together, learned from the relations of the catalogue's best known products: where several blenders name a bottle as
/// an accessory, any blender goes with a bottle. Immutable; derived once.
/// </summary>
internal sealed class JoinedCategories
{
    private readonly Dictionary<string, string[]> joined;

    private JoinedCategories(Dictionary<string, string[]> joined) => this.joined = joined;

    /// <summary>The categories that go with one, the most often related first.</summary>
    public IReadOnlyList<string> With(IReadOnlyList<string> category) => joined.GetValueOrDefault(ColumnNames.PathOf(category)) ?? [];

    /// <summary>Learns from an engine's catalogue.</summary>
    public static JoinedCategories Of(SearchEngine engine)
    {
        using ProductShelf shelf = engine.Shelf();
        var pairs = new Dictionary<(string Of, string With), int>();
        foreach (OfferedProduct known in shelf.Browse(Filter.Everything, SearchRequest.MostHits).Products)
        {
            string own = ColumnNames.PathOf(known.Product.Category);
            foreach (RelatedProduct related in known.Product.Related.Where(static related => related.GoesWith))
            {
                if (shelf.Find(related.Id) is not { Product.Category.Count: > 0 } other) continue;
                string path = ColumnNames.PathOf(other.Product.Category);
                if (own.Length > 0 && path != own) pairs[(own, path)] = pairs.GetValueOrDefault((own, path)) + 1;
            }
        }
        return new JoinedCategories(pairs.GroupBy(static pair => pair.Key.Of)
            .ToDictionary(static group => group.Key, static group => group.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key.With, StringComparer.Ordinal).Select(static pair => pair.Key.With).ToArray()));
    }
}
