using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Bounds;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// One segment's lists, positions and field summaries, mapped. Lucene.Net's dictionary comes through the overrides;
/// the scorer comes through <see cref="BlockMaxTerms"/> and reads the lists in place. Lists are decoded without a look at what they hold, so
/// their checksum is verified before the first is read, beside whatever else is opened; who comes earlier waits.
/// </summary>
internal sealed unsafe class BlockMaxPostingsReader : PostingsReaderBase
{
    /// <summary>What the bounds of searched words may take: this many times the lists, which is about what those of all words would.</summary>
    private const int BoundsRoom = 8;

    /// <summary>But no more than this part of the memory that the process may use.</summary>
    private const int BoundsPart = 8;

    private readonly Dictionary<int, FieldSummary> fields = [];
    private readonly MappedFile lists;
    private readonly MappedFile positions;

    public BlockMaxPostingsReader(SegmentReadState state)
    {
        MaxDoc = state.SegmentInfo.DocCount;
        ReadSummaries(state);
        lists = Open(state, BlockMaxPostingsFormat.ListsExtension, BlockMaxPostingsFormat.ListsCodec);
        try
        {
            positions = Open(state, BlockMaxPostingsFormat.PositionsExtension, BlockMaxPostingsFormat.PositionsCodec);
            CheckSummaries();
            lists.VerifyBeside();
            positions.VerifyBeside();
            Bounds = new BoundsCache(Math.Min(BoundsRoom * lists.Length, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BoundsPart));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int MaxDoc { get; }

    /// <summary>What is known of the words that were searched in this segment.</summary>
    public BoundsCache Bounds { get; }

    /// <summary>The first byte of the lists' file.</summary>
    public byte* Lists => lists.Verified;

    /// <summary>The first byte of the positions' file.</summary>
    public byte* Positions => positions.Verified;

    /// <exception cref="CorruptIndexException">A checksum does not hold.</exception>
    public void Verify()
    {
        _ = Lists;
        _ = Positions;
    }

    public FieldSummary Field(FieldInfo field) => fields[field.Number];

    public override void Init(IndexInput termsIn)
        => CodecUtil.CheckHeader(termsIn, BlockMaxPostingsFormat.TermsCodec, BlockMaxPostingsFormat.Version, BlockMaxPostingsFormat.Version);

    public override BlockTermState NewTermState() => new BlockMaxTermState();

    public override void DecodeTerm(long[] longs, DataInput input, FieldInfo fieldInfo, BlockTermState state, bool absolute)
    {
        var termState = (BlockMaxTermState)state;
        if (absolute)
            termState.RecordOffset = termState.PositionOffset = 0;
        termState.RecordOffset += longs[0];
        termState.PositionOffset += longs[1];
    }

    public override DocsEnum Docs(FieldInfo fieldInfo, BlockTermState state, IBits? skipDocs, DocsEnum? reuse, DocsFlags flags)
        => Enumerate(fieldInfo, state, skipDocs, reuse as BlockMaxPostingsEnum);

    public override DocsAndPositionsEnum DocsAndPositions(
        FieldInfo fieldInfo, BlockTermState state, IBits? skipDocs, DocsAndPositionsEnum? reuse, DocsAndPositionsFlags flags)
        => Enumerate(fieldInfo, state, skipDocs, reuse as BlockMaxPostingsEnum);

    public override long RamBytesUsed() => 0;

    public override void CheckIntegrity()
    {
        lists.VerifyChecksum();
        positions.VerifyChecksum();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        lists?.Dispose();
        positions?.Dispose();
    }

    private BlockMaxPostingsEnum Enumerate(FieldInfo info, BlockTermState state, IBits? liveDocs, BlockMaxPostingsEnum? reuse)
    {
        var termState = (BlockMaxTermState)state;
        BlockMaxPostingsEnum postings = reuse?.Reader == this ? reuse : new BlockMaxPostingsEnum(this);
        postings.Reset(Field(info), termState, liveDocs);
        return postings;
    }

    private void ReadSummaries(SegmentReadState state)
    {
        string name = NameOf(state, BlockMaxPostingsFormat.FieldsExtension);
        using IndexInput input = state.Directory.OpenInput(name, state.Context);
        CodecUtil.ChecksumEntireFile(input);
        input.Seek(0);
        CodecUtil.CheckHeader(input, BlockMaxPostingsFormat.FieldsCodec, BlockMaxPostingsFormat.Version, BlockMaxPostingsFormat.Version);
        for (int left = input.ReadVInt32(); left > 0; left--)
        {
            FieldSummary field = FieldSummary.Read(input);
            fields.Add(field.FieldNumber, field);
        }
    }

    private void CheckSummaries()
    {
        foreach (FieldSummary field in fields.Values)
        {
            long end = field.HashOffset + (sizeof(ulong) << field.HashBits);
            if (end > lists.End)
            {
                throw lists.Corrupt(end, $"the terms of field {field.FieldNumber} end behind the file's {lists.End} bytes",
                    "the segment's files do not belong together; rebuild the index");
            }
        }
    }

    private static MappedFile Open(SegmentReadState state, string extension, string codec)
        => new(state.Directory, NameOf(state, extension), codec, BlockMaxPostingsFormat.Version, state.Context);

    private static string NameOf(SegmentReadState state, string extension)
        => IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, extension);
}
