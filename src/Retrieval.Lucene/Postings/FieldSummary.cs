using Lucene.Net.Index;
using Lucene.Net.Store;

namespace Retrieval.Lucene.Postings;

/// <summary>What a posting carries beside its document.</summary>
internal enum FieldKind : byte
{
    /// <summary>The term's frequency; the document's length comes from the field's norms.</summary>
    Frequencies = 0,

    /// <summary>One byte of weight, handed over as the term's only position (see the impact fields of this room).</summary>
    Impacts = 1,
}

/// <summary>What a segment keeps of one field as a whole: written once at the field's end, read when the segment is opened.</summary>
internal sealed record FieldSummary
{
    public required int FieldNumber { get; init; }

    public required FieldKind Kind { get; init; }

    public required bool HasPositions { get; init; }

    public long HashOffset { get; set; }

    public int HashBits { get; set; }

    public void Write(DataOutput output)
    {
        output.WriteVInt32(FieldNumber);
        output.WriteByte((byte)Kind);
        output.WriteByte(HasPositions ? (byte)1 : (byte)0);
        output.WriteVInt64(HashOffset);
        output.WriteVInt32(HashBits);
    }

    public static FieldSummary Read(DataInput input)
    {
        int number = input.ReadVInt32();
        var kind = (FieldKind)input.ReadByte();
        if (kind > FieldKind.Impacts)
            throw new CorruptIndexException($"field {number} has the unknown kind {(byte)kind}; the index is of a newer version or damaged");
        bool hasPositions = input.ReadByte() != 0;
        return new FieldSummary
        {
            FieldNumber = number,
            Kind = kind,
            HasPositions = hasPositions,
            HashOffset = input.ReadVInt64(),
            HashBits = input.ReadVInt32(),
        };
    }
}
