namespace Retrieval.Index.Updates;

/// <summary>What became of a batch of updates. All that was taken is durable and searchable.</summary>
/// <param name="Upserted">Products added or replaced.</param>
/// <param name="Offers">Offers changed.</param>
/// <param name="Deleted">Products removed.</param>
/// <param name="Refused">Updates that name a product that the index does not have.</param>
public sealed record UpdateReport(int Upserted, int Offers, int Deleted, IReadOnlyList<RefusedUpdate> Refused);

/// <summary>An update that was not taken.</summary>
/// <param name="Position">Place of the update in the batch, from 0.</param>
/// <param name="Id">Id of the product.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedUpdate(int Position, string Id, string Reason);
