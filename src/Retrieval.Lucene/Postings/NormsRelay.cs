using System.Runtime.CompilerServices;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Lucene.Net's norms format, which also brings the norms of a flushed segment to the postings that wait for them.
/// A flush calls the postings format first and the norms format afterwards, both with the same segment; that segment is the key.
/// </summary>
internal sealed class NormsRelay(NormsFormat norms) : NormsFormat
{
    // Weak: a flush that fails in between leaves nothing behind.
    private static readonly ConditionalWeakTable<SegmentInfo, List<BlockMaxFieldsConsumer>> Waiting = [];

    public static void Await(SegmentInfo segment, BlockMaxFieldsConsumer postings)
    {
        if (segment.Codec.NormsFormat is not NormsRelay)
        {
            throw new InvalidOperationException(
                $"segment {segment.Name} is written by codec {segment.Codec.Name}; our postings format needs {nameof(BlockMaxCodec)}, or a codec that passes on its norms format");
        }

        Waiting.GetOrCreateValue(segment).Add(postings);
    }

    public override DocValuesConsumer NormsConsumer(SegmentWriteState state)
    {
        DocValuesConsumer consumer = norms.NormsConsumer(state);
        if (!Waiting.TryGetValue(state.SegmentInfo, out List<BlockMaxFieldsConsumer>? postings))
            return consumer;
        Waiting.Remove(state.SegmentInfo);
        return new Consumer(consumer, postings);
    }

    public override DocValuesProducer NormsProducer(SegmentReadState state) => norms.NormsProducer(state);

    private sealed class Consumer(DocValuesConsumer norms, List<BlockMaxFieldsConsumer> postings) : DocValuesConsumer
    {
        private readonly Dictionary<string, byte[]> normsOf = [];
        private bool failed;

        public override void AddNumericField(FieldInfo field, IEnumerable<long?> values)
        {
            try
            {
                norms.AddNumericField(field, values);
                normsOf.Add(field.Name, [.. values.Select(value => (byte)(value ?? 0))]);
            }
            catch
            {
                failed = true;
                throw;
            }
        }

        public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values) => norms.AddBinaryField(field, values);

        public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd)
            => norms.AddSortedField(field, values, docToOrd);

        public override void AddSortedSetField(
            FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords)
            => norms.AddSortedSetField(field, values, docToOrdCount, ords);

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            norms.Dispose();
            if (failed)
                return;
            foreach (BlockMaxFieldsConsumer consumer in postings)
                consumer.WriteWaiting(field => normsOf.GetValueOrDefault(field));
        }
    }
}
