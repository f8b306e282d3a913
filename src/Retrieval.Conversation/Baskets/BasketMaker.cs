using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// Answers a list: one search an item, the best product that really is it, all in one currency and within the common budget. What the shop
/// does not have is said, not filled with something else; so is what had to be left out. What the sentence states of an item holds for it,
/// what it states of none in particular ("vegan", "by Friday") for each.
/// </summary>
internal sealed class BasketMaker(SearchEngine engine, KindsOfThings kinds, Policy policy)
{
    private const int Depth = 24;
    private const int MostCandidates = 6;
    private const int MostAlternatives = 2;

    // What stands for the best product of a line is about as surely the thing.
    private const double LeastShare = 0.8;

    // What is much less surely the thing than what is sold in another currency is another thing; in another language it is less sure anyway.
    private const double ShareElsewhere = 0.65, ForeignShareElsewhere = 0.5;

    // Two things may be one with its part; three that the shop has each of are no one thing.
    private const int LongList = 3;

    // A market's own currency serves a list unless another one serves it twice as well.
    private const int HomeShare = 2;

    private static readonly string[] Toys = ["toy"];

    private static readonly string[] YoungestAges = ["newborn", "infant", "toddler"], DietsOfSome = ["gluten_free", "lactose_free", "sugar_free", "alcohol_free", "low_salt"];

    // Who must not eat something must not eat it in anything: bread for somebody with coeliac disease holds no wheat whichever thing of the list the words stand beside.
    private static readonly string[] DietsOfTheBody = ["gluten_free", "nut_free"];

    private readonly ThingMatch things = new(kinds);

    /// <summary>The basket; null where the sentence holds no list that the shop has anything of.</summary>
    /// <param name="sentence">The shopper's sentence.</param>
    /// <param name="asked">What is understood of it.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="among">What may be sold at all.</param>
    /// <param name="cancellation">Stops the work between items.</param>
    public Answer? Make(string sentence, ShoppingIntent asked, string? market, Filter among, CancellationToken cancellation)
    {
        if (WantedItems.In(sentence, asked) is not { } wanted) return null;
        Constraint.Price? budget = asked.Constraints.OfType<Constraint.Price>().FirstOrDefault();
        Line[] listed = [.. Lines(wanted, asked, market).Select(line => line with { Hits = Listed(line, market, budget?.Currency, among, cancellation) })];
        Line[] all = [.. listed.Select(static line => line with { Hits = [.. line.Hits.Where(IsNoOther)] })];
        string currency = budget?.Currency ?? CommonCurrency(all, market, asked.Language);
        // What one line takes first is not another thing as well.
        var firsts = new HashSet<string>(StringComparer.Ordinal);
        var lines = new List<Line>();
        List<string> missing = [], elsewhere = [];
        foreach (Line line in all)
        {
            bool isSold = line.Hits.Length > 0;
            Hit[] sold = [.. line.Hits.Where(hit => hit.Price!.Value.Currency == currency)];
            if (isSold && sold.Length == 0) sold = Found(line, market, currency, among, cancellation);
            if (isSold) sold = [.. sold.Where(hit => hit.Score >= (hit.Whole!.Language == asked.Language ? ShareElsewhere : ForeignShareElsewhere) * line.Hits[0].Score)];
            Hit[] hits = [.. Alike(line, sold).Where(hit => !firsts.Contains(hit.Product.Id)).Take(MostCandidates)];
            if (hits.Length > 0)
            {
                firsts.Add(hits[0].Product.Id);
                lines.Add(line with { Hits = hits });
            }
            else (isSold ? elsewhere : missing).Add(line.Intent.Text);
        }
        if (lines.Count == 0) return null;
        if (wanted.Evidence == ListEvidence.Joined && !AreSeveral(lines, listed)) return null;

        IReadOnlyList<IReadOnlyList<BasketBudget.Candidate>> candidates = Candidates(lines);
        long? most = budget?.Max is { } max ? Minor(max, currency) : null;
        if (candidates.Sum(static line => line.Min(static candidate => candidate.Cost)) > most)
        {
            lines = [.. lines.Select(line => line with { Hits = [.. line.Hits, .. Cheaper(line, market, currency, among, cancellation)] })];
            candidates = Candidates(lines);
        }
        int[] taken = BasketBudget.Choose(candidates, most);
        // One thing that alone is above the budget: the cheapest there is, and that it is above.
        bool isOver = Array.TrueForAll(taken, static place => place == BasketBudget.LeftOut);
        if (isOver)
        {
            int cheapest = Enumerable.Range(0, lines.Count).MinBy(i => candidates[i].Min(static candidate => candidate.Cost));
            taken[cheapest] = Enumerable.Range(0, candidates[cheapest].Count).MinBy(place => candidates[cheapest][place].Cost);
        }
        BasketItem[] items = [.. lines.Select((line, i) => (line, i)).Where(entry => taken[entry.i] != BasketBudget.LeftOut).Select(entry => Filled(entry.line, taken[entry.i], asked.Language))];
        string[] leftOut = [.. lines.Where((_, i) => taken[i] == BasketBudget.LeftOut).Select(static line => line.Intent.Text)];
        HashSet<string> shown = [.. items.SelectMany(static item => item.Alternatives.Prepend(item.Option)).Select(static option => option.Id)];
        string[] warnings = [.. lines.SelectMany(static line => line.Hits).Where(hit => shown.Contains(hit.Product.Id)).SelectMany(hit => policy.WarningsOf(hit.Whole!, asked.Language)).Distinct()];
        return Told(items, new Gaps(missing, elsewhere, leftOut), asked, sentence, isOver ? budget : null, currency) with { Warnings = warnings };
    }

