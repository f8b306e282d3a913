using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// Answers a list: one search an item, the best product that really is it, all in one currency and within the common budget. What the shop
/// does not have is said, not filled with something else. What the whole sentence states of its things ("vegan") holds for each.
/// </summary>
internal sealed class BasketMaker(SearchEngine engine, KindsOfThings kinds)
{
    private const int Depth = 20;
    private const int MostCandidates = 6;
    private const int MostAlternatives = 2;

    // An item's product shares this much of what the best for the same words has; in another language than the list it is told by its meaning.
    private const float LeastRelevance = 0.5f;
    private const double LeastMeaning = 0.42;
    private const double LittleMeaning = 0.3;
    private const double NearKind = 0.45;
    private const double LeastShare = 0.8;

    // A title that begins with the item's word, and a category that is named like it, tell the thing from what is made with it.
    private const double FirstWord = 0.3;
    private const double NearCategory = 0.3;
    private const int LeastStem = 4;

    /// <summary>The basket; null where the sentence holds no list that the shop has anything of.</summary>
    /// <param name="sentence">The shopper's sentence.</param>
    /// <param name="asked">What is understood of it.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="among">What may be sold at all.</param>
    /// <param name="cancellation">Stops the work between items.</param>
    public Answer? Make(string sentence, ShoppingIntent asked, string? market, Filter among, CancellationToken cancellation)
    {
        IReadOnlyList<WantedItem> wanted = WantedItems.In(sentence, asked.Language);
        if (wanted.Count < 2) return null;
        Constraint.Price? budget = asked.Constraints.OfType<Constraint.Price>().FirstOrDefault();
        Line[] all = [.. wanted.Select(item => new Line(item, Of(item, asked, market))).Where(static line => line.Intent.Text.Length > 0)
            .Select(line => line with { Hits = Found(line.Item, line.Intent, market, budget?.Currency, among, cancellation) })];
        string currency = budget?.Currency ?? CommonCurrency(all, market);
        // What one line takes first is not another thing as well.
        var firsts = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<Line>();
        foreach (Line line in all)
        {
            Hit[] hits = [.. line.Hits.Where(hit => hit.Price!.Value.Currency == currency && !firsts.Contains(hit.Product.Id)).Take(MostCandidates)];
            if (hits.Length == 0) continue;
            firsts.Add(hits[0].Product.Id);
            lines.Add(line with { Hits = hits });
        }
        if (lines.Count == 0) return null;
        string[] missing = [.. all.Select(static line => line.Intent.Text).Except(lines.Select(static line => line.Intent.Text))];

        IReadOnlyList<IReadOnlyList<BasketBudget.Candidate>> candidates =
            [.. lines.Select(static line => line.Hits.Select(hit => new BasketBudget.Candidate(hit.Price!.Value.Amount * line.Item.Quantity, hit.Score)).ToArray())];
        int[] taken = BasketBudget.Choose(candidates, budget?.Max is { } max ? Minor(max, currency) : null);
        BasketItem[] items = [.. lines.Select((line, i) => Filled(line, taken[i], asked.Language))];
        return Told(items, missing, asked, sentence, budget, currency);
    }

    /// <summary>What an item asks, with what the whole sentence states of all its things; its price is the basket's.</summary>
    private ShoppingIntent Of(WantedItem item, ShoppingIntent asked, string? market)
    {
        string words = item.For.Length <= SearchRequest.LongestQuery ? item.For : item.For[..SearchRequest.LongestQuery];
        ShoppingIntent own = engine.Understand(words, market, asked.Language);
        IEnumerable<Constraint> common = asked.Constraints.Where(static constraint => constraint is not (Constraint.Price or Constraint.Count or Constraint.Quantity));
        return own with
        {
            Purpose = Purpose.Find,
            Constraints = [.. own.Constraints.Where(static constraint => constraint is not (Constraint.Price or Constraint.Count)).Union(common)],
        };
    }

