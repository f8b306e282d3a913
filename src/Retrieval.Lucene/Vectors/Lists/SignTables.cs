using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>
/// A query as tables for <see cref="SignSums"/>: entry n of four values is their sum with the signs of n's bits, in steps of <see cref="Step"/> above
/// the lowest sum. Σ query[i] · sign[i] ≈ <see cref="Step"/> · sum of entries − <see cref="Offset"/>.
/// </summary>
internal sealed unsafe class SignTables
{
    private byte[] memory = [];

    public byte* Tables { get; private set; }

    public float Step { get; private set; }

    public float Offset { get; private set; }

    public void Set(float* query, int stride)
    {
        Reserve(stride);
        float widest = 0, offset = 0;
        for (int i = 0; i < stride; i += 4)
        {
            float reach = Math.Abs(query[i]) + Math.Abs(query[i + 1]) + Math.Abs(query[i + 2]) + Math.Abs(query[i + 3]);
            widest = Math.Max(widest, reach);
            offset += reach;
        }

        Offset = offset;
        Step = 2 * widest / SignSums.EntryLimit(stride);
        float inverse = Step > 0 ? 1 / Step : 0;
        for (int nibble = 0; nibble < stride / 4; nibble++)
            SetTable(query + (4 * nibble), inverse, Tables + SignSums.TableAt(nibble));
    }

    /// <summary>Sixteen entries, twice.</summary>
    private static void SetTable(float* values, float inverse, byte* table)
    {
        float lowest = -(Math.Abs(values[0]) + Math.Abs(values[1]) + Math.Abs(values[2]) + Math.Abs(values[3]));
        Vector256<float> shared = (Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1) * values[0])
            + (Vector256.Create(-1f, -1, 1, 1, -1, -1, 1, 1) * values[1])
            + (Vector256.Create(-1f, -1, -1, -1, 1, 1, 1, 1) * values[2])
            - Vector256.Create(lowest);
        Vector256<int> first = Vector256.ConvertToInt32(((shared - Vector256.Create(values[3])) * inverse) + Vector256.Create(0.5f));
        Vector256<int> second = Vector256.ConvertToInt32(((shared + Vector256.Create(values[3])) * inverse) + Vector256.Create(0.5f));
        Vector256<short> entries = Vector256.Narrow(first, second);
        Vector128<byte> bytes = Vector128.Narrow(entries.GetLower().AsUInt16(), entries.GetUpper().AsUInt16());
        bytes.Store(table);
        bytes.Store(table + 16);
    }

    private void Reserve(int stride)
    {
        int length = stride / SignSums.ChunkValues * SignSums.TableBytes;
        if (memory.Length >= length + VectorLayout.Alignment)
            return;
        memory = GC.AllocateUninitializedArray<byte>(length + VectorLayout.Alignment, pinned: true);
        Tables = (byte*)(((nint)Unsafe.AsPointer(ref memory[0]) + VectorLayout.Alignment - 1) & -VectorLayout.Alignment);
    }
}
