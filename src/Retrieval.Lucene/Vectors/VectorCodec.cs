using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Codecs.PerField;
using Retrieval.Lucene.Storage;

namespace Retrieval.Lucene.Vectors;

/// <summary>
/// Lucene.Net's own codec, except that the named fields hold vectors. It writes the stock codec's name: which format a field has is
/// kept beside the field, so any codec reads the index once <see cref="VectorDocValuesFormat.Register"/> was called.
/// Set <c>UseCompoundFile = false</c> and the merge policy's <c>NoCFSRatio = 0</c>: vectors inside a compound file are copied to memory, not mapped.
/// </summary>
[CodecName("Lucene46")]
public sealed class VectorCodec : FilterCodec
{
    /// <summary>A codec for writing an index.</summary>
    /// <param name="vectorFields">The fields made by <see cref="VectorField"/>.</param>
    public VectorCodec(params string[] vectorFields)
        : base(new Lucene46Codec())
    {
        VectorDocValuesFormat.Register();
        DocValuesFormat = new MergingDocValuesFormat(new FieldFormats(vectorFields));
    }

    /// <inheritdoc/>
    public override DocValuesFormat DocValuesFormat { get; }

    private sealed class FieldFormats(string[] vectorFields) : PerFieldDocValuesFormat
    {
        private readonly DocValuesFormat stock = ForName("Lucene45");

        public override DocValuesFormat GetDocValuesFormatForField(string field) => vectorFields.Contains(field) ? VectorDocValuesFormat.Instance : stock;
    }
}