    private static IReadOnlyList<IReadOnlyList<BasketBudget.Candidate>> Candidates(List<Line> lines) =>
        [.. lines.Select(static line => line.Hits.Select(hit => new BasketBudget.Candidate(hit.Price!.Value.Amount * Quantity(line, hit), hit.Score)).ToArray())];

    /// <summary>What is the thing as surely and costs less than all that was found: of a group with sizes a search shows one.</summary>
    private IEnumerable<Hit> Cheaper(Line line, string? market, string currency, Filter among, CancellationToken cancellation)
    {
        decimal least = line.Hits.Min(static hit => hit.Price!.Value.Major);
        Filter below = new Filter.Comparison("price", Comparator.Less, least.ToString(CultureInfo.InvariantCulture));
        bool isForAll = !IsForSomeAlone(line, line.Hits[0].Whole!);
        return Found(line, market, currency, among.With(below), cancellation)
            .Where(hit => hit.Score >= LeastShare * line.Hits[0].Score && !(isForAll && IsForSomeAlone(line, hit.Whole!))).Take(MostCandidates);
    }

    /// <summary>What each item asks: what is stated of it, and what the sentence states of none in particular; its price is the basket's.</summary>
    private IEnumerable<Line> Lines(WantedItems wanted, ShoppingIntent asked, string? market)
    {
        (WantedItem Item, ShoppingIntent Own)[] read = [.. wanted.Items.Select(item => (item, engine.Understand(Cut(item.For), market, asked.Language)))];
        Constraint[] common = [.. asked.Constraints.Where(constraint =>
            constraint is not (Constraint.Price or Constraint.Count or Constraint.Quantity) && (IsOfTheOrder(constraint) || !read.Any(item => item.Own.Constraints.Contains(constraint))))];
        return read.Where(static item => item.Own.Text.Length > 0).Select(item => (item.Item, item.Own, Amount: WantedAmount.Of(item.Own))).Select(item => new Line(item.Item, item.Own with
        {
            Purpose = Purpose.Find,
            Constraints = [.. item.Own.Constraints.Where(constraint => constraint is not (Constraint.Price or Constraint.Count) && constraint != item.Amount?.Asked).Union(common)],
        })
        {
            Amount = item.Amount,
            // A gluten-free breakfast is made of what is known to be it; on a list of one's own each thing is wanted.
            Inherited = wanted.Evidence == ListEvidence.Standing ? [] : [.. common.Where(constraint => IsOfTheBody(constraint) && (item.Item.IsDescribed || !item.Own.Constraints.Contains(constraint)))],
        });
    }

