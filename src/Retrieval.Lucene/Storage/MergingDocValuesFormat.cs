using Lucene.Net.Codecs;
using Lucene.Net.Codecs.PerField;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// Formats by field whose binary fields are told when they are merged: <see cref="PerFieldDocValuesFormat"/> hands its formats the records of
/// a merge one by one, so that what lies mapped in the old segments would be taken apart and put together again. Here they come as
/// <see cref="MergedRecords"/>.
/// </summary>
/// <param name="fields">The format of each field.</param>
[DocValuesFormatName("RetrievalMerging")]
public sealed class MergingDocValuesFormat(PerFieldDocValuesFormat fields) : DocValuesFormat
{
    /// <inheritdoc/>
    public override DocValuesConsumer FieldsConsumer(SegmentWriteState state) => new Consumer(fields.FieldsConsumer(state));

    /// <inheritdoc/>
    public override DocValuesProducer FieldsProducer(SegmentReadState state) => fields.FieldsProducer(state);

    private sealed class Consumer(DocValuesConsumer target) : DocValuesConsumer
    {
        private MergeState? merge;
        private IList<BinaryDocValues> merged = [];

        public override void MergeBinaryField(FieldInfo fieldInfo, MergeState mergeState, IList<BinaryDocValues> toMerge, IList<IBits> docsWithField)
        {
            (merge, merged) = (mergeState, toMerge);
            base.MergeBinaryField(fieldInfo, mergeState, toMerge, docsWithField);
            merge = null;
        }

        public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values)
            => target.AddBinaryField(field, merge is null ? values : new MergedRecords(values, merge, merged));

        public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => target.AddNumericField(field, values);

        public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd)
            => target.AddSortedField(field, values, docToOrd);

        public override void AddSortedSetField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords)
            => target.AddSortedSetField(field, values, docToOrdCount, ords);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                target.Dispose();
        }
    }
}
