using System.Globalization;
using System.Threading.Channels;
using Grpc.Core;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Updates;
using Retrieval.Search.Requests;
using Retrieval.Service.Access;
using Retrieval.Service.Indexes;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Jobs;

/// <summary>The calls of <c>retrieval.v1.Catalog</c>.</summary>
[RequiresRole(Role.Write)]
internal sealed class CatalogCalls(ServedIndexes indexes, Reindexing reindexing, JobLog log) : Wire.Catalog.CatalogBase
{
    /// <summary>A product is one line of a feed at most.</summary>
    public const int LargestMessageBytes = 8 << 20;

    // A commit of documents costs some milliseconds whatever it holds.
    private const int ProductsPerCommit = 500;
    private const int LongestProductsBytes = 8 << 20;
    private const int MostOffersPerMessage = 10_000;
    private const int MostIdsPerMessage = 10_000;
    private const int MostMessagesOnTheirWay = 64;
    private const int MostNamed = 1000;

    public override async Task<Wire.UpsertResponse> Upsert(IAsyncStreamReader<Wire.UpsertRequest> requests, ServerCallContext context)
    {
        var response = new Wire.UpsertResponse();
        var stream = new StreamedIndex(indexes);
        var batch = new List<CatalogUpdate>();
        long bytes = 0;
        for (long position = 0; await requests.MoveNext(context.CancellationToken); position++)
        {
            Wire.UpsertRequest request = requests.Current;
            stream.Follow(request.Index);
            CatalogLine line = ProductLine.Read(request.Product ?? throw new InvalidRequestException("product", "missing"), position);
            if (line.Product is not { } product)
            {
                response.Refused++;
                if (response.Refusals.Count < MostNamed) response.Refusals.Add(Told(line.Refusal!, position, request.Product.Id));
                continue;
            }
            response.Warnings += line.Diagnostics.Count;
            foreach (Diagnostic warning in line.Diagnostics.Take(MostNamed - response.Warned.Count)) response.Warned.Add(Told(warning, position, product.Id));
            batch.Add(new CatalogUpdate.Upsert(product));
            bytes += request.CalculateSize();
            if (batch.Count < ProductsPerCommit && bytes < LongestProductsBytes) continue;
            response.Upserted += (await stream.Index.UpdateAsync(batch)).Upserted;
            batch = [];
            bytes = 0;
        }
        if (batch.Count > 0) response.Upserted += (await stream.Index.UpdateAsync(batch)).Upserted;
        if (stream.Name is { } name) log.Done("Upsert", name, response.Upserted, response.Refused);
        return response;
    }

    public override async Task UpdateOffers(IAsyncStreamReader<Wire.UpdateOffersRequest> requests, IServerStreamWriter<Wire.UpdateOffersResponse> responses, ServerCallContext context)
    {
        var stream = new StreamedIndex(indexes);
        var onTheirWay = Channel.CreateBounded<Task<Wire.UpdateOffersResponse>>(new BoundedChannelOptions(MostMessagesOnTheirWay) { SingleReader = true, SingleWriter = true });
        using var unacknowledged = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        Task<(long, long)> acknowledging = AcknowledgeAsync(onTheirWay.Reader, responses, unacknowledged);
        try
        {
            while (await requests.MoveNext(unacknowledged.Token))
            {
                stream.Follow(requests.Current.Index);
                await onTheirWay.Writer.WriteAsync(UpdateAsync(stream.Index, requests.Current), unacknowledged.Token);
            }
        }
        catch (OperationCanceledException) when (acknowledging.IsFaulted)
        {
            // Why is told below.
        }
        finally
        {
            onTheirWay.Writer.Complete();
            (long taken, long refused) = await acknowledging;
            if (stream.Name is { } name) log.Done("UpdateOffers", name, taken, refused);
        }
    }

    public override async Task<Wire.DeleteResponse> Delete(Wire.DeleteRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        if (request.Ids.Count is 0 or > MostIdsPerMessage) throw new InvalidRequestException("ids", $"expected 1 to {MostIdsPerMessage} ids, found {request.Ids.Count}");
        UpdateReport report = await index.UpdateAsync([.. request.Ids.Select(static id => new CatalogUpdate.Delete(id))]);
        log.Done("Delete", request.Index, report.Deleted, report.Refused.Count);
        return new Wire.DeleteResponse { Deleted = report.Deleted, Unknown = { report.Refused.Select(static refused => refused.Id) } };
    }

