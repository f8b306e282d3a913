using System.Buffers;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Offers;

/// <summary>
/// The offers of one generation on the disk: a base and the log of what changed since. The state is the base with every frame of the log
/// whose version is above the base's. Order of a compaction: new base by rename, then an empty log by rename; a crash between the two
/// leaves frames that the base already holds, which are skipped.
/// <para>Readers take <see cref="Current"/>, from any thread. <see cref="Commit"/> and <see cref="Compact"/> are for one thread at a time.</para>
/// </summary>
internal sealed class OfferStore : IDisposable
{
    public const string BaseName = "offers.base";
    public const string LogName = "offers.log";

    // Bodies of the log are whole rows, never differences, so that replaying one twice does no harm; stamps are versions.
    private const ulong LogMagic = 0x31474F4C_5246464F; // "OFFRLOG1"

    private readonly string folder;
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);
    private FrameLog? log;
    private OfferTable current;

    private OfferStore(string folder, OfferTable current, FrameLog? log)
    {
        this.folder = folder;
        this.current = current;
        this.log = log;
    }

    /// <summary>The last version that is durable.</summary>
    public OfferTable Current => Volatile.Read(ref current);

    /// <summary>Bytes of the log, as a measure of when to compact.</summary>
    public long LogBytes => log?.Length ?? 0;

    /// <summary>Writes the first version of a new generation.</summary>
    public static void Create(string folder, OfferTable table)
    {
        Directory.CreateDirectory(folder);
        OfferBase.Write(Path.Combine(folder, BaseName), table);
        FrameLog.Create(Path.Combine(folder, LogName), LogMagic);
    }

    /// <summary>Reads the state as it is on the disk, changing nothing, also while another process writes.</summary>
    public static OfferTable Read(string folder)
    {
        while (true)
        {
            OfferStamp before = OfferStamp.Of(folder);
            OfferTable table = Recover(folder, static (path, replay) => FrameLog.Replay(path, LogMagic, replay));
            OfferStamp after = OfferStamp.Of(folder);
            // A compaction between base and log would show an old base with an empty log.
            if (before.BaseBytes == after.BaseBytes && before.BaseWritten == after.BaseWritten) return table;
        }
    }

    /// <summary>Opens for writing: recovers the state, cutting a torn tail of the log.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="known">A state that was read before; where it is still that of the disk it is taken up, so that what was derived from it holds on.</param>
    public static OfferStore Open(string folder, OfferTable? known = null)
    {
        FrameLog? log = null;
        OfferTable table = Recover(folder, (path, replay) => log = FrameLog.Open(path, LogMagic, replay));
        return new OfferStore(folder, known?.Version == table.Version ? known : table, log);
    }

    /// <summary>Makes changed rows durable, then visible.</summary>
    /// <param name="rows">Rows by ordinal; a later one of the same ordinal wins.</param>
    /// <returns>The new version.</returns>
    public OfferTable Commit(IReadOnlyCollection<KeyValuePair<int, OfferRow>> rows)
    {
        if (rows.Count == 0) return Current;
        long version = Current.Version + 1;
        bytes.ResetWrittenCount();
        var builder = new OfferTable.Builder(Current);
        foreach ((int ordinal, OfferRow row) in rows)
        {
            OfferRowCodec.Write(bytes, ordinal, row);
            builder.Put(ordinal, row);
        }
        log!.Append(version, bytes.WrittenSpan);
        OfferTable next = builder.Build(version);
        Volatile.Write(ref current, next);
        return next;
    }

    /// <summary>Folds the log into the base.</summary>
    public void Compact()
    {
        OfferBase.Write(Path.Combine(folder, BaseName), Current);
        log!.Dispose();
        FrameLog.Create(Path.Combine(folder, LogName), LogMagic);
        log = FrameLog.Open(Path.Combine(folder, LogName), LogMagic, static (_, _) => { });
    }

    /// <inheritdoc/>
    public void Dispose() => log?.Dispose();

    private static OfferTable Recover<T>(string folder, Func<string, Action<long, ReadOnlyMemory<byte>>, T> replay)
    {
        string path = Path.Combine(folder, LogName);
        var replayer = new Replayer(OfferTable.Of(OfferBase.Read(Path.Combine(folder, BaseName))), path);
        replay(path, replayer.Apply);
        return replayer.Table();
    }

    /// <summary>Puts the frames of a log upon a base.</summary>
    private sealed class Replayer(OfferTable table, string path)
    {
        private readonly OfferTable.Builder builder = new(table);
        private long version = table.Version;

        public void Apply(long frameVersion, ReadOnlyMemory<byte> rows)
        {
            if (frameVersion <= table.Version) return;
            ReadOnlySpan<byte> rest = rows.Span;
            while (rest.Length > 0)
            {
                int length = OfferRowCodec.Read(rest, out int ordinal, out OfferRow row);
                if (length == 0 || ordinal < 0) throw IndexException.Corrupt(path, $"a frame of version {frameVersion} checks but holds no whole row");
                builder.Put(ordinal, row);
                rest = rest[length..];
            }
            version = frameVersion;
        }

        public OfferTable Table() => builder.Build(version);
    }
}