    /// <summary>Products that really are the item, the best first, in whatever currency they are sold.</summary>
    private Hit[] Found(WantedItem item, ShoppingIntent intent, string? market, string? currency, Filter among, CancellationToken cancellation)
    {
        SearchResponse found = engine.Search(
            new SearchRequest
            {
                Query = item.For, Understanding = intent, Market = market, Currency = currency, Top = Depth, WholeProducts = true,
                LeastRelevance = LeastRelevance, ThingCheck = ThingCheck.Each, Filter = among,
            },
            cancellation);
        if (found.Relaxed.Count > 0) return [];
        if (found.Hits.Count == 0) return [];
        Hit[] named = [.. found.Hits.Select(hit => hit with { Score = hit.Score + Named(hit, intent.Text) }).OrderByDescending(static hit => hit.Score)];
        double least = LeastShare * named[0].Score;
        Hit[] buyable = [.. named.Where(hit => hit.Score >= least && hit.Availability != Availability.OutOfStock && hit.Price is not null && hit.Fit.IsFull && IsIt(hit, intent))];
        return [.. buyable.Where(hit => kinds.AreOne(buyable[0].Whole!, hit.Whole!))];
    }

    /// <summary>Told by its own names, by a category that is called like it, or by its meaning where it is described in another language.</summary>
    private bool IsIt(Hit hit, ShoppingIntent intent)
    {
        bool isForeign = hit.Whole!.Language != intent.Language;
        bool isOfKind = hit.Whole.Category is [.., var leaf] && kinds.Nearness(intent.Text, leaf) >= NearKind;
        return Relevance.IsNamed(hit) || !(hit.SemanticScore < (isForeign ? LeastMeaning : isOfKind ? LittleMeaning : 1));
    }

    private double Named(Hit hit, string words)
    {
        string first = TextFolding.Fold(words), title = TextFolding.Fold(hit.Product.Title);
        string stem = first.Length > LeastStem ? first[..LeastStem] : first;
        double category = hit.Whole!.Category.Count == 0 ? 0 : kinds.Nearness(words, hit.Whole.Category[^1]);
        return (title.StartsWith(stem, StringComparison.Ordinal) ? FirstWord : 0) + (NearCategory * category);
    }

    /// <summary>The currency in which the list is served best.</summary>
    private string CommonCurrency(Line[] lines, string? market)
    {
        string home = Currency(market);
        return lines.SelectMany(static line => line.Hits.GroupBy(static hit => hit.Price!.Value.Currency).Select(static group => (group.Key, Score: group.Max(static hit => hit.Score))))
            .GroupBy(static entry => entry.Key).OrderByDescending(static group => group.Sum(static entry => entry.Score)).ThenByDescending(group => group.Key == home)
            .Select(static group => group.Key).FirstOrDefault() ?? home;
    }

    private static BasketItem Filled(Line line, int taken, Language language)
    {
        (WantedItem item, ShoppingIntent intent) = (line.Item, line.Intent);
        Hit chosen = line.Hits[taken];
        Option[] others = [.. line.Hits.Where(hit => hit != chosen && Differences.Between(chosen, hit).Count > 0).Take(MostAlternatives)
            .Select(hit => OptionChoice.Shown(hit, Differences.Between(chosen, hit), intent, language))];
        return new BasketItem(intent.Text, item.Quantity, OptionChoice.Shown(chosen, [], intent, language), others);
    }

    private static Answer Told(BasketItem[] items, string[] missing, ShoppingIntent asked, string seed, Constraint.Price? budget, string currency)
    {
        AnswerWording wording = AnswerWording.For(asked.Language);
        var total = new Money(items.Sum(static item => item.Quantity * item.Option.Price!.Value.Amount), currency);
        bool isOver = budget?.Max is { } max && total.Major > max;
        string count = $"{items.Length}";
        Worded text = wording.Of(isOver ? "basket_over" : "basket", asked, seed, ("count", count), ("total", wording.Price(total)));
        string said = missing.Length == 0 ? text.Text : $"{text.Text} {wording.Sentence("missing", ("items", string.Join(", ", missing)))}";
        return new Answer
        {
            Kind = AnswerKind.Basket, Language = asked.Language, Template = text.Template, Text = said, Items = items, Total = total,
            Relaxed = isOver ? [new Relaxation(budget!, total.Major, text.Text)] : [],
        };
    }

    private sealed record Line(WantedItem Item, ShoppingIntent Intent)
    {
        public Hit[] Hits { get; init; } = [];
    }

    private string Currency(string? market)
    {
        using ProductShelf shelf = engine.Shelf(market);
        return shelf.Currency;
    }

    private static long? Minor(decimal major, string currency) => Money.TryFromMajor(decimal.Round(major, 2), currency, out Money money) ? money.Amount : null;
}
