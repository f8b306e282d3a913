using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;
using Retrieval.Lucene.Vectors.Lists;
using Retrieval.Lucene.Vectors.Simd;

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
        layout = new VectorLayout(counts[0], counts[1], counts[2], counts[3]);
        if (Dimension is < 1 or > VectorDocValuesFormat.MaxDimension || layout.Documents != documents || (uint)Count > (uint)documents
            || (uint)layout.Lists > (uint)Count || layout.End != file.End)
        {
            throw file.Corrupt(
                VectorLayout.CountsAt,
                $"{Count} rows of {Dimension} values in {layout.Lists} lists for {layout.Documents} documents in {file.End} bytes; the segment has {documents} documents",
                "restore the file or rebuild the index");
        }

        Stride = layout.Stride;
        ListStarts = (int*)(file.Start + VectorLayout.ListStartsAt);
        Lists = new Centroids(file.Start + layout.ListCodesAt, (float*)(file.Start + layout.ListUnitsAt), layout.Lists, layout.Stride);
        ListReaches = (float*)(file.Start + layout.ListReachesAt);
        SignUnits = (float*)(file.Start + layout.SignUnitsAt);
        Signs = file.Start + layout.SignsAt;
        Documents = (int*)(file.Start + layout.DocumentsAt);
        Rows = (int*)(file.Start + layout.RowsAt);
        Units = (float*)(file.Start + layout.UnitsAt);
        High = file.Start + layout.HighAt;
        Low = file.Start + layout.LowAt;
        VerifyPlaces();
        file.VerifyBeside();
    }

    public int Dimension => layout.Dimension;

    /// <summary>How many documents have a vector.</summary>
    public int Count => layout.Rows;

    public int MaxDoc => layout.Documents;

    /// <summary>Bytes from one row of the high plane to the next.</summary>
    public int Stride { get; }

    /// <summary>Bytes from one row of the low plane to the next.</summary>
    public int LowStride => Stride / 2;

    /// <summary>Centroids of the lists; none in a segment of few rows.</summary>
    public Centroids Lists { get; }

    /// <summary>The first row of each list, and the end.</summary>
    public int* ListStarts { get; }

    /// <summary>How far the rows of each list lie from its centroid.</summary>
    public float* ListReaches { get; }

    /// <summary>The length of each sign of a row's distance from its list's centroid.</summary>
    public float* SignUnits { get; }

    /// <summary>Blocks of the signs of 32 rows (<see cref="SignSums"/>).</summary>
    public byte* Signs { get; }

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
        new ReadOnlySpan<byte>(Low + ((long)row * LowStride), VectorCode.LowLength(Dimension)).CopyTo(record[(sizeof(float) + Dimension)..]);
    }

    /// <summary>Waits until the whole file is verified: for who writes its rows to another.</summary>
    /// <exception cref="CorruptIndexException">The checksum does not hold.</exception>
    public void Verify() => _ = file.Verified;

    /// <summary>For who reads rows: a wrong number in one takes a search nowhere, so nobody waits until the file is verified.</summary>
    /// <exception cref="CorruptIndexException">The checksum was found not to hold.</exception>
    public void ThrowIfDamaged() => file.ThrowIfDamaged();

    // What is used as a place must be one before the first search, which would read elsewhere by a wrong one.
    private void VerifyPlaces()
    {
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

        VerifyLists();
        if (withRow != Count)
            throw file.Corrupt(layout.DocumentsAt, $"{Count} rows, but {withRow} documents point at one", "rebuild the index");
    }

    private void VerifyLists()
    {
        int end = layout.Lists == 0 ? 0 : Count;
        for (int list = 0; list < layout.Lists; list++)
        {
            if (ListStarts[list] > ListStarts[list + 1])
                throw file.Corrupt(VectorLayout.ListStartsAt, $"list {list} starts at row {ListStarts[list]}, the next at {ListStarts[list + 1]}", "rebuild the index");
        }

        if (ListStarts[0] != 0 || ListStarts[layout.Lists] != end)
            throw file.Corrupt(VectorLayout.ListStartsAt, $"the lists reach from row {ListStarts[0]} to {ListStarts[layout.Lists]}, not from 0 to {end}", "rebuild the index");
    }
}
