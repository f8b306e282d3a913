using Retrieval.Catalog.Products;
using Retrieval.Events.Reports;

namespace Retrieval.Events.Tests.Reports;

/// <summary>What must hold of the intervals: Wilson's and Student's agree with printed values; edges have none or end at 0 and 1.</summary>
public sealed class IntervalTests
{
    // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(29, 29, 0.8830, 1)]
    public void A_share_has_wilsons_interval(int part, int of, double low, double high)
    {
        var share = new Share(part, of);
        Assert.Equal(low, share.Low!.Value, 1e-4);
        Assert.Equal(high, share.High!.Value, 1e-4);
    }

    [Fact]
    public void A_share_of_nothing_has_no_value() => Assert.Equal((null, null, null), (new Share(0, 0).Value, new Share(0, 0).Low, new Share(0, 0).High));

    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(3, 3.182)]
    [InlineData(4, 2.776)]
    [InlineData(5, 2.571)]
    [InlineData(10, 2.228)]
    [InlineData(30, 2.042)]
    [InlineData(1_000_000, 1.960)]
    public void Students_quantile_is_that_of_the_tables(int freedom, double expected) => Assert.Equal(1, StudentT.Quantile(freedom) / expected, 0.0015);

    [Fact]
    public void A_mean_has_students_interval_and_currencies_stay_apart()
    {
        IReadOnlyList<MeanBasket> baskets = MeanBasket.Of([new Money(1000, "EUR"), new Money(399, "JPY"), new Money(2000, "EUR"), new Money(3000, "EUR")]);
        // 10, 20, 30: standard error 5.774, times 4.303.
        Assert.Equal([new MeanBasket("EUR", 3, 2000, 0, 4484), new MeanBasket("JPY", 1, 399, null, null)], baskets);
    }
}
