using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;
using Retrieval.Lucene.Vectors.Lists;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Writes the vector files of one new segment. A flush buffers its rows in memory of our own; a merge copies rows from where the
/// old segments have them mapped, without quantising again.
/// </summary>
internal sealed unsafe class VectorWriter(SegmentWriteState state) : DocValuesConsumer
{
    public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values)
    {
        if (values is MergedRecords merged && merged.Sources<SegmentVectors>() is { } sources)
        {
            Merge(field, sources);
            return;
        }

        int dimension = DimensionOf(field, values);
        using var rows = new RowBuffer(dimension);
        int document = 0;
        foreach (BytesRef? value in values)
        {
            if (value is { Length: > 0 })
                rows.Add(document, value.Bytes.AsSpan(value.Offset, value.Length));
            document++;
        }

        Write(field, dimension, document, rows.Sources());
    }

    public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => throw VectorDocValuesFormat.NotVectors(field);

    public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd)
        => throw VectorDocValuesFormat.NotVectors(field);

    public override void AddSortedSetField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords)
        => throw VectorDocValuesFormat.NotVectors(field);

    protected override void Dispose(bool disposing)
    {
    }

    private void Merge(FieldInfo field, IReadOnlyList<(SegmentVectors Vectors, int[] Merged)> sources)
    {
        var rows = new List<RowSource>();
        int dimension = 0;
        foreach ((SegmentVectors segment, int[] merged) in sources)
        {
            if (segment.Count == 0)
                continue;
            if (dimension != 0 && segment.Dimension != dimension)
                throw DimensionsDiffer(field, segment.Dimension, dimension);
            dimension = segment.Dimension;
            segment.Verify();
            AddSurvivors(segment, merged, rows);
        }

        Write(field, Math.Max(dimension, 1), state.SegmentInfo.DocCount, [.. rows]);
    }

    private static void AddSurvivors(SegmentVectors segment, int[] merged, List<RowSource> rows)
    {
        for (int document = 0; document < segment.MaxDoc; document++)
        {
            int row = segment.Rows[document];
            if (merged[document] < 0 || row < 0)
                continue;
            rows.Add(new RowSource(
                merged[document], segment.Units[row], segment.High + ((long)row * segment.Stride), segment.Low + ((long)row * segment.LowStride)));
        }
    }

    private static int DimensionOf(FieldInfo field, IEnumerable<BytesRef> values)
    {
        int dimension = 0, document = 0;
        foreach (BytesRef? value in values)
        {
            if (value is { Length: > 0 })
            {
                int found = VectorCode.DimensionOf(value.Length);
                if (found == 0)
                {
                    throw new ArgumentException(
                        $"field '{field.Name}', document {document} of the segment: {value.Length} bytes are no vector; make the field with VectorField.Create");
                }

                if (dimension != 0 && found != dimension)
                    throw DimensionsDiffer(field, found, dimension);
                dimension = found;
            }

            document++;
        }

        return Math.Max(dimension, 1);
    }

    private static ArgumentException DimensionsDiffer(FieldInfo field, int found, int expected)
        => new($"field '{field.Name}' has vectors of {found} and of {expected} values; one field has one dimension: rebuild the index with one model");

    private void Write(FieldInfo field, int dimension, int documents, RowSource[] rows)
    {
        string name = VectorDocValuesFormat.FileName(state.SegmentInfo, state.SegmentSuffix, field);
        int stride = new VectorLayout(dimension, documents, rows.Length).Stride;
        using InvertedLists? lists = rows.Length >= InvertedLists.FewestRows ? InvertedLists.Build(rows, stride) : null;
        var layout = new VectorLayout(dimension, documents, rows.Length, lists?.Centroids.Count ?? 0);
        using (var output = new VectorOutput(state.Directory.CreateOutput(name, state.Context)))
        {
            output.WriteCounts(layout);
            output.WriteLists(layout, lists, rows);
            output.WriteDocuments(layout, rows);
            output.WriteUnits(layout, rows);
            output.WritePlanes(layout, rows);
            output.WriteFooter(layout);
        }

        field.PutAttribute(VectorDocValuesFormat.FileAttribute, name);
    }
}
