using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Retrieval.Index.Documents;

/// <summary>The terms of a card where they lie in its bytes (<see cref="CardCodec"/>): the end of each field's, the terms, the positions of the first field's.</summary>
public readonly ref struct CardTerms
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly int fields;

    /// <exception cref="ArgumentException">The bytes end too early.</exception>
    internal CardTerms(ReadOnlySpan<byte> bytes)
    {
        this.bytes = bytes;
        fields = bytes[0];
        int needed = fields == 0 ? 0 : (Count * sizeof(uint)) + EndOf(0);
        if (Rest.Length < needed) throw new ArgumentException($"{needed} bytes of terms expected, {Rest.Length} found", nameof(bytes));
    }

    /// <summary>Bytes that the terms take.</summary>
    internal int Length => bytes.Length;

    private int Count => EndOf(fields - 1);

    private ReadOnlySpan<byte> Rest => bytes[(1 + (fields * sizeof(int)))..];

    /// <summary>Where the product holds a term first.</summary>
    /// <param name="term">The term's key, by <see cref="ProductCard.TermKey"/>.</param>
    public TermPlace PlaceOf(uint term)
    {
        if (fields == 0) return TermPlace.None;
        int count = Count;
        ReadOnlySpan<byte> rest = Rest;
        int at = MemoryMarshal.Cast<byte, uint>(rest[..(count * sizeof(uint))]).IndexOf(BitConverter.IsLittleEndian ? term : BinaryPrimitives.ReverseEndianness(term));
        if (at < 0) return TermPlace.None;
        int field = 0;
        while (EndOf(field) <= at) field++;
        byte position = field == 0 ? rest[(count * sizeof(uint)) + at] : byte.MaxValue;
        return new TermPlace(field, position > TermPlace.LastPosition ? -1 : position);
    }

    private int EndOf(int field) => BinaryPrimitives.ReadInt32LittleEndian(bytes[(1 + (field * sizeof(int)))..]);
}
