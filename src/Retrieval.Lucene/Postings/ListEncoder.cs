using System.Buffers.Binary;
using System.Numerics;
using Lucene.Net.Store;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Collects the postings of one term and writes them as a list: its documents and weights into a record, its positions beside.
/// The grammar is at <see cref="BlockMaxPostingsFormat"/>; <see cref="PostingList"/> reads it back.
/// </summary>
internal sealed class ListEncoder(int maxDoc)
{
    private int[] documents = new int[256];
    private int[] weights = new int[256];
    private int[] positions = new int[256];
    private int[] firstPosition = new int[257];
    private int positionCount;
    private readonly int[] deltas = new int[ListLayout.BlockSize];

    public int Count { get; private set; }

    public void Clear()
    {
        Count = 0;
        positionCount = 0;
    }

    public void Add(int document, int weight)
    {
        if (Count == documents.Length)
        {
            Array.Resize(ref documents, Count * 2);
            Array.Resize(ref weights, Count * 2);
            Array.Resize(ref firstPosition, (Count * 2) + 1);
        }

        documents[Count] = document;
        weights[Count] = weight;
        firstPosition[Count++] = positionCount;
    }

    /// <summary>Sets the weight of the document added last.</summary>
    public void SetWeight(int weight)
    {
        weights[Count - 1] = weight;
    }

    public void AddPositionDelta(int delta)
    {
        if (positionCount == positions.Length)
            Array.Resize(ref positions, positionCount * 2);
        positions[positionCount++] = delta;
    }

    /// <summary>Writes the list.</summary>
    /// <param name="record">Where documents and weights go.</param>
    /// <param name="positionOutput">Where positions go, or null where the field has none.</param>
    /// <param name="kind">What the postings carry.</param>
    public void Write(ByteWriter record, IndexOutput? positionOutput, FieldKind kind)
    {
        firstPosition[Count] = positionCount;
        if (ListLayout.IsWindowed(Count, maxDoc))
            WriteWindows(record, positionOutput, kind);
        else
            WriteBlocks(record, positionOutput);
    }

    private void WriteBlocks(ByteWriter record, IndexOutput? positionOutput)
    {
        int blocks = (Count + ListLayout.BlockSize - 1) / ListLayout.BlockSize;
        int columns = positionOutput is null ? 2 : 3;
        int directory = record.Length;
        if (blocks > 1)
            record.Append(blocks * columns * sizeof(uint));
        int payload = record.Length;
        long firstPositionByte = positionOutput?.Position ?? 0;
        for (int block = 0; block < blocks; block++)
        {
            int from = block * ListLayout.BlockSize;
            int to = Math.Min(Count, from + ListLayout.BlockSize);
            int first = from == 0 ? 0 : documents[from - 1] + 1;
            if (blocks > 1)
            {
                record.PatchUInt32(directory + (block * sizeof(uint)), (uint)first);
                record.PatchUInt32(directory + ((blocks + block) * sizeof(uint)), (uint)(record.Length - payload));
                if (positionOutput is not null)
                    record.PatchUInt32(directory + (((2 * blocks) + block) * sizeof(uint)), PositionByte(positionOutput, firstPositionByte));
            }

            WriteBlock(record, from, to, first);
            WritePositions(positionOutput, from, to);
        }
    }

    private void WriteBlock(ByteWriter record, int from, int to, int first)
    {
        uint largestDelta = 0, largestWeight = 0;
        for (int i = from; i < to; i++)
        {
            int delta = documents[i] - first;
            first = documents[i] + 1;
            deltas[i - from] = delta;
            largestDelta |= (uint)delta;
            largestWeight |= (uint)weights[i];
        }

        int deltaBits = BitPacking.WidthOf(largestDelta);
        int weightBits = BitPacking.WidthOf(largestWeight);
        record.Byte((byte)deltaBits);
        record.Byte((byte)weightBits);
        BitPacking.Pack(deltas.AsSpan(0, to - from), deltaBits, record.Append(BitPacking.BytesOf(to - from, deltaBits)));
        BitPacking.Pack(weights.AsSpan(from, to - from), weightBits, record.Append(BitPacking.BytesOf(to - from, weightBits)));
    }

    private void WriteWindows(ByteWriter record, IndexOutput? positionOutput, FieldKind kind)
    {
        int windows = ListLayout.WindowsOf(maxDoc);
        int offsets = record.Length;
        record.Append(windows * sizeof(uint));
        int positionOffsets = record.Length;
        if (positionOutput is not null)
            record.Append(windows * sizeof(uint));
        int counts = record.Length;
        record.Append(windows * sizeof(ushort));
        int payload = record.Length;
        long firstPositionByte = positionOutput?.Position ?? 0;
        for (int window = 0, from = 0; window < windows; window++)
        {
            int to = from;
            while (to < Count && documents[to] >> ListLayout.WindowBits == window)
                to++;
            record.PatchUInt32(offsets + (window * sizeof(uint)), (uint)(record.Length - payload));
            if (positionOutput is not null)
                record.PatchUInt32(positionOffsets + (window * sizeof(uint)), PositionByte(positionOutput, firstPositionByte));
            if (to == from)
                continue;

            ushort flags = WriteWindow(record, from, to, kind);
            record.PatchUInt16(counts + (window * sizeof(ushort)), (ushort)((to - from) | flags));
            WritePositions(positionOutput, from, to);
            from = to;
        }
    }

