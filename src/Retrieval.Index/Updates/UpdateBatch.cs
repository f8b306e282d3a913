using Lucene.Net.Index;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Documents;
using Retrieval.Index.Offers;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Updates;

/// <summary>
/// Updates that are committed together. A new or replaced product gets an ordinal of its own, so that snapshots from before go on reading
/// the offer that went with the product they see. Offers are made durable before documents: a crash between the two leaves rows that no
/// document names, never a document without its row.
/// </summary>
internal sealed class UpdateBatch(UpdateSession session, int expected)
{
    private const int MissingOrdinal = -1;

    // The last state of each product that the batch touches: its product and ordinal, or no product where it is deleted.
    private readonly Dictionary<string, (Product? Product, int Ordinal)> products = new(StringComparer.Ordinal);
    private readonly Dictionary<int, OfferRow> rows = new(expected);
    private readonly Language? defaultLanguage = LanguageCodes.TryParse(session.Reader.Manifest.Language, out Language stated) ? stated : null;
    private int nextOrdinal = session.Offers.Count;

    /// <summary>What was taken of all that was added, in its order.</summary>
    public List<CatalogUpdate> Taken { get; } = new(expected);

    /// <summary>Takes updates in their order.</summary>
    public UpdateReport Add(IReadOnlyList<CatalogUpdate> updates)
    {
        int upserted = 0;
        int offers = 0;
        int deleted = 0;
        var refused = new List<RefusedUpdate>();
        for (int i = 0; i < updates.Count; i++)
        {
            int before = refused.Count;
            switch (updates[i])
            {
                case CatalogUpdate.Upsert upsert:
                    Upsert(upsert.Product);
                    upserted++;
                    break;
                case CatalogUpdate.Offer offer when Ordinal(offer.Id) is var ordinal and not MissingOrdinal:
                    rows[ordinal] = OfferChange.Apply(Row(ordinal), offer);
                    offers++;
                    break;
                case CatalogUpdate.Delete delete when Ordinal(delete.Id) != MissingOrdinal:
                    products[delete.Id] = (null, MissingOrdinal);
                    deleted++;
                    break;
                case CatalogUpdate.Offer offer:
                    refused.Add(Unknown(i, offer.Id));
                    break;
                case CatalogUpdate.Delete delete:
                    refused.Add(Unknown(i, delete.Id));
                    break;
            }
            if (refused.Count == before) Taken.Add(updates[i]);
        }
        return new UpdateReport(upserted, offers, deleted, refused);
    }

    /// <summary>Makes everything durable.</summary>
    public void Commit(IEncoder? encoder)
    {
        session.CommitOffers(rows);
        if (products.Count > 0) session.CommitDocuments(products.Keys, writer => Write(writer, encoder));
    }

    private static RefusedUpdate Unknown(int position, string id) => new(position, id, $"the index has no product \"{id}\"");

    private void Upsert(Product product)
    {
        products[product.Id] = (LanguageSettling.Settle(product, defaultLanguage), nextOrdinal);
        rows[nextOrdinal] = OfferRow.Of(product);
        nextOrdinal++;
    }

    private int Ordinal(string id)
    {
        if (products.TryGetValue(id, out (Product? Product, int Ordinal) pending)) return pending.Ordinal;
        return session.TryOrdinal(id, out int ordinal) ? ordinal : MissingOrdinal;
    }

    private OfferRow Row(int ordinal)
    {
        if (rows.TryGetValue(ordinal, out OfferRow pending)) return pending;
        return ordinal < session.Offers.Count ? session.Offers[ordinal] : OfferRow.Unstated;
    }

    private void Write(IndexWriter writer, IEncoder? encoder)
    {
        GenerationReader generation = session.Reader;
        encoder = generation.Encoder.Of(encoder);
        var maker = DocumentMaker.For(generation.Manifest, generation.Analyzers);
        float[] vectors = Encode(encoder);
        int dimension = encoder?.Dimension ?? 0;
        int row = 0;
        foreach ((string id, (Product? product, int ordinal)) in products)
        {
            var key = new Term(DocumentMaker.Id, id);
            if (product is null)
            {
                writer.DeleteDocuments(key);
                continue;
            }
            writer.UpdateDocument(key, maker.Make(product, ordinal, vectors.AsSpan(row * dimension, dimension)), generation.Analyzers.For(product.Language));
            row++;
        }
    }

    private float[] Encode(IEncoder? encoder) =>
        encoder is null ? [] : ProductVectors.Of(encoder, [.. products.Values.Select(static state => state.Product).OfType<Product>()]);
}
