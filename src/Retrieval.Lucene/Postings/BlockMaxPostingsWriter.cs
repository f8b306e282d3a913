using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Simd;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Writes the three files of <see cref="BlockMaxPostingsFormat"/> behind Lucene.Net's terms dictionary, which calls it a term at a time.
/// A field begins with what its postings carry (<see cref="BeginField"/>) and ends with its term hash (<see cref="EndField"/>).
/// </summary>
internal sealed class BlockMaxPostingsWriter : PostingsWriterBase
{
    private readonly IndexOutput lists;
    private readonly IndexOutput positions;
    private readonly IndexOutput summaries;
    private readonly List<FieldSummary> fields = [];
    private readonly ListEncoder encoder;
    private readonly ByteWriter record = new();
    private readonly TermHash hash = new();
    private readonly BytesRef term = new();

    private FieldInfo? info;
    private FieldSummary field = null!;
    private long positionStart;
    private int lastPosition;
    private int positionsOfDocument;
    private long lastRecordOffset;
    private long lastPositionOffset;

    public BlockMaxPostingsWriter(SegmentWriteState state)
    {
        encoder = new ListEncoder(state.SegmentInfo.DocCount);
        bool success = false;
        try
        {
            lists = Create(state, BlockMaxPostingsFormat.ListsExtension, BlockMaxPostingsFormat.ListsCodec);
            positions = Create(state, BlockMaxPostingsFormat.PositionsExtension, BlockMaxPostingsFormat.PositionsCodec);
            summaries = Create(state, BlockMaxPostingsFormat.FieldsExtension, BlockMaxPostingsFormat.FieldsCodec);
            success = true;
        }
        finally
        {
            if (!success)
                IOUtils.DisposeWhileHandlingException(lists, positions, summaries);
        }
    }

    public override void Init(IndexOutput termsOut)
        => CodecUtil.WriteHeader(termsOut, BlockMaxPostingsFormat.TermsCodec, BlockMaxPostingsFormat.Version);

    /// <summary>Says what the next field's postings carry.</summary>
    public void BeginField(FieldInfo fieldInfo, FieldKind kind)
    {
        info = fieldInfo;
        field = new FieldSummary
        {
            FieldNumber = fieldInfo.Number,
            Kind = kind,
            HasPositions = kind == FieldKind.Frequencies && fieldInfo.IndexOptions >= IndexOptions.DOCS_AND_FREQS_AND_POSITIONS,
        };
    }

    public override int SetField(FieldInfo fieldInfo)
    {
        if (fieldInfo != info)
            throw new InvalidOperationException($"field {fieldInfo.Name} was not begun");
        lastRecordOffset = lastPositionOffset = 0;
        return 2;
    }

    /// <summary>Names the term that <see cref="StartTerm"/> begins.</summary>
    public void NameTerm(BytesRef text) => term.CopyBytes(text);

    public override BlockTermState NewTermState() => new BlockMaxTermState();

    public override void StartTerm()
    {
        encoder.Clear();
        positionStart = positions.Position;
    }

    public override void StartDoc(int docID, int freq)
    {
        // Lucene.Net says -1 where the field has no frequencies.
        encoder.Add(docID, field.Kind == FieldKind.Impacts ? 0 : Math.Max(0, freq - 1));
        lastPosition = 0;
        positionsOfDocument = 0;
    }

    public override void AddPosition(int position, BytesRef payload, int startOffset, int endOffset)
    {
        if (payload is not null)
            throw new NotSupportedException($"field {info!.Name} has payloads; keep such a field in Lucene.Net's own postings format");
        if (field.Kind == FieldKind.Impacts)
        {
            if (positionsOfDocument++ > 0 || (uint)position > byte.MaxValue)
                throw new ArgumentException($"impact field {info!.Name}, term {term.Utf8ToString()}: position {position}; an impact field has one position of 0 to 255 a document");
            encoder.SetWeight(position);
            return;
        }

        encoder.AddPositionDelta(position - lastPosition);
        lastPosition = position;
    }

    public override void FinishDoc()
    {
    }

    public override void FinishTerm(BlockTermState state)
    {
        var termState = (BlockMaxTermState)state;
        termState.RecordOffset = lists.Position;
        termState.PositionOffset = positionStart;
        ReadOnlySpan<byte> text = term.Bytes.AsSpan(term.Offset, term.Length);
        hash.Add(text, termState.RecordOffset);
        record.Clear();
        record.VarInt(text.Length);
        record.Bytes(text);
        record.VarInt(encoder.Count);
        encoder.Write(record, field.HasPositions ? positions : null, field.Kind);
        record.WriteTo(lists);
    }

    public override void EncodeTerm(long[] longs, DataOutput output, FieldInfo fieldInfo, BlockTermState state, bool absolute)
    {
        var termState = (BlockMaxTermState)state;
        if (absolute)
            lastRecordOffset = lastPositionOffset = 0;
        longs[0] = termState.RecordOffset - lastRecordOffset;
        longs[1] = termState.PositionOffset - lastPositionOffset;
        lastRecordOffset = termState.RecordOffset;
        lastPositionOffset = termState.PositionOffset;
    }

    public void EndField()
    {
        field.HashOffset = lists.Position;
        record.Clear();
        field.HashBits = hash.WriteTo(record);
        record.WriteTo(lists);
        fields.Add(field);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        bool success = false;
        try
        {
            byte[] slack = new byte[BitPacking.Slack];
            lists.WriteBytes(slack, 0, slack.Length);
            positions.WriteBytes(slack, 0, slack.Length);
            summaries.WriteVInt32(fields.Count);
            foreach (FieldSummary summary in fields)
                summary.Write(summaries);
            CodecUtil.WriteFooter(lists);
            CodecUtil.WriteFooter(positions);
            CodecUtil.WriteFooter(summaries);
            success = true;
        }
        finally
        {
            if (success)
                IOUtils.Dispose(lists, positions, summaries);
            else
                IOUtils.DisposeWhileHandlingException(lists, positions, summaries);
        }
    }

    private static IndexOutput Create(SegmentWriteState state, string extension, string codec)
    {
        string name = IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, extension);
        IndexOutput output = state.Directory.CreateOutput(name, state.Context);
        CodecUtil.WriteHeader(output, codec, BlockMaxPostingsFormat.Version);
        return output;
    }
}
