using System.Diagnostics;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Answers;
using Retrieval.Search.Constraints;
using Retrieval.Search.Fusion;
using Retrieval.Search.Legs;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Similar;
using Retrieval.Search.Spelling;
using Retrieval.Search.Suggesting;
using Retrieval.Text.Languages;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search;

/// <summary>
/// The way of a query: sentence → intent → filters → words and meaning under the same filter → fusion → one a variant group → answer.
/// Every step is a value, one direction, on one immutable snapshot. Safe for concurrent use; holds no state between calls.
/// </summary>
public sealed class SearchEngine
{
    private readonly ProductIndex index;
    private readonly IEncoder? encoder;
    private readonly ScoreFusion? fusion;

    /// <summary>An engine over an open index.</summary>
    /// <param name="index">The index; the caller disposes it.</param>
    /// <param name="encoder">The query's encoder, of the model that the index was built with; null answers by words only.</param>
    /// <param name="fusion">How both legs' scores go together; null is as the index was built with, else <see cref="ScoreFusion.Default"/>.</param>
    public SearchEngine(ProductIndex index, IEncoder? encoder, ScoreFusion? fusion = null)
    {
        this.index = index;
        this.encoder = encoder;
        this.fusion = fusion;
    }

    /// <summary>Answers a request.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellation">Stops the work between steps: a deadline that passed or a caller that went.</param>
    /// <exception cref="InvalidRequestException">The request cannot be answered as it stands.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public SearchResponse Search(SearchRequest request, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        RequestCheck.Check(request);
        using IndexSnapshot snapshot = index.Acquire();
        var clock = new StageClock(cancellation);

        (Retrieved found, DocumentSet keeps) = Prepare(request, snapshot, clock);
        found.AddFitting(keeps);
        found.AddUnstated();
        clock.Done("retrieve");

