using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Products;

/// <summary>
/// A product as the merchant states it, read from any feed into one model. A member that is null or empty is "not stated",
/// which is never the same as "no". Immutable; safe to share between threads.
/// </summary>
public sealed record Product
{
    /// <summary>The merchant's key, 1–200 bytes of UTF-8 without control characters.</summary>
    public required string Id { get; init; }
    /// <summary>Title as printed, up to 500 characters.</summary>
    public required string Title { get; init; }
    /// <summary>Language of title and description; <see cref="Language.Und"/> where neither stated nor detected.</summary>
    public Language Language { get; init; }
    /// <summary>Key shared by the variants of one thing.</summary>
    public string? GroupId { get; init; }
    /// <summary>Plain text; tags of HTML were dropped on reading.</summary>
    public string? Description { get; init; }
    /// <summary>Brand as the merchant writes it.</summary>
    public string? Brand { get; init; }
    /// <summary>GTIN of 8, 12, 13 or 14 digits with a right check digit.</summary>
    public string? Gtin { get; init; }
    /// <summary>Manufacturer's part number.</summary>
    public string? Mpn { get; init; }
    /// <summary><c>new</c>, <c>refurbished</c> or <c>used</c>.</summary>
    public string? Condition { get; init; }
    /// <summary>Page of the product.</summary>
    public string? Url { get; init; }
    /// <summary>Pictures, the main one first.</summary>
    public IReadOnlyList<string> ImageUrls { get; init; } = [];
    /// <summary>Category path, from the widest.</summary>
    public IReadOnlyList<string> Category { get; init; } = [];
    /// <summary>Regular price.</summary>
    public Money? Price { get; init; }
    /// <summary>Reduced price; counts only between <see cref="SaleFrom"/> and <see cref="SaleTo"/>.</summary>
    public Money? SalePrice { get; init; }
    /// <summary>Start of the sale; null is "since ever".</summary>
    public DateTimeOffset? SaleFrom { get; init; }
    /// <summary>End of the sale; null is "for ever".</summary>
    public DateTimeOffset? SaleTo { get; init; }
    /// <summary>Whether it can be bought.</summary>
    public Availability? Availability { get; init; }
    /// <summary>When a preorder or backorder arrives.</summary>
    public DateOnly? AvailabilityDate { get; init; }
    /// <summary>Pieces in stock.</summary>
    public long? Quantity { get; init; }
    /// <summary>Values of single regions; a region's own values override the product's.</summary>
    public IReadOnlyList<RegionalOffer> Offers { get; init; } = [];
    /// <summary>ISO 3166 codes of the countries it is sold in; empty is everywhere.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
    /// <summary>Ways and costs of delivery.</summary>
    public IReadOnlyList<Shipping> Shipping { get; init; } = [];
    /// <summary>Colours in the merchant's words.</summary>
    public IReadOnlyList<string> Color { get; init; } = [];
    /// <summary>Materials in the merchant's words.</summary>
    public IReadOnlyList<string> Material { get; init; } = [];
    /// <summary>Sizes in the merchant's words.</summary>
    public IReadOnlyList<string> Size { get; init; } = [];
    /// <summary>System that <see cref="Size"/> is written in, such as <c>EU</c>.</summary>
    public string? SizeSystem { get; init; }
    /// <summary>Genders in the merchant's words.</summary>
    public IReadOnlyList<string> Gender { get; init; } = [];
    /// <summary>Age groups in the merchant's words.</summary>
    public IReadOnlyList<string> AgeGroup { get; init; } = [];
    /// <summary>Further attributes in the feed's order, unknown members of the feed among them.</summary>
    public IReadOnlyList<ProductAttribute> Attributes { get; init; } = [];
    /// <summary>Other names of the thing; searched.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];
    /// <summary>What it is used for; searched.</summary>
    public IReadOnlyList<string> UseCases { get; init; } = [];
    /// <summary>Selling points; searched.</summary>
    public IReadOnlyList<string> Highlights { get; init; } = [];
    /// <summary>Ingredients as printed.</summary>
    public string? Ingredients { get; init; }
    /// <summary>Allergens; null is "unknown", never "free of".</summary>
    public Allergens? Allergens { get; init; }
    /// <summary>Diets it suits, canonical values such as <c>gluten_free</c>.</summary>
    public IReadOnlyList<string> Diets { get; init; } = [];
    /// <summary>Norms it states, such as <c>CE</c>.</summary>
    public IReadOnlyList<string> Norms { get; init; } = [];
    /// <summary>What it states to be compatible with, such as <c>iPhone 15</c>.</summary>
    public IReadOnlyList<string> CompatibleWith { get; init; } = [];
    /// <summary>Mean rating, 0–5.</summary>
    public double? Rating { get; init; }
    /// <summary>Number of reviews.</summary>
    public long? ReviewCount { get; init; }
    /// <summary>Popularity, 0–5.</summary>
    public double? Popularity { get; init; }
    /// <summary>Share of returns in percent.</summary>
    public double? ReturnRate { get; init; }
    /// <summary>Release date.</summary>
    public DateOnly? Released { get; init; }
    /// <summary>Warning to be shown.</summary>
    public string? Warning { get; init; }
    /// <summary>Least age of a buyer in years.</summary>
    public int? AgeRestriction { get; init; }
    /// <summary>Relations to other products.</summary>
    public IReadOnlyList<RelatedProduct> Related { get; init; } = [];
    /// <summary>A product that is not eligible is never returned.</summary>
    public bool EligibleSearch { get; init; } = true;
    /// <summary>Whether it can be bought in the chat; never moves its rank.</summary>
    public bool EligibleCheckout { get; init; }
    /// <summary>After it the product is not returned.</summary>
    public DateTimeOffset? Expires { get; init; }
    /// <summary>Who sells it.</summary>
    public Seller? Seller { get; init; }
}

