using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Retrieval.Index.Documents;

/// <summary>The terms of a card where they lie in its bytes (<see cref="CardCodec"/>): the end of each field's, then the terms.</summary>
internal readonly struct CardTerms
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int fields;

    private CardTerms(ReadOnlyMemory<byte> bytes, int fields)
    {
        this.bytes = bytes;
        this.fields = fields;
    }

    private ReadOnlySpan<byte> Terms => bytes.Span[(1 + (fields * sizeof(int)))..];

    /// <exception cref="ArgumentException">The bytes end too early.</exception>
    public static CardTerms Read(ReadOnlyMemory<byte> bytes)
    {
        var terms = new CardTerms(bytes, bytes.Span[0]);
        int count = terms.fields == 0 ? 0 : terms.EndOf(terms.fields - 1);
        if (terms.Terms.Length < count * sizeof(uint)) throw new ArgumentException($"{count} terms in {terms.Terms.Length} bytes", nameof(bytes));
        return terms;
    }

    /// <summary>The field whose terms hold the key; −1 where none does.</summary>
    public int FieldOf(uint key)
    {
        int at = MemoryMarshal.Cast<byte, uint>(Terms).IndexOf(BitConverter.IsLittleEndian ? key : BinaryPrimitives.ReverseEndianness(key));
        if (at < 0) return -1;
        int field = 0;
        while (EndOf(field) <= at) field++;
        return field;
    }

    private int EndOf(int field) => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(1 + (field * sizeof(int)))..]);
}
