namespace Retrieval.Catalog.Reading;

/// <summary>
/// Which ids were met, as 64-bit fingerprints (FNV-1a, finished as in SplitMix64): some 20 bytes an id however long it is.
/// Two ids of ten million collide with a probability below 1 in 100,000; a collision only miscounts a replacement.
/// </summary>
internal sealed class IdFingerprints
{
    private readonly HashSet<ulong> met = [];

    /// <summary>False where the id was met before.</summary>
    public bool Add(string id) => met.Add(Of(id));

    public static ulong Of(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in text) hash = (hash ^ c) * 1099511628211;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
