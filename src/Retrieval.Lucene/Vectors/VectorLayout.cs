using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Where things lie in a vector file (one a segment and field, <c>_0_RetrievalVectors_0.vec2</c> for field number 2).
/// <code>
/// file      := header, counts, parts, footer         each part starts at a multiple of 64, zeros between
/// header    := Lucene.Net's CodecUtil header, "RetrievalVectors", version 1
/// counts    := dimension, documents, rows, lists     int32 little-endian each, as is all that follows; lists may be 0
/// parts     := ListStarts, ListUnits, ListReaches, ListCodes, SignUnits, Signs, Documents, Rows, Units, High, Low
/// ListStarts:= int32[lists + 1]                      the first row of each list, and the end
/// ListUnits := float32[lists]                        centroid value ≈ unit · (code - 0x80)
/// ListReaches:=float32[lists]                        root of the mean squared distance of a row from the centroid
/// ListCodes := byte[lists][stride]                   stride = dimension rounded up to 64; behind the last value 0x80
/// SignUnits := float32[rows]                         value - centroid value ≈ unit · sign; absent without lists, as are the signs
/// Signs     := block[rows / 32, rounded up]          bits of 32 rows, 4 · stride bytes each (SignSums)
/// Documents := int32[rows]                           the document of each row; rows are ordered by list, then document
/// Rows      := int32[documents]                      the row of each document, -1 for a document without a vector
/// Units     := float32[rows]                         value ≈ unit · (16 · high + low - 0x808)
/// High      := byte[rows][stride]
/// Low       := byte[rows][stride / 2]                nibbles (VectorCode); behind the last value 8
/// footer    := Lucene.Net's CodecUtil footer with the CRC-32 of all before
/// </code>
/// Worked example: two documents, the second with the vector (1, -0.5). Header of 25 bytes; at 64 the counts 02 00 00 00 02 00 00 00 01 00 00 00
/// 00 00 00 00; no lists: at 128 one start of 0; at 192 the document 01 00 00 00; at 256 the rows FF FF FF FF 00 00 00 00; at 320 the
/// unit 1/2032 = 04 02 01 3A; at 384 the high bytes FF 41 (0x80 + 127, 0x80 - 63) and 62 times 80; at 448 the low nibbles 88 80 and
/// 30 times 88; the footer at 480.
/// </summary>
internal readonly record struct VectorLayout(int Dimension, int Documents, int Rows, int Lists = 0)
{
    public const int Alignment = 64;
    public const int CountsLength = 4 * sizeof(int);

    public int Stride => (Dimension + ByteDot.RowAlignment - 1) / ByteDot.RowAlignment * ByteDot.RowAlignment;

    public int LowStride => Stride / 2;

    public int SignBlocks => Lists == 0 ? 0 : (Rows + SignSums.BlockRows - 1) / SignSums.BlockRows;

    public static long CountsAt => Alignment;

    public static long ListStartsAt => Aligned(CountsAt + CountsLength);

    public long ListUnitsAt => Aligned(ListStartsAt + ((Lists + 1L) * sizeof(int)));

    public long ListReachesAt => Aligned(ListUnitsAt + ((long)Lists * sizeof(float)));

    public long ListCodesAt => Aligned(ListReachesAt + ((long)Lists * sizeof(float)));

    public long SignUnitsAt => ListCodesAt + ((long)Lists * Stride);

    public long SignsAt => Aligned(SignUnitsAt + (Lists == 0 ? 0 : (long)Rows * sizeof(float)));

    public long DocumentsAt => SignsAt + ((long)SignBlocks * SignSums.BlockBytes(Stride));

    public long RowsAt => Aligned(DocumentsAt + ((long)Rows * sizeof(int)));

    public long UnitsAt => Aligned(RowsAt + ((long)Documents * sizeof(int)));

    public long HighAt => Aligned(UnitsAt + ((long)Rows * sizeof(float)));

    public long LowAt => HighAt + ((long)Rows * Stride);

    /// <summary>Where the footer starts.</summary>
    public long End => LowAt + ((long)Rows * LowStride);

    private static long Aligned(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
