using System.Buffers.Binary;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// How a vector becomes bytes: each value is a 16-bit code, value ≈ unit · (code − <see cref="Zero"/>), with one unit a vector, its largest
/// magnitude / 32,512. The code's high byte alone is the vector in 8 bits (searched first), the low byte is what was cut off
/// (read for the few candidates that are rescored); codes are rounded so that high byte − 128 is the nearest 8-bit value.
/// A document's value in Lucene.Net is the record: unit (float32, little-endian), all high bytes, all low bytes.
/// </summary>
internal static class VectorCode
{
    /// <summary>The code of 0: 128 in the high byte, 128 in the low one.</summary>
    public const int Zero = 0x8080;

    /// <summary>Either byte of the code of 0, which also fills the space behind a row's last value.</summary>
    public const byte ZeroByte = 0x80;

    private const int LargestCode = 127 * 256;

    public static int RecordLength(int dimension) => sizeof(float) + (2 * dimension);

    /// <summary>The dimension of a record, 0 where its length is not that of a record.</summary>
    public static int DimensionOf(int recordLength)
        => recordLength > sizeof(float) && (recordLength & 1) == 0 ? (recordLength - sizeof(float)) / 2 : 0;

    /// <exception cref="ArgumentException">The vector is empty or holds a value that is not finite.</exception>
    public static byte[] Encode(ReadOnlySpan<float> vector)
    {
        if (vector.IsEmpty)
            throw new ArgumentException("the vector is empty; leave the field away where there is none", nameof(vector));
        float largest = LargestMagnitude(vector);
        byte[] record = new byte[RecordLength(vector.Length)];
        float unit = largest / LargestCode;
        // A vector of almost nothing is 0: its unit would no longer be a normal number to divide by.
        float inverse = float.IsNormal(unit) ? 1 / unit : 0;
        BinaryPrimitives.WriteSingleLittleEndian(record, float.IsNormal(unit) ? unit : 0);
        Span<byte> high = record.AsSpan(sizeof(float), vector.Length), low = record.AsSpan(sizeof(float) + vector.Length);
        for (int i = 0; i < vector.Length; i++)
        {
            int code = Math.Clamp((int)MathF.Round(vector[i] * inverse), -LargestCode, LargestCode) + Zero;
            high[i] = (byte)(code >> 8);
            low[i] = (byte)code;
        }

        return record;
    }

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
