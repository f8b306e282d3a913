using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Tests.Pricing;

/// <summary>Money is written in the manner of the language.</summary>
public sealed class MoneyFormatTests
{
    [Theory]
    [InlineData(5990, "EUR", Language.Fr, "59,90 €")]
    [InlineData(5990, "EUR", Language.De, "59,90 €")]
    [InlineData(5990, "EUR", Language.Es, "59,90 €")]
    [InlineData(5990, "EUR", Language.It, "59,90 €")]
    [InlineData(5990, "EUR", Language.Pt, "59,90 €")]
    [InlineData(5990, "EUR", Language.Nl, "€ 59,90")]
    [InlineData(5990, "EUR", Language.En, "€59.90")]
    [InlineData(5990, "USD", Language.En, "$59.90")]
    [InlineData(5990, "GBP", Language.En, "£59.90")]
    [InlineData(39900, "CNY", Language.Zh, "¥399")]
    [InlineData(39950, "CNY", Language.Zh, "¥399.50")]
    [InlineData(129900, "EUR", Language.De, "1.299 €")]
    [InlineData(129900, "EUR", Language.Es, "1299 €")]
    [InlineData(129900, "EUR", Language.Fr, "1\u202F299 €")]
    [InlineData(129950, "USD", Language.En, "$1,299.50")]
    [InlineData(1250, "KWD", Language.En, "KWD 1.250")]
    [InlineData(1299, "JPY", Language.En, "JP¥1,299")]
    [InlineData(1200, "CHF", Language.De, "12 CHF")]
    [InlineData(6400, "EUR", Language.Und, "64 €")]
    public void Money_is_written_in_the_manner_of_the_language(long amount, string currency, Language language, string expected)
        => Assert.Equal(expected, MoneyFormat.Format(new Money(amount, currency), language));

    [Fact]
    public void Every_language_has_a_manner()
        => Assert.All(LanguageCodes.All, l => Assert.NotEmpty(MoneyFormat.Format(new Money(1, "EUR"), l)));
}
