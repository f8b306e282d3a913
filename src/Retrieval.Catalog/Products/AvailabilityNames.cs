namespace Retrieval.Catalog.Products;

/// <summary>Names of availabilities as the contract writes them.</summary>
public static class AvailabilityNames
{
    private static readonly string[] Names = ["unknown", "in_stock", "out_of_stock", "preorder", "backorder"];

    /// <summary>Every name, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The name: <c>in_stock</c>.</summary>
    public static string Name(this Availability availability) => Names[(int)availability];

    /// <summary>Reads a name as <see cref="Name"/> writes it.</summary>
    public static bool TryParse(string? name, out Availability availability)
    {
        int index = Array.IndexOf(Names, name);
        availability = index < 0 ? default : (Availability)index;
        return index >= 0;
    }
}
