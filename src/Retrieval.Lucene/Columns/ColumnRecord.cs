using System.Buffers.Binary;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// The columns of one document, handed to Lucene.Net as one binary doc value: it keeps a buffer a field while it indexes, and to ask each of
/// them for its size after each value cost more than the values. Numbers are little endian:
/// <code>
/// record = payload entries
/// payload = length:i32 bytes
/// entry  = kind:u8 length:u8 UTF-8 of the column's name, then number:i64 or length:u16 UTF-8
/// kind   = 1 number, 2 word
/// </code>
/// Not thread-safe; reused for the next document.
/// </summary>
public sealed class ColumnRecord
{
    internal const int PayloadPrefix = sizeof(int);

    private byte[] bytes = new byte[1024];
    private int length;

    /// <summary>A record without columns.</summary>
    public ColumnRecord() => Clear([]);

    /// <summary>Begins the record of the next document.</summary>
    /// <param name="payload">Bytes that are kept beside the columns, read one document at a time.</param>
    public void Clear(ReadOnlySpan<byte> payload)
    {
        length = 0;
        BinaryPrimitives.WriteInt32LittleEndian(Append(PayloadPrefix), payload.Length);
        payload.CopyTo(Append(payload.Length));
    }

    /// <summary>Adds a number; a column of numbers has at most one a document, the last one counts.</summary>
    public void Number(string column, long value)
    {
        Span<byte> name = stackalloc byte[byte.MaxValue];
        Number(name[..Encoding.UTF8.GetBytes(column, name)], value);
    }

    /// <summary>Adds a word; a column of words has any number a document, each counts once.</summary>
    public void Word(string column, ReadOnlySpan<char> value)
    {
        Span<byte> name = stackalloc byte[byte.MaxValue];
        Begin(ColumnKind.Word, name[..Encoding.UTF8.GetBytes(column, name)]);
        int count = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteUInt16LittleEndian(Append(sizeof(ushort)), checked((ushort)count));
        Encoding.UTF8.GetBytes(value, Append(count));
    }

    /// <summary>The record as a field of a document; the index must be written by a codec that gives the field <see cref="ColumnDocValuesFormat"/>.</summary>
    public Field ToField(string name) => new BinaryDocValuesField(name, new BytesRef(bytes, 0, length));

    internal void Number(ReadOnlySpan<byte> column, long value)
    {
        Begin(ColumnKind.Number, column);
        BinaryPrimitives.WriteInt64LittleEndian(Append(sizeof(long)), value);
    }

    internal void Word(ReadOnlySpan<byte> column, ReadOnlySpan<byte> value)
    {
        Begin(ColumnKind.Word, column);
        BinaryPrimitives.WriteUInt16LittleEndian(Append(sizeof(ushort)), (ushort)value.Length);
        value.CopyTo(Append(value.Length));
    }

    internal byte[] ToArray() => bytes[..length];

    private void Begin(ColumnKind kind, ReadOnlySpan<byte> column)
    {
        Span<byte> begin = Append(2 + column.Length);
        begin[0] = (byte)kind;
        begin[1] = (byte)column.Length;
        column.CopyTo(begin[2..]);
    }

    private Span<byte> Append(int count)
    {
        if (length + count > bytes.Length)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + count));
        Span<byte> added = bytes.AsSpan(length, count);
        length += count;
        return added;
    }
}

/// <summary>What a column holds.</summary>
internal enum ColumnKind : byte
{
    Number = 1,
    Word = 2,
}
