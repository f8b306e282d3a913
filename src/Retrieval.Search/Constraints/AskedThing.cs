using Retrieval.Catalog.Kinds;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Tells by the kinds that sentence and product name whether a product is the thing asked for, whatever language either is in: a cleaner for
/// windows shares words and meaning with a vacuum cleaner, and is none. One for a request.
/// </summary>
internal sealed class AskedThing(IndexSnapshot snapshot, ShoppingIntent intent)
{
    // Who looks for a present, or for what goes with a thing, names other things than what is wanted.
    private readonly IReadOnlyList<string> asked = intent.Purpose == Purpose.Find ? intent.Kinds : [];

    /// <summary>True where the sentence names a kind of thing that is known.</summary>
    public bool IsKnown => asked.Count > 0;

    /// <summary>What a document's kinds tell. They do not tell a part of a thing from the thing.</summary>
    public KindMatch Of(int document)
    {
        if (!IsKnown) return KindMatch.Unknown;
        IReadOnlyList<string> kinds = snapshot.KindsOf(document);
        if (kinds.Count == 0) return KindMatch.Unknown;
        if (ProductKinds.AnyIsA(kinds, asked)) return snapshot.IsSparePart(document) ? KindMatch.Unknown : KindMatch.Same;
        return ProductKinds.AnyIsA(asked, kinds) ? KindMatch.Unknown : KindMatch.Other;
    }
}
