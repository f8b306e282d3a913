using System.Buffers.Binary;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// How a vector becomes bytes: each value is a 12-bit code, value ≈ unit · (code − <see cref="Zero"/>), with one unit a vector, its largest
/// magnitude / 2,032. A code's high eight bits alone are the vector in 8 bits (searched first), its low four bits what was cut off
/// (read for the few candidates that are rescored); codes are rounded so that high − 128 is the nearest 8-bit value.
/// A document's value in Lucene.Net is the record: unit (float32, little-endian), the high bytes, the low nibbles. Nibbles go by groups of
/// sixteen values in eight bytes: byte i has value i in its lower half and value i + 8 in its upper half.
/// </summary>
internal static class VectorCode
{
    /// <summary>The code of 0.</summary>
    public const int Zero = 0x808;

    /// <summary>The high byte of the code of 0, which also fills the space behind a row's last value.</summary>
    public const byte ZeroHigh = 0x80;

    /// <summary>Two low nibbles of the code of 0.</summary>
    public const byte ZeroLow = 0x88;

    /// <summary>Steps of a low nibble in one of the high byte.</summary>
    public const int LowSteps = 16;

    /// <summary>Values whose low nibbles lie together.</summary>
    public const int GroupLength = 16;

    private const int LargestCode = 127 * LowSteps;

    public static int LowLength(int dimension) => (dimension + GroupLength - 1) / GroupLength * (GroupLength / 2);

    public static int RecordLength(int dimension) => sizeof(float) + dimension + LowLength(dimension);

    /// <summary>The dimension of a record, 0 where its length is not that of a record.</summary>
    public static int DimensionOf(int recordLength)
    {
        // Whole groups of 16 take 24 bytes; what is left has one byte a value and eight for its nibbles.
        int bytes = recordLength - sizeof(float), rest = bytes % 24;
        int dimension = (bytes / 24 * GroupLength) + Math.Max(0, rest - (GroupLength / 2));
        return bytes > 0 && RecordLength(dimension) == recordLength ? dimension : 0;
    }

    /// <exception cref="ArgumentException">The vector is empty or holds a value that is not finite.</exception>
    public static byte[] Encode(ReadOnlySpan<float> vector)
    {
        if (vector.Length is 0 or > VectorDocValuesFormat.MaxDimension)
            throw new ArgumentException($"the vector has {vector.Length} values, not 1 to {VectorDocValuesFormat.MaxDimension}; leave the field away where there is none", nameof(vector));
        float unit = LargestMagnitude(vector) / LargestCode;
        // A vector of almost nothing is 0: its unit would no longer be a normal number to divide by.
        if (!float.IsNormal(unit))
            unit = 0;
        float inverse = unit > 0 ? 1 / unit : 0;

        byte[] record = new byte[RecordLength(vector.Length)];
        BinaryPrimitives.WriteSingleLittleEndian(record, unit);
        Span<byte> high = record.AsSpan(sizeof(float), vector.Length), low = record.AsSpan(sizeof(float) + vector.Length);
        low.Fill(ZeroLow);
        for (int i = 0; i < vector.Length; i++)
        {
            int code = Math.Clamp((int)MathF.Round(vector[i] * inverse), -LargestCode, LargestCode) + Zero;
            high[i] = (byte)(code >> 4);
            ref byte nibbles = ref low[LowIndex(i)];
            nibbles = IsUpper(i) ? (byte)((nibbles & 0x0F) | (code << 4)) : (byte)((nibbles & 0xF0) | (code & 0x0F));
        }

        return record;
    }

    /// <summary>The byte with the low nibble of value i.</summary>
    public static int LowIndex(int i) => (i / GroupLength * (GroupLength / 2)) + (i % (GroupLength / 2));

    /// <summary>Whether value i has the upper half of its byte.</summary>
    public static bool IsUpper(int i) => i % GroupLength >= GroupLength / 2;

    private static float LargestMagnitude(ReadOnlySpan<float> vector)
    {
        float largest = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
                throw new ArgumentException($"value {i} of the vector is {vector[i]}; every value must be finite", nameof(vector));
            largest = Math.Max(largest, Math.Abs(vector[i]));
        }

        return largest;
    }
}
