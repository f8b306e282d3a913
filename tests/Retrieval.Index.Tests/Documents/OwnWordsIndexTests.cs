using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Index.Building;
using Retrieval.Index.Errors;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;
using Retrieval.Index.Verify;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Documents;

/// <summary>Rows of the catalogue's own words go with the generation: products of the build, of later updates and queries are encoded by them alike.</summary>
public sealed class OwnWordsIndexTests
{
    private const int Dimension = 64;

    [Fact]
    public void A_later_product_of_the_same_name_gets_the_same_vector_as_one_of_the_build()
    {
        using StaticEncoder student = Student();
        using TestIndex test = Build(student);
        using (IndexUpdater updater = IndexUpdater.Open(test.Index, student, "a test"))
            updater.Apply([new CatalogUpdate.Upsert(Thing(900, NameOf(3)))]);
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.True(snapshot.TryFind("T-3", out int built));
        Assert.True(snapshot.TryFind("T-900", out int later));
        var query = new float[Dimension];
        var plain = new float[Dimension];
        snapshot.Encoder(student)!.Encode(NameOf(3), TextKind.Document, query);
        student.Encode(NameOf(3), TextKind.Document, plain);
        int[] both = [Math.Min(built, later), Math.Max(built, later)];
        float[] tuned = new float[2], untuned = new float[2];
        snapshot.Similarities(query, both, tuned);
        snapshot.Similarities(plain, both, untuned);
        Assert.Equal(tuned[0], tuned[1]);
        Assert.True(tuned[0] > 0.999f && untuned[0] < 0.997f, $"{tuned[0]} {untuned[0]}");
        Assert.True(test.Index.Manifest.OwnWords > 0);
    }

    [Fact]
    public void A_damaged_or_missing_file_is_named()
    {
        using StaticEncoder student = Student();
        using TestIndex test = Build(student);
        test.Index.Dispose();
        Assert.Contains(IndexVerifier.Verify(test.Folder).Checks, check => check is { Name: "own words", Passed: true } && check.Detail.EndsWith("words, 15 pairs", StringComparison.Ordinal));
        string path = Path.Combine(test.Folder, "gen-0001", "words.bin");
        byte[] bytes = File.ReadAllBytes(path);
        foreach (byte[]? broken in (byte[]?[])[[.. bytes[..^1], (byte)(bytes[^1] ^ 1)], bytes[..(bytes.Length / 2)], [1, 2, 3], null])
        {
            if (broken is null) File.Delete(path);
            else File.WriteAllBytes(path, broken);
            Assert.Equal(["own words"], IndexVerifier.Verify(test.Folder).Checks.Where(check => !check.Passed).Select(check => check.Name));
            Assert.Contains("words.bin", Assert.Throws<IndexException>(() => ProductIndex.Open(test.Folder)).Message, StringComparison.Ordinal);
        }
    }

    private static TestIndex Build(StaticEncoder student) =>
        new(Enumerable.Range(0, 60).Select(i => Thing(i, NameOf(i))), new BuildOptions { Threads = 2, Language = Language.En, Encoder = student });

    private static string NameOf(int i) => $"thing {(i % 3 == 0 ? "lamp" : "chair")} zorblat{(char)('a' + (i % 7))}";

    private static Product Thing(int number, string title) => new() { Id = $"T-{number}", Title = title, Price = new Money(100 + number, "EUR") };

    private static StaticEncoder Student()
    {
        var tokenizer = new StaticTokenizer(["thing", "lamp", "chair"], gramRows: 64);
        var random = new Random(3);
        var rows = new byte[tokenizer.Rows * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(sbyte)random.Next(-100, 101);
        return new StaticEncoder(tokenizer, rows, [.. Enumerable.Repeat(0.01f, tokenizer.Rows)], Dimension, "test@1");
    }
}
