using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Search.Requests;

namespace Retrieval.Conversation.Comparing;

/// <summary>Chooses one product for each of the things that are compared.</summary>
internal static class Comparison
{
    // Deep enough for "the Italian coffee maker or the filter one", whose second half alone finds filters first.
    private const int Depth = 10;

    // Cosine from which a product that the words stand in is what they mean; below, it needs one of its kind beside it.
    private const double Certain = 0.38;

    // A rating counts as much as this many reviews of a middling product would pull it to the middle.
    private const double Doubt = 20;
    private const double Middling = 4;

    /// <summary>
    /// The hits, in the order of the things; null for a thing that nothing was found for. Of the first two those are taken that together are
    /// found best, where two of one kind are worth more: who compares, compares like with like.
    /// </summary>
    public static Hit?[] Of(IReadOnlyList<IReadOnlyList<Hit>> found, KindsOfThings kinds)
    {
        var chosen = new Hit?[found.Count];
        Hit[] first = [.. found[0].Take(Depth)], second = [.. found[1].Take(Depth)];
        double best = double.NegativeInfinity;
        foreach (Hit a in first)
        {
            foreach (Hit b in second.Where(b => !AreSame(a, b)))
            {
                double worth = (a.Score / first[0].Score) + (b.Score / second[0].Score) + (kinds.AreOne(a.Whole!, b.Whole!) ? 1 : 0);
                if (worth <= best) continue;
                best = worth;
                (chosen[0], chosen[1]) = (a, b);
            }
        }
        for (int i = 0; i < found.Count; i++)
        {
            chosen[i] ??= found[i].FirstOrDefault(hit => !Array.Exists(chosen, other => other is not null && AreSame(other, hit)));
        }
        // The nearest there is of two things that the shop does not have compares nothing.
        Hit[] certain = [.. chosen.OfType<Hit>().Where(static hit => Relevance.IsNamed(hit) && (hit.SemanticScore ?? 1) >= Certain)];
        return Array.ConvertAll(chosen, hit => hit is null || Array.Exists(certain, other => other == hit || kinds.AreOne(other.Whole!, hit.Whole!)) ? hit : null);
    }

    /// <summary>How well a product is rated, where few reviews say little.</summary>
    public static double Standing(Hit hit)
    {
        double reviews = hit.Whole!.Rating is null ? 0 : hit.Whole!.ReviewCount ?? 0;
        return (((hit.Whole!.Rating ?? 0) * reviews) + (Middling * Doubt)) / (reviews + Doubt);
    }

    private static bool AreSame(Hit a, Hit b) => (a.Whole!.GroupId ?? a.Whole!.Id) == (b.Whole!.GroupId ?? b.Whole!.Id);
}
