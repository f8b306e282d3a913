using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>A member, the part of it where it is an object ("contains" of allergens), and where its value comes from.</summary>
internal sealed record MappedField(NativeMember Member, string Part, FieldSource Source);

/// <summary>Where the value of a member comes from.</summary>
/// <param name="Columns">Columns or JSON paths, looked at in this order.</param>
internal sealed record FieldSource(IReadOnlyList<ColumnPath> Columns)
{
    /// <summary>A value that every product has.</summary>
    public string? Constant { get; init; }

    /// <summary>Prefix of the line's number where that is the value.</summary>
    public string? RowPrefix { get; init; }

    /// <summary>What joins the columns to one text; null takes them one by one.</summary>
    public string? JoinWith { get; init; }

    /// <summary>What separates the entries of a list in one text.</summary>
    public string? Separator { get; init; }

    /// <summary>What is dropped from the beginning of each entry.</summary>
    public string? Strip { get; init; }

    /// <summary>Further texts that stand for nothing here ("0" for a price that is not stated).</summary>
    public IReadOnlySet<string> NotStated { get; init; } = new HashSet<string>();

    /// <summary>The currency of this price where it states none.</summary>
    public string? Currency { get; init; }

    /// <summary>The column that holds the price's currency.</summary>
    public ColumnPath? CurrencyColumn { get; init; }

    /// <summary>Whether this bare price is in minor units; null is as the map says.</summary>
    public bool? MinorUnits { get; init; }
}

/// <summary>Columns that become attributes: one with a name, all of a prefix, or one that holds a list of names with values.</summary>
/// <param name="Column">The column; null where a prefix is given.</param>
/// <param name="Name">The attribute's name; null takes the column's.</param>
/// <param name="Prefix">The prefix of the columns; null where one column is given.</param>
/// <param name="NamePath">Member of a list's objects that holds the name.</param>
/// <param name="ValuePath">Member of a list's objects that holds the value.</param>
/// <param name="Unit">Unit of a number that the column's name tells, as "g".</param>
internal sealed record MappedAttributes(ColumnPath? Column, string? Name, string? Prefix, string? NamePath, string? ValuePath, string? Unit);
