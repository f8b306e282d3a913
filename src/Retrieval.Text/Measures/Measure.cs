namespace Retrieval.Text.Measures;

/// <summary>What a measure measures. Values are always held in the one unit that stands beside each member.</summary>
public enum Dimension : byte
{
    /// <summary>Centimetres.</summary>
    Length,
    /// <summary>Diagonal of a screen in inches.</summary>
    Screen,
    /// <summary>Litres.</summary>
    Capacity,
    /// <summary>Kilograms.</summary>
    Mass,
    /// <summary>Watts.</summary>
    Power,
    /// <summary>Gigabytes of storage (1 TB is 1000).</summary>
    Storage,
    /// <summary>Gigabytes of working memory.</summary>
    Memory,
    /// <summary>Watt hours.</summary>
    Energy,
    /// <summary>Milliampere hours.</summary>
    Charge,
    /// <summary>Volts.</summary>
    Voltage,
    /// <summary>Degrees Celsius.</summary>
    Temperature,
    /// <summary>Square metres.</summary>
    Area,
    /// <summary>Hours.</summary>
    Duration,
}

/// <summary>Names of dimensions and of the unit each is held in, as the contract writes them.</summary>
public static class Dimensions
{
    private static readonly string[] Names =
        ["length", "screen", "capacity", "mass", "power", "storage", "memory", "energy", "charge", "voltage", "temperature", "area", "duration"];
    private static readonly string[] Units =
        ["cm", "in", "l", "kg", "w", "gb", "gb", "wh", "mah", "v", "c", "m2", "h"];

    /// <summary>Every dimension, in the order of the enumeration.</summary>
    public static IReadOnlyList<Dimension> All { get; } = Enum.GetValues<Dimension>();

    /// <summary>The name, lower case: <c>capacity</c>.</summary>
    public static string Name(this Dimension dimension) => Names[(int)dimension];

    /// <summary>The unit that values of the dimension are held in, lower case: <c>l</c>.</summary>
    public static string Unit(this Dimension dimension) => Units[(int)dimension];

    /// <summary>Reads a name as <see cref="Name"/> writes it.</summary>
    public static bool TryParse(string? name, out Dimension dimension)
    {
        int index = name is null ? -1 : Array.IndexOf(Names, name.ToLowerInvariant());
        dimension = index < 0 ? default : (Dimension)index;
        return index >= 0;
    }
}

/// <summary>A physical quantity in the unit of its dimension.</summary>
/// <param name="Dimension">What is measured.</param>
/// <param name="Value">The value in <see cref="Dimensions.Unit"/>.</param>
public readonly record struct Measure(Dimension Dimension, double Value);
