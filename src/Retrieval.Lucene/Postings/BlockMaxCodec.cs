using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Codecs.PerField;
using Retrieval.Lucene.Buffers;
using Retrieval.Lucene.Stored;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Lucene.Net's codec with our postings and stored fields: give it to <c>IndexWriterConfig.Codec</c>. Call <see cref="Register"/> before any index is opened.
/// The writer must not pack segments into compound files (<c>UseCompoundFile = false</c>, the merge policy's <c>NoCFSRatio = 0</c>):
/// it works there, but the lists are then copied into memory instead of mapped.
/// </summary>
[CodecName("RetrievalBlockMax")]
public sealed class BlockMaxCodec : FilterCodec
{
    private static readonly Lock Registration = new();
    private static bool isRegistered;

    /// <summary>The codec that reads: segments say themselves what they hold.</summary>
    public BlockMaxCodec()
        : this(impactFields: [])
    {
    }

    /// <summary>A codec that writes.</summary>
    /// <param name="impactFields">Fields whose postings carry one byte of weight, handed over as the term's only position, and no norms.</param>
    /// <param name="stockFields">Fields left to Lucene.Net's own postings: those with payloads or offsets, and identifiers that are only looked up.</param>
    public BlockMaxCodec(IEnumerable<string> impactFields, IEnumerable<string>? stockFields = null)
        : base(new Lucene46Codec())
    {
        HashSet<string> impacts = [.. impactFields];
        PostingsFormat = new BesidePostingsFormat(new FieldFormats(new BlockMaxPostingsFormat(impacts.Contains), [.. stockFields ?? []]));
        FieldInfosFormat = new AwaitingFieldInfosFormat(base.FieldInfosFormat);
    }

    /// <inheritdoc/>
    public override PostingsFormat PostingsFormat { get; }

    /// <inheritdoc/>
    public override StoredFieldsFormat StoredFieldsFormat { get; } = new BesideStoredFieldsFormat(new Lz4StoredFieldsFormat());

    /// <inheritdoc/>
    public override FieldInfosFormat FieldInfosFormat { get; }

    /// <summary>Makes the codec and the postings format known to Lucene.Net; the first call counts, more are harmless.</summary>
    public static void Register()
    {
        lock (Registration)
        {
            if (isRegistered)
                return;
            PostingsFormat.SetPostingsFormatFactory(new DefaultPostingsFormatFactory { CustomPostingsFormatTypes = [typeof(BlockMaxPostingsFormat)] });
            Codec.SetCodecFactory(new DefaultCodecFactory { CustomCodecTypes = [typeof(BlockMaxCodec)] });
            isRegistered = true;
        }
    }

    private sealed class FieldFormats(PostingsFormat ours, HashSet<string> stockFields) : PerFieldPostingsFormat
    {
        private readonly PostingsFormat stock = ForName("Lucene41");

        public override PostingsFormat GetPostingsFormatForField(string field) => stockFields.Contains(field) ? stock : ours;
    }
}
