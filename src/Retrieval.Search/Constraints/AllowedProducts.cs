using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;

namespace Retrieval.Search.Constraints;

/// <summary>The products that may be shown at all: sold in the market, and within the caller's own filter, which is kept without exception.</summary>
/// <param name="snapshot">The documents.</param>
/// <param name="market">The market that the sentence's constraints are read in.</param>
/// <param name="filtered">What the caller's filter matches; null where there is none.</param>
internal sealed class AllowedProducts(IndexSnapshot snapshot, Market market, DocumentSet? filtered)
{
    // A sentence with one constraint asks for its products twice.
    private readonly Dictionary<Filter, DocumentSet> asked = [];

    /// <summary>All of them.</summary>
    public DocumentSet All => filtered ?? snapshot.Everything(market);

    /// <summary>Those that a filter matches.</summary>
    public DocumentSet Matching(Filter filter)
    {
        if (filter.IsEverything) return All;
        if (asked.TryGetValue(filter, out DocumentSet? known)) return known;
        DocumentSet matching = snapshot.Match(filter, market);
        return asked[filter] = filtered is null ? matching : matching.And(filtered);
    }
}
