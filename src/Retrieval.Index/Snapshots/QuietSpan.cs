namespace Retrieval.Index.Snapshots;

/// <summary>
/// A span of time in which every question to an index has one answer: nothing is committed, no offer changes, no sale begins or ends and no
/// product expires. It ends early with the next change (<see cref="ProductIndex.IsWithin"/>).
/// </summary>
public sealed class QuietSpan
{
    private readonly long from, until;

    internal QuietSpan(long from, long until)
    {
        this.from = from;
        this.until = until;
    }

    // Also for a clock that is set back.
    internal bool Contains(DateTimeOffset moment) => moment.UtcTicks >= from && moment.UtcTicks < until;
}
