using System.Text;
using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Updates;

/// <summary>Updates say exactly what changes, what is cleared and what stays; a wrong line is refused alone.</summary>
public sealed class UpdateReaderTests
{
    [Fact]
    public void An_upsert_holds_its_product_wherever_the_operation_stands()
    {
        foreach (string line in (string[])["""{"op":"upsert","product":{"id":"a","title":"Mixeur"}}""", """{"product":{"id":"a","title":"Mixeur","gtin":"1"},"op":"upsert"}"""])
        {
            var upsert = Assert.IsType<CatalogUpdate.Upsert>(Read(line).Update);
            Assert.Equal("Mixeur", upsert.Product.Title);
        }
    }

    [Fact]
    public void An_offer_tells_apart_what_it_sets_clears_and_leaves()
    {
        var offer = Assert.IsType<CatalogUpdate.Offer>(Read("""{"op":"offer","id":17,"region":"fr","price":"19.99 EUR","sale_price":null,"availability":"in_stock","quantity":3}""").Update);
        Assert.Equal("17", offer.Id);
        Assert.Equal("FR", offer.Region);
        Assert.Equal(Change<Money>.To(new Money(1999, "EUR")), offer.Price);
        Assert.Equal(Change<Money>.Clear, offer.SalePrice);
        Assert.Equal(Change<DateTimeOffset>.None, offer.SaleTo);
        Assert.Equal(Availability.InStock, offer.Availability.Value);
        Assert.Equal(3, offer.Quantity.Apply(9));
        Assert.Null(offer.SalePrice.Apply(new Money(5, "EUR")));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), offer.SaleFrom.Apply(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_delete_names_its_product() => Assert.Equal(new CatalogUpdate.Delete("a"), Read("""{"op":"delete","id":"a"}""").Update);

    [Theory]
    [InlineData("""{"op":"offer","id":"a","price":"cheap"}""", DiagnosticKind.BadPrice, "price")]
    [InlineData("""{"op":"offer","id":"a","price":5}""", DiagnosticKind.BadCurrency, "price")]
    [InlineData("""{"op":"offer","price":"5.00 EUR"}""", DiagnosticKind.BadId, "id")]
    [InlineData("""{"op":"delete","id":""}""", DiagnosticKind.BadId, "id")]
    [InlineData("""{"op":"replace","id":"a"}""", DiagnosticKind.BadOperation, "op")]
    [InlineData("""{"id":"a"}""", DiagnosticKind.BadOperation, "op")]
    [InlineData("""{"op":"upsert"}""", DiagnosticKind.Malformed, "product")]
    [InlineData("""{"op":"upsert","product":{"id":"a"}}""", DiagnosticKind.NoTitle, "product.title")]
    [InlineData("""{"op":"upsert","product":["a"]}""", DiagnosticKind.Malformed, "product")]
    [InlineData("""{"op":"delete","id":"a"} x""", DiagnosticKind.Malformed, "")]
    [InlineData("""nonsense""", DiagnosticKind.Malformed, "")]
    public void A_wrong_line_is_refused_with_its_field(string line, DiagnosticKind kind, string field)
    {
        UpdateLine read = Read(line);
        Assert.Null(read.Update);
        Assert.Equal((kind, field), (read.Refusal!.Kind, read.Refusal.Field));
    }

    [Fact]
    public void What_cannot_be_read_beside_the_price_stays_as_it_was_with_a_warning()
    {
        UpdateLine read = Read("""{"op":"offer","id":"a","availability":"maybe","quantity":-1,"color":"red"}""");
        var offer = Assert.IsType<CatalogUpdate.Offer>(read.Update);
        Assert.False(offer.Availability.Touches || offer.Quantity.Touches);
        Assert.Equal(["availability", "quantity", "color"], read.Diagnostics.Select(d => d.Field));
    }

    [Fact]
    public void A_file_of_updates_is_read_line_by_line()
    {
        string folder = Workspace.NewFolder();
        string path = Path.Combine(folder, "updates.jsonl");
        File.WriteAllText(path, """{"op":"delete","id":"a"}""" + "\n\nnonsense\n" + """{"op":"delete","id":"b"}""");
        List<UpdateLine> lines = [.. UpdateReader.Read(path, ReadOptions.Default)];
        Assert.Equal([1L, 3L, 4L], lines.Select(l => l.Line));
        Assert.Equal([true, false, true], lines.Select(l => l.Update is not null));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void No_bytes_make_the_reading_throw()
        => Gen.Byte.Array[0, 80].Sample(bytes => UpdateReader.ReadLine(bytes, ReadOptions.Default) is { } read && (read.Update is null) == (read.Refusal is not null));

    private static UpdateLine Read(string line) => UpdateReader.ReadLine(Encoding.UTF8.GetBytes(line), ReadOptions.Default, "updates.jsonl", 1);
}
