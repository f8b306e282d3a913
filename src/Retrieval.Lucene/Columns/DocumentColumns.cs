using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// The columns of one segment, read where they are mapped. To Lucene.Net they are a binary column of records (<see cref="ColumnRecord"/>): a
/// segment's reader gives them as the binary doc values of their field. Safe for concurrent use; the memory lives as long as that reader or
/// another over the same core: reading it later ends the process.
/// </summary>
public sealed unsafe class DocumentColumns : BinaryDocValues
{
    private const int TailBytes = 3 * sizeof(long);

    private readonly Dictionary<byte[], Lazy<NumberValues>> numbers = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], Lazy<WordValues>> words = new(Utf8Comparer.Instance);
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
        foreach (ColumnEntry entry in Directory(file))
        {
            if (entry.Kind == ColumnKind.Number)
                numbers.Add(entry.Name, new Lazy<NumberValues>(() => new NumberValues(entry.Open(file), documents)));
            else
                words.Add(entry.Name, new Lazy<WordValues>(() => new WordValues(entry.Open(file), documents)));
        }
    }

    /// <summary>Documents of the segment.</summary>
    public int MaxDoc { get; }

    internal IEnumerable<byte[]> NumberNames => numbers.Keys;

    internal IEnumerable<byte[]> WordNames => words.Keys;

    /// <summary>A column of numbers; null where no document states one.</summary>
    /// <exception cref="CorruptIndexException">The column is damaged.</exception>
    public NumberValues? Numbers(string column) => Numbers(Encoding.UTF8.GetBytes(column));

    /// <summary>A column of words; null where no document has one.</summary>
    /// <exception cref="CorruptIndexException">The column is damaged.</exception>
    public WordValues? Words(string column) => Words(Encoding.UTF8.GetBytes(column));

    internal NumberValues? Numbers(byte[] column) => numbers.GetValueOrDefault(column)?.Value;

    internal WordValues? Words(byte[] column) => words.GetValueOrDefault(column)?.Value;

    /// <summary>Verifies every column, as whoever reads it first would.</summary>
    /// <exception cref="CorruptIndexException">A column is damaged.</exception>
    public void Verify()
    {
        foreach (Lazy<NumberValues> column in numbers.Values)
            _ = column.Value;
        foreach (Lazy<WordValues> column in words.Values)
            _ = column.Value;
    }

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

    private static List<ColumnEntry> Directory(MappedFile file)
    {
        long* tail = new ColumnCursor(file, file.End - TailBytes).Take<long>(3);
        long start = tail[0], end = file.End - TailBytes;
        if (start < 0 || start > end || ColumnEntry.ChecksumOf(file, start, end + (2 * sizeof(long))) != (ulong)tail[2])
            throw file.Corrupt(end, "the directory of the columns is not as it was written", "restore the file or rebuild the index");
        var entries = new List<ColumnEntry>();
        ReadOnlySpan<byte> bytes = new(file.Start + start, (int)(end - start));
        for (long left = tail[1]; left > 0; left--)
            entries.Add(ColumnEntry.Read(ref bytes));
        return entries;
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
        foreach ((byte[] name, Lazy<NumberValues> column) in numbers)
        {
            NumberValues values = column.Value;
            if (values.IsStated(docID))
                record.Number(name, values[docID]);
        }

        foreach ((byte[] name, Lazy<WordValues> column) in words)
        {
            WordValues values = column.Value;
            for (int index = 0, count = values.CountOf(docID); index < count; index++)
                record.Word(name, values.Text(values.Ordinal(docID, index)));
        }

        result.Bytes = record.ToArray();
        result.Offset = 0;
        result.Length = result.Bytes.Length;
    }
}
