using Retrieval.Catalog.Products;
using Retrieval.Search.Products;
using Retrieval.Text.Analysis;

namespace Retrieval.Service.Ucp;

/// <summary>
/// What the variants of a product differ in: colour, size, material, gender, age group and every attribute that each of them states with
/// one value, where the values are not all the same; colour and size also where they are.
/// </summary>
internal sealed class OptionAxes
{
    private static readonly (string Name, Func<Product, IReadOnlyList<string>> Values, bool Always)[] Members =
    [
        ("Color", static product => product.Color, true),
        ("Size", static product => product.Size, true),
        ("Material", static product => product.Material, false),
        ("Gender", static product => product.Gender, false),
        ("Age group", static product => product.AgeGroup, false),
    ];

    private readonly List<(string Name, Func<Product, string?> Value)> axes = [];
    private readonly OfferedProduct[] variants;

    private OptionAxes(OfferedProduct[] variants) => this.variants = variants;

    /// <summary>The options with their values in the order of the variants; null where there are none.</summary>
    public IReadOnlyList<CatalogOption>? Options => axes.Count == 0 ? null : [.. axes.Select(axis => new CatalogOption(axis.Name, [.. Values(axis).Select(static label => new CatalogOptionValue(label))]))];

    /// <summary>The options that some variants have.</summary>
    public static OptionAxes Of(OfferedProduct[] variants)
    {
        var found = new OptionAxes(variants);
        foreach ((string name, Func<Product, IReadOnlyList<string>> values, bool always) in Members)
            found.Consider(name, product => values(product) is { Count: > 0 } stated ? string.Join(", ", stated) : null, always);
        foreach (string name in variants.SelectMany(static variant => variant.Product.Attributes).Select(static attribute => attribute.Name).Distinct(StringComparer.OrdinalIgnoreCase))
            found.Consider(name, product => Attribute(product, name), always: false);
        return found;
    }

    /// <summary>The options of one variant.</summary>
    public IReadOnlyList<SelectedOption> Selections(Product variant) =>
        [.. axes.Select(axis => (axis.Name, Label: axis.Value(variant))).Where(static axis => axis.Label is not null).Select(static axis => new SelectedOption(axis.Name, axis.Label!))];

    /// <summary>True where a variant has every selection.</summary>
    public bool Matches(Product variant, IEnumerable<SelectedOption> selected) => selected.All(selection => Find(selection.Name) is { } axis && Same(axis.Value(variant), selection.Label));

    /// <summary>The options with, for each value, whether a variant with it and the other selections exists and can be bought.</summary>
    public IReadOnlyList<CatalogOption>? OptionsBeside(IReadOnlyList<SelectedOption> selected) => axes.Count == 0 ? null :
        [.. axes.Select(axis => new CatalogOption(axis.Name, [.. Values(axis).Select(label => Signalled(axis, label, selected))]))];

    private CatalogOptionValue Signalled((string Name, Func<Product, string?> Value) axis, string label, IReadOnlyList<SelectedOption> selected)
    {
        OfferedProduct[] with = [.. variants.Where(variant => axis.Value(variant.Product) == label && Matches(variant.Product, selected.Where(selection => !Same(selection.Name, axis.Name))))];
        return new CatalogOptionValue(label, with.Any(static variant => variant.Offer.Availability != Availability.OutOfStock), with.Length > 0);
    }

    private void Consider(string name, Func<Product, string?> value, bool always)
    {
        string?[] values = [.. variants.Select(variant => value(variant.Product))];
        int distinct = values.Distinct().Count();
        if (always ? values.Any(static one => one is not null) : distinct > 1 && values.All(static one => one is not null)) axes.Add((name, value));
    }

    private (string Name, Func<Product, string?> Value)? Find(string name)
    {
        int at = axes.FindIndex(axis => Same(axis.Name, name));
        return at < 0 ? null : axes[at];
    }

    private IEnumerable<string> Values((string Name, Func<Product, string?> Value) axis) => variants.Select(variant => axis.Value(variant.Product)).OfType<string>().Distinct();

    private static string? Attribute(Product product, string name) =>
        product.Attributes.FirstOrDefault(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Values: [var only] } stated
            ? stated.Unit is { } unit ? $"{only} {unit}" : only : null;

    private static bool Same(string? a, string b) => a is not null && TextFolding.Fold(a) == TextFolding.Fold(b);
}