    private static bool IsOfTheOrder(Constraint constraint) =>
        IsOfTheBody(constraint) || constraint is Constraint.Delivery or Constraint.Rating or Constraint.OnSale or Constraint.Named { Kind: "availability" or "condition" };

    private static bool IsOfTheBody(Constraint constraint) => constraint is Constraint.Named { Kind: "diet" } diet && DietsOfTheBody.Contains(diet.Value);

    private static string Cut(string words) => words.Length <= SearchRequest.LongestQuery ? words : words[..SearchRequest.LongestQuery];

    /// <summary>Products that really are the item, the surest first.</summary>
    private Hit[] Found(Line line, string? market, string? currency, Filter among, CancellationToken cancellation) =>
        [.. Listed(line, market, currency, among, cancellation).Where(IsNoOther)];

    private static bool IsNoOther(Hit hit) => hit.Thing != KindMatch.Other;

    /// <summary>Products that are called like the item, of other kinds too: a set of a table and chairs.</summary>
    private Hit[] Listed(Line line, string? market, string? currency, Filter among, CancellationToken cancellation)
    {
        SearchResponse found = engine.Search(
            new SearchRequest
            {
                Query = Cut(line.Item.For), Understanding = line.Intent, Market = market, Currency = currency, Top = Depth, WholeProducts = true,
                LeastRelevance = 0, ThingCheck = ThingCheck.None, Filter = currency is null ? among : among.With(Filter.AtLeast("price", 0)),
            },
            cancellation);
        if (found.Relaxed.Count > 0) return [];
        Hit[] sure = [.. found.Hits.Where(static hit => hit.Availability != Availability.OutOfStock && hit.Price is not null)
            // Milk need not say that it is without gluten: that it is not stated is told beside it.
            .Where(hit => hit.Fit.IsFull || hit.Fit.Open.All(line.Inherited.Contains))
            .Where(hit => line.Amount?.PiecesOf(hit.Whole!) != 0)
            .Select(hit => hit with { Score = Sureness(line, hit) })
            .Where(hit => hit.Score >= ThingMatch.LeastOf(line.Intent.Text) && !IsForBabiesOnly(line, hit.Whole!)).OrderByDescending(static hit => hit.Score)];
        return Array.Exists(sure, static hit => hit.Fit.IsFull) ? [.. sure.Where(static hit => hit.Fit.IsFull)] : sure;
    }

    /// <summary>By its words; where the product is of the kind that the item names, there is no doubt.</summary>
    private double Sureness(Line line, Hit hit)
    {
        double words = things.Of(line.Intent.Text, line.Intent.Language, hit.Whole!);
        return hit.Thing == KindMatch.Same ? ThingMatch.Sure + ((1 - ThingMatch.Sure) * words) : words;
    }

    /// <summary>The surest for anybody, and what is of its kind and about as sure; what is for some people alone, and not asked for so, only where nothing else is left.</summary>
    private IEnumerable<Hit> Alike(Line line, Hit[] sure)
    {
        if (sure.Length == 0) return [];
        Hit best = Array.Find(sure, hit => hit.Score >= Math.Min(ThingMatch.Sure, LeastShare * sure[0].Score) && !IsForSomeAlone(line, hit.Whole!)) ?? sure[0];
        Hit[] alike = [.. sure.Where(hit => hit.Score >= LeastShare * best.Score && kinds.AreOne(best.Whole!, hit.Whole!))];
        if (!IsForSomeAlone(line, best.Whole!)) alike = [.. alike.Where(hit => !IsForSomeAlone(line, hit.Whole!))];
        // Five kilos are not what somebody wants who writes down two, where two can be had.
        return line.Amount is { } amount && Array.Exists(alike, hit => amount.IsMetBy(hit.Whole!)) ? alike.Where(hit => amount.IsMetBy(hit.Whole!)) : alike;
    }