    [RequiresRole(Role.Admin)]
    public override Task Reindex(Wire.ReindexRequest request, IServerStreamWriter<Wire.ReindexProgress> progress, ServerCallContext context) =>
        reindexing.RunAsync(request, (told, stopped) => progress.WriteAsync(told, stopped), context.CancellationToken);

    [RequiresRole(Role.Admin)]
    public override async Task<Wire.RollbackResponse> Rollback(Wire.RollbackRequest request, ServerCallContext context)
    {
        ServedIndex index = indexes[request.Index];
        await Task.Run(index.Rollback, CancellationToken.None);
        log.Done("Rollback", request.Index, index.Products, 0);
        return new Wire.RollbackResponse { Generation = index.Manifest.Generation };
    }

    public override Task<Wire.ListIndexesResponse> ListIndexes(Wire.ListIndexesRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.ListIndexesResponse { Indexes = { indexes.Allowed.Select(static index => Told(index.Key, index.Value)) } });

    private static Wire.Refusal Told(Diagnostic diagnostic, long position, string id) => new() { Position = position, Id = id, Field = diagnostic.Field, Reason = diagnostic.Reason };

    private static async Task<Wire.UpdateOffersResponse> UpdateAsync(ServedIndex index, Wire.UpdateOffersRequest request)
    {
        if (request.Offers.Count > MostOffersPerMessage) throw new InvalidRequestException("offers", $"expected up to {MostOffersPerMessage}, found {request.Offers.Count}");
        var response = new Wire.UpdateOffersResponse { Sequence = request.Sequence };
        var updates = new List<CatalogUpdate>(request.Offers.Count);
        List<int>? positions = null;
        for (int i = 0; i < request.Offers.Count; i++)
        {
            if (OfferLine.Read(request.Offers[i], i, out Wire.Refusal? refusal) is { } update)
            {
                updates.Add(update);
                positions?.Add(i);
                continue;
            }
            positions ??= [.. Enumerable.Range(0, i)];
            response.Refusals.Add(refusal);
        }
        if (updates.Count == 0) return response;
        UpdateReport report = await index.UpdateAsync(updates);
        response.Updated = report.Offers;
        foreach (RefusedUpdate refused in report.Refused)
            response.Refusals.Add(new Wire.Refusal { Position = positions?[refused.Position] ?? refused.Position, Id = refused.Id, Field = "id", Reason = refused.Reason });
        return response;
    }

    /// <summary>Acknowledges what is on its way; where that fails nothing more is to be read.</summary>
    private static async Task<(long Taken, long Refused)> AcknowledgeAsync(
        ChannelReader<Task<Wire.UpdateOffersResponse>> onTheirWay, IServerStreamWriter<Wire.UpdateOffersResponse> responses, CancellationTokenSource unacknowledged)
    {
        long taken = 0, refused = 0;
        try
        {
            await foreach (Task<Wire.UpdateOffersResponse> done in onTheirWay.ReadAllAsync(unacknowledged.Token))
            {
                Wire.UpdateOffersResponse response = await done;
                taken += response.Updated;
                refused += response.Refusals.Count;
                await responses.WriteAsync(response, unacknowledged.Token);
            }
            return (taken, refused);
        }
        catch
        {
            // Without waiting for what the cancellation sets off: that waits for this to have failed.
            _ = unacknowledged.CancelAsync();
            throw;
        }
    }

    private static Wire.IndexInfo Told(string name, ServedIndex index) => new()
    {
        Name = name,
        Generation = index.Manifest.Generation,
        Products = index.Products,
        Created = index.Manifest.Created.ToString("O", CultureInfo.InvariantCulture),
        AsOf = index.Manifest.AsOf.ToString("O", CultureInfo.InvariantCulture),
        Model = index.Manifest.Model ?? "",
        Currency = index.Manifest.Currency,
        Writable = index.IsWritable,
    };

    /// <summary>The index that the first message of a stream names.</summary>
    private sealed class StreamedIndex(ServedIndexes indexes)
    {
        private ServedIndex? index;

        public string? Name { get; private set; }

        public ServedIndex Index => index ?? throw new InvalidRequestException("index", "the first message of the stream names the index");

        public void Follow(string named)
        {
            if (named == Name || (named.Length == 0 && Name is not null)) return;
            if (Name is not null) throw new InvalidRequestException("index", $"the stream is of \"{Name}\"; another index needs another stream");
            if (named.Length == 0) _ = Index;
            index = indexes[named];
            Name = named;
        }
    }
}
