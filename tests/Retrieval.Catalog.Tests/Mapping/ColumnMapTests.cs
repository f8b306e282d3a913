using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Mapping;
using Retrieval.Text.Languages;
using Retrieval.Tests.Shared;

namespace Retrieval.Catalog.Tests.Mapping;

/// <summary>A map reads columns and JSON paths as it says, and a wrong map says what is wrong with it.</summary>
public sealed class ColumnMapTests
{
    [Fact]
    public void Every_kind_of_source_gives_its_value()
    {
        ColumnMap map = Map(
            """
            { "currency": "EUR", "price_unit": "minor", "language": "de", "not_stated": ["-"],
              "fields": {
                "id": { "row": "row-" }, "title": { "join": ["name", "form"], "with": ", " }, "brand": ["maker", "supplier"], "condition": { "value": "new" },
                "price": "offer.price", "image_urls": "images[*].url", "url": "links[1]",
                "color": { "column": "colors", "separator": "/" }, "category": ["l1", "l2"], "allergens.contains": { "column": "allergens", "separator": ",", "strip": "en:" },
                "seller.name": "shop", "gtin": "a.b", "related": "rel" },
              "attributes": [ "form", { "column": "w", "name": "Gewicht", "unit": "kg" }, { "prefix": "attr_" }, { "column": "specs", "name_path": "n", "value_path": "v" } ] }
            """);
        Product p = Feed.One("f.jsonl",
            """
            {"name":"Milch","form":"1 l","maker":"-","supplier":"Hof","offer":{"price":129},"images":[{"url":"u1"},{"url":"u2"}],"links":["x","y"],"colors":"weiß / rot",
             "l1":"Essen","l2":"Milch","allergens":"en:milk,en:nuts","shop":"Laden","a.b":"12345670","rel":[{"id":"z","type":"accessory"}],"w":"1.5","attr_fett_gehalt":3.5,"attr_bio":true,"other":1,
             "specs":[{"n":"Herkunft","v":"Alpen"},{"n":"leer","v":"-"}]}
            """.ReplaceLineEndings(" "), new ReadOptions { Map = map });
        Assert.Equal(("row-1", "Milch, 1 l", "Hof", "new", Language.De), (p.Id, p.Title, p.Brand, p.Condition, p.Language));
        Assert.Equal((new Money(129, "EUR"), "y", "12345670", "Laden"), (p.Price!.Value, p.Url, p.Gtin, p.Seller!.Name));
        Assert.Equal(["u1", "u2"], p.ImageUrls);
        Assert.Equal(["weiß", "rot"], p.Color);
        Assert.Equal(["Essen", "Milch"], p.Category);
        Assert.Equal(["milk", "nuts"], p.Allergens!.Contains);
        Assert.Equal([new RelatedProduct("z", "accessory")], p.Related);
        Assert.Equal(["form=1 l", "Gewicht=1.5 kg", "fett gehalt=3.5", "bio=true", "Herkunft=Alpen"], p.Attributes.Select(a => $"{a.Name}={a.Values[0]}{(a.Unit is null ? "" : " " + a.Unit)}"));
    }

    [Fact]
    public void A_price_has_the_unit_and_the_currency_of_its_own_source()
    {
        ColumnMap map = Map("""{"currency":"EUR","price_unit":"minor","fields":{"id":"id","title":"t","price":"p","sale_price":{"columns":["s0","s1"],"unit":"major","currency_column":"cur","not_stated":["0"]}}}""");
        Product p = Feed.One("f.csv", "id;t;p;s0;s1;cur\na;Milch;129;0;1,19;EUR", new ReadOptions { Map = map });
        Assert.Equal((new Money(129, "EUR"), new Money(119, "EUR")), (p.Price!.Value, p.SalePrice!.Value));
    }

    [Theory]
    [InlineData("[]", "an object is expected")]
    [InlineData("""{"fields":{"id":"a"}}""", "\"title\"")]
    [InlineData("""{"fields":{"id":"a","title":"b","colour":"c"}}""", "\"colour\" is not a member")]
    [InlineData("""{"fields":{"id":"a","title":{"col":"b"}}}""", "\"col\" is not known")]
    [InlineData("""{"fields":{"id":"a","title":{}}}""", "\"title\" should be")]
    [InlineData("""{"currency":"EURO","fields":{"id":"a","title":"b"}}""", "currency of ISO 4217")]
    [InlineData("""{"decimal":"x","fields":{"id":"a","title":"b"}}""", "\"decimal\" should be")]
    [InlineData("""{"price_unit":"cents","fields":{"id":"a","title":"b"}}""", "minor or major")]
    [InlineData("""{"fields":{"id":"a","title":"b"},"attributes":[{"name":"c"}]}""", "either a \"column\" or a \"prefix\"")]
    [InlineData("""{"fields":{"id":"a","title":"b"},"attributes":[{"column":"c","name_path":"n"}]}""", "go together")]
    [InlineData("""{"fields":""", "not a column map")]
    public void A_wrong_map_says_what_is_wrong(string json, string message)
        => Assert.Contains(message, Assert.Throws<CatalogException>(() => Map(json)).Message);

    [Fact]
    public void A_missing_map_is_an_error_that_names_it()
        => Assert.Contains("nowhere.json does not exist", Assert.Throws<CatalogException>(() => ColumnMap.Load("/nowhere.json")).Message);

    [Fact]
    public void Every_committed_map_is_a_map()
        => Assert.All(Directory.GetFiles(Workspace.PathOf("data-samples", "maps"), "*.json"), path => Assert.NotNull(ColumnMap.Load(path)));

    private static ColumnMap Map(string json) => ColumnMap.Parse(Encoding.UTF8.GetBytes(json));
}
