using CsCheck;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Pricing;

/// <summary>The rule between decimals and thousands gives what its table of cases says, and no text makes it throw.</summary>
public sealed class PriceTextTests
{
    public static TheoryData<string, string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string, string>();
        foreach (string line in File.ReadLines(Workspace.PathOf("tests", "Retrieval.Catalog.Tests", "Pricing", "PriceTextCases.tsv")).Where(l => l[0] != '#'))
        {
            string[] cells = line.Split('\t');
            cases.Add(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_price_is_read_as_the_table_says(string text, string currency, string point, string unit, string expected)
    {
        var rule = new PriceRule(currency == "-" ? null : currency, point == "-" ? null : point[0], unit == "minor");
        PriceReading reading = PriceText.Read(text, rule);
        if (expected[0] == '!') Assert.Contains(expected[2..], reading.Money is { } wrong ? $"read as {wrong}" : reading.Reason);
        else Assert.Equal(expected, reading.Money is { } money ? $"{money.Amount} {money.Currency}" : reading.Reason);
    }

    [Fact]
    public void What_the_native_form_writes_is_read_back_exactly_for_every_currency()
        => Gen.Select(Gen.Long[0, Money.MaxAmount], Gen.Int[0, Currencies.All.Count - 1]).Sample((amount, which) =>
        {
            var money = new Money(amount, Currencies.All[which]);
            return Money.TryParse(money.ToString(), out Money native) && native == money && PriceText.Read(money.ToString(), default).Money == money;
        });

    [Fact]
    public void No_text_makes_the_reading_throw()
        => Gen.OneOf(Gen.String, Gen.OneOf(Gen.Char["0123456789.,' €$¥kr-–e"], Gen.Char).Array[0, 12].Select(c => new string(c))).Sample(text =>
        {
            PriceReading reading = PriceText.Read(text, new PriceRule("EUR", null, false));
            return reading.Money is not null || reading.Reason.Length > 0;
        });

    [Fact]
    public void Every_currency_has_the_exponent_of_iso_4217()
    {
        Assert.Equal(0, Currencies.Exponent("JPY"));
        Assert.Equal(2, Currencies.Exponent("EUR"));
        Assert.Equal(3, Currencies.Exponent("KWD"));
        Assert.Equal(4, Currencies.Exponent("CLF"));
        Assert.True(Currencies.All.Count > 160, "ISO 4217 has more than 160 currencies with minor units");
        Assert.False(Currencies.TryGet("EUX", out _, out _));
    }
}
