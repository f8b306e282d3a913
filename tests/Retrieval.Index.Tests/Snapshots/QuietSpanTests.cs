using System.Diagnostics;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Snapshots;

/// <summary>A quiet span ends with whatever may change an answer: the edges of a sale, an expiry, a commit, an offer, a clock that is set back.</summary>
public sealed class QuietSpanTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MovingClock clock = new() { Now = Day };
    private readonly TestIndex test;
    private readonly ProductIndex index;

    public QuietSpanTests()
    {
        test = new TestIndex(
        [
            new Product { Id = "sale", Title = "a", Price = new Money(1000, "EUR"), SalePrice = new Money(500, "EUR"), SaleFrom = Day.AddDays(1), SaleTo = Day.AddDays(2) },
            new Product { Id = "milk", Title = "b", Price = new Money(100, "EUR"), Expires = Day.AddDays(3) },
        ]);
        index = ProductIndex.Open(test.Folder, clock);
    }

    [Fact]
    public void It_ends_where_a_sale_begins_or_ends_and_where_a_product_expires()
    {
        TimeSpan tick = TimeSpan.FromTicks(1);
        (TimeSpan From, TimeSpan Last)[] spans =
        [
            (TimeSpan.Zero, TimeSpan.FromDays(1) - tick), (TimeSpan.FromDays(1), TimeSpan.FromDays(2)), (TimeSpan.FromDays(2) + tick, TimeSpan.FromDays(3)),
        ];
        foreach ((TimeSpan from, TimeSpan last) in spans)
        {
            clock.Now = Day + from;
            QuietSpan span = Settled();
            clock.Now = Day + last;
            Assert.True(index.IsWithin(span));
            Assert.Same(span, index.Quiet());
            clock.Now = Day + last + tick;
            Assert.False(index.IsWithin(span));
        }
        clock.Now = Day.AddDays(4);
        QuietSpan end = Settled();
        clock.Now = Day.AddYears(10);
        Assert.True(index.IsWithin(end));
    }

    [Fact]
    public void It_does_not_hold_for_a_clock_that_is_set_back()
    {
        QuietSpan span = Settled();
        clock.Now = Day.AddTicks(-1);
        Assert.False(index.IsWithin(span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_ends_with_a_change(bool offer)
    {
        QuietSpan span = Settled();
        using (IndexUpdater updater = IndexUpdater.Open(index, null, "a test"))
            updater.Apply([offer ? new CatalogUpdate.Offer("milk", null, Change<Money>.To(new Money(50, "EUR")), default, default, default, default, default) : new CatalogUpdate.Delete("milk")]);
        Assert.False(index.IsWithin(span));
        QuietSpan next = Settled();
        Assert.NotSame(span, next);
        Assert.True(index.IsWithin(next));
        Assert.False(index.IsWithin(span));
    }

    public void Dispose()
    {
        index.Dispose();
        test.Dispose();
    }

    private QuietSpan Settled()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30))
        {
            if (index.Quiet() is { } span) return span;
            Thread.Sleep(10);
        }
        throw new TimeoutException("no quiet span began");
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
