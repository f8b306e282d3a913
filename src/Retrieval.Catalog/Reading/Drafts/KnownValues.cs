using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>The closed sets of values: availability, condition, relations and diets, with the spellings of other feeds.</summary>
internal static class KnownValues
{
    private static readonly Dictionary<string, Availability> Availabilities = new()
    {
        ["in_stock"] = Availability.InStock, ["instock"] = Availability.InStock, ["limited_stock"] = Availability.InStock,
        ["limitedavailability"] = Availability.InStock, ["instoreonly"] = Availability.InStock, ["onlineonly"] = Availability.InStock,
        ["out_of_stock"] = Availability.OutOfStock, ["outofstock"] = Availability.OutOfStock, ["discontinued"] = Availability.OutOfStock,
        ["sold_out"] = Availability.OutOfStock, ["soldout"] = Availability.OutOfStock,
        ["preorder"] = Availability.Preorder, ["pre_order"] = Availability.Preorder, ["presale"] = Availability.Preorder,
        ["backorder"] = Availability.Backorder, ["back_order"] = Availability.Backorder,
        ["unknown"] = Availability.Unknown,
    };

    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["new"] = "new", ["newcondition"] = "new",
        ["refurbished"] = "refurbished", ["refurbishedcondition"] = "refurbished", ["renewed"] = "refurbished",
        ["used"] = "used", ["usedcondition"] = "used", ["secondhand"] = "used", ["second_hand"] = "used", ["pre_owned"] = "used",
    };

    private static readonly HashSet<string> Relations =
        ["part_of_set", "required_part", "often_bought_with", "substitute", "different_brand", "accessory"];

    private static readonly HashSet<string> Diets =
    [
        "gluten_free", "lactose_free", "vegan", "vegetarian", "organic", "halal", "kosher", "sugar_free", "nut_free", "alcohol_free", "low_salt",
    ];

    /// <summary>The types of relations, for messages.</summary>
    public static string RelationNames { get; } = string.Join(", ", Relations);

    public static bool TryAvailability(string text, out Availability availability) => Availabilities.TryGetValue(Key(text), out availability);

    public static bool TryCondition(string text, out string condition) => Conditions.TryGetValue(Key(text), out condition!);

    public static bool TryRelation(string text, out string relation) => Relations.TryGetValue(Key(text), out relation!);

    public static bool TryDiet(string text, out string diet) => Diets.TryGetValue(Key(text), out diet!);

    public static bool TryBoolean(string text, out bool value)
    {
        string key = Key(text);
        value = key is "true" or "yes" or "1";
        return value || key is "false" or "no" or "0";
    }

    /// <summary>"In Stock", "in-stock" and "https://schema.org/InStock" have the same letters in their key.</summary>
    private static string Key(string text)
    {
        string key = text.Trim().ToLowerInvariant();
        if (key.Contains("schema.org/", StringComparison.Ordinal)) key = key[(key.LastIndexOf('/') + 1)..];
        return key.Replace(' ', '_').Replace('-', '_');
    }
}
