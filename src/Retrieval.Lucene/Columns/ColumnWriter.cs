using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Columns;

/// <summary>Writes the columns of one new segment: of a flush from its records, of a merge from where the old segments have them mapped.</summary>
internal sealed class ColumnWriter(SegmentWriteState state) : DocValuesConsumer
{
    private readonly int documents = state.SegmentInfo.DocCount;

    public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values)
    {
        if (values is MergedRecords merged && merged.Sources<DocumentColumns>() is { } sources)
        {
            Merge(field, sources);
            return;
        }

        var numbers = new Dictionary<byte[], NumberColumn>(Utf8Comparer.Instance);
        var words = new Dictionary<byte[], WordColumn>(Utf8Comparer.Instance);
        using (var payloads = new PayloadOutput(Create(field, ColumnDocValuesFormat.PayloadExtension), documents))
        {
            int document = 0;
            foreach (BytesRef? value in values)
            {
                if (value is { Length: > 0 })
                    Add(document, value.Bytes.AsSpan(value.Offset, value.Length), numbers, words, payloads);
                document++;
            }

            payloads.Finish();
        }

        using var output = new ColumnFile(Create(field, ColumnDocValuesFormat.ColumnExtension), documents);
        foreach ((byte[] name, NumberColumn column) in numbers.OrderBy(static entry => entry.Key, Utf8Comparer.Instance))
            output.Write(ColumnKind.Number, name, column.Write);
        foreach ((byte[] name, WordColumn column) in words.OrderBy(static entry => entry.Key, Utf8Comparer.Instance))
            output.Write(ColumnKind.Word, name, target => column.Write(target, documents));
        output.Finish();
    }

    public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => throw ColumnDocValuesFormat.NotColumns(field);

    public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd)
        => throw ColumnDocValuesFormat.NotColumns(field);

    public override void AddSortedSetField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords)
        => throw ColumnDocValuesFormat.NotColumns(field);

    protected override void Dispose(bool disposing)
    {
    }

    private void Merge(FieldInfo field, IReadOnlyList<(DocumentColumns Columns, int[] Merged)> sources)
    {
        using (var payloads = new PayloadOutput(Create(field, ColumnDocValuesFormat.PayloadExtension), documents))
        {
            foreach ((DocumentColumns columns, int[] merged) in sources)
            {
                for (int old = 0; old < merged.Length; old++)
                {
                    if (merged[old] >= 0)
                        payloads.Add(merged[old], columns.Payload(old));
                }
            }

            payloads.Finish();
        }

        using var output = new ColumnFile(Create(field, ColumnDocValuesFormat.ColumnExtension), documents);
        foreach (byte[] name in NamesIn(sources, static columns => columns.NumberNames))
            output.Write(ColumnKind.Number, name, MergedNumbers(name, sources).Write);
        foreach (byte[] name in NamesIn(sources, static columns => columns.WordNames))
            output.Write(ColumnKind.Word, name, target => MergedWords(name, sources).Write(target, documents));
        output.Finish();
    }

    private void Add(
        int document, ReadOnlySpan<byte> record, Dictionary<byte[], NumberColumn> numbers, Dictionary<byte[], WordColumn> words, PayloadOutput payloads)
    {
        var reader = new ColumnRecordReader(record);
        payloads.Add(document, reader.Payload);
        var numbersByName = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();
        var wordsByName = words.GetAlternateLookup<ReadOnlySpan<byte>>();
        while (reader.Next())
        {
            if (reader.Kind == ColumnKind.Number)
            {
                if (!numbersByName.TryGetValue(reader.Column, out NumberColumn? column))
                    numbersByName[reader.Column] = column = new NumberColumn(documents);
                column.Set(document, reader.Number);
            }
            else
            {
                if (!wordsByName.TryGetValue(reader.Column, out WordColumn? column))
                    wordsByName[reader.Column] = column = new WordColumn();
                column.Add(document, column.IdOf(reader.Word));
            }
        }
    }

    private NumberColumn MergedNumbers(byte[] name, IReadOnlyList<(DocumentColumns Columns, int[] Merged)> sources)
    {
        var column = new NumberColumn(documents);
        foreach ((DocumentColumns columns, int[] merged) in sources)
        {
            if (columns.Numbers(name) is not { } values)
                continue;
            for (int old = 0; old < merged.Length; old++)
            {
                if (merged[old] >= 0 && values.IsStated(old))
                    column.Set(merged[old], values[old]);
            }
        }

        return column;
    }

    private static WordColumn MergedWords(byte[] name, IReadOnlyList<(DocumentColumns Columns, int[] Merged)> sources)
    {
        var column = new WordColumn();
        foreach ((DocumentColumns columns, int[] merged) in sources)
        {
            if (columns.Words(name) is not { } values)
                continue;
            // A text that only deleted documents have is left out.
            var ids = new int[values.Count];
            Array.Fill(ids, -1);
            for (int old = 0; old < merged.Length; old++)
            {
                for (int index = 0, count = merged[old] < 0 ? 0 : values.CountOf(old); index < count; index++)
                {
                    int ordinal = values.Ordinal(old, index);
                    if (ids[ordinal] < 0)
                        ids[ordinal] = column.IdOf(values.Text(ordinal));
                    column.Add(merged[old], ids[ordinal]);
                }
            }
        }

        return column;
    }

    private static IEnumerable<byte[]> NamesIn(IReadOnlyList<(DocumentColumns Columns, int[] Merged)> sources, Func<DocumentColumns, IEnumerable<byte[]>> namesOf)
        => sources.SelectMany(source => namesOf(source.Columns)).Distinct(Utf8Comparer.Instance).Order(Utf8Comparer.Instance);

    private IndexOutput Create(FieldInfo field, string extension)
    {
        string name = IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, "");
        field.PutAttribute(ColumnDocValuesFormat.FileAttribute, name);
        return state.Directory.CreateOutput($"{name}.{extension}{field.Number}", state.Context);
    }
}
