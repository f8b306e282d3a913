using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Buffers;

/// <summary>The bytes of each document for one purpose; some have none.</summary>
internal sealed class BufferedValues : BinaryDocValues, IBits
{
    // Parts of this size are kept for the next documents; one array that grows would be copied and its new memory cleared again and again.
    private const int PartBytes = 1 << 20;

    private readonly List<(int Part, int Start, int Length)> places = [];
    private readonly List<byte[]> parts = [];
    private int part;
    private int used;
    private long bytes;

    public long Bytes => bytes + (12L * places.Count);

    int IBits.Length => places.Count;

    public void Clear()
    {
        places.Clear();
        parts.RemoveAll(static each => each.Length > PartBytes);
        part = used = 0;
        bytes = 0;
    }

    public void Add(int document, BytesRef value)
    {
        PadTo(document);
        value.Bytes.AsSpan(value.Offset, value.Length).CopyTo(Room(value.Length));
        places.Add((part, used, value.Length));
        used += value.Length;
        bytes += value.Length;
    }

    /// <summary>Says of the documents before one that follow the last with a value that they have none.</summary>
    public void PadTo(int document)
    {
        while (places.Count < document)
            places.Add((0, 0, -1));
    }

    public bool Get(int document) => document < places.Count && places[document].Length >= 0;

    public override void Get(int docID, BytesRef result)
    {
        (int at, int start, int length) = places[docID];
        (result.Bytes, result.Offset, result.Length) = length < 0 ? (BytesRef.EMPTY_BYTES, 0, 0) : (parts[at], start, length);
    }

    public byte[] ToArray(int document)
    {
        (int at, int start, int length) = places[document];
        return parts[at].AsSpan(start, length).ToArray();
    }

    private Span<byte> Room(int length)
    {
        if (used > 0 && used + length > parts[part].Length)
            (part, used) = (part + 1, 0);
        // A long value gets a part of its own, before those that are kept, which stay for what comes next.
        if (part == parts.Count || length > parts[part].Length)
            parts.Insert(part, GC.AllocateUninitializedArray<byte>(Math.Max(PartBytes, length)));
        return parts[part].AsSpan(used, length);
    }
}
