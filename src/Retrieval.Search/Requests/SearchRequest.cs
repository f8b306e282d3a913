using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Requests;

/// <summary>Which legs answer.</summary>
public enum SearchMode : byte
{
    /// <summary>Words and meaning, fused.</summary>
    Hybrid,
    /// <summary>Words only.</summary>
    Lexical,
    /// <summary>Meaning only.</summary>
    Semantic,
}

/// <summary>Who scores the words.</summary>
public enum WordScorer : byte
{
    /// <summary>The engine's own scorer.</summary>
    Ours,
    /// <summary>Lucene.Net's own searcher over the same documents, of an index that was built with both codecs.</summary>
    Lucene,
}

/// <summary>A question to the engine.</summary>
public sealed record SearchRequest
{
    /// <summary>Longest query in UTF-16 units; a longer one is refused before any work.</summary>
    public const int LongestQuery = 1000;

    /// <summary>Most hits that can be asked for.</summary>
    public const int MostHits = 1000;

    /// <summary>What the shopper wrote, 1–<see cref="LongestQuery"/> characters.</summary>
    public required string Query { get; init; }

    /// <summary>Which legs answer.</summary>
    public SearchMode Mode { get; init; } = SearchMode.Hybrid;

    /// <summary>Number of hits wanted, 1–<see cref="MostHits"/>.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Country or subdivision the shopper buys in, such as <c>FR</c> or <c>US-CA</c>; null applies no region.</summary>
    public string? Market { get; init; }

    /// <summary>ISO 4217 code that prices are read in; null is the market's own currency.</summary>
    public string? Currency { get; init; }

    /// <summary>A filter beside what the sentence states; null filters nothing.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Fields to count values of over the hit set.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>What is already understood of the conversation; null understands the query.</summary>
    public ShoppingIntent? Understanding { get; init; }

    /// <summary>
    /// Under constraints, the least share of the best product's relevance (that of the same words without constraints) with which a product
    /// is still the thing asked for, 0–1. The default was chosen on data-samples.
    /// </summary>
    public float LeastRelevance { get; init; } = 0.3f;

    /// <summary>Which hits must, under constraints, have a good part of the best product's words or meaning; the default is <see cref="ThingCheck.One"/>.</summary>
    public ThingCheck ThingCheck { get; init; } = ThingCheck.One;

    /// <summary>Takes the whole text as words, with no understanding.</summary>
    public bool Raw { get; init; }

    /// <summary>Who scores the words; anything but ours is for comparisons.</summary>
    public WordScorer Scorer { get; init; } = WordScorer.Ours;

    /// <summary>Reads the whole product of each hit (<see cref="Hit.Whole"/>), which costs more than the rest of a search.</summary>
    public bool WholeProducts { get; init; }

    /// <summary>Tells for each hit what every word and leg contributed.</summary>
    public bool Explain { get; init; }
}

/// <summary>A request that cannot be answered as it stands: the member that is wrong, what was found, what is expected.</summary>
/// <param name="member">Name of the member in the contract, such as <c>query</c>.</param>
/// <param name="message">What was found and what is expected.</param>
public sealed class InvalidRequestException(string member, string message) : Exception(message)
{
    /// <summary>Name of the member in the contract.</summary>
    public string Member { get; } = member;
}

/// <summary>There is no product of an id, or none that may be shown in the market.</summary>
/// <param name="id">The id.</param>
public sealed class UnknownProductException(string id) : Exception($"there is no product \"{id}\" that is sold in this market");

/// <summary>Which hits must show that they are the thing asked for, where constraints may have left nothing of it.</summary>
public enum ThingCheck : byte
{
    /// <summary>None: the caller's filter says already which kind of thing it is.</summary>
    None,
    /// <summary>One, which vouches for what else is near; without it a constraint is given up.</summary>
    One,
    /// <summary>Each by itself.</summary>
    Each,
}
