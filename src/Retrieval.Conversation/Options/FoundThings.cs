using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Refining;
using Retrieval.Conversation.Wording;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>
/// Searches for what an assistant would offer. A search gives a constraint up only where nothing at all keeps it, and tells the first hit as
/// the nearest; an assistant says no to what is only like the thing, a down jacket for a rain jacket under 100 €, and would have nothing to
/// say where the rain jacket is at 139 €.
/// </summary>
internal static class FoundThings
{
    private const string Pets = "pets";

    private static readonly string[] Eaten = ["food"];

    // Each leaves out all that was found and is no such thing.
    private const int MostTries = 3;

    /// <summary>What is found, without what is another thing where that stands in the way.</summary>
    /// <param name="turn">What is asked for.</param>
    /// <param name="search">Answers a turn.</param>
    public static SearchResponse Of(Turn turn, Func<Turn, SearchResponse> search)
    {
        SearchResponse found = search(turn), tried = found;
        Turn rest = turn;
        for (int again = 0; again < MostTries && turn.Intent.Constraints.Count > 0 && IsInTheWay(tried, turn.Intent); again++)
        {
            rest = rest with { Hidden = [.. rest.Hidden, .. tried.Hits.Where(hit => !Relevance.IsThing(hit, turn.Intent)).Select(static hit => hit.Product.Id)] };
            tried = search(rest);
        }
        SearchResponse best = tried.Hits.Count > 0 && !IsInTheWay(tried, turn.Intent) ? tried : found;
        return WithoutPets(best, turn.Intent) is { } forPeople && (best.Relaxed.Count == 0 || forPeople is [var first, ..] && first == best.Hits[0]) ? best with { Hits = forPeople } : best;
    }

    /// <summary>The hits without those that are for animals, of which the sentence says nothing; null where none is, or nothing else is of the kind: a scratching post is for cats, but nothing to eat is.</summary>
    private static Hit[]? WithoutPets(SearchResponse found, ShoppingIntent asked)
    {
        if (CuePhrases.For(asked.Language).Has(asked.Text, Pets)) return null;
        Hit[] forPeople = [.. found.Hits.Where(static hit => !IsForPets(hit.Whole!))];
        return forPeople.Length < found.Hits.Count && (Array.Exists(forPeople, static hit => hit.Thing == KindMatch.Same) || ProductKinds.AnyIsA(asked.Kinds, Eaten)) ? forPeople : null;
    }

    // A toy dog stands among toys: the department tells, not the title.
    private static bool IsForPets(Product product) => product.Category.Any(name => CuePhrases.For(product.Language).Has(name, Pets));

    private static bool IsInTheWay(SearchResponse found, ShoppingIntent asked) =>
        found.Hits.Count > 0 && (found.Relaxed.Count > 0 ? !Relevance.IsThing(found.Hits[0], asked) : found.Hits.All(hit => !Relevance.IsThing(hit, asked)));
}
