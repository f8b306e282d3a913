using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Postings;

/// <summary>
/// Postings for BlockMaxSearcher, behind Lucene.Net's own terms dictionary (BlockTree: .tim, .tip).
/// Documents are cut into windows of 4,096. Numbers are little-endian; <c>v</c> is a variable-length
/// integer (seven bits a byte, lowest first, high bit = more follow); <c>packed(n, w)</c> is n values of w bits from the lowest bit up,
/// filled to a whole byte.
/// <code>
/// .bml   lists       Header, { Record*, Hash }  a field, 64 zero bytes, Footer
///   Record           termLength v, term, docFreq v, Windows | Blocks
///   Windows          if docFreq ≥ 128 · windows, where windows = ceil(maxDoc / 4096):
///                    offset u32[windows], positionOffset u32[windows] (field with positions), countAndFlags u16[windows],
///                    Window*
///     countAndFlags  bits 0-12 count, bit 13 every weight is 0 (bitmap only), bit 14 exceptions follow
///     Window         Groups (count below 256) | Bitmap; nothing where count is 0
///     Groups         presence: a bit for each group of 16 documents, u64[4]; starts: a bit a posting, set where it is the first
///                    of its group, filled to a byte; lane u8[count]: the document's place in its group in the low nibble,
///                    min(weight, 15) of a frequency field in the high one; then weight u8[count] (impact field) | exceptions
///     Bitmap         rank u16[16]: postings before each 256th document; bits u64[64]; then weight u8[count] (impact field) |
///                    nibble[count], low nibble first, absent if every weight is 0, exceptions
///     exceptions     for each nibble of 15, in order: weight - 15 v
///   Blocks           otherwise, of 128 postings, the last shorter; if more than one:
///                    first u32[blocks], offset u32[blocks], positionOffset u32[blocks] (field with positions); Block*
///     Block          deltaBits u8, weightBits u8, packed(n, deltaBits), packed(n, weightBits);
///                    a delta is the document less the smallest it could be: first, or the one before plus one; first of block 0 is 0
///   Hash             slot u64[2^hashBits]: 0 or fingerprint (16 bits) and record offset (48 bits)
/// .bmp   positions   Header, Positions*, 64 zero bytes, Footer
///   Positions        one a window or block that is not empty: width u8, packed(sum of frequencies, width), each the distance
///                    to the position before it in the same document, the first to 0
/// .bmf   fields      Header, count v, FieldSummary*, Footer
/// </code>
/// A weight is the frequency less one, or an impact field's byte.
/// <example>
/// The term "tv" in documents 3, 5 and 6 (frequencies 1, 1, 2; maxDoc 8, no norms): 02 't' 'v' 03, then the only block:
/// deltaBits 02, weightBits 01, deltas 3, 1, 0 = 07, weights 0, 0, 1 = 04.
/// </example>
/// Version 1 leaves out what version 0 had of bounds and norms: bounds are derived from the lists (<see cref="Bounds.WordBounds"/>). Limits: no payloads, no offsets; 4 GB of lists or positions a term and segment.
/// </summary>
[PostingsFormatName("RetrievalBlockMax")]
public sealed class BlockMaxPostingsFormat : PostingsFormat
{
    internal const int Version = 1;
    internal const string ListsExtension = "bml";
    internal const string PositionsExtension = "bmp";
    internal const string FieldsExtension = "bmf";
    internal const string ListsCodec = "RetrievalBlockMaxLists";
    internal const string PositionsCodec = "RetrievalBlockMaxPositions";
    internal const string FieldsCodec = "RetrievalBlockMaxFields";
    internal const string TermsCodec = "RetrievalBlockMaxTerms";

    private readonly Func<string, bool> isImpactField;

    /// <summary>The format that reads; Lucene.Net makes it by name.</summary>
    public BlockMaxPostingsFormat()
        : this(_ => false)
    {
    }

    internal BlockMaxPostingsFormat(Func<string, bool> isImpactField) => this.isImpactField = isImpactField;

    /// <inheritdoc/>
    public override FieldsConsumer FieldsConsumer(SegmentWriteState state) => new BlockMaxFieldsConsumer(state, isImpactField);

    /// <inheritdoc/>
    public override FieldsProducer FieldsProducer(SegmentReadState state)
    {
        var postings = new BlockMaxPostingsReader(state);
        try
        {
            var dictionaries = new BlockTreeTermsReader<object>(
                state.Directory, state.FieldInfos, state.SegmentInfo, postings, state.Context, state.SegmentSuffix, state.TermsIndexDivisor, subclassState: new object());
            return new BlockMaxFieldsProducer(dictionaries, postings, state.FieldInfos);
        }
        catch
        {
            postings.Dispose();
            throw;
        }
    }
}
