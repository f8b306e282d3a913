using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Index.Generations;
using Retrieval.Index.Vectors;
using Retrieval.Lucene.Impacts;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Documents;

/// <summary>
/// Makes the Lucene.Net document of a product: its key, searched words, codes, columns, vector and stored form.
/// Not thread-safe: each thread has its own, and a document is to be written before the next one is made.
/// </summary>
internal sealed class DocumentMaker
{
    /// <summary>Field of the product's id: one term, by which it is found, replaced and deleted.</summary>
    public const string Id = "id";

    /// <summary>Stored field of the product as native JSON.</summary>
    public const string Stored = "product";

    // Positions serve phrases and nearness where a few words stand; in long texts they would double the postings.
    private static readonly FieldType ShortText = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static readonly FieldType LongText = Indexed(IndexOptions.DOCS_AND_FREQS);
    private static readonly FieldType Impacts = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: true);

    private readonly IReadOnlyList<LexicalField>? chosenFields;
    private readonly ImpactWeights weights;
    private readonly ImpactTokenStream impacts = new();

    /// <param name="chosenFields">Fields that the caller named, each indexed by itself; null indexes the impact list of words.</param>
    /// <param name="analyzers">The chains of the index.</param>
    /// <param name="meanLengths">Mean lengths of the fields, from the index's manifest.</param>
    public DocumentMaker(IReadOnlyList<LexicalField>? chosenFields, LanguageAnalyzers analyzers, IReadOnlyDictionary<string, float> meanLengths)
    {
        this.chosenFields = chosenFields;
        weights = new ImpactWeights(analyzers, meanLengths);
    }

    /// <summary>A maker of documents like those that an index holds.</summary>
    public static DocumentMaker For(IndexManifest manifest, LanguageAnalyzers analyzers) =>
        new(manifest.FieldsChosen ? manifest.Fields : null, analyzers, manifest.MeanLengths);

    /// <summary>The document.</summary>
    /// <param name="product">The product, its language settled.</param>
    /// <param name="ordinal">Its product ordinal.</param>
    /// <param name="vector">Its vector; empty where the index holds none.</param>
    public Document Make(Product product, int ordinal, ReadOnlySpan<float> vector)
    {
        var document = new Document
        {
            new StringField(Id, product.Id, Field.Store.NO),
            new StoredField(Stored, new BytesRef(ProductJson.ToUtf8(product))),
        };
        AddTexts(document, product);
        foreach (string code in ProductCodes.Of(product)) document.Add(new StringField(LexicalFields.Codes, code, Field.Store.NO));
        ProductColumns.Add(document, product, ordinal);
        if (!vector.IsEmpty) document.Add(VectorField.Of(vector));
        return document;
    }

    /// <summary>A document of the id and the searched fields alone, for the index in Lucene.Net's own codec.</summary>
    public Document MakeTexts(Product product)
    {
        var document = new Document { new StringField(Id, product.Id, Field.Store.YES) };
        AddTexts(document, product);
        return document;
    }

    private void AddTexts(Document document, Product product)
    {
        if (chosenFields is null)
        {
            impacts.SetTerms(weights.Of(product));
            document.Add(new Field(LexicalFields.Words, impacts, Impacts));
            return;
        }
        foreach (LexicalField field in chosenFields)
        {
            string text = FieldTexts.Of(product, field.Name);
            if (text.Length > 0) document.Add(new Field(field.Name, text, field.Name == LexicalFields.Description ? LongText : ShortText));
        }
    }

    private static FieldType Indexed(IndexOptions options, bool omitNorms = false)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = options, OmitNorms = omitNorms };
        type.Freeze();
        return type;
    }
}
