using System.Diagnostics;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Baskets;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Comparing;
using Retrieval.Conversation.Complements;
using Retrieval.Conversation.Gifts;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Refining;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Unavailable;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation;

/// <summary>
/// Answers like a good shop assistant: the sentence on top of the conversation → what may be sold → one search (a basket: one an item) →
/// a question back where it is too open, else at most three options with their facts and reasons. Holds no state between calls; what a
/// conversation has come to travels in its context. Safe for concurrent use.
/// </summary>
public sealed class AskEngine
{
    // Deep enough that three different options of one kind are among them.
    private const int Depth = 20;

    // A product that the sentence names is among the first hits.
    private const int MostNamed = 5;

    // An assistant says "nothing under 10 €" rather than offer coffee for a coffee machine.
    private const float LeastRelevance = 0.5f;

    // Ideas for somebody need not be near the words at all.
    private const float LeastOfIdeas = 0;

    // Where this much of a kind of thing is sold from an age only, the others of the kind are no way round it.
    private const double RestrictedShare = 1.0 / 3;

    private readonly SearchEngine engine;
    private readonly Policy policy;
    private readonly KindsOfThings kinds;
    private readonly AllergyQuestion allergies;
    private readonly Refinement refinement;
    private readonly Clarification clarification;
    private readonly BasketMaker baskets;
    private readonly ThingMatch things;
    private readonly ComplementFinder complements;

    /// <summary>An assistant over a search engine.</summary>
    /// <param name="engine">The engine, which the caller keeps open.</param>
    /// <param name="policy">What may be sold to whom; null is the built-in policy.</param>
    public AskEngine(SearchEngine engine, Policy? policy = null)
    {
        this.engine = engine;
        this.policy = policy ?? Policy.BuiltIn;
        kinds = new KindsOfThings(engine);
        allergies = new AllergyQuestion(engine);
        refinement = new Refinement(engine, kinds, allergies);
        clarification = new Clarification(kinds);
        baskets = new BasketMaker(engine, kinds, this.policy);
        things = new ThingMatch(kinds);
        complements = new ComplementFinder(engine, kinds);
    }

