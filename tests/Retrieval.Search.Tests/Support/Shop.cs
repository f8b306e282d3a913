using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Requests;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Tests.Support;

/// <summary>A small catalogue made in the test, indexed by its words in a folder of its own that is deleted at the end.</summary>
internal sealed class Shop : IDisposable
{
    private static readonly DateTimeOffset Now = SampleShop.Now;

    private readonly string folder = Workspace.NewFolder("shop");

    public Shop(params Product[] products) : this(null, products)
    {
    }

    public Shop(IEncoder? encoder, params Product[] products)
    {
        IndexBuilder.Build(folder, products, new BuildOptions { Threads = 1, Language = Language.En, Encoder = encoder });
        Index = ProductIndex.Open(folder, Retrieval.Index.Markets.EngineClock.At(Now));
        Engine = new SearchEngine(Index, encoder);
    }

    public ProductIndex Index { get; }

    public SearchEngine Engine { get; }

    /// <summary>A blender that states nothing but its title and price; tests state the rest with <c>with</c>.</summary>
    public static Product Blender(string id, string? price = null) => new()
    {
        Id = id,
        Title = "Countertop blender",
        Language = Language.En,
        Price = price is null ? null : Euros(price),
    };

    public static Money Euros(string text) => Money.TryParse(text.Contains(' ') ? text : $"{text} EUR", out Money money) ? money : throw new FormatException(text);

    public SearchResponse Search(string query, string? market = null) => Engine.Search(new SearchRequest { Query = query, Market = market });

    /// <summary>The answer as one line: each hit's id, <c>?</c> behind one that may fit.</summary>
    public string Ids(string query, string? market = null) => Ids(Search(query, market));

    public static string Ids(SearchResponse response) => string.Join(' ', response.Hits.Select(hit => hit.Fit.IsFull ? hit.Product.Id : hit.Product.Id + "?"));

    public void Dispose()
    {
        Index.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
