using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Google.Protobuf.Collections;
using Grpc.Core;
using Retrieval.Service.V1;

namespace Retrieval.Client;

/// <summary>
/// Feeds one index of a retrieval service over gRPC, with a key that may: what a method acknowledges is on the service's disk and in every later
/// search. Products, offers and deletions are sent again while the service is away, since twice is the same as once; faults are
/// <see cref="RpcException"/> with the status that <c>catalog.proto</c> names. Safe for concurrent use, all calls share one connection.
/// </summary>
public sealed class CatalogClient : IDisposable
{
    // What the service does not know of yet is held here, to be sent again.
    private const int MostProductsPerCall = 2000;
    private const int LongestCallBytes = 4 << 20;
    private const int MostNamed = 1000;

    private readonly Connection connection;
    private readonly Catalog.CatalogClient calls;

    /// <summary>A client; nothing is sent until the first call.</summary>
    /// <param name="address">Where the service serves gRPC, such as <c>http://127.0.0.1:50051</c>; <c>https</c> where it has a certificate.</param>
    /// <param name="index">Name of the index.</param>
    /// <param name="options">How to call; null is the defaults.</param>
    /// <exception cref="ArgumentException">The index has no name, or an option is out of its range.</exception>
    public CatalogClient(Uri address, string index, RetrievalClientOptions? options = null)
    {
        connection = new Connection(address, index, options);
        calls = new Catalog.CatalogClient(connection.Channel);
    }

    /// <summary>
    /// Adds products, or replaces those of the same ids whole; a wrong one is refused alone. They are read as they are sent, 2,000 or 4 MiB at
    /// a time, so there may be more than fit into memory. After a fault begin anew: what was taken before stays, and is taken again.
    /// </summary>
    /// <param name="products">Each at most 8 MiB.</param>
    /// <param name="cancellation">Stops it; what was sent may have been taken.</param>
    /// <returns>How many were taken, which were not and which lack a member: the first 1,000 of either, each with its place among all products.</returns>
    /// <exception cref="RpcException">The service refused, or could not take the next products within the deadline of jobs.</exception>
    public async Task<UpsertResponse> UpsertAsync(IAsyncEnumerable<Product> products, CancellationToken cancellation = default)
    {
        var all = new UpsertResponse();
        var batch = new List<Product>();
        long first = 0, bytes = 0;
        await foreach (Product product in products.WithCancellation(cancellation))
        {
            batch.Add(product);
            bytes += product.CalculateSize();
            if (batch.Count < MostProductsPerCall && bytes < LongestCallBytes) continue;
            await SendAsync();
        }
        if (batch.Count > 0) await SendAsync();
        return all;

        async Task SendAsync()
        {
            UpsertResponse reply = await UntilDoneAsync(options => UpsertAsync(batch, options), cancellation);
            all.Upserted += reply.Upserted;
            all.Refused += reply.Refused;
            all.Warnings += reply.Warnings;
            Name(reply.Refusals, all.Refusals, first);
            Name(reply.Warned, all.Warned, first);
            first += batch.Count;
            bytes = 0;
            batch.Clear();
        }
    }

    /// <summary>
    /// Changes prices and stock for as long as there are messages: up to 64 are on their way, each is acknowledged in its turn when its offers
    /// are durable and searchable. Those that were not acknowledged when the connection broke are sent again, in their order. Messages are
    /// taken and sent while the caller waits for the next acknowledgement.
    /// </summary>
    /// <param name="messages">Each up to 10,000 offers, some hundreds stream fastest; the acknowledgement repeats its sequence. The index is set by the client.</param>
    /// <param name="cancellation">Stops it; what was sent may have been taken.</param>
    /// <exception cref="RpcException">The service refused a message, or acknowledged none within the deadline of jobs.</exception>
    public async IAsyncEnumerable<UpdateOffersResponse> UpdateOffersAsync(
        IAsyncEnumerable<UpdateOffersRequest> messages, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var stream = new OfferStream(connection, messages, cancellation);
        while (await stream.NextAsync() is { } acknowledged) yield return acknowledged;
    }