        IReadOnlyList<Relaxation> relaxed = found.IsEmpty ? found.Relax() : [];
        SearchResponse response = found.Answer(relaxed);
        clock.Done("answer");
        return response with { Took = Stopwatch.GetElapsedTime(start), Stages = clock.Stages };
    }

    /// <summary>
    /// What the fusion weighs of each product that keeps what the request states and that a leg found: with judgments, what its weights are
    /// fitted from. In the order that equal scores have.
    /// </summary>
    /// <exception cref="InvalidRequestException">The request cannot be answered as it stands.</exception>
    public IReadOnlyList<FusionCandidate> Candidates(SearchRequest request)
    {
        RequestCheck.Check(request);
        using IndexSnapshot snapshot = index.Acquire();
        (Retrieved found, DocumentSet keeps) = Prepare(request, snapshot, new StageClock(default));
        return found.Weighed(keeps);
    }

    /// <summary>An engine over the same index that puts the legs' scores together in another way.</summary>
    public SearchEngine With(ScoreFusion weights) => new(index, encoder, weights);

    /// <summary>How the legs' scores go together.</summary>
    public ScoreFusion Fusion
    {
        get
        {
            using IndexSnapshot snapshot = index.Acquire();
            return FusionOf(snapshot);
        }
    }

    private ScoreFusion FusionOf(IndexSnapshot snapshot) => fusion ?? GenerationView.Of(snapshot).Fusion;

    /// <summary>The first steps of a search: what was understood, and the products that keep it.</summary>
    private (Retrieved Found, DocumentSet Keeps) Prepare(SearchRequest request, IndexSnapshot snapshot, StageClock clock)
    {
        Market asked = RequestCheck.MarketOf(request, snapshot);
        ShoppingIntent intent = Understand(request, snapshot, asked);
        // A price stated in another currency makes that the one that prices are read in.
        Market market = intent.Constraints.OfType<Constraint.Price>().FirstOrDefault() is { } price ? asked with { Currency = price.Currency } : asked;
        clock.Done("understand");

        ConstraintPlan plan = ConstraintPlan.Of(intent);
        var allowed = new AllowedProducts(snapshot, market, RequestCheck.Filtered(request, snapshot, asked));
        DocumentSet keeps = allowed.Matching(plan.Keeps);
        clock.Done("filter");

        IEncoder? meaning = request.Mode == SearchMode.Lexical ? null : snapshot.Encoder(encoder);
        var legs = new BothLegs(snapshot, GenerationView.Of(snapshot), meaning, request, intent);
        Retrieved found = new(snapshot, market, request, intent, plan, allowed, new AskedThing(snapshot, intent, request.Query), legs, FusionOf(snapshot), meaning);
        return (found, keeps);
    }

    /// <summary>What the engine understands of a sentence with this index's names and market currency at hand.</summary>
    /// <param name="sentence">The sentence, 1–<see cref="SearchRequest.LongestQuery"/> characters.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <exception cref="InvalidRequestException">The sentence is empty or too long, or the market is none.</exception>
    /// <param name="language">Language of a conversation that the sentence goes on with; null is told by the sentence.</param>
    public ShoppingIntent Understand(string sentence, string? market = null, Language? language = null)
    {
        var request = new SearchRequest { Query = sentence, Market = market };
        RequestCheck.Check(request);
        using IndexSnapshot snapshot = index.Acquire();
        return Understand(request, snapshot, RequestCheck.MarketOf(request, snapshot), language);
    }

    /// <summary>What a shopper who has begun to type may mean. The first call after a generation or a large merge reads all titles once.</summary>
    /// <exception cref="InvalidRequestException">The request cannot be answered as it stands.</exception>
    public IReadOnlyList<Suggestion> Suggest(SuggestRequest request)
    {
        RequestCheck.Check(request);
        using IndexSnapshot snapshot = index.Acquire();
        return new Suggester(snapshot, RequestCheck.MarketOf(request.Market, null, snapshot), request).Suggest();
    }

    /// <summary>Products like a given one, best first.</summary>
    /// <exception cref="InvalidRequestException">The request cannot be answered as it stands.</exception>
    /// <exception cref="UnknownProductException">There is no such product in the market.</exception>
    public IReadOnlyList<Hit> Similar(SimilarRequest request)
    {
        RequestCheck.Check(request);
        using IndexSnapshot snapshot = index.Acquire();
        Market market = RequestCheck.MarketOf(request.Market, null, snapshot);
        if (!snapshot.TryFind(request.Id, out int doc) || !snapshot.Everything(market).Contains(doc)) throw new UnknownProductException(request.Id);
        return new SimilarProducts(snapshot, market, doc).Best(request.Top);
    }

    /// <summary>ISO 4217 code of the currency that a market pays in; the index's own where no market is told.</summary>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <exception cref="InvalidRequestException">The market is none.</exception>
    public string CurrencyOf(string? market)
    {
        using IndexSnapshot snapshot = index.Acquire();
        return RequestCheck.MarketOf(market, null, snapshot).Currency;
    }

    /// <summary>The products of a market at this moment, by key and by filter; the caller disposes it.</summary>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="currency">ISO 4217 code that prices are read in; null is the market's.</param>
    /// <exception cref="InvalidRequestException">The market or the currency is none.</exception>
    public ProductShelf Shelf(string? market = null, string? currency = null)
    {
        IndexSnapshot snapshot = index.Acquire();
        try
        {
            return new ProductShelf(snapshot, RequestCheck.MarketOf(market, currency, snapshot));
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The vector of a text as the model alone has it, whatever the catalogue, of length 1; empty where the engine answers by words only, zero
    /// where no word is known.
    /// </summary>
    public float[] Encode(string text)
    {
        if (encoder is null) return [];
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, TextKind.Query, vector);
        return vector;
    }

    private ShoppingIntent Understand(SearchRequest request, IndexSnapshot snapshot, Market market, Language? language = null)
    {
        if (request.Understanding is { } understood) return understood;
        GenerationView view = GenerationView.Of(snapshot);
        // An id among the ways of a sentence would be read as a kit or a size.
        if (request.Raw || NamedProduct.IsAll(request.Query, snapshot, out _)) return new ShoppingIntent(view.LanguageOfWords(request.Query), request.Query, [], [], Purpose.Find);
        ShoppingIntent intent = SentenceReader.Understand(request.Query, new UnderstandingContext(market.Country, view.Names, Language: language));
        return new Speller(snapshot, view, encoder).Correct(intent);
    }
}
