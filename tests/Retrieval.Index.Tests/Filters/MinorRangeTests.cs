using System.Globalization;
using CsCheck;
using Retrieval.Index.Filters;

namespace Retrieval.Index.Tests.Filters;

/// <summary>A range of minor units accepts exactly the amounts whose decimal value satisfies the comparison, whatever the exponent.</summary>
public class MinorRangeTests
{
    [Fact]
    public void An_amount_is_accepted_where_its_decimal_value_satisfies_the_comparison() =>
        Gen.Select(Gen.Enum<Comparator>(), Gen.Int[-30_000, 30_000], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[-5, 5]).Sample((comparator, digits, scale, exponent, offset) =>
        {
            if (comparator == Comparator.NotEqual) return;
            decimal bound = digits / (decimal)Math.Pow(10, scale);
            MinorRange range = MinorRange.Of(comparator, bound, exponent);
            long amount = (long)decimal.Floor(bound * (decimal)Math.Pow(10, exponent)) + offset;
            decimal major = amount / (decimal)Math.Pow(10, exponent);
            bool expected = comparator switch
            {
                Comparator.Equal => major == bound,
                Comparator.Less => major < bound,
                Comparator.LessOrEqual => major <= bound,
                Comparator.Greater => major > bound,
                _ => major >= bound,
            };
            Assert.Equal(expected, amount >= range.Low && amount <= range.High);
        }, seed: "0000KOIKNmF5", iter: 5000);

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void A_bound_past_every_price_lets_all_or_none_through(string bound)
    {
        decimal value = decimal.Parse(bound, CultureInfo.InvariantCulture);
        foreach (Comparator comparator in (Comparator[])[Comparator.Less, Comparator.LessOrEqual, Comparator.Greater, Comparator.GreaterOrEqual])
        {
            MinorRange range = MinorRange.Of(comparator, value, 2);
            bool below = comparator is Comparator.Less or Comparator.LessOrEqual;
            Assert.Equal(below == value > 0, 5000 >= range.Low && 5000 <= range.High);
        }
    }
}
