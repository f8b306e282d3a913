using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Building;
using Retrieval.Index.Errors;
using Retrieval.Index.Filters;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Verify;
using Retrieval.Tests.Shared;

namespace Retrieval.Index.Tests.Building;

/// <summary>
/// A build keeps every product, however many threads make it; the later of two with one id counts; a build that fails leaves the old index serving and no folder
/// behind; the generation before stays for a rollback and older ones go.
/// </summary>
public class IndexBuilderTests
{
    [Fact]
    public void Every_product_comes_back_as_it_was_given()
    {
        Product[] products = [.. Enumerable.Range(0, 700).Select(i => Blender($"B-{i}", $"Blender number {i}", 1000 + i))];
        using var test = new TestIndex(products);
        using IndexSnapshot snapshot = test.Index.Acquire();

        Assert.Equal(700, snapshot.ProductCount);
        foreach (Product product in products)
        {
            Assert.True(snapshot.TryFind(product.Id, out int doc));
            Assert.Equal(product.Title, snapshot.Product(doc).Title);
            Assert.Equal(product.Price, snapshot.Offer(doc, snapshot.MarketOf(null)).Price);
        }
        Assert.False(snapshot.TryFind("B-700", out _));
    }

    [Fact]
    public void The_later_of_two_products_with_one_id_counts()
    {
        IEnumerable<Product> products = Enumerable.Range(0, 600).Select(i => Blender($"B-{i % 500}", $"line {i}", i));
        using var test = new TestIndex(products);
        using IndexSnapshot snapshot = test.Index.Acquire();

        Assert.Equal(500, snapshot.ProductCount);
        Assert.Equal(100, test.Report.Replaced);
        Assert.True(snapshot.TryFind("B-7", out int doc));
        Assert.Equal("line 507", snapshot.Product(doc).Title);
        Assert.Equal(507, snapshot.Offer(doc, snapshot.MarketOf(null)).Price!.Value.Amount);
        Assert.Equal(500, snapshot.Everything(snapshot.MarketOf(null)).Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(4, 130)]
    [InlineData(3, 1000)]
    public void Any_number_of_threads_builds_the_same(int threads, int count)
    {
        BuildOptions options = TestIndex.Plain with { Threads = threads, Encoder = new FakeEncoder() };
        using var test = new TestIndex(Enumerable.Range(0, count + 1).Select(i => Blender($"B-{i % count}", $"line {i}", i)), options);
        using IndexSnapshot snapshot = test.Index.Acquire();

        Assert.Equal(count, snapshot.ProductCount);
        Assert.Equal(count, snapshot.Everything(snapshot.MarketOf(null)).Count);
        Assert.All(IndexVerifier.Verify(test.Folder).Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_thread_that_fails_stops_the_others(int threads, bool timesOut)
    {
        using var test = new TestIndex([Blender("B-1", "old", 1)]);
        BuildOptions options = TestIndex.Plain with { Threads = threads, Encoder = new BrokenEncoder("line 700", timesOut) };

        // An encoder that times out is no build that was stopped.
        var failed = Assert.Throws(timesOut ? typeof(TaskCanceledException) : typeof(InvalidOperationException), () => IndexBuilder.Build(test.Folder, Enumerable.Range(0, 701).Select(i => Blender($"B-{i}", $"line {i}", i)), options));

        Assert.Equal("no room for line 700", failed.Message);
        Assert.Single(Directory.GetDirectories(test.Folder));
    }

    [Fact]
    public void A_build_that_fails_leaves_the_old_index_serving()
    {
        using var test = new TestIndex([Blender("B-1", "old", 1)]);
        IEnumerable<Product> failing = Enumerable.Range(0, 5000).Select(i => i < 4000 ? Blender($"N-{i}", "new", i) : throw new FormatException("the feed breaks off"));

        Assert.Throws<FormatException>(() => IndexBuilder.Build(test.Folder, failing, TestIndex.Plain));

        Assert.False(test.Index.Refresh());
        using IndexSnapshot snapshot = test.Index.Acquire();
        Assert.True(snapshot.TryFind("B-1", out _));
        Assert.Single(Directory.GetDirectories(test.Folder));
    }

    [Fact]
    public void A_catalogue_without_a_product_is_refused_and_the_old_index_serves()
    {
        using var test = new TestIndex([Blender("B-1", "old", 1)]);
        IndexException refusal = Assert.Throws<IndexException>(() => IndexBuilder.Build(test.Folder, [], TestIndex.Plain));
        Assert.Equal(IndexFault.Missing, refusal.Fault);
        using ProductIndex still = ProductIndex.Open(test.Folder);
        Assert.Equal(1, still.Manifest.Products);
    }

    [Fact]
    public void A_cancelled_build_leaves_nothing_behind()
    {
        string folder = Workspace.NewFolder();
        using var cancellation = new CancellationTokenSource();
        IEnumerable<Product> endless = Enumerable.Range(0, int.MaxValue).Select(i =>
        {
            if (i == 3000) cancellation.Cancel();
            return Blender($"B-{i}", "blender", i);
        });

        Assert.ThrowsAny<OperationCanceledException>(() => IndexBuilder.Build(folder, endless, TestIndex.Plain, null, cancellation.Token));

        Assert.Empty(Directory.GetDirectories(folder));
        Assert.Equal(IndexFault.NotFound, Assert.Throws<IndexException>(() => ProductIndex.Open(folder)).Fault);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_reindex_serves_new_snapshots_while_old_ones_keep_what_they_saw()
    {
        using var test = new TestIndex([Blender("B-1", "old", 1)]);
        using IndexSnapshot before = test.Index.Acquire();

        IndexBuilder.Build(test.Folder, [Blender("B-2", "new", 2)], TestIndex.Plain);
        Assert.True(test.Index.Refresh());

        using IndexSnapshot after = test.Index.Acquire();
        Assert.True(before.TryFind("B-1", out int old));
        Assert.Equal("old", before.Product(old).Title);
        Assert.Equal(1, before.Match(FilterParser.Parse("price=0.01"), before.MarketOf(null)).Count);
        Assert.False(after.TryFind("B-1", out _));
        Assert.True(after.TryFind("B-2", out _));
    }

    [Fact]
    public void The_generation_before_serves_again_after_a_rollback()
    {
        using var test = new TestIndex([Blender("B-1", "first", 1)]);
        IndexBuilder.Build(test.Folder, [Blender("B-2", "second", 2)], TestIndex.Plain);
        IndexBuilder.Build(test.Folder, [Blender("B-3", "third", 3)], TestIndex.Plain);
        Assert.Equal(2, Directory.GetDirectories(test.Folder).Length);

        Assert.Equal(2, IndexBuilder.Rollback(test.Folder).Generation);
        Assert.True(test.Index.Refresh());
        using (IndexSnapshot snapshot = test.Index.Acquire()) Assert.True(snapshot.TryFind("B-2", out _));

        Assert.Equal(IndexFault.Missing, Assert.Throws<IndexException>(() => IndexBuilder.Rollback(test.Folder)).Fault);
        Assert.Equal(4, IndexBuilder.Build(test.Folder, [Blender("B-4", "fourth", 4)], TestIndex.Plain).Generation);
    }

    [Fact]
    public void A_spare_part_is_known_by_its_title()
    {
        using var test = new TestIndex([Blender("B-1", "Blender with spare jug", 1), Blender("B-2", "Blender", 2), Blender("B-3", "Ersatzdeckel für Mixer", 3)]);
        using IndexSnapshot snapshot = test.Index.Acquire();
        string[] spareParts = [.. Enumerable.Range(0, snapshot.MaxDoc).Where(snapshot.IsSparePart).Select(doc => snapshot.Product(doc).Id)];
        Assert.Equal(["B-1", "B-3"], spareParts.Order());
    }

    private static Product Blender(string id, string title, long price) => new() { Id = id, Title = title, Price = new Money(price, "EUR") };

    private sealed class BrokenEncoder(string text, bool timesOut) : IEncoder
    {
        public int Dimension => 64;

        public string Identity => "broken";

        public void Encode(string text, TextKind kind, Span<float> vector) => throw new NotSupportedException();

        public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
        {
            if (texts.Contains(text)) throw timesOut ? new TaskCanceledException($"no room for {text}") : new InvalidOperationException($"no room for {text}");
        }

        public void Dispose()
        {
        }
    }
}
