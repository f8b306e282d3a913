using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Documents;

/// <summary>The texts that a product's vector is made of, which are also what a model learns a catalogue from.</summary>
public static class ProductTexts
{
    // Chosen on the development sets; ARCHITECTURE.md has the figures.
    private const int DescriptionLength = 200, DetailsLength = 200;

    /// <summary>The texts of a product, each once, with its language.</summary>
    /// <param name="product">The product.</param>
    /// <param name="otherwise">Language of a product that states none; null detects it, as a build of an index does.</param>
    public static IEnumerable<(Language Language, string Text)> Of(Product product, Language? otherwise)
    {
        product = LanguageSettling.Settle(product, otherwise);
        string name = Name(product), description = Description(product);
        yield return (product.Language, name);
        if (description != name) yield return (product.Language, description);
    }

    /// <summary>Brand, where the title does not say it, title and narrowest category.</summary>
    public static string Name(Product product)
    {
        var text = new StringBuilder();
        if (product.Brand is { } brand && !product.Title.Contains(brand, StringComparison.OrdinalIgnoreCase)) text.Append(brand).Append(' ');
        text.Append(product.Title);
        if (product.Category.Count > 0) text.Append(", ").Append(product.Category[^1]);
        return text.ToString();
    }

    /// <summary>The beginning of the description, cut behind a word; the name again where there is none, which leaves the vector as it is.</summary>
    public static string Description(Product product)
    {
        if (product.Description is not { Length: > 0 } text) return Name(product);
        return Beginning(text, DescriptionLength);
    }

    /// <summary>
    /// What the feed tells of it in columns: categories, other names, uses, selling points, and attributes that are words. The name again
    /// where there is nothing.
    /// </summary>
    public static string Details(Product product)
    {
        var text = new StringBuilder();
        IEnumerable<string> values = product.Category.Concat(product.Synonyms).Concat(product.UseCases).Concat(product.Highlights)
            .Concat(product.Attributes.Where(static attribute => attribute.Kind == AttributeKind.Text).SelectMany(static attribute => attribute.Values));
        foreach (string value in values)
        {
            if (text.Length > DetailsLength) break;
            if (text.Length > 0) text.Append(", ");
            text.Append(value);
        }
        return text.Length == 0 ? Name(product) : Beginning(text.ToString(), DetailsLength);
    }

    private static string Beginning(string text, int length)
    {
        if (text.Length <= length) return text;
        int space = text.LastIndexOf(' ', length);
        return text[..(space > 0 ? space : length)];
    }
}
