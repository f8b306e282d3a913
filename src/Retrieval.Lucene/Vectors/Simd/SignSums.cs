using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>
/// Sums of table entries over rows of sign bits, 32 rows a block ("fast scan": André, Kermarrec and Le Scouarnec, "Cache locality is not enough",
/// 2015): four signs are a nibble, a nibble picks one of its table's 16 entries, one shuffle looks up 32 or 64 nibbles.
/// A block has 64 bytes a chunk of sixteen values: 32 bytes with the nibbles of values 0–3 (lower halves) and 4–7 (upper halves) of each row, then 32 bytes
/// with those of 8–11 and 12–15. Row r is byte 2r of the 32 for r below 16, byte 2(r − 16) + 1 from there on: even and odd bytes
/// are summed apart in 16 bits. Tables of a chunk: 64 bytes for lower halves (two copies of the first's entries, two of the third's),
/// 64 for upper halves. Entries are at most <see cref="EntryLimit"/>, so two fit a byte and all fit 16 bits: nothing overflows.
/// <see cref="Scalar"/> is the specification.
/// </summary>
internal static unsafe class SignSums
{
    public const int BlockRows = 32;
    public const int ChunkValues = 16;
    public const int ChunkBytes = 64;
    public const int TableBytes = 2 * ChunkBytes;

    public static int BlockBytes(int stride) => stride / ChunkValues * ChunkBytes;

    /// <summary>The largest entry for rows of so many values.</summary>
    public static int EntryLimit(int stride) => Math.Min(127, ushort.MaxValue / (stride / 4));

    /// <summary>Where a row's byte is among 32.</summary>
    public static int ByteOf(int row) => row < 16 ? 2 * row : (2 * (row - 16)) + 1;

    /// <summary>The byte of a block that holds the sign of value <paramref name="i"/> of a row.</summary>
    public static int ByteAt(int row, int i) => (i / ChunkValues * ChunkBytes) + (i % ChunkValues / 8 * 32) + ByteOf(row);

    /// <summary>The bit of that byte.</summary>
    public static int BitAt(int i) => i % 8;

    /// <summary>Where the table of values 4 · nibble and on starts among all tables.</summary>
    public static int TableAt(int nibble) => (nibble / 4 * TableBytes) + (nibble % 2 * ChunkBytes) + (nibble % 4 / 2 * 32);

    /// <summary>The sums of the 32 rows of a block.</summary>
    public static void Block(byte* block, byte* tables, int chunks, ushort* sums)
    {
        if (Avx512BW.IsSupported)
            Block512(block, tables, chunks, sums);
        else if (Avx2.IsSupported)
            Block256(block, tables, chunks, sums);
        else if (Vector128.IsHardwareAccelerated)
            Block128(block, tables, chunks, sums);
        else
            Scalar(block, tables, chunks, sums);
    }

    public static void Block512(byte* block, byte* tables, int chunks, ushort* sums)
    {
        Vector512<byte> nibble = Vector512.Create((byte)0x0F);
        Vector512<ushort> both = Vector512<ushort>.Zero, odd = Vector512<ushort>.Zero;
        for (; chunks > 0; chunks--, block += ChunkBytes, tables += TableBytes)
        {
            Vector512<byte> bytes = Vector512.Load(block);
            Vector512<byte> lower = Avx512BW.Shuffle(Vector512.Load(tables), bytes & nibble);
            Vector512<byte> upper = Avx512BW.Shuffle(Vector512.Load(tables + ChunkBytes), (bytes.AsUInt16() >> 4).AsByte() & nibble);
            Vector512<ushort> entries = (lower + upper).AsUInt16();
            both += entries;
            odd += entries >> 8;
        }

        // The sum of pairs has the odd bytes 256-fold: taken off modulo 2^16, the even bytes remain.
        Vector512<ushort> even = both - (odd << 8);
        (even.GetLower() + even.GetUpper()).Store(sums);
        (odd.GetLower() + odd.GetUpper()).Store(sums + 16);
    }

    public static void Block256(byte* block, byte* tables, int chunks, ushort* sums)
    {
        Vector256<byte> nibble = Vector256.Create((byte)0x0F);
        Vector256<ushort> both = Vector256<ushort>.Zero, odd = Vector256<ushort>.Zero;
        for (; chunks > 0; chunks--, block += ChunkBytes, tables += TableBytes)
        {
            for (int half = 0; half < ChunkBytes; half += 32)
            {
                Vector256<byte> bytes = Vector256.Load(block + half);
                Vector256<byte> lower = Avx2.Shuffle(Vector256.Load(tables + half), bytes & nibble);
                Vector256<byte> upper = Avx2.Shuffle(Vector256.Load(tables + ChunkBytes + half), (bytes.AsUInt16() >> 4).AsByte() & nibble);
                Vector256<ushort> entries = (lower + upper).AsUInt16();
                both += entries;
                odd += entries >> 8;
            }
        }

        (both - (odd << 8)).Store(sums);
        odd.Store(sums + 16);
    }

    /// <summary>Sixteen bytes at a time, on any processor.</summary>
    public static void Block128(byte* block, byte* tables, int chunks, ushort* sums)
    {
        Vector128<ushort> even0 = default, odd0 = default, even1 = default, odd1 = default;
        for (; chunks > 0; chunks--, block += ChunkBytes, tables += TableBytes)
        {
            for (int half = 0; half < ChunkBytes; half += 32)
            {
                Vector128<ushort> first = Entries(block + half, tables + half), second = Entries(block + half + 16, tables + half);
                even0 += first & Vector128.Create((ushort)0xFF);
                odd0 += first >> 8;
                even1 += second & Vector128.Create((ushort)0xFF);
                odd1 += second >> 8;
            }
        }

        even0.Store(sums);
        even1.Store(sums + 8);
        odd0.Store(sums + 16);
        odd1.Store(sums + 24);
    }

    public static void Scalar(byte* block, byte* tables, int chunks, ushort* sums)
    {
        for (int row = 0; row < BlockRows; row++)
        {
            int sum = 0;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                for (int half = 0; half < 2; half++)
                {
                    byte signs = block[(chunk * ChunkBytes) + (half * 32) + ByteOf(row)];
                    byte* table = tables + (chunk * TableBytes) + (half * 32);
                    sum += table[signs & 0x0F] + table[ChunkBytes + (signs >> 4)];
                }
            }

            sums[row] = (ushort)sum;
        }
    }

    private static Vector128<ushort> Entries(byte* bytes, byte* table)
    {
        Vector128<byte> nibble = Vector128.Create((byte)0x0F), signs = Vector128.Load(bytes);
        Vector128<byte> lower = Vector128.Shuffle(Vector128.Load(table), signs & nibble);
        Vector128<byte> upper = Vector128.Shuffle(Vector128.Load(table + ChunkBytes), (signs.AsUInt16() >> 4).AsByte() & nibble);
        return (lower + upper).AsUInt16();
    }
}
