using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Hygiene;

/// <summary>Counts how many products state each field.</summary>
internal sealed class CoverageCounts
{
    private static readonly (string Field, Func<Product, bool> IsStated)[] Known =
    [
        ("description", p => p.Description is not null),
        ("brand", p => p.Brand is not null),
        ("category", p => p.Category.Count > 0),
        ("price", p => p.Price is not null),
        ("sale_price", p => p.SalePrice is not null),
        ("availability", p => p.Availability is not null),
        ("quantity", p => p.Quantity is not null),
        ("image_urls", p => p.ImageUrls.Count > 0),
        ("url", p => p.Url is not null),
        ("gtin", p => p.Gtin is not null),
        ("mpn", p => p.Mpn is not null),
        ("condition", p => p.Condition is not null),
        ("group_id", p => p.GroupId is not null),
        ("color", p => p.Color.Count > 0),
        ("material", p => p.Material.Count > 0),
        ("size", p => p.Size.Count > 0),
        ("gender", p => p.Gender.Count > 0),
        ("age_group", p => p.AgeGroup.Count > 0),
        ("attributes", p => p.Attributes.Count > 0),
        ("synonyms", p => p.Synonyms.Count > 0),
        ("use_cases", p => p.UseCases.Count > 0),
        ("ingredients", p => p.Ingredients is not null),
        ("allergens", p => p.Allergens is not null),
        ("shipping", p => p.Shipping.Count > 0),
        ("rating", p => p.Rating is not null),
        ("related", p => p.Related.Count > 0),
    ];

    private readonly long[] stated = new long[Known.Length];

    public void Add(Product product)
    {
        for (int i = 0; i < Known.Length; i++)
        {
            if (Known[i].IsStated(product)) stated[i]++;
        }
    }

    public IReadOnlyList<FieldCoverage> Fields() => [.. Known.Select((f, i) => new FieldCoverage(f.Field, stated[i]))];
}
