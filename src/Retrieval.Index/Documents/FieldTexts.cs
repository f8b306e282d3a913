using System.Text;
using Retrieval.Catalog.Products;

namespace Retrieval.Index.Documents;

/// <summary>The text of each searched field of a product. Values of a list are kept apart by a line break.</summary>
public static class FieldTexts
{
    /// <summary>The text of one field, empty where the product states nothing for it.</summary>
    /// <param name="product">The product.</param>
    /// <param name="field">One of <see cref="LexicalFields.All"/>.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static string Of(Product product, string field) => field switch
    {
        LexicalFields.Title => product.Title,
        LexicalFields.Brand => product.Brand ?? "",
        LexicalFields.Category => string.Join('\n', product.Category),
        LexicalFields.Attributes => Attributes(product),
        LexicalFields.Description => string.IsNullOrEmpty(product.Ingredients) ? product.Description ?? "" : Lines([product.Description, product.Ingredients]),
        LexicalFields.Synonyms => string.Join('\n', product.Synonyms.Concat(product.UseCases).Concat(product.Highlights)),
        _ => throw new ArgumentException($"{field} is no searched field", nameof(field)),
    };

    private static string Attributes(Product product)
    {
        var text = new StringBuilder();
        void Add(IEnumerable<string?> values)
        {
            foreach (string? value in values)
            {
                if (value is not null) text.Append(value).Append('\n');
            }
        }

        Add(product.Color);
        Add(product.Material);
        Add(product.Size);
        Add(product.Gender);
        Add(product.AgeGroup);
        Add(product.Norms);
        Add(product.CompatibleWith);
        Add(product.Diets.Select(static diet => diet.Replace('_', ' ')));
        Add([product.Mpn]);
        Add(Written(product.Gtin));
        foreach (ProductAttribute attribute in product.Attributes)
        {
            // "wireless: false" must not be found by "wireless".
            if (attribute is { Kind: AttributeKind.Boolean, Values: ["false"] }) continue;
            text.Append(attribute.Name);
            if (attribute.Kind != AttributeKind.Boolean)
            {
                foreach (string value in attribute.Values) text.Append(' ').Append(value);
            }
            if (attribute.Unit is { } unit) text.Append(' ').Append(unit);
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>A GTIN as scanners and shops write it: with its leading zeros and without. A feed may give it with signs between.</summary>
    private static IEnumerable<string> Written(string? gtin)
    {
        string digits = string.Concat((gtin ?? "").Where(char.IsAsciiDigit));
        return digits.Length == 0 ? [] : new[] { digits, digits.TrimStart('0') }.Distinct();
    }

    private static string Lines(IEnumerable<string?> parts) => string.Join('\n', parts.Where(static part => !string.IsNullOrEmpty(part)));
}
