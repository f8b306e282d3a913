using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Where things lie in a vector file (one a segment and field, <c>_0_RetrievalVectors_0.vec2</c> for field number 2).
/// <code>
/// file     := header, counts, Documents, Rows, Units, High, Low, footer     each part starts at a multiple of 64, zeros between
/// header   := Lucene.Net's CodecUtil header, "RetrievalVectors", version 1
/// counts   := dimension, documents, rows              int32 little-endian each, as is all that follows
/// Documents:= int32[rows]                             the document of each row
/// Rows     := int32[documents]                        the row of each document, -1 for a document without a vector
/// Units    := float32[rows]                           value ≈ unit · (256 · high + low − 0x8080)
/// High     := byte[rows][stride]                      stride = dimension rounded up to 64; behind the last value 0x80
/// Low      := byte[rows][stride]
/// footer   := Lucene.Net's CodecUtil footer with the CRC-32 of all before
/// </code>
/// Worked example: two documents, the second with the vector (1, -0.5). Header of 25 bytes; at 64 the counts 02 00 00 00 02 00 00 00 01 00 00 00;
/// at 128 the document 01 00 00 00; at 192 the rows FF FF FF FF 00 00 00 00; at 256 the unit 1/32512 = 04 02 01 38;
/// at 320 the high bytes FF 41 (0x80 + 127, 0x80 - 63) and 62 times 80; at 384 the low bytes 80 00 and 62 times 80; the footer at 448.
/// </summary>
internal readonly record struct VectorLayout(int Dimension, int Documents, int Rows)
{
    public const int Alignment = 64;
    public const int CountsLength = 3 * sizeof(int);

    public int Stride => (Dimension + ByteDot.RowAlignment - 1) / ByteDot.RowAlignment * ByteDot.RowAlignment;

    public static long CountsAt => Alignment;

    public long DocumentsAt => Aligned(CountsAt + CountsLength);

    public long RowsAt => Aligned(DocumentsAt + ((long)Rows * sizeof(int)));

    public long UnitsAt => Aligned(RowsAt + ((long)Documents * sizeof(int)));

    public long HighAt => Aligned(UnitsAt + ((long)Rows * sizeof(float)));

    public long LowAt => HighAt + ((long)Rows * Stride);

    /// <summary>Where the footer starts.</summary>
    public long End => LowAt + ((long)Rows * Stride);

    private static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
