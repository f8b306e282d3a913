namespace Retrieval.Index.Documents;

/// <summary>
/// What an answer shows of a product, read without the rest of it: the whole product's JSON is decompressed and parsed only where
/// somebody asks for it. Immutable.
/// </summary>
public sealed class ProductCard
{
    private readonly CardTerms terms;

    internal ProductCard(CardTerms terms) => this.terms = terms;

    /// <summary>The merchant's key.</summary>
    public required string Id { get; init; }
    /// <summary>Key of the variant group; null where the product has none.</summary>
    public string? GroupId { get; init; }
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Brand; null where not stated.</summary>
    public string? Brand { get; init; }
    /// <summary>Address of the product's page; null where not stated.</summary>
    public string? Url { get; init; }
    /// <summary>Address of the first picture; null where not stated.</summary>
    public string? ImageUrl { get; init; }
    /// <summary>Mean rating, 0–5; null where not stated.</summary>
    public double? Rating { get; init; }
    /// <summary>Number of reviews; null where not stated.</summary>
    public long? ReviewCount { get; init; }

    /// <summary>Where the product holds a term first.</summary>
    /// <param name="term">The term's key, by <see cref="TermKey"/>.</param>
    public TermPlace PlaceOf(uint term) => terms.PlaceOf(term);

    /// <summary>The key by which <see cref="PlaceOf"/> knows a term that the product's analysis chain wrote.</summary>
    public static uint TermKey(ReadOnlySpan<char> term) => FieldTerms.KeyOf(term);
}
