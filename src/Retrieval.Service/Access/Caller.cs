namespace Retrieval.Service.Access;

/// <summary>Who makes a call.</summary>
/// <param name="Id">Name in the audit trail.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Indexes">Names of the indexes that they may use; null for all.</param>
/// <param name="CallsPerSecond">How many calls a second they may make; null for no limit.</param>
internal sealed record Caller(string Id, Role Role, IReadOnlySet<string>? Indexes, int? CallsPerSecond)
{
    /// <summary>Anybody, where there are no keys: this machine alone reaches the service.</summary>
    public static Caller Local { get; } = new("local", Role.Admin, null, null);

    /// <summary>Somebody without a key, where there are some.</summary>
    public static Caller Stranger { get; } = new("stranger", Role.None, new HashSet<string>(), null);

    public bool MayUse(string index) => Indexes is null || Indexes.Contains(index);
}
