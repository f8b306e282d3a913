using Retrieval.Text.Measures;

namespace Retrieval.Index.Documents;

/// <summary>
/// Names of the columns that filters, facets and ranking read.
/// They are also the names by which filter expressions and facets call them.
/// </summary>
public static class ColumnNames
{
    /// <summary>Brand as the merchant writes it.</summary>
    public const string Brand = "brand";
    /// <summary>Category path, joined by <see cref="PathSeparator"/>.</summary>
    public const string Category = "category";
    /// <summary>Canonical colours; the merchant's own words where none was recognised.</summary>
    public const string Color = "color";
    /// <summary>Canonical materials; the merchant's own words where none was recognised.</summary>
    public const string Material = "material";
    /// <summary>Sizes, upper case.</summary>
    public const string Size = "size";
    /// <summary>Canonical genders.</summary>
    public const string Gender = "gender";
    /// <summary>Canonical age groups.</summary>
    public const string AgeGroup = "age_group";
    /// <summary>Condition.</summary>
    public const string Condition = "condition";
    /// <summary>Code of the language.</summary>
    public const string Language = "language";
    /// <summary>Key of the variant group.</summary>
    public const string Group = "group_id";
    /// <summary>Countries it is sold in; none is everywhere.</summary>
    public const string Countries = "countries";
    /// <summary>Diets it suits.</summary>
    public const string Diets = "diets";
    /// <summary>Allergens it contains.</summary>
    public const string Allergens = "allergens";
    /// <summary>Allergens of which it may contain traces.</summary>
    public const string MayContain = "may_contain";
    /// <summary>Allergens it is stated to be free from.</summary>
    public const string FreeFrom = "free_from";
    /// <summary>Norms.</summary>
    public const string Norms = "norms";
    /// <summary>Norms and compatibilities that its data states in any words, as <see cref="Retrieval.Catalog.Norms.NormTerm"/> writes them.</summary>
    public const string StatedNorms = "stated_norms";
    /// <summary>What it goes with.</summary>
    public const string CompatibleWith = "compatible_with";
    /// <summary>Seller's name.</summary>
    public const string Seller = "seller";
    /// <summary>GTIN.</summary>
    public const string Gtin = "gtin";
    /// <summary>Manufacturer's part number.</summary>
    public const string Mpn = "mpn";
    /// <summary>System of sizes.</summary>
    public const string SizeSystem = "size_system";
    /// <summary>Mean rating, 0–5.</summary>
    public const string Rating = "rating";
    /// <summary>Number of reviews.</summary>
    public const string ReviewCount = "review_count";
    /// <summary>Popularity, 0–5.</summary>
    public const string Popularity = "popularity";
    /// <summary>Returns in percent.</summary>
    public const string ReturnRate = "return_rate";
    /// <summary>Least age of a buyer in years.</summary>
    public const string AgeRestriction = "age_restriction";
    /// <summary>Least age in months that it is stated to be for.</summary>
    public const string AgeFrom = "age_from";
    /// <summary>Greatest age in months that it is stated to be for.</summary>
    public const string AgeTo = "age_to";
    /// <summary>Least number of persons, such as players, that it takes.</summary>
    public const string PersonsFrom = "persons_from";
    /// <summary>Number of persons that it is stated to have places for.</summary>
    public const string PersonsTo = "persons_to";
    /// <summary>Pieces in a pack, as text of a number; several values.</summary>
    public const string Count = "count";
    /// <summary>Release day, as the day's number since 0001-01-01.</summary>
    public const string Released = "released";
    /// <summary>Day when it becomes available, as the day's number since 0001-01-01.</summary>
    public const string AvailabilityDate = "availability_date";
    /// <summary>1 where it can be bought in the chat, else 0.</summary>
    public const string EligibleCheckout = "eligible_checkout";

    internal const string EligibleSearch = "eligible_search";
    internal const string Expires = "expires";
    internal const string Ordinal = "ordinal";
    internal const string GroupKey = "group_key";
    internal const string Shipping = "shipping";
    internal const string SparePart = "spare_part";
    internal const string Kinds = "kinds";
    internal const string Attributes = "attributes";
    /// <summary>The merchant's words beside a canonical column, matched as well.</summary>
    internal static string MerchantWords(string column) => column + ".words";
    internal static string Measure(Dimension dimension) => "measure." + dimension.Name();

    /// <summary>Between the parts of a category path.</summary>
    public const string PathSeparator = " > ";

    /// <summary>A category path as <see cref="Category"/> holds it; empty where there is none.</summary>
    public static string PathOf(IReadOnlyList<string> category) => string.Join(PathSeparator, category);

    /// <summary>Columns of words.</summary>
    internal static IReadOnlyList<string> Words { get; } =
    [
        Brand, Color, Material, Size, Gender, AgeGroup, Condition, Language, Group, Countries, Diets, Allergens, MayContain, FreeFrom,
        Norms, StatedNorms, CompatibleWith, Seller, Gtin, Mpn, SizeSystem,
    ];

    /// <summary>Columns whose values are canonical, with the merchant's own words beside them.</summary>
    internal static IReadOnlyList<string> Canonical { get; } = [Color, Material, Gender, AgeGroup];

    /// <summary>Columns of one number a product.</summary>
    internal static IReadOnlyList<string> Numbers { get; } = [Rating, ReviewCount, Popularity, ReturnRate, AgeRestriction, AgeFrom, AgeTo, PersonsFrom, PersonsTo];
}
