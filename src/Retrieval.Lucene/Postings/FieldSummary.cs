using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>What a posting carries beside its document.</summary>
internal enum FieldKind : byte
{
    /// <summary>The term's frequency; the document's length comes from the field's norms.</summary>
    Frequencies = 0,

    /// <summary>One byte of weight, handed over as the term's only position (see the impact fields of this room).</summary>
    Impacts = 1,
}

/// <summary>
/// What a segment keeps of one field as a whole: written once at the field's end, read when the segment is opened.
/// <see cref="Norms"/> lists the distinct norm bytes of the segment, ascending; a document's place in that list is its norm index,
/// one byte a document in the norm plane. A field without norms has an empty list and no plane.
/// </summary>
internal sealed record FieldSummary
{
    public required int FieldNumber { get; init; }

    public required FieldKind Kind { get; init; }

    public required bool HasPositions { get; init; }

    public required byte[] Norms { get; init; }

    /// <summary>Mean length of the segment's documents, the scale of the written bounds (<see cref="ImpactScale"/>).</summary>
    public required double AverageLength { get; init; }

    /// <summary>The largest frequency less one, or the largest weight.</summary>
    public int MaxWeight { get; set; }

    public long PlaneOffset { get; set; }

    public long HashOffset { get; set; }

    public int HashBits { get; set; }

    public bool HasNorms => Norms.Length > 0;

    public void Write(DataOutput output)
    {
        output.WriteVInt32(FieldNumber);
        output.WriteByte((byte)Kind);
        output.WriteByte(HasPositions ? (byte)1 : (byte)0);
        output.WriteVInt32(Norms.Length);
        output.WriteBytes(Norms, 0, Norms.Length);
        output.WriteInt64(BitConverter.DoubleToInt64Bits(AverageLength));
        output.WriteVInt32(MaxWeight);
        output.WriteVInt64(PlaneOffset);
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
        byte[] norms = new byte[input.ReadVInt32()];
        input.ReadBytes(norms, 0, norms.Length);
        return new FieldSummary
        {
            FieldNumber = number,
            Kind = kind,
            HasPositions = hasPositions,
            Norms = norms,
            AverageLength = BitConverter.Int64BitsToDouble(input.ReadInt64()),
            MaxWeight = input.ReadVInt32(),
            PlaneOffset = input.ReadVInt64(),
            HashOffset = input.ReadVInt64(),
            HashBits = input.ReadVInt32(),
        };
    }

    /// <summary>The summary of a field about to be written, and the norm index of every document.</summary>
    /// <param name="field">The field.</param>
    /// <param name="kind">What its postings carry.</param>
    /// <param name="norms">The norm byte of every document of the segment, or null where the field has none.</param>
    public static (FieldSummary Summary, byte[]? Plane) Of(FieldInfo field, FieldKind kind, byte[]? norms)
    {
        byte[] distinct = [];
        byte[]? plane = null;
        double length = 1;
        if (norms is not null)
        {
            Span<int> counts = stackalloc int[256];
            foreach (byte norm in norms)
                counts[norm]++;
            distinct = [.. Enumerable.Range(0, 256).Select(norm => (byte)norm).Where(Occurs(counts))];
            plane = PlaneOf(norms, distinct);
            length = AverageLengthOf(counts);
        }

        var summary = new FieldSummary
        {
            FieldNumber = field.Number,
            Kind = kind,
            HasPositions = kind == FieldKind.Frequencies && field.IndexOptions >= IndexOptions.DOCS_AND_FREQS_AND_POSITIONS,
            Norms = distinct,
            AverageLength = length,
        };
        return (summary, plane);
    }

    /// <summary>The length that Lucene.Net's BM25 reads from a norm byte; infinite for 0.</summary>
    public static float LengthOf(byte norm)
    {
        float inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1f / (inverseRoot * inverseRoot);
    }

    private static Func<byte, bool> Occurs(Span<int> counts)
    {
        bool[] occurs = new bool[256];
        for (int norm = 0; norm < 256; norm++)
            occurs[norm] = counts[norm] > 0;
        return norm => occurs[norm];
    }

    private static byte[] PlaneOf(byte[] norms, byte[] distinct)
    {
        byte[] indexOf = new byte[256];
        for (int index = 0; index < distinct.Length; index++)
            indexOf[distinct[index]] = (byte)index;
        byte[] plane = new byte[norms.Length];
        for (int document = 0; document < norms.Length; document++)
            plane[document] = indexOf[norms[document]];
        return plane;
    }

    private static double AverageLengthOf(ReadOnlySpan<int> counts)
    {
        double sum = 0, documents = 0;
        for (int norm = 1; norm < counts.Length; norm++)
        {
            sum += (double)counts[norm] * LengthOf((byte)norm);
            documents += counts[norm];
        }

        return documents == 0 ? 1 : sum / documents;
    }
}
