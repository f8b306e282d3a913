using Retrieval.Catalog.Kinds;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Tells by the kinds that sentence and product name whether a product is the thing asked for, whatever language either is in: a cleaner for
/// windows shares words and meaning with a vacuum cleaner, and is none. One for a request.
/// </summary>
internal sealed class AskedThing
{
    private readonly IndexSnapshot snapshot;
    private readonly IReadOnlyList<string> asked;
    private readonly DocumentWords? kinds;

    // By segment and ordinal of a kind, what it is to those asked for: a query's candidates are of few kinds.
    private readonly Relation[][] relations = [];

    public AskedThing(IndexSnapshot snapshot, ShoppingIntent intent, string sentence)
    {
        this.snapshot = snapshot;
        Named = NamedProduct.In(sentence, snapshot);
        // Who looks for a present, or for what goes with a thing, names other things than what is wanted.
        asked = intent.Purpose == Purpose.Find ? intent.Kinds : [];
        if (!IsKnown) return;
        kinds = snapshot.Kinds();
        relations = new Relation[kinds.Segments][];
    }

    private enum Relation : byte
    {
        Unread,
        /// <summary>It is one of the kinds asked for, or narrower.</summary>
        Narrower,
        /// <summary>One of the kinds asked for is narrower.</summary>
        Wider,
        None,
    }

    /// <summary>True where the sentence names a kind of thing that is known.</summary>
    public bool IsKnown => asked.Count > 0;

    /// <summary>The document of the product that the sentence names by its id; null where it names none.</summary>
    public int? Named { get; }

    /// <summary>What a document's kinds tell. They do not tell a part of a thing from the thing.</summary>
    public KindMatch Of(int document)
    {
        if (document == Named) return KindMatch.Same;
        if (kinds is null) return KindMatch.Unknown;
        int segment = kinds.SegmentOf(document);
        int count = kinds.CountOf(segment, document);
        bool isWider = count == 0;
        for (int i = 0; i < count; i++)
        {
            Relation relation = RelationOf(segment, kinds.Ordinal(segment, document, i));
            if (relation == Relation.Narrower) return snapshot.IsSparePart(document) ? KindMatch.Unknown : KindMatch.Same;
            isWider |= relation == Relation.Wider;
        }
        return isWider ? KindMatch.Unknown : KindMatch.Other;
    }

    private Relation RelationOf(int segment, int ordinal)
    {
        ref Relation relation = ref (relations[segment] ??= new Relation[kinds!.Count(segment)])[ordinal];
        if (relation != Relation.Unread) return relation;
        string[] kind = [kinds!.Text(segment, ordinal)];
        return relation = ProductKinds.AnyIsA(kind, asked) ? Relation.Narrower : ProductKinds.AnyIsA(asked, kind) ? Relation.Wider : Relation.None;
    }
}
