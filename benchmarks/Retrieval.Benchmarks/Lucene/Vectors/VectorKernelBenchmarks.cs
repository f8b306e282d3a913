using BenchmarkDotNet.Attributes;
using Retrieval.Lucene.Vectors.Simd;

namespace Retrieval.Benchmarks.Lucene.Vectors;

/// <summary>
/// The kernels of the vector search, time a row, rows in the first-level cache: dot products of 8-bit rows, and sums of sign bits. Random bytes, seed 1.
/// It does not show what memory costs, which bounds scans of more than the caches hold: <see cref="VectorComparison"/> does.
/// </summary>
public unsafe class VectorKernelBenchmarks
{
    private const int Rows = 64;

    private readonly int[] dots = GC.AllocateArray<int>(Rows, pinned: true);
    private readonly ushort[] sums = GC.AllocateArray<ushort>(SignSums.BlockRows, pinned: true);
    private byte[] rows = [];
    private byte[] tables = [];
    private sbyte[] query = [];

    /// <summary>Values of a vector.</summary>
    [Params(64, 256)]
    public int Dimension { get; set; }

    /// <summary>Makes the rows.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        rows = GC.AllocateArray<byte>(Rows * Dimension, pinned: true);
        tables = GC.AllocateArray<byte>(2 * SignSums.BlockBytes(Dimension), pinned: true);
        query = GC.AllocateArray<sbyte>(Dimension, pinned: true);
        random.NextBytes(rows);
        for (int i = 0; i < tables.Length; i++)
            tables[i] = (byte)random.Next(SignSums.EntryLimit(Dimension));
        for (int i = 0; i < Dimension; i++)
            query[i] = (sbyte)random.Next(-ByteDot.QueryLimit, ByteDot.QueryLimit + 1);
    }

    /// <summary>Rows one after the other.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void ByteRows()
    {
        fixed (byte* r = rows)
        fixed (sbyte* q = query)
        fixed (int* d = dots)
            ByteDot.Rows(r, Dimension, Rows, q, d);
    }

    /// <summary>One block of sign bits.</summary>
    [Benchmark(OperationsPerInvoke = SignSums.BlockRows)]
    public void SignBlock()
    {
        fixed (byte* r = rows, t = tables)
        fixed (ushort* s = sums)
            SignSums.Block(r, t, Dimension / SignSums.ChunkValues, s);
    }
}
