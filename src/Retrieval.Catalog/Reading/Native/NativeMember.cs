using System.Collections.Frozen;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>The members of the native form.</summary>
internal enum NativeMember : byte
{
    None,
    Id, GroupId, Language, Title, Description, Brand, Gtin, Mpn, Condition, Url, ImageUrls, Category,
    Price, SalePrice, SaleFrom, SaleTo, Availability, AvailabilityDate, Quantity, Offers, Countries, Shipping,
    Color, Material, Size, SizeSystem, Gender, AgeGroup, Attributes, Synonyms, UseCases, Highlights,
    Ingredients, Allergens, Diets, Norms, CompatibleWith, Rating, ReviewCount, Popularity, ReturnRate, Released,
    Warning, AgeRestriction, Related, EligibleSearch, EligibleCheckout, Expires, Seller,
}

/// <summary>Names of the native members as the contract writes them.</summary>
internal static class NativeMembers
{
    private static readonly string[] ByMember = [.. Enum.GetNames<NativeMember>().Select(SnakeCase)];

    private static readonly FrozenDictionary<string, NativeMember> ByName =
        Enum.GetValues<NativeMember>().Where(m => m != NativeMember.None).ToFrozenDictionary(Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, NativeMember>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The member of that name; <see cref="NativeMember.None"/> where there is none.</summary>
    public static NativeMember Find(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out NativeMember member) ? member : NativeMember.None;

    /// <summary>The contract's name: <c>sale_price</c>.</summary>
    public static string Name(this NativeMember member) => ByMember[(int)member];

    /// <summary>Every name, in the order of the contract.</summary>
    public static IEnumerable<string> Names => ByMember.Skip(1);

    private static string SnakeCase(string name)
        => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
