using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Index.Facets;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Requests;

/// <summary>The answer to a <see cref="SearchRequest"/>.</summary>
/// <param name="Query">The query as it was asked.</param>
/// <param name="Took">Time from request to answer.</param>
/// <param name="Total">Size of the hit set: products that keep what was stated and that a leg found, at most twice its depth.</param>
/// <param name="Understanding">What was understood; with <see cref="SearchRequest.Raw"/> only language and words.</param>
/// <param name="Hits">Best first, one a variant group; those that fit before those that may fit.</param>
/// <param name="Facets">Counts over the hit set, by field.</param>
/// <param name="Relaxed">What was given up because nothing kept it; empty where every hit keeps what was stated.</param>
/// <param name="Stages">Milliseconds a stage took, in order.</param>
public sealed record SearchResponse(
    string Query,
    TimeSpan Took,
    int Total,
    ShoppingIntent Understanding,
    IReadOnlyList<Hit> Hits,
    IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets,
    IReadOnlyList<Relaxation> Relaxed,
    IReadOnlyList<StageTime> Stages);

/// <summary>A product in an answer.</summary>
/// <param name="Rank">1 for the best.</param>
/// <param name="Product">What is shown of the product.</param>
/// <param name="Price">The market's price of the day; null where none is stated.</param>
/// <param name="Availability">Availability in the market.</param>
/// <param name="Score">Fused score; comparable within one answer only.</param>
/// <param name="LexicalScore">Score of the words, 0 where none matched; null where the leg was not asked.</param>
/// <param name="SemanticScore">Cosine of the meanings, −1 to 1; null where the leg was not asked.</param>
/// <param name="Fit">Whether the product's data shows every stated constraint.</param>
/// <param name="Reasons">Evidence for the hit.</param>
public sealed record Hit(
    int Rank,
    ProductCard Product,
    Money? Price,
    Availability Availability,
    double Score,
    double? LexicalScore,
    double? SemanticScore,
    Fit Fit,
    IReadOnlyList<Reason> Reasons)
{
    /// <summary>Whether it is the kind of thing that the sentence names.</summary>
    public KindMatch Thing { get; init; }

    /// <summary>The whole product as the merchant states it; null unless <see cref="SearchRequest.WholeProducts"/> asked for it.</summary>
    public Product? Whole { get; init; }
}

/// <summary>Whether a product is the kind of thing that a sentence names.</summary>
public enum KindMatch : byte
{
    /// <summary>The kind of one of them is not known, or one is of a wider kind.</summary>
    Unknown,
    /// <summary>It is.</summary>
    Same,
    /// <summary>It is a thing of another kind.</summary>
    Other,
}

/// <summary>Whether a product's data shows what was asked for. What contradicts it is never offered.</summary>
/// <param name="NotStated">Constraints that the data does not decide, as <c>kind value</c>; none where the product fits.</param>
public sealed record Fit(IReadOnlyList<string> NotStated)
{
    /// <summary>Every stated constraint is shown by the product's data.</summary>
    public static Fit Fits { get; } = new([]);

    /// <summary>The constraints that <see cref="NotStated"/> names, in its order.</summary>
    public IReadOnlyList<Constraint> Open { get; init; } = [];

    /// <summary>True where nothing is left unstated.</summary>
    public bool IsFull => NotStated.Count == 0;
}

/// <summary>A piece of evidence for a hit.</summary>
/// <param name="Kind"><c>words</c>, <c>meaning</c>, <c>constraint</c> or <c>rating</c>.</param>
/// <param name="Text">The evidence in words.</param>
public sealed record Reason(string Kind, string Text)
{
    /// <summary>The shopper's words that the product holds, where they are the evidence; else none.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The constraint that the product keeps; null for other evidence. Of several values that mean "any of them", the first.</summary>
    public Constraint? Constraint { get; init; }
}

/// <summary>A constraint that nothing kept, and what was offered instead.</summary>
/// <param name="Constraint">The constraint as it was stated.</param>
/// <param name="To">The nearest value that a product has, in major units for a price; null where the constraint was dropped.</param>
/// <param name="Text">The same in the shopper's language.</param>
public sealed record Relaxation(Constraint Constraint, decimal? To, string Text);

/// <summary>How long a stage of the search took.</summary>
/// <param name="Stage">Name: <c>understand</c>, <c>filter</c>, <c>retrieve</c>, <c>answer</c>.</param>
/// <param name="Milliseconds">Its time.</param>
public sealed record StageTime(string Stage, double Milliseconds);
