using Retrieval.Index.Filters;

namespace Retrieval.Index.Tests.Filters;

/// <summary>Expressions of the contract read as they are meant; a wrong one is told with its place and what was expected.</summary>
public class FilterParserTests
{
    [Theory]
    [InlineData("price<=60", "\"price\"<=\"60\"")]
    [InlineData("price<=60 and availability=in_stock", "(\"price\"<=\"60\" and \"availability\"=\"in_stock\")")]
    [InlineData("brand in (\"Acme\",\"Zenko\")", "\"brand\" in (\"Acme\", \"Zenko\")")]
    [InlineData("not color=red", "not (\"color\"=\"red\")")]
    [InlineData("category=\"Kitchen > Blenders\"", "\"category\"=\"Kitchen > Blenders\"")]
    [InlineData("capacity >= 500ml", "\"capacity\">=\"500ml\"")]
    [InlineData("\"tank size\">=0.5 OR a=1 And b=2", "(\"tank size\">=\"0.5\" or (\"a\"=\"1\" and \"b\"=\"2\"))")]
    [InlineData("(a=1 or b=2) and not (c!=3)", "((\"a\"=\"1\" or \"b\"=\"2\") and not (\"c\"!=\"3\"))")]
    [InlineData("颜色=红色", "\"颜色\"=\"红色\"")]
    [InlineData("note=\"say \\\"hi\\\"\"", "\"note\"=\"say \\\"hi\\\"\"")]
    [InlineData("price>=59.90EUR", "\"price\">=\"59.90EUR\"")]
    [InlineData("  ", "")]
    public void An_expression_reads_as_it_is_meant(string expression, string printed) =>
        Assert.Equal(printed, FilterParser.Parse(expression).ToString());

    [Theory]
    [InlineData("price<=", 7, "a value")]
    [InlineData("price", 5, "a comparator")]
    [InlineData("price<=abc", 7, "an amount")]
    [InlineData("price<=60 XXX", 10, "\"and\", \"or\" or the end")]
    [InlineData("price<=60XXX", 7, "an amount")]
    [InlineData("brand<5", 0, "no order")]
    [InlineData("availability=yes", 13, "in_stock")]
    [InlineData("a=1 or", 6, "a field")]
    [InlineData("(a=1", 4, "\")\"")]
    [InlineData("a=\"open", 2, "never closed")]
    [InlineData("a in 1", 5, "\"(\"")]
    [InlineData("a in (1,)", 8, "a value")]
    [InlineData("a ! b", 2, "\"!=\"")]
    [InlineData("title=x", 0, "searched")]
    [InlineData("rating>=good", 8, "a number")]
    [InlineData("released>=tomorrow", 10, "a day")]
    [InlineData("on_sale=maybe", 8, "true or false")]
    [InlineData("power>=5l", 7, "a number in w")]
    [InlineData("finish>=matte", 8, "neither a number nor a measure")]
    public void A_wrong_expression_is_told_with_its_place(string expression, int position, string expected)
    {
        FilterException refusal = Assert.Throws<FilterException>(() => FilterParser.Parse(expression));
        Assert.Equal(position, refusal.Position);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_depth_and_length_are_refused_at_once()
    {
        Assert.Throws<FilterException>(() => FilterParser.Parse(new string('(', 5000) + "a=1"));
        Assert.Throws<FilterException>(() => FilterParser.Parse(string.Concat(Enumerable.Repeat("not ", 2000)) + "a=1"));
        Assert.Throws<FilterException>(() => FilterParser.Parse(new string('1', FilterParser.MaxLength + 1)));
    }
}
