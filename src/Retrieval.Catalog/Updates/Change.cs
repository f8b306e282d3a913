namespace Retrieval.Catalog.Updates;

/// <summary>What an update does to one value: leaves it, clears it, or sets it. Absent in the update's JSON is unchanged, null is cleared.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Touches">False leaves the value as it is.</param>
/// <param name="Value">The new value; null clears it.</param>
public readonly record struct Change<T>(bool Touches, T? Value) where T : struct
{
    /// <summary>Leaves the value as it is.</summary>
    public static Change<T> None => default;

    /// <summary>Clears the value: it is not stated any more.</summary>
    public static Change<T> Clear => new(true, null);

    /// <summary>Sets the value.</summary>
    public static Change<T> To(T value) => new(true, value);

    /// <summary>What is stated after the change.</summary>
    public T? Apply(T? before) => Touches ? Value : before;
}
