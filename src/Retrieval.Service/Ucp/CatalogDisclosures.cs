using Retrieval.Catalog.Products;
using Retrieval.Search.Products;

namespace Retrieval.Service.Ucp;

/// <summary>What must be shown beside a product: allergens, the merchant's warning and the least age of a buyer.</summary>
internal static class CatalogDisclosures
{
    /// <summary>The messages of one product's variants; what all of them have is said once, of the product.</summary>
    /// <param name="variants">The variants that are shown.</param>
    /// <param name="path">JSONPath of the product.</param>
    /// <param name="texts">The buyer's language.</param>
    public static IEnumerable<CatalogMessage> Of(IReadOnlyList<OfferedProduct> variants, string path, CatalogTexts texts)
    {
        CatalogMessage[][] each = [.. variants.Select(variant => Of(variant.Product, texts).ToArray())];
        CatalogMessage[] shared = [.. each.SelectMany(static messages => messages).Distinct().Where(message => each.All(messages => messages.Contains(message)))];
        foreach (CatalogMessage message in shared) yield return message with { Path = path };
        for (int i = 0; i < each.Length; i++)
        {
            foreach (CatalogMessage message in each[i].Except(shared)) yield return message with { Path = $"{path}.variants[{i}]" };
        }
    }

    private static IEnumerable<CatalogMessage> Of(Product product, CatalogTexts texts)
    {
        if (product.Allergens is { } allergens)
        {
            if (allergens.Contains.Count > 0) yield return Disclosure("allergens", texts.Contains(allergens.Contains));
            if (allergens.MayContain.Count > 0) yield return Disclosure("allergens", texts.MayContain(allergens.MayContain));
        }
        if (product.Warning is { Length: > 0 } warning) yield return Disclosure("safety", warning);
        if (product.AgeRestriction is > 0 and var years) yield return Disclosure("age_restricted", texts.AgeRestricted(years));
    }

    private static CatalogMessage Disclosure(string code, string text) => new("warning", code, text) { Presentation = "disclosure" };
}
