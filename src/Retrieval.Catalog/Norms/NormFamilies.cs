using System.Collections.Frozen;

namespace Retrieval.Catalog.Norms;

/// <summary>What the members of a family of norms are to each other.</summary>
internal enum NormRelation : byte
{
    /// <summary>Nothing: who has Bluetooth may have Wi-Fi too.</summary>
    Each,
    /// <summary>Nothing, and a product can deny it: "hand wash only".</summary>
    Use,
    /// <summary>Nothing; but a product that has a cable and does not name it has it not: headphones with a wire, and Bluetooth.</summary>
    Wireless,
    /// <summary>A product that states only other members is not made for this one: E14 and E27.</summary>
    One,
    /// <summary>The same, but a word further before it denies something else: a vacuum cleaner "sans sac sans fil" is cordless.</summary>
    Either,
    /// <summary>Rising: a higher member is also all lower ones. Below it a product is not what was asked for: IP54 and IP67.</summary>
    Level,
    /// <summary>Rising too, but a lower member contradicts none: what is water resistant may be waterproof.</summary>
    Grade,
}

/// <summary>The families of <c>Data/norms.tsv</c>. Immutable.</summary>
internal static class NormFamilies
{
    /// <summary>Begins the family of a product line's models, each of which is one of the line.</summary>
    public const string Model = "model ";

    /// <summary>Numbered standards; a part of one is also the whole.</summary>
    public const string Standard = "standard";

    private static readonly FrozenDictionary<string, (NormRelation Relation, string[] Members)> Families = TableFile.Rows("norms.tsv")
        .ToFrozenDictionary(static row => row[0], static row => (Enum.Parse<NormRelation>(row[1], ignoreCase: true), row[2..]), StringComparer.Ordinal);

    public static NormRelation RelationIn(string family) => family.StartsWith(Model, StringComparison.Ordinal) ? NormRelation.One : family == Standard ? NormRelation.Each : Families[family].Relation;

    /// <summary>Members, rising where they are levels; none where the family is a norm of its own.</summary>
    public static IReadOnlyList<string> MembersOf(string family) => Families[family].Members;
}
