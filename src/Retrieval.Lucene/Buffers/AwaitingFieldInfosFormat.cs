using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Buffers;

/// <summary>A format of the list of fields, which a merge writes last: it waits until all <see cref="SegmentParts"/> are written.</summary>
/// <param name="format">Writes and reads the list.</param>
internal sealed class AwaitingFieldInfosFormat(FieldInfosFormat format) : FieldInfosFormat
{
    public override FieldInfosReader FieldInfosReader => format.FieldInfosReader;

    public override FieldInfosWriter FieldInfosWriter { get; } = new Writer(format.FieldInfosWriter);

    private sealed class Writer(FieldInfosWriter target) : FieldInfosWriter
    {
        public override void Write(Directory directory, string segmentName, string segmentSuffix, FieldInfos infos, IOContext context)
        {
            SegmentParts.Wait(infos);
            target.Write(directory, segmentName, segmentSuffix, infos, context);
        }
    }
}
