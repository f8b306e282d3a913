using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Index.Generations;
using Retrieval.Lucene.Columns;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Vectors;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Documents;

/// <summary>
/// Makes the Lucene.Net document of a product: its key, its words, columns, vector, card and stored form. Words are one impact field of
/// weighted frequencies over all texts, or the fields that the caller of the build named, one by one. A document must be handed to the
/// writer before the next one is made. Not thread-safe: each thread has its own.
/// </summary>
/// <param name="chosen">Fields that the caller of the build named; null for the impact field.</param>
/// <param name="analyzers">The chains of the index.</param>
/// <param name="meanLengths">Mean lengths of the texts, as the manifest keeps them.</param>
internal sealed class DocumentMaker(IReadOnlyList<LexicalField>? chosen, LanguageAnalyzers analyzers, IReadOnlyDictionary<string, float> meanLengths)
{
    /// <summary>Field of the product's id: one term, by which it is found, replaced and deleted.</summary>
    public const string Id = "id";

    /// <summary>Stored field of the product as native JSON.</summary>
    public const string Stored = "product";

    /// <summary>Field of the product's columns, with its card as their payload.</summary>
    public const string Columns = "columns";

    /// <summary>Field of the product's vector.</summary>
    public const string Vector = "vector";

    private static readonly FieldType FrequencyText = Indexed(IndexOptions.DOCS_AND_FREQS, omitNorms: false);
    private static readonly FieldType Impacts = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: true);

    private readonly ImpactWeights weights = new(analyzers, meanLengths);
    private readonly ImpactTokenStream words = new();
    private readonly RecordedTokens[] chosenWords = [.. (chosen ?? []).Select(static _ => new RecordedTokens())];
    private readonly FieldTerms terms = new();
    private readonly ColumnRecord columns = new();
    private readonly TermStream id = new();
    private readonly ArrayBufferWriter<byte> stored = new(4096);

    /// <summary>A maker of documents like those that an index holds.</summary>
    public static DocumentMaker For(IndexManifest manifest, LanguageAnalyzers analyzers) =>
        new(manifest.FieldsChosen ? manifest.Fields : null, analyzers, manifest.MeanLengths);

    /// <summary>The document.</summary>
    /// <param name="product">The product, its language settled.</param>
    /// <param name="ordinal">Its product ordinal.</param>
    /// <param name="vector">Its vector; empty where the index holds none, zero where no word of it is known to the model.</param>
    public Document Make(Product product, int ordinal, ReadOnlySpan<float> vector)
    {
        var document = new Document
        {
            id.Of(Id, product.Id),
            new StoredField(Stored, StoredForm(product)),
        };
        AddWords(document, product);
        columns.Clear(CardCodec.Write(product, terms));
        ProductColumns.Add(columns, product, ordinal);
        document.Add(columns.ToField(Columns));
        if (vector.ContainsAnyExcept(0f)) document.Add(VectorField.Create(Vector, vector));
        return document;
    }

    /// <summary>A document of the id and the words alone, for the index in Lucene.Net's own codec.</summary>
    public Document MakeWords(Product product)
    {
        var document = new Document { id.Of(Id, product.Id) };
        AddWords(document, product);
        return document;
    }

    /// <summary>The product's JSON, in memory that the next document takes.</summary>
    private BytesRef StoredForm(Product product)
    {
        stored.ResetWrittenCount();
        ProductJson.Write(product, stored);
        return MemoryMarshal.TryGetArray(stored.WrittenMemory, out ArraySegment<byte> written) ? new BytesRef(written.Array, written.Offset, written.Count) : throw new UnreachableException();
    }

    private void AddWords(Document document, Product product)
    {
        terms.Clear();
        if (chosen is null)
        {
            words.SetTerms(weights.Of(product, terms));
            document.Add(new Field(LexicalFields.Words, words, Impacts));
            return;
        }
        for (int i = 0; i < chosen.Count; i++)
        {
            string text = FieldTexts.Of(product, chosen[i].Name);
            if (text.Length > 0)
            {
                chosenWords[i].Record(analyzers.For(product.Language), chosen[i].Name, text, terms);
                document.Add(new Field(chosen[i].Name, chosenWords[i], FrequencyText));
            }
            terms.EndField();
        }
    }

    private static FieldType Indexed(IndexOptions options, bool omitNorms)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = omitNorms, IndexOptions = options };
        type.Freeze();
        return type;
    }
}