    /// <summary>Nobody is handed gluten-free bread or a toddler's plates who did not ask for them.</summary>
    private static bool IsForSomeAlone(Line line, Product product)
    {
        bool isForSmallChildren = KnownFacts.Of(product).AgeGroups is { Count: > 0 } ages && ages.All(YoungestAges.Contains);
        return isForSmallChildren || CanonicalValues.Find("diet", product.Title, product.Language).Any(diet => DietsOfSome.Contains(diet) && !line.Intent.Constraints.Any(asked => asked is Constraint.Named { Kind: "diet" } wish && wish.Value == diet));
    }

    /// <summary>A sleeping bag is for grown-ups where nobody speaks of a baby and its title does.</summary>
    private static bool IsForBabiesOnly(Line line, Product product) =>
        product.AgeGroup.Count > 0 && CuePhrases.For(product.Language).Has(product.Title, "baby")
        && !CuePhrases.For(line.Intent.Language).Has(line.Item.For, "baby") && !line.Intent.Constraints.Any(static constraint => constraint is Constraint.Named { Kind: "age_group" });

    /// <summary>Told by the shop: it has each of them without doubt, each is of another kind, and nothing is all of them at once.</summary>
    private bool AreSeveral(List<Line> lines, Line[] listed)
    {
        string[] words = [.. lines.Select(static line => line.Intent.Text)];
        return (AreOfKinds(lines, listed.Length) || AreOfWords(lines, listed.Length))
            && !Array.Exists(listed, line => Array.Exists(line.Hits, hit => things.HasAll(words, line.Intent.Language, hit.Whole!)));
    }

    /// <summary>"Bread, cheese, apples": it has all of three or more, each is called by its kind, and none is what another asks for.</summary>
    private static bool AreOfKinds(List<Line> lines, int asked) =>
        asked >= LongList && lines.Count == asked && lines.TrueForAll(static line => line.Hits[0].Thing == KindMatch.Same)
        && lines.TrueForAll(line => lines.TrueForAll(other => other == line || !Array.Exists(line.Hits, hit => hit.Product.Id == other.Hits[0].Product.Id)));

    private bool AreOfWords(List<Line> lines, int asked)
    {
        Hit[] firsts = [.. lines.Select(static line => line.Hits[0])];
        return lines.Count >= 2 && lines.Count > asked / 2 && (asked >= LongList || lines.Count == asked)
            && lines.TrueForAll(line => things.Of(line.Intent.Text, line.Intent.Language, line.Hits[0].Whole!) >= ThingMatch.Sure)
            && firsts.Select((hit, i) => firsts[..i].All(other => !kinds.AreOne(other.Whole!, hit.Whole!))).All(static isOther => isOther);
    }

    /// <summary>The currency in which the list is served best: most lines, then most in the shopper's language.</summary>
    private string CommonCurrency(Line[] lines, string? market, Language language)
    {
        string home = engine.CurrencyOf(market);
        var served = lines.SelectMany(static line => line.Hits.Where(hit => hit.Score >= ShareElsewhere * line.Hits[0].Score).GroupBy(static hit => hit.Price!.Value.Currency))
            .GroupBy(static hits => hits.Key, static hits => hits.First())
            .Select(firsts => (Currency: firsts.Key, Lines: firsts.Count() * (market is not null && firsts.Key == home ? HomeShare : 1),
                Spoken: firsts.Count(hit => hit.Whole!.Language == language), Score: firsts.Sum(static hit => hit.Score)))
            .OrderByDescending(static entry => entry.Lines).ThenByDescending(static entry => entry.Spoken).ThenByDescending(static entry => entry.Score);
        return served.Select(static entry => entry.Currency).FirstOrDefault() ?? home;
    }

