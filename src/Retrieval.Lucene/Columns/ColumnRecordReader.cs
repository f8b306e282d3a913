using System.Buffers.Binary;

namespace Retrieval.Lucene.Columns;

/// <summary>Reads a record (<see cref="ColumnRecord"/>) entry by entry.</summary>
internal ref struct ColumnRecordReader
{
    private ReadOnlySpan<byte> rest;

    public ColumnRecordReader(ReadOnlySpan<byte> record)
    {
        int payload = BinaryPrimitives.ReadInt32LittleEndian(record);
        Payload = record.Slice(ColumnRecord.PayloadPrefix, payload);
        rest = record[(ColumnRecord.PayloadPrefix + payload)..];
    }

    public ReadOnlySpan<byte> Payload { get; }

    public ColumnKind Kind { get; private set; }

    public ReadOnlySpan<byte> Column { get; private set; }

    /// <summary>The number of an entry of that kind.</summary>
    public long Number { get; private set; }

    /// <summary>The word of an entry of that kind.</summary>
    public ReadOnlySpan<byte> Word { get; private set; }

    /// <summary>Goes to the next entry; false behind the last.</summary>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;
        Kind = (ColumnKind)rest[0];
        Column = rest.Slice(2, rest[1]);
        rest = rest[(2 + Column.Length)..];
        if (Kind == ColumnKind.Number)
        {
            Number = BinaryPrimitives.ReadInt64LittleEndian(rest);
            rest = rest[sizeof(long)..];
            return true;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        Word = rest.Slice(sizeof(ushort), length);
        rest = rest[(sizeof(ushort) + length)..];
        return true;
    }
}
