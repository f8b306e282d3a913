using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Simd;

/// <summary>
/// Integers of a fixed width of 0 to 32 bits, one after the other from the lowest bit up: value i starts at bit i · width.
/// Eight values fill exactly <c>width</c> bytes, so every group of eight starts at a whole byte; the vector ways go by such groups.
/// <see cref="UnpackScalar"/> is the specification; the others must equal it for every width and count.
/// Readers may touch up to <see cref="Slack"/> bytes past the packed bytes.
/// </summary>
internal static unsafe class BitPacking
{
    /// <summary>Bytes past the end that must be readable.</summary>
    public const int Slack = 64;

    public static int BytesOf(int count, int width) => (int)((((long)count * width) + 7) >> 3);

    public static int WidthOf(uint largest) => 32 - System.Numerics.BitOperations.LeadingZeroCount(largest);

    /// <summary>Packs <paramref name="values"/> into zeroed bytes.</summary>
    public static void Pack(ReadOnlySpan<int> values, int width, Span<byte> packed)
    {
        ulong pending = 0;
        int bits = 0, at = 0;
        foreach (int value in values)
        {
            pending |= (ulong)(uint)value << bits;
            for (bits += width; bits >= 8; bits -= 8, pending >>= 8)
                packed[at++] = (byte)pending;
        }

        if (bits > 0)
            packed[at] = (byte)pending;
    }

    /// <summary>The value at <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int At(byte* packed, long index, int width)
    {
        long bit = index * width;
        return (int)((Unsafe.ReadUnaligned<ulong>(packed + (bit >> 3)) >> (int)(bit & 7)) & MaskOf(width));
    }

    public static void Unpack(byte* packed, int count, int width, int* values)
    {
        if (Avx512Vbmi.IsSupported)
            UnpackVbmi(packed, count, width, values);
        else if (Avx2.IsSupported)
            UnpackAvx2(packed, count, width, values);
        else
            UnpackScalar(packed, count, width, values);
    }

    public static void UnpackScalar(byte* packed, int count, int width, int* values)
    {
        for (int i = 0; i < count; i++)
            values[i] = At(packed, i, width);
    }

    /// <summary>Eight values a step: their bytes are permuted into eight 64-bit lanes, shifted and masked.</summary>
    public static void UnpackVbmi(byte* packed, int count, int width, int* values)
    {
        Vector512<ulong> lane = Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
        Vector512<ulong> bit = lane * (ulong)width;
        Vector512<ulong> firstByte = bit >> 3;
        Vector512<ulong> shift = bit & Vector512.Create(7UL);
        Vector512<byte> bytes = ((firstByte * 0x0101010101010101UL) + Vector512.Create(0x0706050403020100UL)).AsByte();
        Vector512<ulong> mask = Vector512.Create(MaskOf(width));
        int i = 0;
        for (; i + 8 <= count; i += 8, packed += width)
        {
            Vector512<ulong> lanes = Avx512Vbmi.PermuteVar64x8(Vector512.Load(packed), bytes).AsUInt64();
            Vector512<ulong> unpacked = Avx512F.ShiftRightLogicalVariable(lanes, shift) & mask;
            Avx512F.ConvertToVector256Int32(unpacked).Store(values + i);
        }

        for (int j = 0; i < count; i++, j++)
            values[i] = At(packed, j, width);
    }

    /// <summary>Eight values a step by a gather of 32-bit words, which holds a shift and up to 25 bits; wider values go the scalar way.</summary>
    public static void UnpackAvx2(byte* packed, int count, int width, int* values)
    {
        int i = 0;
        if (width <= 25)
        {
            Vector256<int> bit = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * width;
            Vector256<int> firstByte = bit >> 3;
            Vector256<uint> shift = (bit & Vector256.Create(7)).AsUInt32();
            Vector256<int> mask = Vector256.Create((int)MaskOf(width));
            for (; i + 8 <= count; i += 8, packed += width)
            {
                Vector256<int> words = Avx2.GatherVector256((int*)packed, firstByte, scale: 1);
                (Avx2.ShiftRightLogicalVariable(words, shift) & mask).Store(values + i);
            }
        }

        for (int j = 0; i < count; i++, j++)
            values[i] = At(packed, j, width);
    }

    private static ulong MaskOf(int width) => (1UL << width) - 1;
}
