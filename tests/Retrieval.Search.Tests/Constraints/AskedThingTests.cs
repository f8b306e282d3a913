using Retrieval.Catalog.Kinds;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Constraints;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Constraints;

/// <summary>Whether a product is the thing asked for, remembered by kind. The twin compares all kinds of each product with all that are asked for.</summary>
public class AskedThingTests(SampleShop shop)
{
    [Fact]
    public void Kinds_are_compared_as_one_by_one()
    {
        using IndexSnapshot snapshot = shop.Index.Acquire();
        string[] kinds = [.. Enumerable.Range(0, snapshot.MaxDoc).SelectMany(snapshot.KindsOf).Distinct().Order(StringComparer.Ordinal)];
        var seen = new HashSet<KindMatch>();
        for (int i = 0; i < kinds.Length; i++)
        {
            // One kind, and two that have nothing to do with each other.
            foreach (string[] asked in (string[][])[[kinds[i]], [kinds[i], kinds[(i + 7) % kinds.Length]]])
            {
                var thing = new AskedThing(snapshot, new ShoppingIntent(Language.En, "", [], [], Purpose.Find) { Kinds = asked }, "");
                for (int document = 0; document < snapshot.MaxDoc; document++)
                {
                    KindMatch expected = Expected(snapshot, document, asked);
                    seen.Add(expected);
                    Assert.Equal(expected, thing.Of(document));
                }
            }
        }
        Assert.Equal(3, seen.Count);
    }

    private static KindMatch Expected(IndexSnapshot snapshot, int document, string[] asked)
    {
        IReadOnlyList<string> kinds = snapshot.KindsOf(document);
        if (kinds.Count == 0) return KindMatch.Unknown;
        if (ProductKinds.AnyIsA(kinds, asked)) return snapshot.IsSparePart(document) ? KindMatch.Unknown : KindMatch.Same;
        return ProductKinds.AnyIsA(asked, kinds) ? KindMatch.Unknown : KindMatch.Other;
    }
}
