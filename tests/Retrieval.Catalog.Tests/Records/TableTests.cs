using System.Text;
using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Tests.Records;

/// <summary>Delimited text: every table written by RFC 4180 comes back, rows have the number of their first line, bad rows stand alone.</summary>
public sealed class TableTests
{
    [Fact]
    public void Every_table_that_is_written_by_the_rules_comes_back()
        => Gen.Select(Gen.OneOf(Gen.Char["ab,\";\t\n |"], Gen.Char['é', 'ü']).Array[0, 8].Select(c => new string(c)).Array[1, 5].Array[1, 5], Gen.Char[",;\t|"]).Sample((rows, delimiter) =>
        {
            var parser = new DelimitedRow(delimiter);
            foreach (string[] row in rows)
            {
                string text = string.Join(delimiter, row.Select(c => $"\"{c.Replace("\"", "\"\"")}\""));
                foreach (string line in text.Split('\n')) parser.Add(line);
                Assert.False(parser.IsOpen);
                Assert.Equal(row, parser.Take());
            }
        });

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a,", "a|")]
    [InlineData("", "")]
    [InlineData("17\" screen,x", "17\" screen|x")]
    [InlineData("\"a\"\"b\",c", "a\"b|c")]
    [InlineData("\"Best\" blender,c", "Best blender|c")]
    [InlineData("\"\",\"\"", "|")]
    public void Cells_are_cut_forgivingly(string line, string cells)
    {
        var row = new DelimitedRow(',');
        row.Add(line);
        Assert.Equal(cells, string.Join('|', row.Take()));
    }

    [Fact]
    public void A_backslash_escapes_a_quote_only_where_the_map_says_so()
    {
        var row = new DelimitedRow(',', backslashEscapes: true);
        row.Add("\"3\\\" screen\",\"c:\\dir\"");
        Assert.Equal(["3\" screen", "c:\\dir"], row.Take());
    }

    [Fact]
    public void Rows_over_several_lines_have_the_number_of_their_first()
    {
        List<CatalogLine> lines = Feed.Read("f.csv", "id,title,description\na,Kettle,\"one\ntwo\n\nthree\"\n\nb,,x\nc,Grill,y");
        Assert.Equal("one\ntwo\nthree", lines[0].Product!.Description);
        Assert.Equal(7, lines[1].Refusal!.Line);
        Assert.Equal("c", lines[2].Product!.Id);
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_its_own_row_alone()
    {
        List<CatalogLine> lines = Feed.Read("f.csv", "id,title\na,\"Kettle\nb,Toaster\nc,Grill");
        Assert.Equal([DiagnosticKind.Malformed, null, null], lines.Select(l => l.Refusal?.Kind));
        Assert.Equal(2, lines[0].Refusal!.Line);
        Assert.Equal(["b", "c"], lines.Skip(1).Select(l => l.Product!.Id));
    }

    [Fact]
    public void A_quote_that_is_never_closed_within_the_limit_of_a_line_costs_its_own_row_alone()
    {
        string filler = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"f{i},{new string('x', 100)}\n"));
        List<CatalogLine> lines = Feed.Read("f.csv", $"id,title\na,\"Kettle\n{filler}b,\"Toaster\nc,Grill");
        Assert.Equal([2L, 100_003L], lines.Select(l => l.Refusal).OfType<Diagnostic>().Select(d => d.Line));
        Assert.Equal(100_003, lines.Count);
    }

    [Fact]
    public void A_row_of_too_many_cells_is_refused_and_a_short_one_is_taken()
    {
        List<CatalogLine> lines = Feed.Read("f.csv", "id,title,brand\na,Kettle,Zenko,extra\nb,Toaster\nc,Grill,Zenko,,");
        Assert.Equal("4 cells where the header has 3", lines[0].Refusal!.Reason);
        Assert.Null(lines[1].Product!.Brand);
        Assert.Equal("Zenko", lines[2].Product!.Brand);
    }

    [Fact]
    public void A_row_that_is_not_utf8_is_refused_with_its_byte_and_the_others_are_taken()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("id,title\na,caf"), 0xE9, .. Encoding.UTF8.GetBytes("\nb,thé")];
        List<CatalogLine> lines = Feed.Read("f.csv", bytes);
        Assert.Equal(DiagnosticKind.NotUtf8, lines[0].Refusal!.Kind);
        Assert.Contains("offset 14 (0xE9)", lines[0].Refusal!.Reason);
        Assert.Equal("thé", lines[1].Product!.Title);
    }

    [Fact]
    public void Columns_named_as_members_become_members_and_others_attributes()
    {
        Product p = Feed.One("f.csv", "ID;Title;Sale price;Price;Color;Category;Availability;Puissance;offers\na;Mixeur;39,90 €;49,90 €;noir|gris;Cuisine > Mixeurs;in_stock;600 W;\"[{\"\"region\"\":\"\"FR\"\",\"\"price\"\":\"\"45.00 EUR\"\"}]\"");
        Assert.Equal((new Money(4990, "EUR"), new Money(3990, "EUR"), Availability.InStock), (p.Price!.Value, p.SalePrice!.Value, p.Availability!.Value));
        Assert.Equal(["noir", "gris"], p.Color);
        Assert.Equal(["Cuisine", "Mixeurs"], p.Category);
        Assert.Equal(("Puissance", "600 W"), (p.Attributes[0].Name, p.Attributes[0].Values[0]));
        Assert.Equal(new RegionalOffer("FR", new Money(4500, "EUR"), null, null, null), p.Offers[0]);
    }

    [Fact]
    public void No_text_makes_the_reading_throw_but_for_its_own_error()
        => Gen.OneOf(Gen.Char["ab,\";\t\n{}[]:|"], Gen.Char).Array[0, 80].Select(c => new string(c)).Sample(text =>
        {
            try
            {
                _ = Feed.Read("f.csv", "id,title,price\n" + text).Count;
            }
            catch (CatalogException)
            {
                // An error that names the file is what hostile text may give.
            }
        }, iter: 300);
}
