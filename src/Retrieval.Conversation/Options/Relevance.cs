using Retrieval.Index.Documents;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>
/// Tells whether a hit is the thing asked for at all. A search lists the nearest there is, and a shopper of a garden shop who asks for
/// concert tickets is better told that there are none.
/// </summary>
internal static class Relevance
{
    // Cosines of the right product for sentences over the sample shop lie above, those of things that it does not sell below: where words
    // of the sentence stand in the product beside its title or its data keeps what was asked, and where neither speaks for it.
    private const double LeastWithEvidence = 0.25;
    private const double LeastAlone = 0.4;

    /// <summary>True where the words stand in the title, or the meaning is near enough; ideas for somebody need not be near their words.</summary>
    public static bool IsThing(Hit hit, ShoppingIntent asked)
    {
        if (asked.Purpose is not (Purpose.Find or Purpose.Compare) || asked.Text.Length == 0 || hit.SemanticScore is not { } cosine) return true;
        if (IsNamed(hit)) return true;
        bool hasEvidence = Words(hit) is not null || (asked.Constraints.Count > 0 && hit.Fit.IsFull);
        return cosine >= (hasEvidence ? LeastWithEvidence : LeastAlone);
    }

    /// <summary>True where words that were asked for stand in the title.</summary>
    public static bool IsNamed(Hit hit) => Words(hit) is { } words && words.StartsWith(LexicalFields.Title, StringComparison.Ordinal);

    private static string? Words(Hit hit) => hit.Reasons.FirstOrDefault(static reason => reason.Kind == "words")?.Text;
}
