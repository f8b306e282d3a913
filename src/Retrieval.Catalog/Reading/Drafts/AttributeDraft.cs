using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>The attributes of a draft in the feed's order; values of one name are gathered under it.</summary>
internal sealed class AttributeDraft
{
    // Icecat states hundreds of attributes a product: past a few, names are looked up instead of compared.
    private const int ComparedNames = 8;

    private readonly List<ProductAttribute> attributes = [];
    private readonly Dictionary<string, int> places = [];

    public void Clear()
    {
        attributes.Clear();
        places.Clear();
    }

    /// <summary>False where the attribute would hold more values than a list may.</summary>
    public bool Add(string name, IReadOnlyList<string> values, AttributeKind kind, string? unit)
    {
        int place = Find(name);
        if (place < 0)
        {
            if (attributes.Count >= ComparedNames) places[name] = attributes.Count;
            attributes.Add(new ProductAttribute(name, values, kind, unit));
            return values.Count <= Limits.ListEntries;
        }
        ProductAttribute first = attributes[place];
        bool alike = first.Kind == kind && first.Unit == unit;
        IReadOnlyList<string> all = [.. alike ? first.Values : WithUnit(first.Values, first.Unit), .. alike ? values : WithUnit(values, unit)];
        attributes[place] = alike ? first with { Values = all } : new ProductAttribute(name, all, AttributeKind.Text);
        return all.Count <= Limits.ListEntries;
    }

    public IReadOnlyList<ProductAttribute> ToList() => attributes.Count == 0 ? [] : attributes.ToArray();

    private int Find(string name)
    {
        for (int i = 0; i < Math.Min(attributes.Count, ComparedNames); i++)
        {
            if (attributes[i].Name == name) return i;
        }
        return places.GetValueOrDefault(name, -1);
    }

    private static IEnumerable<string> WithUnit(IReadOnlyList<string> values, string? unit)
        => unit is null ? values : values.Select(v => $"{v} {unit}");
}
