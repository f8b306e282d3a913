using System.Text.Json.Nodes;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Embedding.Whitening;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Verify;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Documents;

/// <summary>What queries are whitened by is learned from the vectors of the build's products, goes with the generation and touches queries alone.</summary>
public sealed class WhiteningIndexTests
{
    private const int Dimension = 64;

    [Fact]
    public void Queries_are_whitened_by_the_vectors_of_the_products_and_documents_stay()
    {
        using StaticEncoder student = Student();
        using TestIndex test = Build(student);
        using IndexSnapshot snapshot = test.Index.Acquire();
        StaticEncoder taught = student.With(OwnWordsLearning.From(student, Products.Select(ProductTexts.Name)));
        IEncoder expected = QueryWhitening.From(ProductVectors.Of(taught, Products), Dimension)!.Over(taught);
        foreach (TextKind kind in (TextKind[])[TextKind.Query, TextKind.Document])
        {
            Assert.Equal(Encoded(expected, kind), Encoded(snapshot.Encoder(student)!, kind));
            Assert.Equal(kind == TextKind.Document, Encoded(taught, kind).SequenceEqual(Encoded(snapshot.Encoder(student)!, kind)));
        }
        Assert.Same(snapshot.Encoder(student), snapshot.Encoder(student));
    }

    [Fact]
    public void A_generation_without_it_is_searched_as_it_was()
    {
        using StaticEncoder student = Student();
        using TestIndex test = Build(student);
        test.Index.Dispose();
        string path = Path.Combine(test.Folder, "gen-0001", "manifest.json");
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.True((bool)manifest["whitens_queries"]!);
        manifest.AsObject().Remove("whitens_queries");
        File.WriteAllText(path, manifest.ToJsonString());
        using ProductIndex index = ProductIndex.Open(test.Folder);
        using IndexSnapshot snapshot = index.Acquire();
        StaticEncoder taught = student.With(OwnWordsLearning.From(student, Products.Select(ProductTexts.Name)));
        Assert.Equal(Encoded(taught, TextKind.Query), Encoded(snapshot.Encoder(student)!, TextKind.Query));
    }

    [Fact]
    public void A_damaged_or_missing_file_is_named()
    {
        using StaticEncoder student = Student();
        using TestIndex test = Build(student);
        test.Index.Dispose();
        Assert.Contains(IndexVerifier.Verify(test.Folder).Checks, check => check is { Name: "whitening", Passed: true });
        string path = Path.Combine(test.Folder, "gen-0001", "whitening.bin");
        byte[] bytes = File.ReadAllBytes(path);
        foreach (byte[]? broken in (byte[]?[])[[.. bytes[..^1], (byte)(bytes[^1] ^ 1)], bytes[..(bytes.Length / 2)], [1, 2, 3], null])
        {
            if (broken is null) File.Delete(path);
            else File.WriteAllBytes(path, broken);
            Assert.Equal(["whitening"], IndexVerifier.Verify(test.Folder).Checks.Where(check => !check.Passed).Select(check => check.Name));
            Assert.Contains("whitening.bin", Assert.Throws<IndexException>(() => ProductIndex.Open(test.Folder)).Message, StringComparison.Ordinal);
        }
    }

    private static readonly Product[] Products = [.. Enumerable.Range(0, 40).Select(i => new Product { Id = $"T-{i}", Title = $"thing {(i % 3 == 0 ? "lamp" : "chair")} no{i}", Language = Language.En, Price = new Money(100 + i, "EUR") })];

    private static TestIndex Build(StaticEncoder student) => new(Products, new BuildOptions { Threads = 2, Language = Language.En, Encoder = student });

    private static float[] Encoded(IEncoder encoder, TextKind kind)
    {
        var vector = new float[Dimension];
        encoder.Encode("thing chair", kind, vector);
        return vector;
    }

    private static StaticEncoder Student()
    {
        var tokenizer = new StaticTokenizer(["thing", "lamp", "chair"], gramRows: 64);
        var random = new Random(3);
        var rows = new byte[tokenizer.Rows * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(sbyte)random.Next(-100, 101);
        return new StaticEncoder(tokenizer, rows, [.. Enumerable.Repeat(0.01f, tokenizer.Rows)], Dimension, "test@1");
    }
}
