using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>Takes a segment's fields from Lucene.Net's writer into its terms dictionary with our lists behind it.</summary>
internal sealed class BlockMaxFieldsConsumer : FieldsConsumer
{
    private readonly Func<string, bool> isImpactField;
    private readonly BlockMaxPostingsWriter postings;
    private readonly BlockTreeTermsWriter<object> dictionary;

    public BlockMaxFieldsConsumer(SegmentWriteState state, Func<string, bool> isImpactField)
    {
        this.isImpactField = isImpactField;
        postings = new BlockMaxPostingsWriter(state);
        bool success = false;
        try
        {
            dictionary = new BlockTreeTermsWriter<object>(
                state, postings, BlockTreeTermsWriter.DEFAULT_MIN_BLOCK_SIZE, BlockTreeTermsWriter.DEFAULT_MAX_BLOCK_SIZE, subclassState: new object());
            success = true;
        }
        finally
        {
            if (!success)
                IOUtils.DisposeWhileHandlingException(postings);
        }
    }

    public override TermsConsumer AddField(FieldInfo field)
    {
        if (field.IndexOptions > IndexOptions.DOCS_AND_FREQS_AND_POSITIONS || field.HasPayloads)
            throw new NotSupportedException($"field {field.Name} has offsets or payloads; keep such a field in Lucene.Net's own postings format");
        postings.BeginField(field, isImpactField(field.Name) ? FieldKind.Impacts : FieldKind.Frequencies);
        return new BlockMaxTermsConsumer(postings, dictionary.AddField(field));
    }

    protected override void Dispose(bool disposing)
    {
        // The dictionary owns the postings writer and disposes it.
        if (disposing)
            dictionary.Dispose();
    }
}
