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

    [Fact]
    public void A_vector_is_name_description_and_columns_by_their_shares()
    {
        using var encoder = new FakeEncoder(Dimension);
        Product product = Of("1", "Pan", Language.En) with { Description = "heavy iron", Category = ["Kitchen", "Pans"], Synonyms = ["skillet"] };
        var expected = new float[Dimension];
        foreach ((string text, float share) in (ReadOnlySpan<(string, float)>)[("Pan, Pans", 1), ("heavy iron", 0.5f), ("Kitchen, Pans, skillet", 0.3f)])
        {
            var vector = new float[Dimension];
            encoder.Encode(text, TextKind.Document, vector);
            for (int d = 0; d < Dimension; d++) expected[d] += share * vector[d];
        }
        float length = MathF.Sqrt(expected.Sum(static value => value * value));
        Assert.All(expected.Zip(ProductVectors.Of(encoder, [product])), pair => Assert.Equal(pair.First / length, pair.Second, 1e-5));
        Assert.NotEqual(ProductVectors.Of(encoder, [product]), ProductVectors.Of(encoder, [product with { Synonyms = [] }]));
    }

    [Fact]
    public void Details_are_the_beginning_of_what_stands_in_columns_as_words_and_else_the_name()
    {
        Product bare = Of("1", "Pan", Language.En);
        Assert.Equal("Pan", ProductTexts.Details(bare));
        Product product = bare with
        {
            Category = ["Kitchen", "Pans"], Synonyms = ["skillet"], UseCases = ["frying"], Highlights = ["for induction"],
            Attributes = [new ProductAttribute("weight", ["1.2"], AttributeKind.Number, "kg"), new ProductAttribute("finish", ["matt", "black"], AttributeKind.Text), new ProductAttribute("lid", ["true"], AttributeKind.Boolean)],
        };
        Assert.Equal("Kitchen, Pans, skillet, frying, for induction, matt, black", ProductTexts.Details(product));
        string many = ProductTexts.Details(bare with { Synonyms = [.. Enumerable.Repeat("heavy skillet", 50)] });
        Assert.True(many.Length is > 180 and <= 200 && many.StartsWith("heavy skillet, heavy", StringComparison.Ordinal), many);
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
