using System.Diagnostics.Metrics;
using Retrieval.Service.Access;
using Retrieval.Service.Telemetry;

namespace Retrieval.Service.Jobs;

/// <summary>The audit trail: one line for everything that changed an index, with who did it; and the count of what was refused.</summary>
internal sealed class JobLog : IDisposable
{
    private readonly ILogger<JobLog> logger;
    private readonly CurrentCaller callers;
    private readonly Meter meter = new(CallMeter.Name);
    private readonly Counter<long> refused;

    public JobLog(ILogger<JobLog> logger, CurrentCaller callers)
    {
        this.logger = logger;
        this.callers = callers;
        refused = meter.CreateCounter<long>("retrieval.lines.refused", description: "Products and updates that were refused");
    }

    /// <param name="job">What was done, such as <c>Upsert</c>.</param>
    /// <param name="index">Name of the index.</param>
    /// <param name="taken">Products, offers or lines that were taken.</param>
    /// <param name="notTaken">Those that were refused.</param>
    /// <param name="by">Who did it; null is the caller.</param>
    public void Done(string job, string index, long taken, long notTaken, string? by = null)
    {
        if (notTaken > 0) refused.Add(notTaken, new KeyValuePair<string, object?>("index", index), new KeyValuePair<string, object?>("job", job));
        logger.LogInformation("audit: {Job} of {Index} by {Caller}: {Taken} taken, {Refused} refused", job, index, by ?? callers.Caller.Id, taken, notTaken);
    }

    public void Dispose() => meter.Dispose();
}
