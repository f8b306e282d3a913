using System.Diagnostics.Metrics;
using Retrieval.Service.Admission;
using Retrieval.Service.Indexes;

namespace Retrieval.Service.Telemetry;

/// <summary>What can be read off the service at any moment: its queue and its indexes.</summary>
internal sealed class ServiceGauges : IDisposable
{
    private readonly Meter meter = new(CallMeter.Name);

    public ServiceGauges(AdmissionQueue queue, ServedIndexes indexes)
    {
        meter.CreateObservableGauge("retrieval.queue.waiting", () => queue.Waiting, description: "Questions that wait for their turn");
        meter.CreateObservableCounter("retrieval.queue.shed", () => queue.Shed, description: "Questions that were sent away since they would have waited too long");
        meter.CreateObservableGauge("retrieval.index.generation", () => Each(indexes, static index => index.Manifest.Generation), description: "Generation that answers");
        meter.CreateObservableGauge("retrieval.index.products", () => Each(indexes, static index => index.Products), description: "Products at this moment");
        meter.CreateObservableGauge(
            "retrieval.index.age", () => Each(indexes, static index => (DateTimeOffset.UtcNow - index.Manifest.Created).TotalSeconds), "s", "Time since the generation was built");
    }

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<T>> Each<T>(ServedIndexes indexes, Func<ServedIndex, T> value) where T : struct =>
        indexes.All.Select(index => new Measurement<T>(value(index.Value), new KeyValuePair<string, object?>("index", index.Key)));
}
