using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Buffers;

/// <summary>A format of postings that are written beside the other <see cref="SegmentParts"/>.</summary>
/// <param name="format">Writes and reads them.</param>
[PostingsFormatName("RetrievalBeside")]
internal sealed class BesidePostingsFormat(PostingsFormat format) : PostingsFormat
{
    public override FieldsConsumer FieldsConsumer(SegmentWriteState state) => new Consumer(format.FieldsConsumer(state));

    public override FieldsProducer FieldsProducer(SegmentReadState state) => format.FieldsProducer(state);

    private sealed class Consumer(FieldsConsumer target) : FieldsConsumer
    {
        private bool isStarted;

        public override void Merge(MergeState mergeState, Fields fields)
        {
            isStarted = SegmentParts.TryStart(mergeState, target, () => target.Merge(mergeState, fields));
            if (!isStarted)
                target.Merge(mergeState, fields);
        }

        public override TermsConsumer AddField(FieldInfo field) => target.AddField(field);

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isStarted)
                target.Dispose();
        }
    }
}
