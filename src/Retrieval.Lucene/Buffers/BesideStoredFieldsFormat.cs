using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Buffers;

/// <summary>A format of stored fields that are written beside the other <see cref="SegmentParts"/>.</summary>
/// <param name="format">Writes and reads them.</param>
internal sealed class BesideStoredFieldsFormat(StoredFieldsFormat format) : StoredFieldsFormat
{
    public override StoredFieldsReader FieldsReader(Directory directory, SegmentInfo si, FieldInfos fn, IOContext context)
        => format.FieldsReader(directory, si, fn, context);

    public override StoredFieldsWriter FieldsWriter(Directory directory, SegmentInfo si, IOContext context)
        => new Writer(format.FieldsWriter(directory, si, context));

    private sealed class Writer(StoredFieldsWriter target) : StoredFieldsWriter
    {
        private bool isStarted;

        public override int Merge(MergeState mergeState)
        {
            isStarted = SegmentParts.TryStart(mergeState, target, () => target.Merge(mergeState));
            return isStarted ? mergeState.SegmentInfo.DocCount : target.Merge(mergeState);
        }

        public override void StartDocument(int numStoredFields) => target.StartDocument(numStoredFields);

        public override void WriteField(FieldInfo info, IIndexableField field) => target.WriteField(info, field);

        public override void FinishDocument() => target.FinishDocument();

        public override void Finish(FieldInfos fis, int numDocs) => target.Finish(fis, numDocs);

        public override void Abort() => target.Abort();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isStarted)
                target.Dispose();
        }
    }
}
