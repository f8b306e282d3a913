using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Service.V1;

namespace Retrieval.Load;

/// <summary>Streams of price and stock changes, each message acknowledged when it is durable and searchable.</summary>
internal sealed class OfferStreams(string grpc, string index, string[] ids, int offersPerMessage)
{
    private readonly ConcurrentQueue<double> milliseconds = new();
    private long updated;

    /// <summary>Streams for a time and says how fast it went.</summary>
    /// <param name="streams">Streams at once.</param>
    /// <param name="offersPerSecond">Offers a second over all streams, however long acknowledgements take; null sends as fast as they are acknowledged.</param>
    /// <param name="onTheirWay">Messages that a stream may have under way.</param>
    /// <param name="time">How long.</param>
    public async Task<string> RunAsync(int streams, double? offersPerSecond, int onTheirWay, TimeSpan time)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress($"http://{grpc}");
        var client = new Catalog.CatalogClient(channel);
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => Task.Run(() => StreamAsync(client, stream, offersPerSecond / streams, onTheirWay, start, time))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] sorted = [.. milliseconds.Order()];
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{updated / seconds:0} offers/s acknowledged in messages of {offersPerMessage}, p50 {sorted[sorted.Length / 2]:0.00} ms, p99 {sorted[(int)(0.99 * (sorted.Length - 1))]:0.00} ms, max {sorted[^1]:0.00} ms");
    }

    private async Task StreamAsync(Catalog.CatalogClient client, int stream, double? rate, int onTheirWay, long start, TimeSpan time)
    {
        using AsyncDuplexStreamingCall<UpdateOffersRequest, UpdateOffersResponse> call = client.UpdateOffers();
        var sent = new ConcurrentDictionary<long, long>();
        using var room = new SemaphoreSlim(onTheirWay);
        var acknowledging = Task.Run(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                UpdateOffersResponse response = call.ResponseStream.Current;
                sent.TryRemove(response.Sequence, out long at);
                milliseconds.Enqueue(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                Interlocked.Add(ref updated, response.Updated);
                room.Release();
            }
        });
        var random = new Random(stream);
        for (long sequence = 0; Stopwatch.GetElapsedTime(start) < time; sequence++)
        {
            if (rate is { } perSecond)
            {
                double due = sequence * offersPerMessage / perSecond;
                while (Stopwatch.GetElapsedTime(start).TotalSeconds < due) await Task.Delay(1);
            }
            // A stream that ended acknowledges nothing more: say why instead of waiting.
            if (await Task.WhenAny(room.WaitAsync(), acknowledging) == acknowledging) break;
            UpdateOffersRequest message = Message(random, sequence);
            sent[sequence] = Stopwatch.GetTimestamp();
            await call.RequestStream.WriteAsync(message);
        }
        await call.RequestStream.CompleteAsync();
        await acknowledging;
    }

    private UpdateOffersRequest Message(Random random, long sequence)
    {
        var message = new UpdateOffersRequest { Index = index, Sequence = sequence };
        for (int i = 0; i < offersPerMessage; i++)
            message.Offers.Add(new OfferUpdate { Id = ids[random.Next(ids.Length)], Price = new Money { Amount = random.Next(100, 100_000), Currency = "EUR" }, Availability = "in_stock", Quantity = random.Next(100) });
        return message;
    }
}