    /// <summary>Answers a sentence.</summary>
    /// <param name="request">The sentence and its conversation.</param>
    /// <param name="decided">Told of each piece as soon as it is decided, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Stops the work between steps.</param>
    /// <exception cref="InvalidRequestException">The request cannot be answered as it stands.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public AskResponse Ask(AskRequest request, Action<AskPiece>? decided = null, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        Turn asked = refinement.Of(request);
        decided?.Invoke(new AskPiece.Understood(asked.Intent));
        (Turn turn, Answer answer, IReadOnlyList<OpenChoice> choices) = Decide(request, asked, cancellation);
        if (decided is not null)
        {
            foreach (AskPiece piece in AskPiece.Of(answer)) decided(piece);
        }
        if (answer.Recommended is not null && turn.Intent.Purpose != Purpose.Complement) answer = answer with { Complements = Complements(turn, answer, request.Market) };
        return new AskResponse(answer, turn.Intent, ContextAfter(turn, answer, choices), Stopwatch.GetElapsedTime(start));
    }

    private Decision Decide(AskRequest request, Turn turn, CancellationToken cancellation)
    {
        if (policy.VerdictOn(request.Sentence, turn.Intent.Language) is { } verdict) return new(turn, Judged(turn, verdict), []);
        if (turn.Intent.Age is { } age)
        {
            if (turn.Intent.Purpose != Purpose.Gift && TooYoungFor(turn, request.Market, age, cancellation) is { } years) return new(turn, TooYoung(turn, years), []);
            turn = turn with { Filter = (turn.Filter ?? Filter.Everything).With(policy.SoldTo(age)) };
        }
        if (allergies.Of(request.Sentence, turn.Intent) is { Count: > 0 } allergens) return new(turn, Asking(turn, allergens, "allergen"), allergens);
        if (turn.With is { } shown) return new(turn, GoingWith(turn, shown, request.Market) ?? Nothing(turn with { Intent = turn.Intent with { Text = "" } }), []);
        if (turn.Categories.Count == 0 && baskets.Make(turn.Sentence, turn.Intent, request.Market, Sold(turn), cancellation) is { } basket) return new(turn with { Intent = turn.Intent with { Purpose = Purpose.List } }, basket, []);
        if (turn.Intent.Purpose == Purpose.Compare && Comparing(turn, request.Market, cancellation) is { } compared) return new(turn, compared, []);
        if (request.Context is null && IsGreeting(turn.Intent) && Departments(turn, request.Market) is { Count: > 1 } departments) return new(turn, Asking(turn, departments, "kind"), departments);
        if (Recipient.IsAllThatIsNamed(turn)) turn = turn with { Intent = turn.Intent with { Purpose = Purpose.Gift } };
        turn = turn with { Filter = (turn.Filter ?? Filter.Everything).With(Recipient.SuitedTo(turn.Intent)) };
        SearchResponse found = turn.Intent.Purpose == Purpose.Gift ? Ideas(turn, request.Market, cancellation) : FoundThings.Of(turn, asked => Search(asked, request.Market, cancellation));
        if (NamedProduct.SoldOut(turn, found.Hits, engine, request.Market) is { } missing) return InsteadOf(missing, turn, request.Market, cancellation);
        // What is sold out hides that another colour could be had.
        if (turn.Intent.Purpose == Purpose.Find && found.Hits.Count > 0 && found.Hits.All(static hit => hit.Availability == Availability.OutOfStock))
            found = Search(turn with { Filter = (turn.Filter ?? Filter.Everything).With(new Filter.Comparison("availability", Comparator.NotEqual, Availability.OutOfStock.Name())) }, request.Market, cancellation);
        if (turn.Intent.Purpose == Purpose.Complement && Named(turn, found) is { } named)
        {
            if (GoingWith(turn, named, request.Market) is { } together) return new(turn, together, []);
            // No relation tells what goes with it, and another one of it does not: what is made for it says so in words.
            found = found with { Hits = [.. found.Hits.Where(hit => !kinds.AreOne(named, hit.Whole!) && Relevance.TellsAll(hit, turn.Intent))] };
        }
        if (InNeed(turn, found, request.Market, cancellation) is { } help) return new(turn, help, []);
        bool isOpen = turn.Categories.Count == 0 && turn.Sentence == request.Sentence && !(request.Context?.Choices.Count > 0) && found.Relaxed.Count == 0;
        IReadOnlyList<OpenChoice> choices = isOpen ? clarification.Of(turn.Intent, found.Hits) : [];
        // "Garden supplies" are whatever the garden's department has.
        if (isOpen && choices.Count == 0 && turn.Intent.Kinds.Count == 0 && DepartmentWords.Of(turn.Intent) is { } department)
            choices = clarification.Of(department, Search(turn with { Sentence = department.Text, Intent = department }, request.Market, cancellation).Hits);
        return new(turn, choices.Count > 0 ? Asking(turn, choices, "kind") : Offering(turn, found, request.Market), choices);
    }

    /// <summary>"Hello", "I need something": nothing is asked for.</summary>
    private static bool IsGreeting(ShoppingIntent intent) =>
        intent is { Purpose: Purpose.Find, Text: "", Constraints: [] } && !intent.Preferences.Any(static wish => wish is Preference.Named);

    /// <summary>The departments that a shopper who has asked for nothing yet may choose from.</summary>
    private IReadOnlyList<OpenChoice> Departments(Turn turn, string? market)
    {
        using ProductShelf shelf = engine.Shelf(market);
        return [.. shelf.Departments(Sold(turn), turn.Intent.Language).Take(Clarification.MostChoices).Select(static department => new OpenChoice(department, [department]))];
    }

    /// <summary>The merchant's substitutes of a sold-out product that keep what was asked, then the nearest that do.</summary>
    private Decision InsteadOf(Product missing, Turn named, string? market, CancellationToken cancellation)
    {
        Turn turn = NamedProduct.Instead(named, missing);
        string[] substitutes = [.. missing.Related.Where(static related => related.Type == "substitute").Select(static related => related.Id)];
        SearchResponse found = Search(turn, market, cancellation);
        if (substitutes.Length > 0)
        {
            Turn among = turn with { Filter = (turn.Filter ?? Filter.Everything).With(new Filter.In("id", substitutes)) };
            SearchResponse first = Search(among, market, cancellation);
            if (first.Relaxed.Count == 0 && first.Hits.Any(static hit => hit.Availability != Availability.OutOfStock))
                found = first with { Hits = [.. first.Hits.Concat(found.Relaxed.Count == 0 ? found.Hits : []).DistinctBy(static hit => hit.Product.GroupId ?? hit.Product.Id)] };
        }
        Answer answer = Offering(turn, found, market);
        string told = AnswerWording.For(turn.Intent.Language).Sentence("sold_out", ("title", missing.Title));
        return new(turn, answer with { Text = $"{told} {answer.Text}", Unavailable = [new UnavailableProduct(missing.Id, missing.Title, told)] }, []);
    }

    private static Answer Judged(Turn turn, Verdict verdict) => new()
    {
        Kind = verdict.Escalates ? AnswerKind.Nothing : AnswerKind.Refused, Language = turn.Intent.Language,
        Template = $"{turn.Intent.Language.Code()}/{(verdict.Escalates ? "escalate" : "refused")}/a", Text = verdict.Text,
        Escalate = verdict.Escalates ? new Escalation(verdict.Rule, verdict.Text) : null,
    };

    /// <summary>The age from which the thing asked for is sold, where that is above a stated one.</summary>
    private int? TooYoungFor(Turn turn, string? market, int age, CancellationToken cancellation)
    {
        // The age itself is no wish: wine for somebody of 15 is not wine for children.
        ShoppingIntent thing = turn.Intent with { Constraints = [.. turn.Intent.Constraints.Where(static constraint => constraint is not Constraint.Named { Kind: "age_group" })] };
        IReadOnlyList<Hit> hits = Search(turn with { Intent = thing }, market, cancellation).Hits;
        if (hits.Count == 0) return null;
        Hit[] kind = [.. hits.Where(hit => hit.Thing == KindMatch.Same || kinds.AreOne(hits[0].Whole!, hit.Whole!))];
        int[] above = [.. kind.Select(hit => policy.AgeOf(hit.Whole!) ?? 0).Where(years => years > age)];
        return above.Length >= RestrictedShare * kind.Length || policy.AgeOf(hits[0].Whole!) > age ? above.Max() : null;
    }

    private Answer TooYoung(Turn turn, int years) => new()
    {
        Kind = AnswerKind.Refused, Language = turn.Intent.Language, Template = $"{turn.Intent.Language.Code()}/too_young/a", Text = policy.TooYoung(years, turn.Intent.Language),
    };

    /// <summary>What fits who is given it comes before what is near an interest: a girl of five who likes animals wants no dog brush.</summary>
    private SearchResponse Ideas(Turn turn, string? market, CancellationToken cancellation)
    {
        IdeaBook interests = IdeaBook.Interests(turn.Intent.Language);
        IReadOnlyList<string> told = interests.IdeasFor(turn.Sentence);
        if (told.Count == 0 && (SentenceReader.NamesNothing(turn.Intent) || Recipient.IsGivenSomething(turn))) told = Usual();
        if (turn.IsGiftNamed) return Among(turn, [turn.Intent.Text], market, cancellation) ?? Things(turn with { Intent = turn.Intent with { Purpose = Purpose.Find } });
        if (told.Count > 0 && Among(turn, told, market, cancellation) is { } liked) return liked;
        // "Nothing too dear" does not ask for the cheapest thing of the shop.
        SearchResponse near = Search(turn with { Intent = turn.Intent with { Preferences = [.. turn.Intent.Preferences.Where(static wish => wish is not Preference.Sort { By: "price" })] } }, market, cancellation);
        if (near.Hits.Count == 0 && Usual() is { Count: > 0 } usual && Among(turn, usual, market, cancellation) is { } given) return given;
        if (!Recipient.IsOfAnAge(turn.Intent) || (near.Relaxed.Count == 0 && near.Hits is [{ Fit.IsFull: true }, ..])) return near;
        SearchResponse fitting = Search(turn, market, cancellation, LeastOfIdeas);
        return fitting.Relaxed.Count == 0 && fitting.Hits is [{ Fit.IsFull: true }, ..] ? fitting : near;

        SearchResponse Things(Turn thing)
        {
            SearchResponse found = Search(thing, market, cancellation);
            return found with { Hits = [.. found.Hits.Where(hit => Relevance.IsThing(hit, thing.Intent))] };
        }

        // Whom it is for tells more than what for, but for a birth: a boy who is just born is a baby.
        IReadOnlyList<string> Usual() => Recipient.Wishes(turn.Intent, "occasion").Where(static occasion => occasion == "baby_shower").Concat(Recipient.Wishes(turn.Intent, "recipient")).Concat(Recipient.Wishes(turn.Intent, "occasion"))
            .Select(interests.IdeasForRecipient).FirstOrDefault(static ideas => ideas.Count > 0) ?? [];
    }

    /// <summary>
    /// What helps who tells a need and names no thing, or one that is not sold: "my sink is blocked". Null where nothing does, or the search has
    /// found what was named.
    /// </summary>
    private Answer? InNeed(Turn turn, SearchResponse found, string? market, CancellationToken cancellation)
    {
        if (turn.Intent.Purpose != Purpose.Find || turn.Categories.Count > 0) return null;
        IReadOnlyList<string> ideas = IdeaBook.Needs(turn.Intent.Language).IdeasFor(turn.Sentence);
        if (ideas.Count == 0 || turn.Intent.Kinds.Count > 0 && found.Relaxed.Count == 0 && OptionChoice.Of(found.Hits, kinds, keepOrder: false, turn.Intent, isFirstTold: false, currency: null).Count > 0) return null;
        // What the sentence says of the need describes no product.
        Turn need = turn with { Intent = turn.Intent with { Text = "", Kinds = [], Head = null } };
        return Among(need, ideas, market, cancellation, mustBeSure: true) is { } helping ? Offering(need, helping, market, areIdeas: true) : null;
    }

    /// <summary>
    /// What really is one of some things and keeps what was asked, the surest first: by its words, or where nothing is
    /// by these and it need not be sure, by its kind. Null where nothing is.
    /// </summary>
    private SearchResponse? Among(Turn turn, IReadOnlyList<string> ideas, string? market, CancellationToken cancellation, bool mustBeSure = false)
    {
        List<Hit> liked = [], ofKind = [];
        SearchResponse? found = null;
        foreach (string idea in ideas)
        {
            // An idea names its thing, as the sentence of a gift does not.
            ShoppingIntent named = turn.Intent with { Text = idea, Purpose = Purpose.Find, Kinds = engine.Understand(idea, market, turn.Intent.Language).Kinds };
            found = Search(turn with { Sentence = idea, Intent = named }, market, cancellation, LeastOfIdeas);
            if (found.Relaxed.Count > 0) continue;
            Hit[] fitting = [.. found.Hits.Where(static hit => hit.Fit.IsFull && hit.Thing != KindMatch.Other).Select(hit => hit with { Score = things.Of(idea, turn.Intent.Language, hit.Whole!) })];
            liked.AddRange(fitting.Where(hit => hit.Score >= (mustBeSure ? ThingMatch.Sure : ThingMatch.LeastOf(idea))));
            ofKind.AddRange(fitting.Where(static hit => hit.Thing == KindMatch.Same));
        }
        Hit[] best = [.. (liked.Count > 0 || mustBeSure ? liked : ofKind).OrderByDescending(static hit => hit.Score).DistinctBy(static hit => hit.Product.GroupId ?? hit.Product.Id)];
        return best.Length == 0 ? null : found! with { Hits = best, Relaxed = [], Understanding = turn.Intent };
    }

    private SearchResponse Search(Turn turn, string? market, CancellationToken cancellation, float least = LeastRelevance)
    {
        Filter filter = Sold(turn);
        if (turn.Categories.Count > 0) filter = filter.With(new Filter.In(ColumnNames.Category, turn.Categories));
        // Left out before the search, so that what is left of the thing may give a constraint up.
        if (turn.Hidden.Count > 0) filter = filter.With(new Filter.Not(new Filter.In("id", turn.Hidden)));
        return engine.Search(
            new SearchRequest
            {
                Query = turn.Sentence, Understanding = turn.Intent, Market = market, Top = Depth, WholeProducts = true, LeastRelevance = least, ThingCheck = (turn.Categories.Count > 0 && turn.Intent.Kinds.Count == 0) || least == LeastOfIdeas ? ThingCheck.None : ThingCheck.Each,
                Filter = filter.IsEverything ? null : filter,
            },
            cancellation);
    }

    /// <summary>What may be offered at all: by the policy, to this age, with what a refinement rules out.</summary>
    private Filter Sold(Turn turn) => turn.Filter is { } refined ? policy.NotSold.With(refined) : policy.NotSold;

    private static Answer Asking(Turn turn, IReadOnlyList<OpenChoice> choices, string about)
    {
        AnswerWording wording = AnswerWording.For(turn.Intent.Language);
        string question = wording.Phrase("questions", about);
        Worded text = wording.Of("clarify", turn.Intent, turn.Sentence, ("question", question));
        return new Answer
        {
            Kind = AnswerKind.Clarify, Language = turn.Intent.Language, Template = text.Template, Text = text.Text,
            Question = new Question(question, [.. choices.Select(static choice => choice.Label)]),
        };
    }

    private IReadOnlyList<Hit> GiftsOf(Turn turn, SearchResponse found, string? market)
    {
        Constraint.Price? budget = turn.Intent.Constraints.OfType<Constraint.Price>().FirstOrDefault();
        using ProductShelf shelf = engine.Shelf(market, budget?.Currency);
        return GiftChoice.Of(found.Hits, kinds, shelf.Currency, budget?.Max);
    }

    private Answer Offering(Turn turn, SearchResponse found, string? market, bool areIdeas = false)
    {
        bool isRelaxed = found.Relaxed.Count > 0, keepOrder = isRelaxed || turn.Intent.Order is not null;
        IReadOnlyList<Hit> chosen = (areIdeas || turn.Intent.Purpose == Purpose.Gift) && !keepOrder ? GiftsOf(turn, found, market) : OptionChoice.Of(found.Hits, kinds, keepOrder, turn.Intent, isFirstTold: isRelaxed, PaidIn(turn.Intent, market));
        if (chosen.Count == 0) return InOneColor(turn, market) ?? Nothing(turn);
        AnswerWording wording = AnswerWording.For(turn.Intent.Language);
        IReadOnlyList<Option> options = [.. OptionChoice.Shown(chosen, turn.Intent, turn.Intent.Language).Select(option => Reworded(option, turn.Intent.Language))];
        Worded text = Opening(wording, turn, found, options);
        return new Answer
        {
            Kind = AnswerKind.Options, Language = turn.Intent.Language, Template = text.Template, Text = text.Text,
            Recommended = options[0], Alternatives = [.. options.Skip(1)], Relaxed = found.Relaxed,
            Warnings = [.. chosen.SelectMany(hit => policy.WarningsOf(hit.Whole!, turn.Intent.Language)).Distinct()],
        };
    }

    /// <summary>What the shopper pays in: the market's currency, else that of the budget; null where neither is told.</summary>
    private string? PaidIn(ShoppingIntent intent, string? market) => market is not null ? engine.CurrencyOf(market) : intent.Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Currency;

    /// <summary>That a product comes in its colour only, where another was asked for and there is none; null where none was or its colour is not told.</summary>
    private Answer? InOneColor(Turn turn, string? market)
    {
        if (turn.Recoloured is not { } only || KnownFacts.Of(only).Colors is not { Count: > 0 } colors) return null;
        using ProductShelf shelf = engine.Shelf(market);
        if (shelf.Find(only.Id) is not { } offered) return null;
        Language language = turn.Intent.Language;
        string color = AnswerWording.Listed(colors.Select(color => LocalValues.Word("color", color, language)), language);
        return new Answer
        {
            Kind = AnswerKind.Options, Language = language, Template = $"{language.Code()}/one_color/a", Text = AnswerWording.For(language).Sentence("one_color", ("title", only.Title), ("color", color)),
            Recommended = ComplementFinder.Shown(offered, turn.Intent, language), Warnings = [.. policy.WarningsOf(only, language)],
        };
    }

    private static Answer Nothing(Turn turn)
    {
        string template = turn.Intent is { Purpose: Purpose.Complement, Text.Length: > 0 } ? "nothing_with" : "nothing";
        Worded nothing = AnswerWording.For(turn.Intent.Language).Of(template, turn.Intent, turn.Sentence, ("promised", WordedReasons.Promised(turn.Intent, turn.Intent.Language)));
        return new Answer { Kind = AnswerKind.Nothing, Language = turn.Intent.Language, Template = nothing.Template, Text = nothing.Text };
    }

    private IReadOnlyList<Option> Complements(Turn turn, Answer answer, string? market)
    {
        using ProductShelf shelf = engine.Shelf(market, answer.Recommended!.Price?.Currency);
        if (shelf.Find(answer.Recommended.Id) is not { } recommended) return [];
        string[] shown = [.. answer.Offered.Select(static option => option.Id)];
        return [.. complements.Of(recommended.Product, answer.Recommended.Price?.Currency, shelf, Sold(turn), shown).Select(complement => ComplementFinder.Shown(complement, turn.Intent, turn.Intent.Language))];
    }

    /// <summary>The product that a sentence asks something to go with; null where it names none, or more is stated than relations tell.</summary>
    private static Product? Named(Turn turn, SearchResponse found)
    {
        if (found.Hits.Count == 0 || turn.Intent.Constraints.Count > 0 || turn.Intent.Held.Any()) return null;
        // Its accessories carry its name as well; the thing itself is what has some.
        return (found.Hits.Take(MostNamed).FirstOrDefault(static hit => hit.Whole!.Related.Any(static related => related.GoesWith)) ?? found.Hits[0]).Whole;
    }

    /// <summary>What goes with a product; null where nothing does.</summary>
    private Answer? GoingWith(Turn turn, Product named, string? market)
    {
        using ProductShelf shelf = engine.Shelf(market);
        IReadOnlyList<OfferedProduct> together = complements.Of(named, currency: null, shelf, Sold(turn), [named.Id]);
        if (together.Count == 0) return null;
        Language language = turn.Intent.Language;
        Option[] options = [.. together.Select(offered => ComplementFinder.Shown(offered, turn.Intent, language) with { Reasons = [new Reason("relation", named.Title)] })];
        AnswerWording wording = AnswerWording.For(language);
        Worded text = wording.Of("complement", turn.Intent, turn.Sentence, ("title", options[0].Title), ("price", wording.Price(options[0].Price)));
        return new Answer
        {
            Kind = AnswerKind.Options, Language = language, Template = text.Template, Text = text.Text, Recommended = options[0], Alternatives = [.. options.Skip(1)],
            Warnings = [.. together.SelectMany(offered => policy.WarningsOf(offered.Product, language)).Distinct()],
        };
    }

    /// <summary>The things that the sentence asks to choose between, the best rated first; null where they cannot be told apart or none is found.</summary>
    private Answer? Comparing(Turn turn, string? market, CancellationToken cancellation)
    {
        IReadOnlyList<Turn> things = ComparedThings.In(turn, engine, market);
        if (things.Count < 2) return null;
        Hit?[] chosen = Comparison.Of([.. things.Select(thing => Buyable(thing, market, cancellation))], kinds);
        Hit[] compared = [.. chosen.OfType<Hit>().OrderByDescending(Comparison.Standing)];
        if (compared.Length == 0) return null;
        Language language = turn.Intent.Language;
        AnswerWording wording = AnswerWording.For(language);
        IReadOnlyList<Option> options = [.. OptionChoice.Shown(compared, turn.Intent, language).Select(option => Reworded(option, language))];
        Worded text = wording.Of(
            options.Count > 1 ? "compare" : "options_bare", turn.Intent, turn.Sentence, ("title", options[0].Title), ("price", wording.Price(options[0].Price)),
            ("other", string.Join(", ", options.Skip(1).Select(option => $"{option.Title} ({wording.Price(option.Price)})"))));
        string[] missing = [.. things.Where((_, i) => chosen[i] is null).Select(static thing => thing.Intent.Text)];
        string told = missing.Length == 0 ? "" : $" {wording.Sentence("missing", ("items", string.Join(", ", missing)))}";
        return new Answer
        {
            Kind = AnswerKind.Options, Language = language, Template = text.Template, Text = text.Text + told, Recommended = options[0], Alternatives = [.. options.Skip(1)],
            Warnings = [.. compared.SelectMany(hit => policy.WarningsOf(hit.Whole!, language)).Distinct()],
        };
    }

    private IReadOnlyList<Hit> Buyable(Turn thing, string? market, CancellationToken cancellation)
    {
        SearchResponse found = Search(thing, market, cancellation);
        return found.Relaxed.Count > 0 ? [] : [.. found.Hits.Where(hit => hit.Availability != Availability.OutOfStock && Relevance.IsThing(hit, thing.Intent))];
    }

    private Option Reworded(Option option, Language language) => option with { Facts = [.. option.Facts.Select(fact => policy.Reworded(fact, language))] };

    private static Worded Opening(AnswerWording wording, Turn turn, SearchResponse found, IReadOnlyList<Option> options)
    {
        string intent = found.Relaxed.Count > 0 ? "relaxed" : !options[0].Fit.IsFull ? "unsure" : turn.Intent.Purpose == Purpose.Gift ? "gift" : "options";
        return wording.Of(
            intent, turn.Intent, turn.Sentence, ("title", options[0].Title), ("price", wording.Price(options[0].Price)),
            ("relaxed", AnswerWording.Clauses(found.Relaxed.Select(static relaxation => relaxation.Text), turn.Intent.Language)));
    }

    private static ConversationContext ContextAfter(Turn turn, Answer answer, IReadOnlyList<OpenChoice> choices) => new()
    {
        Sentence = turn.Sentence.Length <= SearchRequest.LongestQuery ? turn.Sentence : turn.Sentence[..SearchRequest.LongestQuery],
        Intent = turn.Intent,
        Categories = turn.Categories,
        Choices = choices,
        Shown = [.. answer.Offered.Select(static option => option.Id)],
        Price = answer.Recommended?.Price,
    };

    private readonly record struct Decision(Turn Turn, Answer Answer, IReadOnlyList<OpenChoice> Choices);
}