    /// <summary>A family of four needs two tents that are for two, two kilos are two bags of one, and a dozen eggs is one box of twelve.</summary>
    private static int Quantity(Line line, Hit hit)
    {
        WantedItem item = line.Item;
        ProductFacts facts = KnownFacts.Of(hit.Whole!);
        if (line.Amount is { } amount) return item.Quantity * amount.PiecesOf(hit.Whole!);
        if (item.Persons is { } all && facts.Persons is { From: null, To: { } places }) return WantedItem.PiecesFor(all, places);
        // The pieces of a puzzle are not what somebody counts who wants two.
        bool isCountedInPieces = !item.IsInPacks && item.Persons is null && facts.Counts is [> 1, ..] && !ProductKinds.AnyIsA(ProductKinds.Of(hit.Whole!), Toys);
        return isCountedInPieces ? WantedItem.PiecesFor(item.Quantity, facts.Counts.Max()) : item.Quantity;
    }

    private static BasketItem Filled(Line line, int taken, Language language)
    {
        ShoppingIntent intent = line.Intent;
        Hit chosen = line.Hits[taken];
        Option[] others = [.. line.Hits.Where(hit => hit != chosen && Differences.Between(chosen, hit).Count > 0).Take(MostAlternatives)
            .Select(hit => OptionChoice.Shown(hit, Differences.Between(chosen, hit), intent, language))];
        return new BasketItem(intent.Text, Quantity(line, chosen), OptionChoice.Shown(chosen, [], intent, language), others);
    }

    private static Answer Told(BasketItem[] items, Gaps gaps, ShoppingIntent asked, string seed, Constraint.Price? broken, string currency)
    {
        AnswerWording wording = AnswerWording.For(asked.Language);
        var total = new Money(items.Sum(static item => item.Quantity * item.Option.Price!.Value.Amount), currency);
        Worded text = wording.Of(broken is null ? "basket" : "basket_over", asked, seed, ("items", wording.Counted("items", items.Length)), ("total", wording.Price(total)));
        string max = asked.Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Max is { } most && Money.TryFromMajor(decimal.Round(most, 2), currency, out Money money) ? wording.Price(money) : "";
        string[] said =
        [
            text.Text, .. Said("missing", gaps.Missing), .. Said("other_currency", gaps.Elsewhere), .. Said("left_out", gaps.LeftOut),
        ];
        return new Answer
        {
            Kind = AnswerKind.Basket, Language = asked.Language, Template = text.Template, Text = AnswerWording.Joined(said, asked.Language), Items = items, Total = total,
            Relaxed = broken is null ? [] : [new Relaxation(broken, total.Major, text.Text)],
        };

        IEnumerable<string> Said(string name, IReadOnlyCollection<string> things) =>
            things.Count == 0 ? [] : [wording.Sentence(name, ("items", AnswerWording.Listed(things, asked.Language)), ("max", max), ("currency", currency))];
    }

    private static long? Minor(decimal major, string currency) => Money.TryFromMajor(decimal.Round(major, 2), currency, out Money money) ? money.Amount : null;

    private sealed record Line(WantedItem Item, ShoppingIntent Intent)
    {
        public Hit[] Hits { get; init; } = [];

        /// <summary>How much of it is wanted in all; null where that is not told.</summary>
        public WantedAmount? Amount { get; init; }

        /// <summary>Diets that hold for it and were not said beside it.</summary>
        public Constraint[] Inherited { get; init; } = [];
    }

    /// <summary>What is not in the basket: the shop has none, has it in another currency only, or the budget does not reach.</summary>
    private sealed record Gaps(IReadOnlyCollection<string> Missing, IReadOnlyCollection<string> Elsewhere, IReadOnlyCollection<string> LeftOut);
}