/// <summary>Whether a product can be bought.</summary>
public enum Availability : byte
{
    /// <summary>Not known.</summary>
    Unknown,
    /// <summary>In stock.</summary>
    InStock,
    /// <summary>Out of stock.</summary>
    OutOfStock,
    /// <summary>Can be ordered before its release.</summary>
    Preorder,
    /// <summary>Can be ordered and arrives later.</summary>
    Backorder,
}

/// <summary>Values of one region that override the product's. A null member falls back to the product's.</summary>
/// <param name="Region">Country (<c>FR</c>) or subdivision (<c>US-CA</c>).</param>
/// <param name="Price">Regular price there.</param>
/// <param name="SalePrice">Reduced price there.</param>
/// <param name="Availability">Availability there.</param>
/// <param name="Quantity">Pieces there.</param>
public sealed record RegionalOffer(string Region, Money? Price, Money? SalePrice, Availability? Availability, long? Quantity);

/// <summary>A way of delivery.</summary>
/// <param name="Country">ISO 3166 code.</param>
/// <param name="Price">Cost; null where not stated.</param>
/// <param name="MinDays">Fastest delivery in days.</param>
/// <param name="MaxDays">Slowest delivery in days.</param>
public sealed record Shipping(string Country, Money? Price, int? MinDays, int? MaxDays);

/// <summary>An attribute of the product in the merchant's words, with its measure where it could be parsed into one.</summary>
/// <param name="Name">Name as the feed writes it, up to 200 characters.</param>
/// <param name="Values">Values as text, in the feed's order; a number as its invariant text, a boolean as <c>true</c> or <c>false</c>.</param>
/// <param name="Kind">The form that the value had in the feed.</param>
/// <param name="Unit">The feed's unit where the value was an object with one.</param>
public sealed record ProductAttribute(string Name, IReadOnlyList<string> Values, AttributeKind Kind, string? Unit = null);

/// <summary>The JSON form of an attribute's value.</summary>
public enum AttributeKind : byte
{
    /// <summary>A string or a list of strings.</summary>
    Text,
    /// <summary>A number, with or without a unit.</summary>
    Number,
    /// <summary>A boolean.</summary>
    Boolean,
}

/// <summary>Allergens as stated: an empty list states nothing.</summary>
/// <param name="Contains">Allergens inside.</param>
/// <param name="MayContain">Possible traces.</param>
/// <param name="FreeFrom">Allergens it is stated to be free from.</param>
public sealed record Allergens(IReadOnlyList<string> Contains, IReadOnlyList<string> MayContain, IReadOnlyList<string> FreeFrom);

/// <summary>A relation to another product.</summary>
/// <param name="Id">The other product's id.</param>
/// <param name="Type"><c>part_of_set required_part often_bought_with substitute different_brand accessory</c>.</param>
public sealed record RelatedProduct(string Id, string Type)
{
    /// <summary>The other product is used or bought with this one.</summary>
    public bool GoesWith => Type is "accessory" or "required_part" or "often_bought_with";

    /// <summary>The other product may be taken instead of this one.</summary>
    public bool StandsIn => Type is "substitute" or "different_brand";
}

/// <summary>Who sells a product.</summary>
/// <param name="Name">Name.</param>
/// <param name="Url">Page.</param>
public sealed record Seller(string Name, string? Url);
