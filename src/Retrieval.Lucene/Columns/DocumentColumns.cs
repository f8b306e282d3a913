using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// The columns of one segment, read where they are mapped. To Lucene.Net they are a binary column of records (<see cref="ColumnRecord"/>): a
/// segment's reader gives them as the binary doc values of their field. Safe for concurrent use; the memory lives as long as that reader.
/// </summary>
public sealed unsafe class DocumentColumns : BinaryDocValues
{
    private readonly MappedFile payloads;
    private readonly long* payloadEnds;
    private readonly long firstPayload;

    /// <exception cref="CorruptIndexException">The files contradict themselves or the segment.</exception>
    internal DocumentColumns(MappedFile file, MappedFile payloads, int documents)
    {
        MaxDoc = documents;
        this.payloads = payloads;
        firstPayload = BehindCount(payloads, documents);
        BehindCount(file, documents);
        payloadEnds = new ColumnCursor(payloads, payloads.End - (documents * (long)sizeof(long))).Take<long>(documents);
        long* tail = new ColumnCursor(file, file.End - (2 * sizeof(long))).Take<long>(2);
        byte* entry = new ColumnCursor(file, tail[0]).Take<byte>(file.End - tail[0]);
        for (long i = 0; i < tail[1]; i++)
        {
            byte[] name = new ReadOnlySpan<byte>(entry + 2, entry[1]).ToArray();
            var cursor = new ColumnCursor(file, *(long*)(entry + 2 + name.Length));
            if ((ColumnKind)entry[0] == ColumnKind.Number)
                NumbersByName.Add(name, new NumberValues(cursor, documents));
            else
                WordsByName.Add(name, new WordValues(cursor, documents));
            entry += 2 + name.Length + sizeof(long);
        }
    }

    /// <summary>Documents of the segment.</summary>
    public int MaxDoc { get; }

    internal Dictionary<byte[], NumberValues> NumbersByName { get; } = new(Utf8Comparer.Instance);

    internal Dictionary<byte[], WordValues> WordsByName { get; } = new(Utf8Comparer.Instance);

    /// <summary>A column of numbers, document by document; null where no document states one.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="nothing">What stands where a document states none.</param>
    public long[]? Numbers(string column, long nothing) => NumbersByName.GetValueOrDefault(Encoding.UTF8.GetBytes(column))?.ToArray(nothing);

    /// <summary>A column of words; null where no document has one.</summary>
    public WordValues? Words(string column) => WordsByName.GetValueOrDefault(Encoding.UTF8.GetBytes(column));

    /// <summary>The bytes kept beside a document's columns.</summary>
    /// <exception cref="CorruptIndexException">They lie outside of the file.</exception>
    public ReadOnlySpan<byte> Payload(int document)
    {
        if ((uint)document >= (uint)MaxDoc)
            throw new ArgumentOutOfRangeException(nameof(document));
        long start = document == 0 ? firstPayload : payloadEnds[document - 1];
        long end = payloadEnds[document];
        if (start < firstPayload || end < start || end > payloads.End || end - start > int.MaxValue)
            throw payloads.Corrupt(start, $"the payload of document {document} ends at {end} of {payloads.End} bytes", "restore the file or rebuild the index");
        return new ReadOnlySpan<byte>(payloads.Start + start, (int)(end - start));
    }

    /// <summary>Where a file goes on behind the number of documents that it was written for.</summary>
    private static long BehindCount(MappedFile file, int documents)
    {
        long at = (file.HeaderLength + ColumnOutput.Alignment - 1) & -ColumnOutput.Alignment;
        long written = *new ColumnCursor(file, at).Take<long>(1);
        return written == documents
            ? at + sizeof(long)
            : throw file.Corrupt(at, $"the file is of a segment of {written} documents, this one has {documents}", "restore the file or rebuild the index");
    }

    /// <summary>The record of a document, made again of its columns.</summary>
    public override void Get(int docID, BytesRef result)
    {
        var record = new ColumnRecord();
        record.Clear(Payload(docID));
        foreach ((byte[] name, NumberValues values) in NumbersByName)
        {
            if (values.IsStated(docID))
                record.Number(name, values[docID]);
        }

        foreach ((byte[] name, WordValues values) in WordsByName)
        {
            for (int index = 0, count = values.CountOf(docID); index < count; index++)
                record.Word(name, values.Text(values.Ordinal(docID, index)));
        }

        result.Bytes = record.ToArray();
        result.Offset = 0;
        result.Length = result.Bytes.Length;
    }
}
