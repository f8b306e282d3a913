using System.Numerics.Tensors;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Documents;
using Retrieval.Index.Tests.Support;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Documents;

/// <summary>Products of a language with a finer encoder get the middle of both, all others and all rows stay; texts are what the vectors are made of.</summary>
public sealed class ProductVectorsTests
{
    private const int Dimension = 64;

    private static readonly Product[] Products =
    [
        Of("1", "Copper pan", Language.En), Of("2", "Kupferpfanne", Language.De), Of("3", "Iron pan", Language.En) with { Description = "Heavy, for the oven" },
        Of("4", "Eisenpfanne", Language.De), Of("5", "Poêle", Language.Fr),
    ];

    [Fact]
    public void A_finer_encoder_of_a_language_meets_the_other_halfway()
    {
        using var plain = new FakeEncoder(Dimension);
        using var german = new ShiftedEncoder(Dimension);
        float[] together = ProductVectors.Of(plain, language => language == Language.De ? german : null, Products);
        foreach ((int row, Product product) in Products.Index())
        {
            float[] expected = ProductVectors.Of(plain, [product]);
            if (product.Language == Language.De)
            {
                TensorPrimitives.Add(expected, ProductVectors.Of(german, [product]), expected);
                TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
            }
            float[] found = together[(row * Dimension)..((row + 1) * Dimension)];
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
        Assert.NotEqual(ProductVectors.Of(plain, Products), together);
        Assert.Equal(ProductVectors.Of(plain, Products), ProductVectors.Of(plain, null, Products));
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