    private ushort WriteWindow(ByteWriter record, int from, int to, FieldKind kind)
    {
        if (to - from < ListLayout.BitmapFrom)
        {
            WriteGroups(record, from, to, kind);
            return kind == FieldKind.Impacts ? WriteWeightBytes(record, from, to) : WriteExceptions(record, from, to);
        }

        WriteBitmap(record, from, to);
        return kind == FieldKind.Impacts ? WriteWeightBytes(record, from, to) : WriteNibbles(record, from, to);
    }

    private void WriteGroups(ByteWriter record, int from, int to, FieldKind kind)
    {
        Span<byte> presence = record.Append(ListLayout.Groups / 8);
        for (int i = from; i < to; i++)
        {
            int group = GroupOf(i);
            presence[group >> 3] |= (byte)(1 << (group & 7));
        }

        Span<byte> starts = record.Append((to - from + 7) / 8);
        for (int i = from; i < to; i++)
        {
            if (i == from || GroupOf(i) != GroupOf(i - 1))
                starts[(i - from) >> 3] |= (byte)(1 << ((i - from) & 7));
        }

        Span<byte> lanes = record.Append(to - from);
        for (int i = from; i < to; i++)
        {
            int nibble = kind == FieldKind.Impacts ? 0 : Math.Min(weights[i], ListLayout.NibbleLimit);
            lanes[i - from] = (byte)((documents[i] & (ListLayout.GroupSize - 1)) | (nibble << 4));
        }
    }

    private int GroupOf(int posting) => (documents[posting] & (ListLayout.WindowSize - 1)) >> ListLayout.GroupBits;

    private void WriteBitmap(ByteWriter record, int from, int to)
    {
        Span<ulong> words = stackalloc ulong[ListLayout.BitmapWords];
        words.Clear();
        for (int i = from; i < to; i++)
        {
            int document = documents[i] & (ListLayout.WindowSize - 1);
            words[document >> 6] |= 1UL << document;
        }

        Span<byte> ranks = record.Append(ListLayout.Ranks * sizeof(ushort));
        for (int part = 0, rank = 0; part < ListLayout.Ranks; part++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(ranks[(part * sizeof(ushort))..], (ushort)rank);
            for (int word = 0; word < 4; word++)
                rank += BitOperations.PopCount(words[(part * 4) + word]);
        }

        Span<byte> bits = record.Append(ListLayout.WindowSize / 8);
        for (int word = 0; word < words.Length; word++)
            BinaryPrimitives.WriteUInt64LittleEndian(bits[(word * sizeof(ulong))..], words[word]);
    }

    private ushort WriteWeightBytes(ByteWriter record, int from, int to)
    {
        Span<byte> bytes = record.Append(to - from);
        for (int i = from; i < to; i++)
            bytes[i - from] = (byte)weights[i];
        return 0;
    }

    private ushort WriteNibbles(ByteWriter record, int from, int to)
    {
        int largest = 0;
        for (int i = from; i < to; i++)
            largest = Math.Max(largest, weights[i]);
        if (largest == 0)
            return ListLayout.FlatFlag;

        Span<byte> nibbles = record.Append((to - from + 1) / 2);
        for (int i = from; i < to; i++)
            nibbles[(i - from) >> 1] |= (byte)(Math.Min(weights[i], ListLayout.NibbleLimit) << (4 * ((i - from) & 1)));
        return WriteExceptions(record, from, to);
    }

    private ushort WriteExceptions(ByteWriter record, int from, int to)
    {
        ushort flag = 0;
        for (int i = from; i < to; i++)
        {
            if (weights[i] < ListLayout.NibbleLimit)
                continue;
            record.VarInt(weights[i] - ListLayout.NibbleLimit);
            flag = ListLayout.ExceptionFlag;
        }

        return flag;
    }

    private void WritePositions(IndexOutput? output, int from, int to)
    {
        if (output is null)
            return;
        ReadOnlySpan<int> block = positions.AsSpan(firstPosition[from]..firstPosition[to]);
        uint largest = 0;
        foreach (int delta in block)
            largest |= (uint)delta;
        int width = BitPacking.WidthOf(largest);
        byte[] packed = new byte[BitPacking.BytesOf(block.Length, width)];
        BitPacking.Pack(block, width, packed);
        output.WriteByte((byte)width);
        output.WriteBytes(packed, 0, packed.Length);
    }

    private static uint PositionByte(IndexOutput output, long first) => checked((uint)(output.Position - first));
}
