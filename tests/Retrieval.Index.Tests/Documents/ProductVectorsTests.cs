using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Documents;
using Retrieval.Index.Tests.Support;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Documents;

/// <summary>Products keep their rows when those of each language go through an encoder of their own; texts are what the vectors are made of.</summary>
public sealed class ProductVectorsTests
{
    private const int Dimension = 64;

    private static readonly Product[] Products =
    [
        Of("1", "Copper pan", Language.En), Of("2", "Kupferpfanne", Language.De), Of("3", "Iron pan", Language.En) with { Description = "Heavy, for the oven" },
        Of("4", "Eisenpfanne", Language.De), Of("5", "Poêle", Language.Fr),
    ];

    [Fact]
    public void Each_language_has_its_encoder_and_each_product_its_row()
    {
        using var plain = new FakeEncoder(Dimension);
        using var german = new ShiftedEncoder(Dimension);
        float[] together = ProductVectors.Of(language => language == Language.De ? german : plain, Dimension, Products);
        foreach ((int row, Product product) in Products.Index())
            Assert.Equal(ProductVectors.Of(product.Language == Language.De ? german : plain, [product]), together[(row * Dimension)..((row + 1) * Dimension)]);
        Assert.NotEqual(ProductVectors.Of(plain, Products), together);
    }

    [Fact]
    public void Texts_are_the_name_and_the_beginning_of_the_description_each_once()
    {
        Product product = Of("1", "Pan", Language.Und) with { Brand = "Acme", Category = ["Kitchen", "Pans"], Description = string.Concat(Enumerable.Repeat("heavy ", 50)) };
        (Language Language, string Text)[] texts = [.. ProductTexts.Of(product, Language.En)];
        Assert.Equal("Acme Pan, Pans", texts[0].Text);
        Assert.True(texts[1].Text.Length <= 200 && texts[1].Text.EndsWith("heavy", StringComparison.Ordinal), texts[1].Text);
        Assert.All(texts, text => Assert.Equal(Language.En, text.Language));
        Assert.Single(ProductTexts.Of(product with { Description = null }, Language.En));
    }

    private static Product Of(string id, string title, Language language) => new() { Id = id, Title = title, Language = language };

    private sealed class ShiftedEncoder(int dimension) : IEncoder
    {
        private readonly FakeEncoder inner = new(dimension);

        public int Dimension => inner.Dimension;

        public string Identity => "shifted";

        public void Encode(string text, TextKind kind, Span<float> vector) => inner.Encode("x " + text, kind, vector);

        public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
            => inner.EncodeBatch([.. texts.Select(text => "x " + text)], kind, vectors);

        public void Dispose() => inner.Dispose();
    }
}
