using System.Diagnostics;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;

namespace Retrieval.Index.Tests.Snapshots;

/// <summary>What holds today changes by itself: sales begin and end, products expire, and no snapshot shows yesterday's answer from a cache.</summary>
public sealed class MarketTimeTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Market Euro = new(null, "EUR");

    private readonly MovingClock clock = new() { Now = Day };
    private readonly TestIndex test;
    private readonly ProductIndex index;

    public MarketTimeTests()
    {
        test = new TestIndex(
        [
            new Product { Id = "sale", Title = "a", Price = new Money(1000, "EUR"), SalePrice = new Money(500, "EUR"), SaleFrom = Day.AddDays(1), SaleTo = Day.AddDays(2) },
            new Product { Id = "milk", Title = "b", Price = new Money(100, "EUR"), Expires = Day.AddDays(3) },
        ]);
        index = ProductIndex.Open(test.Folder, clock);
    }

    [Fact]
    public void A_sale_counts_from_its_first_moment_to_its_last()
    {
        (TimeSpan After, bool OnSale)[] moments =
        [
            (TimeSpan.FromDays(1) - TimeSpan.FromTicks(1), false), (TimeSpan.FromDays(1), true), (TimeSpan.FromDays(2), true),
            (TimeSpan.FromDays(2) + TimeSpan.FromTicks(1), false), (TimeSpan.FromDays(1.5), true), (TimeSpan.Zero, false),
        ];
        Filter filter = FilterParser.Parse("price<=5 and on_sale=true and sale_price=5");
        foreach ((TimeSpan after, bool onSale) in moments)
        {
            clock.Now = Day + after;
            using IndexSnapshot snapshot = index.Acquire();
            Assert.Equal(onSale, AskedOften(snapshot, filter).Count == 1);
            Assert.True(snapshot.TryFind("sale", out int doc));
            Assert.Equal(onSale ? 500 : 1000, snapshot.Offer(doc, Euro).Price!.Value.Amount);
        }
    }

    [Fact]
    public void A_product_is_gone_after_it_expires_and_not_before()
    {
        clock.Now = Day.AddDays(3);
        using (IndexSnapshot snapshot = index.Acquire()) Assert.Equal(2, AskedOften(snapshot, Filter.Everything).Count);
        clock.Now = Day.AddDays(3).AddTicks(1);
        using (IndexSnapshot snapshot = index.Acquire()) Assert.Equal(1, snapshot.Everything(Euro).Count);
    }

    [Fact]
    public void The_same_filter_gives_the_new_answer_after_an_update()
    {
        Filter filter = FilterParser.Parse("price<=0.5");
        using (IndexSnapshot snapshot = index.Acquire()) Assert.Equal(0, AskedOften(snapshot, filter).Count);
        using IndexUpdater updater = IndexUpdater.Open(index, null, "a test");
        updater.Apply([new CatalogUpdate.Offer("milk", null, Change<Money>.To(new Money(50, "EUR")), default, default, default, default, default)]);
        using (IndexSnapshot snapshot = index.Acquire()) Assert.Equal(1, snapshot.Match(filter, Euro).Count);
    }

    [Fact]
    public void A_quiet_span_ends_where_a_sale_begins_or_ends_and_where_a_product_expires()
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
    public void A_quiet_span_does_not_hold_for_a_clock_that_is_set_back()
    {
        QuietSpan span = Settled();
        clock.Now = Day.AddTicks(-1);
        Assert.False(index.IsWithin(span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_quiet_span_ends_with_a_change(bool offer)
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

    [Fact]
    public void A_set_is_kept_from_its_second_asking_on()
    {
        using IndexSnapshot snapshot = index.Acquire();
        Filter filter = FilterParser.Parse("price<=1");
        DocumentSet first = snapshot.Match(filter, Euro), second = snapshot.Match(filter, Euro), third = snapshot.Match(filter, Euro);
        Assert.NotSame(first, second);
        Assert.Same(second, third);
        Assert.Equal(first.Documents(), third.Documents());
        Assert.Equal([1], third.Documents());
    }

    // Kept, so that what was true then could be given again.
    private static DocumentSet AskedOften(IndexSnapshot snapshot, Filter filter)
    {
        snapshot.Match(filter, Euro);
        snapshot.Match(filter, Euro);
        return snapshot.Match(filter, Euro);
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
