using System.Collections.Frozen;
using Retrieval.Index.Documents;
using Retrieval.Text.Analysis;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Filters;

/// <summary>What a field of a filter holds, and so how it is compared.</summary>
internal enum FieldKind : byte
{
    /// <summary>The product's key, found through the index.</summary>
    Id,
    /// <summary>Words compared without regard to case and accents; several values.</summary>
    Words,
    /// <summary>A category path that equals its own prefixes.</summary>
    Path,
    /// <summary>One number.</summary>
    Number,
    /// <summary>A day.</summary>
    Date,
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>The market's price of the day.</summary>
    Price,
    /// <summary>The market's sale price, where a sale is on.</summary>
    SalePrice,
    /// <summary>Availability in the market.</summary>
    Availability,
    /// <summary>Pieces in the market.</summary>
    Quantity,
    /// <summary>True where a sale is on in the market.</summary>
    OnSale,
    /// <summary>Days until delivery in the market's country, by the slowest way's promise of each carrier.</summary>
    Delivery,
    /// <summary>Physical quantities of one dimension; several values.</summary>
    Measure,
    /// <summary>Pieces in a pack; several values.</summary>
    Count,
    /// <summary>An attribute by its name.</summary>
    Attribute,
    /// <summary>A member that is text to be searched, not to be filtered by.</summary>
    Searched,
}

/// <summary>Why a comparison makes no sense.</summary>
/// <param name="Reason">What is wrong and what was expected.</param>
/// <param name="OfField">True where the field is wrong, false where the value is.</param>
internal readonly record struct Refusal(string Reason, bool OfField);

/// <summary>A field of a filter: a member of the product, a dimension, or else an attribute by name.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Column">Name of the column behind it; for an attribute its folded name.</param>
/// <param name="Dimension">The dimension of a measure.</param>
internal readonly record struct FilterField(FieldKind Kind, string Column, Dimension Dimension = default)
{
    private static readonly FrozenDictionary<string, FilterField> Members = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds the field of a name, written in any case.</summary>
    public static FilterField Resolve(string name)
    {
        string folded = TextFolding.Fold(name.Trim());
        return Members.TryGetValue(folded, out FilterField member) ? member : new FilterField(FieldKind.Attribute, folded);
    }

    /// <summary>Why the comparison makes no sense; null where it does.</summary>
    public Refusal? Refusal(Comparator comparator, string value)
    {
        bool ordering = comparator.IsOrdering();
        return Kind switch
        {
            FieldKind.Searched => new($"{Column} is searched, not filtered by: put its words into the query", OfField: true),
            FieldKind.Id or FieldKind.Words or FieldKind.Path or FieldKind.Availability when ordering =>
                new($"{Column} has no order: \"=\", \"!=\" or \"in\" is meant", OfField: true),
            FieldKind.Availability when !FilterValue.TryAvailability(value, out _) =>
                new($"availability is one of in_stock, out_of_stock, preorder, backorder, unknown, \"{value}\" was found", OfField: false),
            FieldKind.Flag or FieldKind.OnSale when ordering => new($"{Column} is true or false and has no order", OfField: true),
            FieldKind.Flag or FieldKind.OnSale when !FilterValue.TryFlag(value, out _) => new($"{Column} is true or false, \"{value}\" was found", OfField: false),
            FieldKind.Number or FieldKind.Quantity or FieldKind.Delivery or FieldKind.Count when !FilterValue.TryNumber(value, out _) =>
                new($"{Column} is a number, \"{value}\" was found", OfField: false),
            FieldKind.Price or FieldKind.SalePrice when !FilterValue.TryPrice(value, out _, out _) =>
                new($"{Column} is an amount such as 60, 59.90 or \"59.90 EUR\", \"{value}\" was found", OfField: false),
            FieldKind.Date when !FilterValue.TryDate(value, out _) => new($"{Column} is a day such as 2026-05-01, \"{value}\" was found", OfField: false),
            FieldKind.Measure when !FilterValue.TryMeasure(value, Dimension, out _) =>
                new($"{Column} is a number in {Dimension.Unit()} or with a unit of its own, \"{value}\" was found", OfField: false),
            FieldKind.Attribute when ordering && !FilterValue.TryNumber(value, out _) && !FilterValue.TryMeasure(value, out _) =>
                new($"\"{value}\" is neither a number nor a measure, so nothing can be {comparator.Sign()} it", OfField: false),
            _ => null,
        };
    }

    private static Dictionary<string, FilterField> Table()
    {
        var table = new Dictionary<string, FilterField>(StringComparer.Ordinal);
        void Add(FieldKind kind, string column, params string[] aliases)
        {
            table[column] = new FilterField(kind, column);
            foreach (string alias in aliases) table[alias] = new FilterField(kind, column);
        }

        Add(FieldKind.Id, "id");
        foreach (string column in ColumnNames.Words) Add(FieldKind.Words, column);
        Add(FieldKind.Words, ColumnNames.Color, "colour");
        Add(FieldKind.Words, ColumnNames.Countries, "country");
        Add(FieldKind.Words, ColumnNames.Diets, "diet");
        Add(FieldKind.Words, ColumnNames.Norms, "norm");
        Add(FieldKind.Words, ColumnNames.Allergens, "allergen", "contains");
        Add(FieldKind.Words, ColumnNames.Group, "item_group_id");
        Add(FieldKind.Path, ColumnNames.Category);
        foreach (string column in ColumnNames.Numbers) Add(FieldKind.Number, column);
        Add(FieldKind.Count, ColumnNames.Count);
        Add(FieldKind.Date, ColumnNames.Released);
        Add(FieldKind.Date, ColumnNames.AvailabilityDate);
        Add(FieldKind.Flag, ColumnNames.EligibleCheckout);
        Add(FieldKind.Price, "price");
        Add(FieldKind.SalePrice, "sale_price");
        Add(FieldKind.OnSale, "on_sale");
        Add(FieldKind.Availability, "availability");
        Add(FieldKind.Quantity, "quantity");
        Add(FieldKind.Delivery, "delivery");
        foreach (string column in (string[])["title", "description", "url", "image_urls", "synonyms", "use_cases", "highlights", "ingredients", "warning"])
            Add(FieldKind.Searched, column);
        foreach (Dimension dimension in Dimensions.All)
            table[dimension.Name()] = new FilterField(FieldKind.Measure, ColumnNames.Measure(dimension), dimension);
        return table;
    }
}
