using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client;

/// <summary>
/// Asks one index of a retrieval service over gRPC and records what shoppers did; <see cref="CatalogClient"/> feeds it. Every call has a
/// deadline and is asked again where the service could not take it; faults are <see cref="RpcException"/> with the status that the
/// <c>.proto</c> files name. One for an index and process; safe for concurrent use, all calls share one connection.
/// </summary>
public sealed class RetrievalClient : IDisposable
{
    private readonly Connection connection;
    private readonly Service.V1.Retrieval.RetrievalClient calls;
    private readonly Events.EventsClient events;

    /// <summary>A client; nothing is sent until the first call.</summary>
    /// <param name="address">Where the service serves gRPC, such as <c>http://127.0.0.1:50051</c>; <c>https</c> where it has a certificate.</param>
    /// <param name="index">Name of the index.</param>
    /// <param name="options">How to call; null is the defaults.</param>
    /// <exception cref="ArgumentException">The index has no name, or an option is out of its range.</exception>
    public RetrievalClient(Uri address, string index, RetrievalClientOptions? options = null)
    {
        connection = new Connection(address, index, options);
        calls = new Service.V1.Retrieval.RetrievalClient(connection.Channel);
        events = new Events.EventsClient(connection.Channel);
    }

    /// <summary>Searches for a shopper's sentence. The request's index is set by the client.</summary>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async Task<SearchResponse> SearchAsync(SearchRequest request, CancellationToken cancellation = default) =>
        await calls.SearchAsync(new SearchRequest(request) { Index = connection.Index }, connection.Question(cancellation));

    /// <summary>Searches for a shopper's sentence.</summary>
    /// <param name="query">What the shopper wrote, 1–1,000 characters.</param>
    /// <param name="market">Country or subdivision the shopper buys in; null for none.</param>
    /// <param name="top">Number of hits, 1–1,000.</param>
    /// <param name="cancellation">Stops the call and the service's work.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public Task<SearchResponse> SearchAsync(string query, string? market = null, int top = 10, CancellationToken cancellation = default) =>
        SearchAsync(new SearchRequest { Query = query, Market = market ?? "", Top = top }, cancellation);

    /// <summary>Asks the assistant.</summary>
    /// <param name="sentence">What the shopper wrote, 1–1,000 characters.</param>
    /// <param name="previous">The answer that the sentence goes on from; null begins a conversation.</param>
    /// <param name="market">Country or subdivision the shopper buys in; null for none.</param>
    /// <param name="cancellation">Stops the call and the service's work.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async Task<AskResponse> AskAsync(string sentence, AskResponse? previous = null, string? market = null, CancellationToken cancellation = default) =>
        await calls.AskAsync(Question(sentence, previous, market), connection.Question(cancellation));

    /// <summary>Asks the assistant for its answer piece by piece: what was understood first, the whole answer last.</summary>
    /// <param name="sentence">What the shopper wrote, 1–1,000 characters.</param>
    /// <param name="previous">The answer that the sentence goes on from; null begins a conversation.</param>
    /// <param name="market">Country or subdivision the shopper buys in; null for none.</param>
    /// <param name="cancellation">Stops the call and the service's work.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async IAsyncEnumerable<AskEvent> AskStreamAsync(
        string sentence, AskResponse? previous = null, string? market = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using AsyncServerStreamingCall<AskEvent> call = calls.AskStream(Question(sentence, previous, market), connection.Question(cancellation));
        await foreach (AskEvent piece in call.ResponseStream.ReadAllAsync(cancellation)) yield return piece;
    }

    /// <summary>Tells what is understood of a sentence.</summary>
    /// <param name="sentence">What the shopper wrote, 1–1,000 characters.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async Task<Understanding> UnderstandAsync(string sentence, string? market = null, CancellationToken cancellation = default) =>
        (await calls.UnderstandAsync(new UnderstandRequest { Index = connection.Index, Sentence = sentence, Market = market ?? "" }, connection.Question(cancellation))).Understanding;

    /// <summary>Gives one product with the market's offer; null where the market has no such product.</summary>
    /// <param name="id">The product's id.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async Task<GetProductResponse?> GetProductAsync(string id, string? market = null, CancellationToken cancellation = default)
    {
        try
        {
            return await calls.GetProductAsync(new GetProductRequest { Index = connection.Index, Id = id, Market = market ?? "" }, connection.Question(cancellation));
        }
        catch (RpcException missing) when (missing.StatusCode == StatusCode.NotFound && missing.Status.Detail.Contains("product", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Finds products like a given one, best first.</summary>
    /// <param name="id">The product's id.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="top">Number of products, 1–1,000.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="RpcException">The service refused, has no such product, or could not be reached in time.</exception>
    public async Task<IReadOnlyList<Hit>> SimilarAsync(string id, string? market = null, int top = 10, CancellationToken cancellation = default) =>
        (await calls.SimilarAsync(new SimilarRequest { Index = connection.Index, Id = id, Market = market ?? "", Top = top }, connection.Question(cancellation))).Hits;

    /// <summary>Suggests titles, categories and brands to a shopper who has begun to type.</summary>
    /// <param name="prefix">What was typed so far, 1–100 characters.</param>
    /// <param name="language">ISO 639-1 code of the shopper's language; null prefers none.</param>
    /// <param name="market">Country or subdivision; null for none.</param>
    /// <param name="top">Number of suggestions, 1–20.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="RpcException">The service refused or could not be reached in time.</exception>
    public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string prefix, string? language = null, string? market = null, int top = 8, CancellationToken cancellation = default) =>
        (await calls.SuggestAsync(new SuggestRequest { Index = connection.Index, Prefix = prefix, Language = language ?? "", Market = market ?? "", Top = top }, connection.Question(cancellation))).Suggestions;

    /// <summary>Records steps of the funnel, all or none; when it returns they are on the service's disk. An event that is sent again counts once.</summary>
    /// <remarks>
    /// The id of an answer is the caller's: make one for each answer that is shown, such as <c>Guid.CreateVersion7().ToString("n")</c>, send it
    /// as <c>answer_id</c> with <c>shown</c> (with the answer's template and ids) and again with <c>selected</c>. Later steps may leave it out.
    /// </remarks>
    /// <param name="happened">1–1,000 events, in the order that they happened.</param>
    /// <param name="cancellation">Stops the call; the events may be recorded.</param>
    /// <exception cref="RpcException">The service refused, records no events, or could not be reached in time.</exception>
    public async Task<RecordResponse> RecordAsync(IEnumerable<FunnelEvent> happened, CancellationToken cancellation = default) =>
        await events.RecordAsync(new RecordRequest { Index = connection.Index, Events = { happened } }, connection.Question(cancellation));

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private AskRequest Question(string sentence, AskResponse? previous, string? market) =>
        new() { Index = connection.Index, Sentence = sentence, Market = market ?? "", Context = previous?.Context ?? ByteString.Empty };
}
