using Retrieval.Catalog.Products;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Norms;

/// <summary>What a product's data says of norms and compatibilities, in whatever language it is written. Safe for concurrent use.</summary>
public static class ProductNorms
{
    /// <summary>The terms (<see cref="NormTerm"/>) that title, highlights, description, synonyms, norms, compatibilities and attributes state.</summary>
    public static IReadOnlyCollection<string> Of(Product product) => Of(product, new CutText(product.Title, product.Language));

    /// <summary>The terms of a product, as <see cref="Of(Product)"/> gives them.</summary>
    /// <param name="product">The product.</param>
    /// <param name="title">Its title, cut in its language.</param>
    public static IReadOnlyCollection<string> Of(Product product, CutText title)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        NormReader reader = NormReader.For(product.Language);
        ReadCut(title, namesModels: false);
        foreach (string highlight in product.Highlights) Read(highlight, namesModels: false);
        // Other models are what a synonym may well name.
        foreach (string synonym in product.Synonyms) AddAll(reader.Norms(synonym, new CutText(synonym, product.Language).Tokens, product.Title));
        if (product.Description is { } description) Read(description, namesModels: false);
        foreach (string norm in product.Norms) ReadValue(norm, namesModels: false);
        foreach (string thing in product.CompatibleWith) ReadValue(thing, namesModels: true);
        foreach (ProductAttribute attribute in product.Attributes) ReadAttribute(attribute);
        return terms;

        void ReadValue(string value, bool namesModels)
        {
            if (reader.WholeValue(value) is { } term) Add(new NormMention(NormTerm.FamilyOf(term), NormTerm.MemberOf(term), 0, 0));
            Read(value, namesModels);
        }

        void ReadAttribute(ProductAttribute attribute)
        {
            foreach (string value in attribute.Values)
            {
                if (reader.Truth(value) is { } isTrue)
                {
                    foreach (NormMention mention in reader.NamedBy(attribute.Name, isTrue)) Add(mention);
                }
                // No HDMI ports are none.
                else if (value != "0") Read($"{attribute.Name} {value}", namesModels: reader.IsCompatibility(attribute.Name));
            }
        }

        void Read(string text, bool namesModels) => ReadCut(new CutText(text, product.Language), namesModels);

        void ReadCut(CutText text, bool namesModels)
        {
            AddAll(reader.Norms(text.Text, text.Tokens, product.Title));
            AddAll(reader.Models(text.Tokens, at => namesModels || reader.IsWhatItIsFor(text.Tokens, at)));
        }

        void AddAll(List<NormMention> mentions)
        {
            foreach (NormMention mention in mentions) Add(mention);
        }

        void Add(NormMention mention) => terms.UnionWith(NormTerm.Stated(mention));
    }
}