    /// <summary>Removes products. Ids that the index did not have are told; after a broken connection they may be among those that were removed.</summary>
    /// <param name="ids">1–10,000 ids.</param>
    /// <param name="cancellation">Stops the call; the products may be removed.</param>
    /// <exception cref="RpcException">The service refused, or could not be reached within the deadline of jobs.</exception>
    public Task<DeleteResponse> DeleteAsync(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        var request = new DeleteRequest { Index = connection.Index, Ids = { ids } };
        return UntilDoneAsync(async options => await calls.DeleteAsync(request, options), cancellation);
    }

    /// <summary>
    /// Builds the index anew and tells how far that is; the last step is <c>done</c>, with the generation that answers. It is not sent again,
    /// and takes the time that it takes: only the token ends it before.
    /// </summary>
    /// <param name="feeds">Names of feed files in the folder that the service watches; none for what the index holds now.</param>
    /// <param name="currency">ISO 4217 code of prices that state none; null refuses them.</param>
    /// <param name="cancellation">Stops the build; the generation that answers stays.</param>
    /// <exception cref="RpcException">The service refused, could not be reached, or went away.</exception>
    public async IAsyncEnumerable<ReindexProgress> ReindexAsync(
        IEnumerable<string>? feeds = null, string? currency = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var request = new ReindexRequest { Index = connection.Index, Feeds = { feeds ?? [] }, Currency = currency ?? "" };
        using AsyncServerStreamingCall<ReindexProgress> call = calls.Reindex(request, connection.Job(deadline: null, cancellation));
        await foreach (ReindexProgress step in call.ResponseStream.ReadAllAsync(cancellation)) yield return step;
    }

    /// <summary>Lets the generation before the present one answer again. It is sent once: twice would go back by two.</summary>
    /// <param name="cancellation">Stops the call; it may have been done.</param>
    /// <returns>Number of the generation that answers.</returns>
    /// <exception cref="RpcException">The service refused, could not be reached, or went away.</exception>
    public async Task<int> RollbackAsync(CancellationToken cancellation = default) =>
        (await calls.RollbackAsync(new RollbackRequest { Index = connection.Index }, connection.Job(DateTime.UtcNow + connection.JobDeadline, cancellation))).Generation;

    /// <summary>Lists the indexes that the key opens, with the generation and number of products of each.</summary>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="RpcException">The service refused or could not be reached within the deadline of jobs.</exception>
    public async Task<IReadOnlyList<IndexInfo>> ListIndexesAsync(CancellationToken cancellation = default) =>
        (await UntilDoneAsync(async options => await calls.ListIndexesAsync(new ListIndexesRequest(), options), cancellation)).Indexes;

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    /// <summary>Adds what a part of the products is told of, with its place among all of them.</summary>
    private static void Name(RepeatedField<Refusal> ofPart, RepeatedField<Refusal> all, long first)
    {
        foreach (Refusal named in ofPart.Take(MostNamed - all.Count))
        {
            named.Position += first;
            all.Add(named);
        }
    }

    private async Task<UpsertResponse> UpsertAsync(List<Product> batch, CallOptions options)
    {
        using AsyncClientStreamingCall<UpsertRequest, UpsertResponse> call = calls.Upsert(options);
        try
        {
            foreach (Product product in batch)
            {
                Task writing = call.RequestStream.WriteAsync(new UpsertRequest { Index = connection.Index, Product = product }, options.CancellationToken);
                // Where the call ends in the midst of a write, the write may never return.
                await await Task.WhenAny(writing, call.ResponseAsync);
            }
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception broken) when (OfferAttempt.IsOfTheCall(broken) && !options.CancellationToken.IsCancellationRequested)
        {
            // The call has ended meanwhile, and its own status says why.
        }
        return await call;
    }

    private async Task<T> UntilDoneAsync<T>(Func<CallOptions, Task<T>> job, CancellationToken cancellation)
    {
        DateTime deadline = DateTime.UtcNow + connection.JobDeadline;
        var pauses = new Pauses();
        RpcException? before = null;
        while (true)
        {
            try
            {
                return await job(connection.Job(deadline, cancellation));
            }
            catch (RpcException fault) when (!cancellation.IsCancellationRequested && pauses.After(fault) is { } pause && DateTime.UtcNow + pause < deadline)
            {
                before = fault;
                await Task.Delay(pause, cancellation);
            }
            catch (RpcException fault) when (fault.StatusCode == StatusCode.DeadlineExceeded && before is not null)
            {
                // Why the time ran out says more than that it did.
                ExceptionDispatchInfo.Throw(before);
            }
        }
    }
}
