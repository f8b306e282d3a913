namespace Retrieval.Index.Feeds;

/// <summary>What the feeds of an index hold: of each product its variants and where in the log its JSON stands. For one thread at a time.</summary>
internal sealed class FeedTable
{
    private readonly Dictionary<string, Feed> feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Feed, string Product)> owners = new(StringComparer.Ordinal);

    /// <summary>A piece of the log.</summary>
    public readonly record struct Extent(long Offset, int Length);

    public int Count => feeds.Count;

    /// <summary>Bytes of JSON of all products.</summary>
    public long Bytes { get; private set; }

    public IEnumerable<StoredFeed> Feeds => feeds.Values.Select(static feed => feed.Told);

    /// <summary>Every variant of every feed.</summary>
    public IReadOnlyCollection<string> Variants => owners.Keys;

    public StoredFeed? Find(string feed) => feeds.TryGetValue(feed, out Feed? found) ? found.Told : null;

    /// <summary>Ids, variants and places of a feed's products, in the order that they first came.</summary>
    public (string Id, string[] Variants, Extent Json)[] Products(string feed) =>
        feeds.TryGetValue(feed, out Feed? found) ? [.. found.Products.Select(static product => (product.Key, product.Value.Variants, product.Value.Json))] : [];

    public void Make(StoredFeed feed) => feeds[feed.Id] = new Feed(feed);

    /// <summary>Variants that go with the products that are replaced; nothing is changed.</summary>
    /// <exception cref="VariantTakenException">A variant is another product's.</exception>
    public string[] Check(string feed, IReadOnlyList<FeedProduct> products)
    {
        var put = products.SelectMany(static product => product.Variants, static (product, variant) => (variant, product.Id)).ToLookup(static pair => pair.variant, static pair => pair.Id);
        var replaced = products.Select(static product => product.Id).ToHashSet(StringComparer.Ordinal);
        foreach (IGrouping<string, string> variant in put)
        {
            if (variant.Distinct().Skip(1).FirstOrDefault() is { } second) throw new VariantTakenException(variant.Key, second, variant.First(), feed);
            if (owners.TryGetValue(variant.Key, out (string Feed, string Product) owner) && (owner.Feed != feed || !replaced.Contains(owner.Product)))
                throw new VariantTakenException(variant.Key, variant.First(), owner.Product, owner.Feed);
        }
        Dictionary<string, Entry> known = feeds[feed].Products;
        return [.. replaced.Where(known.ContainsKey).SelectMany(id => known[id].Variants).Where(variant => !put.Contains(variant))];
    }

    /// <summary>Bytes that <see cref="Bytes"/> would be with these products.</summary>
    public long BytesWith(string feed, IReadOnlyList<FeedProduct> products) =>
        Bytes + products.Sum(product => product.Json.Length - (long)(feeds[feed].Products.TryGetValue(product.Id, out Entry entry) ? entry.Json.Length : 0));

    /// <summary>Takes products that <see cref="Check"/> let pass.</summary>
    public void Put(string feed, IReadOnlyList<FeedProduct> products, IReadOnlyList<Extent> places, DateTimeOffset moment)
    {
        Feed into = feeds[feed];
        into.Told = into.Told with { UpdatedAt = moment };
        // First what goes, then what comes: a variant may move from one of the products to another.
        foreach (FeedProduct product in products)
        {
            if (!into.Products.TryGetValue(product.Id, out Entry before)) continue;
            Bytes -= before.Json.Length;
            foreach (string variant in before.Variants) owners.Remove(variant);
        }
        for (int i = 0; i < products.Count; i++)
        {
            into.Products[products[i].Id] = new Entry([.. products[i].Variants], places[i]);
            Bytes += places[i].Length;
            foreach (string variant in products[i].Variants) owners[variant] = (feed, products[i].Id);
        }
    }

    private readonly record struct Entry(string[] Variants, Extent Json);

    private sealed class Feed(StoredFeed told)
    {
        public StoredFeed Told { get; set; } = told;

        public Dictionary<string, Entry> Products { get; } = new(StringComparer.Ordinal);
    }
}
