using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// The vectors of one segment, read where they are mapped. To Lucene.Net it is a binary column of records (<see cref="VectorCode"/>).
/// Safe for concurrent use; the memory lives as long as the segment's reader.
/// </summary>
internal sealed unsafe class SegmentVectors : BinaryDocValues
{
    private readonly MappedFile file;
    private readonly VectorLayout layout;

    /// <exception cref="CorruptIndexException">The counts contradict one another or the segment.</exception>
    public SegmentVectors(MappedFile file, int documents)
    {
        this.file = file;
        if (file.End < VectorLayout.CountsAt + VectorLayout.CountsLength)
            throw file.Corrupt(file.End, "the file ends before its counts", "restore the file or rebuild the index");
        int* counts = (int*)(file.Start + VectorLayout.CountsAt);
        layout = new VectorLayout(counts[0], counts[1], counts[2]);
        if (Dimension is < 1 or > VectorDocValuesFormat.MaxDimension || layout.Documents != documents || (uint)Count > (uint)documents || layout.End != file.End)
        {
            throw file.Corrupt(
                VectorLayout.CountsAt,
                $"{Count} rows of {Dimension} values for {layout.Documents} documents in {file.End} bytes; the segment has {documents} documents",
                "restore the file or rebuild the index");
        }

        Stride = layout.Stride;
        Documents = (int*)(file.Start + layout.DocumentsAt);
        Rows = (int*)(file.Start + layout.RowsAt);
        Units = (float*)(file.Start + layout.UnitsAt);
        High = file.Start + layout.HighAt;
        Low = file.Start + layout.LowAt;
    }

    public int Dimension => layout.Dimension;

    /// <summary>How many documents have a vector.</summary>
    public int Count => layout.Rows;

    public int MaxDoc => layout.Documents;

    /// <summary>Bytes from one row of a plane to the next.</summary>
    public int Stride { get; }

    /// <summary>The document of each row.</summary>
    public int* Documents { get; }

    /// <summary>The row of each document, -1 for a document without a vector.</summary>
    public int* Rows { get; }

    public float* Units { get; }

    public byte* High { get; }

    public byte* Low { get; }

    public override void Get(int docID, BytesRef result)
    {
        int row = Rows[docID];
        result.Offset = 0;
        result.Length = row < 0 ? 0 : VectorCode.RecordLength(Dimension);
        if (result.Bytes.Length < result.Length)
            result.Bytes = new byte[result.Length];
        if (row < 0)
            return;
        Span<byte> record = result.Bytes.AsSpan(0, result.Length);
        MemoryMarshal.Write(record, Units[row]);
        new ReadOnlySpan<byte>(High + ((long)row * Stride), Dimension).CopyTo(record[sizeof(float)..]);
        new ReadOnlySpan<byte>(Low + ((long)row * Stride), Dimension).CopyTo(record[(sizeof(float) + Dimension)..]);
    }

    /// <exception cref="CorruptIndexException">The checksum does not hold, or the rows and documents do not point at one another.</exception>
    public void Verify()
    {
        file.VerifyChecksum();
        int withRow = 0;
        for (int document = 0; document < MaxDoc; document++)
        {
            int row = Rows[document];
            if (row == -1)
                continue;
            if ((uint)row >= (uint)Count || Documents[row] != document)
                throw file.Corrupt(layout.RowsAt + ((long)document * sizeof(int)), $"document {document} points at row {row}, which is not its own", "rebuild the index");
            withRow++;
        }

        if (withRow != Count)
            throw file.Corrupt(layout.DocumentsAt, $"{Count} rows, but {withRow} documents point at one", "rebuild the index");
    }
}
