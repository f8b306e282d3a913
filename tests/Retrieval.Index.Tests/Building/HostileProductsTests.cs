using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Verify;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Building;

/// <summary>Products at and past every limit of Lucene.Net's terms are indexed, found and verified; none stops the build.</summary>
public class HostileProductsTests
{
    private static readonly string LongWord = new('x', 100_000);

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.De)]
    [InlineData(Language.Zh)]
    [InlineData(Language.Und)]
    public void The_longest_texts_do_not_stop_a_build(Language language)
    {
        Product[] products =
        [
            new()
            {
                Id = "long", Title = LongWord[..500], Description = LongWord, Brand = LongWord, Mpn = LongWord, Gtin = "00000000", Language = language,
                Category = [.. Enumerable.Range(0, 1000).Select(level => $"level {level}")],
                Color = [LongWord, "red"], Size = [LongWord], Synonyms = [LongWord], Norms = [LongWord], CompatibleWith = [LongWord], Ingredients = LongWord,
                Attributes = [.. Enumerable.Range(0, 1000).Select(i => new ProductAttribute($"name {i}", [LongWord[..2000], "1e999", "\u0001"], AttributeKind.Text))],
                Seller = new Seller(LongWord, null),
            },
            new() { Id = "odd", Title = "\uD800 lone \u0000 surrogate \uFFFF 🙂", Description = new string('是', 50_000), Brand = "\uDFFF", Language = language },
            new() { Id = "plain", Title = "plain kettle", Price = new Money(999_999_999_999, "EUR"), Language = language },
        ];
        foreach (BuildOptions options in (BuildOptions[])[TestIndex.Plain, TestIndex.Plain with { Fields = LexicalFields.Parse("title,description,attributes") }])
        {
            using var test = new TestIndex(products, options);
            using IndexSnapshot snapshot = test.Index.Acquire();
            Assert.Equal(3, snapshot.Everything(snapshot.MarketOf(null)).Count);
            Assert.Equal(1, snapshot.Match(FilterParser.Parse("color=red"), snapshot.MarketOf(null)).Count);
            Assert.Equal(1, snapshot.Match(FilterParser.Parse("price>1000000"), snapshot.MarketOf(null)).Count);
            Assert.Equal(1, snapshot.Match(FilterParser.Parse("\"name 7\"=\"1e999\""), snapshot.MarketOf(null)).Count);
            Assert.All(IndexVerifier.Verify(test.Folder).Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
        }
    }
}
