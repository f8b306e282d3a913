using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Takes a segment's fields from Lucene.Net's writer. Bounds need every document's norm before the field's first term. At a merge the norms are
/// at hand and the postings stream through. At a flush Lucene.Net hands over the postings first and the norms afterwards, so the postings
/// wait in memory (<see cref="BufferedField"/>) until <see cref="NormsRelay"/> brings the norms; a segment without norms is written at once.
/// </summary>
internal sealed class BlockMaxFieldsConsumer(SegmentWriteState state, Func<string, bool> isImpactField) : FieldsConsumer
{
    private readonly List<BufferedField> waiting = [];
    private BlockMaxPostingsWriter? postings;
    private FieldsConsumer? dictionary;

    public override TermsConsumer AddField(FieldInfo field)
    {
        if (field.IndexOptions > IndexOptions.DOCS_AND_FREQS_AND_POSITIONS || field.HasPayloads)
            throw new NotSupportedException($"field {field.Name} has offsets or payloads; keep such a field in Lucene.Net's own postings format");
        return new BlockMaxTermsConsumer(this, field);
    }

    /// <summary>Keeps a flushed field until its norms are known.</summary>
    public void Await(BufferedField field) => waiting.Add(field);

    /// <summary>Starts a field in the files.</summary>
    public TermsConsumer Open(FieldInfo field, byte[]? norms)
    {
        if (dictionary is null)
        {
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

        postings!.BeginField(field, isImpactField(field.Name) ? FieldKind.Impacts : FieldKind.Frequencies, norms);
        return dictionary.AddField(field);
    }

    public void NameTerm(BytesRef text) => postings!.NameTerm(text);

    public void EndField() => postings!.EndField();

    /// <summary>Writes the waiting fields, now that <paramref name="normsOf"/> knows the norms by field name, and closes the files.</summary>
    public void WriteWaiting(Func<string, byte[]?> normsOf)
    {
        try
        {
            foreach (BufferedField field in waiting)
                field.Replay(this, field.Info.OmitsNorms ? null : normsOf(field.Info.Name));
        }
        finally
        {
            dictionary?.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        if (waiting.Exists(field => !field.Info.OmitsNorms))
            NormsRelay.Await(state.SegmentInfo, this);
        else
            WriteWaiting(_ => null);
    }
}
