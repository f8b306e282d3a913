using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Retrieval.Index.Documents;

/// <summary>The terms of a card where they lie in its bytes (<see cref="CardCodec"/>): the end of each field's, the terms, the positions of the first field's.</summary>
internal readonly struct CardTerms
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int fields;

    private CardTerms(ReadOnlyMemory<byte> bytes, int fields)
    {
        this.bytes = bytes;
        this.fields = fields;
    }

    private int Count => EndOf(fields - 1);

    private ReadOnlySpan<byte> Rest => bytes.Span[(1 + (fields * sizeof(int)))..];

    /// <exception cref="ArgumentException">The bytes end too early.</exception>
    public static CardTerms Read(ReadOnlyMemory<byte> bytes)
    {
        var terms = new CardTerms(bytes, bytes.Span[0]);
        int needed = terms.fields == 0 ? 0 : (terms.Count * sizeof(uint)) + terms.EndOf(0);
        if (terms.Rest.Length < needed) throw new ArgumentException($"{needed} bytes of terms expected, {terms.Rest.Length} found", nameof(bytes));
        return terms;
    }

    /// <summary>Where the terms hold the key.</summary>
    public TermPlace PlaceOf(uint key)
    {
        if (fields == 0) return TermPlace.None;
        int count = Count;
        ReadOnlySpan<byte> rest = Rest;
        int at = MemoryMarshal.Cast<byte, uint>(rest[..(count * sizeof(uint))]).IndexOf(BitConverter.IsLittleEndian ? key : BinaryPrimitives.ReverseEndianness(key));
        if (at < 0) return TermPlace.None;
        int field = 0;
        while (EndOf(field) <= at) field++;
        byte position = field == 0 ? rest[(count * sizeof(uint)) + at] : byte.MaxValue;
        return new TermPlace(field, position > TermPlace.LastPosition ? -1 : position);
    }

    private int EndOf(int field) => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(1 + (field * sizeof(int)))..]);
}
