namespace Retrieval.Index.Offers;

/// <summary>What tells, without reading them, whether the offers on the disk are still those that were read: both files' sizes and the base's time.</summary>
internal readonly record struct OfferStamp(long BaseBytes, DateTime BaseWritten, long LogBytes)
{
    public static OfferStamp Of(string folder)
    {
        var table = new FileInfo(Path.Combine(folder, OfferStore.BaseName));
        var log = new FileInfo(Path.Combine(folder, OfferStore.LogName));
        return table.Exists && log.Exists ? new OfferStamp(table.Length, table.LastWriteTimeUtc, log.Length) : default;
    }
}
