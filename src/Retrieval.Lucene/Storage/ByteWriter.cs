using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lucene.Net.Store;

namespace Retrieval.Lucene.Storage;

/// <summary>Bytes of one record before they go to a file: little-endian, grows, reused for the next record.</summary>
internal sealed class ByteWriter
{
    private byte[] bytes = new byte[4096];

    public int Length { get; private set; }

    public Span<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Appends <paramref name="count"/> zero bytes and returns them for filling.</summary>
    public Span<byte> Append(int count)
    {
        if (Length + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        Span<byte> added = bytes.AsSpan(Length, count);
        added.Clear();
        Length += count;
        return added;
    }

    public void Byte(byte value) => Append(1)[0] = value;

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Append(sizeof(uint)), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Append(sizeof(long)), value);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Append(value.Length));

    public void VarInt(int value)
    {
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    /// <summary>Overwrites four bytes written earlier.</summary>
    public void PatchUInt32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at, sizeof(uint)), value);

    /// <summary>Overwrites two bytes written earlier.</summary>
    public void PatchUInt16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at, sizeof(ushort)), value);

    public void WriteTo(IndexOutput output) => output.WriteBytes(bytes, 0, Length);
}
