using System.Runtime.InteropServices;
using Lucene.Net.Codecs;
using Lucene.Net.Store;
using Retrieval.Lucene.Vectors.Lists;

namespace Retrieval.Lucene.Vectors;

/// <summary>Writes the parts of a vector file in the order of <see cref="VectorLayout"/>, each padded to where it must start.</summary>
internal sealed unsafe class VectorOutput : IDisposable
{
    private readonly IndexOutput output;
    private readonly byte[] buffer = new byte[1 << 16];

    public VectorOutput(IndexOutput output)
    {
        this.output = output;
        CodecUtil.WriteHeader(output, VectorDocValuesFormat.FormatName, VectorDocValuesFormat.Version);
    }

    public void WriteCounts(VectorLayout layout)
    {
        PadTo(VectorLayout.CountsAt);
        Write<int>([layout.Dimension, layout.Documents, layout.Rows, layout.Lists]);
    }

    /// <summary>The lists and the signs of their rows; null where the segment has none.</summary>
    public void WriteLists(VectorLayout layout, InvertedLists? lists, RowSource[] rows)
    {
        PadTo(VectorLayout.ListStartsAt);
        Write<int>(lists?.Starts ?? [0]);
        if (lists is null)
            return;
        PadTo(layout.ListUnitsAt);
        Write(lists.Centroids.Units);
        var signs = new SignPlane(rows, lists, layout);
        (float[] units, float[] reaches) = signs.Measure();
        PadTo(layout.ListReachesAt);
        Write<float>(reaches);
        PadTo(layout.ListCodesAt);
        WriteBytes(lists.Centroids.Codes);
        PadTo(layout.SignUnitsAt);
        Write<float>(units);
        PadTo(layout.SignsAt);
        for (int block = 0; block < layout.SignBlocks; block++)
            WriteBytes(signs.Block(block));
    }

    /// <summary>The document of each row, then the row of each document.</summary>
    public void WriteDocuments(VectorLayout layout, ReadOnlySpan<RowSource> rows)
    {
        int[] documents = new int[rows.Length];
        int[] rowOf = new int[layout.Documents];
        Array.Fill(rowOf, -1);
        for (int row = 0; row < rows.Length; row++)
        {
            documents[row] = rows[row].Document;
            rowOf[rows[row].Document] = row;
        }

        PadTo(layout.DocumentsAt);
        Write<int>(documents);
        PadTo(layout.RowsAt);
        Write<int>(rowOf);
    }

    public void WriteUnits(VectorLayout layout, ReadOnlySpan<RowSource> rows)
    {
        float[] units = new float[rows.Length];
        for (int row = 0; row < rows.Length; row++)
            units[row] = rows[row].Unit;
        PadTo(layout.UnitsAt);
        Write<float>(units);
    }

    public void WritePlanes(VectorLayout layout, ReadOnlySpan<RowSource> rows)
    {
        PadTo(layout.HighAt);
        foreach (ref readonly RowSource row in rows)
            WriteBytes(new ReadOnlySpan<byte>(row.High, layout.Stride));
        foreach (ref readonly RowSource row in rows)
            WriteBytes(new ReadOnlySpan<byte>(row.Low, layout.LowStride));
    }

    public void WriteFooter(VectorLayout layout)
    {
        PadTo(layout.End);
        CodecUtil.WriteFooter(output);
    }

    public void Dispose() => output.Dispose();

    private void PadTo(long position)
    {
        while (output.Position < position)
            output.WriteByte(0);
    }

    private void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
        => WriteBytes(MemoryMarshal.AsBytes(values));

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, buffer.Length);
            bytes[..count].CopyTo(buffer);
            output.WriteBytes(buffer, 0, count);
            bytes = bytes[count..];
        }
    }
}
