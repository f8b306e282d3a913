namespace Retrieval.Index.Feeds;

/// <summary>A feed that is put into an index piece by piece.</summary>
/// <param name="Id">Its id, unique among all indexes.</param>
/// <param name="TargetCountry">The only country that its products are sold in, ISO 3166-1; null is everywhere.</param>
/// <param name="UpdatedAt">When products were last put in, or when it was made.</param>
public sealed record StoredFeed(string Id, string? TargetCountry, DateTimeOffset UpdatedAt);

/// <summary>One product of a feed, in the form that it came in.</summary>
/// <param name="Id">The feed's id of it.</param>
/// <param name="Variants">Ids of the products of the index that it becomes.</param>
/// <param name="Json">The product as it came, one JSON value in UTF-8.</param>
public sealed record FeedProduct(string Id, IReadOnlyList<string> Variants, ReadOnlyMemory<byte> Json);

/// <summary>Products that are put into a feed together.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Products">The products, each replacing the one of its id.</param>
/// <param name="Gone">Variants that the replaced products had and that no product has any more.</param>
public sealed record FeedChange(StoredFeed Feed, IReadOnlyList<FeedProduct> Products, IReadOnlyList<string> Gone);

/// <summary>A variant that is put in belongs to another product of the index's feeds already.</summary>
/// <param name="variant">Its id.</param>
/// <param name="product">The product that it is put in with.</param>
/// <param name="owner">The product that has it.</param>
/// <param name="ownerFeed">That product's feed.</param>
public sealed class VariantTakenException(string variant, string product, string owner, string ownerFeed)
    : Exception($"the variant \"{variant}\" belongs to the product \"{owner}\" of the feed {ownerFeed}; a variant is in one product of one feed of an index")
{
    /// <summary>The variant's id.</summary>
    public string Variant { get; } = variant;

    /// <summary>The product that it is put in with.</summary>
    public string Product { get; } = product;
}

/// <summary>The feeds of an index would hold more than they may.</summary>
/// <param name="message">What there is and what may be.</param>
public sealed class FeedLimitException(string message) : Exception(message);
