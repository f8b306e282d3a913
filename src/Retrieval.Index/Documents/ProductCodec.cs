using Lucene.Net.Codecs;
using Lucene.Net.Codecs.PerField;
using Retrieval.Lucene.Columns;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Storage;
using Retrieval.Lucene.Vectors;

namespace Retrieval.Index.Documents;

/// <summary>
/// The codec that indexes are written with: block-max postings, vectors and columns that are mapped and read where they lie, everything else by
/// Lucene.Net's own formats. It carries the name of <see cref="BlockMaxCodec"/>, which reads it: the formats' names stand with the fields.
/// </summary>
[CodecName("RetrievalBlockMax")]
internal sealed class ProductCodec : FilterCodec
{
    public ProductCodec() : base(new BlockMaxCodec([LexicalFields.Words], [DocumentMaker.Id])) => DocValuesFormat = new MergingDocValuesFormat(new FieldFormats(base.DocValuesFormat));

    public override DocValuesFormat DocValuesFormat { get; }

    /// <summary>Makes our formats known to Lucene.Net; to be called before any index is opened or written.</summary>
    public static void Register()
    {
        BlockMaxCodec.Register();
        VectorDocValuesFormat.Register();
        ColumnDocValuesFormat.Register();
    }

    private sealed class FieldFormats(DocValuesFormat stock) : PerFieldDocValuesFormat
    {
        private readonly DocValuesFormat others = stock is PerFieldDocValuesFormat perField ? perField.GetDocValuesFormatForField("") : stock;

        public override DocValuesFormat GetDocValuesFormatForField(string field) => field switch
        {
            DocumentMaker.Vector => VectorDocValuesFormat.Instance,
            DocumentMaker.Columns => ColumnDocValuesFormat.Instance,
            _ => others,
        };
    }
}
