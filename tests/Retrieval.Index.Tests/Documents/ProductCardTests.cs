using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Tests.Documents;

/// <summary>A card says what the whole product says, and names for every term the first field that holds it, and its place in the first of all; the twin analyses the texts again.</summary>
public sealed class ProductCardTests
{
    private static readonly Product[] Products =
    [
        new() { Id = "bare", Title = "Blender" },
        new()
        {
            Id = "full", GroupId = "g", Title = "Zenko blender 1.5 l", Brand = "Zenko", Url = "https://shop.example/full", ImageUrls = ["https://shop.example/1.png", "https://shop.example/2.png"],
            Rating = 4.25, ReviewCount = 17, Category = ["Kitchen", "Blenders"], Description = "A blender for smoothies.", Synonyms = ["mixer"], Color = ["red"],
        },
        new() { Id = "长", Title = "榨汁机 🥤", Description = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"w{i}")) },
    ];

    public static TheoryData<string> Fields => ["", "description,title^2"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_card_says_what_the_product_says(string fields)
    {
        BuildOptions options = fields.Length == 0 ? TestIndex.Plain : TestIndex.Plain with { Fields = LexicalFields.Parse(fields) };
        using var test = new TestIndex(Products, options);
        using IndexSnapshot snapshot = test.Index.Acquire();
        foreach (Product product in Products)
        {
            Assert.True(snapshot.TryFind(product.Id, out int doc));
            // Once from the index, once from the cache.
            for (int read = 0; read < 2; read++)
            {
                ProductCard card = snapshot.Card(doc);
                Assert.Equal(
                    (product.Id, product.GroupId, product.Title, product.Brand, product.Url, product.ImageUrls.FirstOrDefault(), product.Rating, product.ReviewCount),
                    (card.Id, card.GroupId, card.Title, card.Brand, card.Url, card.ImageUrl, card.Rating, card.ReviewCount));
                AssertFields(snapshot, product, card);
            }
            Assert.Equal(product.Description, snapshot.Product(doc).Description);
            Assert.Equal(product.Description, snapshot.Product(doc).Description);
        }
    }

    private static void AssertFields(IndexSnapshot snapshot, Product product, ProductCard card)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int field = 0; field < snapshot.Manifest.Fields.Count; field++)
        {
            string text = FieldTexts.Of(product, snapshot.Manifest.Fields[field].Name);
            foreach ((int position, IReadOnlyList<string> terms) in Tokens.Of(snapshot.Analyzers.For(Text.Languages.Language.En), text).Index())
            {
                int kept = field == 0 && position <= TermPlace.LastPosition ? position : -1;
                foreach (string term in terms.Where(seen.Add)) Assert.Equal(new TermPlace(field, kept), card.Terms.PlaceOf(ProductCard.TermKey(term)));
            }
        }
        Assert.Equal(TermPlace.None, card.Terms.PlaceOf(ProductCard.TermKey("elsewhere")));
    }

    [Fact]
    public void A_snapshot_that_was_disposed_reads_no_card()
    {
        using var test = new TestIndex(Products, TestIndex.Plain);
        IndexSnapshot snapshot = test.Index.Acquire();
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => snapshot.Card(0));
        Assert.Throws<ObjectDisposedException>(() => snapshot.Terms(0).PlaceOf(0));
    }
}
