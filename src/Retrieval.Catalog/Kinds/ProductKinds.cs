using Retrieval.Catalog.Products;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Kinds;

/// <summary>What kinds of thing a product is, whatever language it is described in. Safe for concurrent use.</summary>
public static class ProductKinds
{
    private static readonly Dictionary<string, string[]> Wider = TableFile.Rows("kinds.tsv").GroupBy(static row => row[0]).ToDictionary(static rows => rows.Key, static rows => rows.SelectMany(static row => row.Skip(1)).ToArray());

    /// <summary>
    /// The kinds that the title names, with those of synonyms that are no other thing (a dog's bed is no sofa, though some say "dog sofa");
    /// where the title names none that is known, those of the synonyms, else of the narrowest category. None where nothing is known.
    /// </summary>
    public static IReadOnlyList<string> Of(Product product) => Of(product, new CutText(product.Title, product.Language));

    /// <summary>The kinds of a product, as <see cref="Of(Product)"/> gives them.</summary>
    /// <param name="product">The product.</param>
    /// <param name="cut">Its title, cut in its language.</param>
    public static IReadOnlyList<string> Of(Product product, CutText cut)
    {
        KindNames names = KindNames.For(product.Language);
        IReadOnlyList<string> title = names.In(cut);
        IReadOnlyList<string> named = product.Synonyms.Count > 0 || title.Count > 1 ? Narrowest(title, product.Synonyms.SelectMany(synonym => names.In(synonym))) : title;
        if (named.Count > 0 || product.Category.Count == 0 || names.IsBeside(product.Category[^1])) return named;
        // "Tea & Coffee" does not tell which.
        IReadOnlyList<string>[] parts = Array.ConvertAll(product.Category[^1].Split('&', '/', ','), names.In);
        return parts.Count(static part => part.Count > 0) == 1 ? Array.Find(parts, static part => part.Count > 0)! : [];
    }

    private static string[] Narrowest(IReadOnlyList<string> title, IEnumerable<string> synonyms)
    {
        string[] named = [.. title.Concat(synonyms.Where(kind => title.Count == 0 || title.Any(known => IsA(kind, known) || IsA(known, kind)))).Distinct()];
        // Who says "building blocks" and "toy" says the narrower.
        return [.. named.Where(kind => !named.Any(other => other != kind && IsA(other, kind)))];
    }

    /// <summary>True where a kind is the same as another or a narrower one: a jigsaw is a saw.</summary>
    public static bool IsA(string kind, string other)
    {
        if (kind == other) return true;
        foreach (string wider in Wider.GetValueOrDefault(kind, []))
        {
            if (IsA(wider, other)) return true;
        }
        return false;
    }

    /// <summary>True where one of several kinds is one of others or narrower.</summary>
    public static bool AnyIsA(IReadOnlyList<string> kinds, IReadOnlyList<string> others)
    {
        for (int i = 0; i < kinds.Count; i++)
        {
            for (int j = 0; j < others.Count; j++)
            {
                if (IsA(kinds[i], others[j])) return true;
            }
        }
        return false;
    }
}
