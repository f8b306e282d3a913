using System.Globalization;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Snapshots;

namespace Retrieval.Index.Verify;

/// <summary>What must hold between the parts of an index, walked document by document.</summary>
internal static class InvariantChecks
{
    public static IEnumerable<VerificationCheck> Of(IndexSnapshot snapshot)
    {
        var ordinals = new HashSet<int>();
        int live = 0;
        string? offerFault = null;
        string? productFault = null;
        for (int segment = 0; segment < snapshot.Generation.Leaves.Length; segment++)
        {
            SegmentColumns columns = snapshot.Generation.Columns[segment];
            IBits? liveDocs = snapshot.Generation.Leaves[segment].LiveDocs;
            for (int doc = 0; doc < columns.MaxDoc; doc++)
            {
                if (liveDocs is not null && !liveDocs.Get(doc)) continue;
                live++;
                int global = snapshot.Generation.DocBases[segment] + doc;
                offerFault ??= OfferFault(snapshot, columns.Ordinal(doc), ordinals, global);
                productFault ??= ProductFault(snapshot, global);
            }
        }
        yield return Check("a row of offers for every product", offerFault, live);
        yield return Check("a card and a stored product for every id", productFault, live);
        yield return Vectors(snapshot);
    }

    private static VerificationCheck Check(string name, string? fault, int documents) =>
        new(name, fault is null, fault ?? string.Create(CultureInfo.InvariantCulture, $"{documents} products"));

    private static string? OfferFault(IndexSnapshot snapshot, int ordinal, HashSet<int> seen, int doc)
    {
        if (ordinal < 0 || ordinal >= snapshot.Offers.Count)
            return string.Create(CultureInfo.InvariantCulture, $"document {doc} has ordinal {ordinal}, there are {snapshot.Offers.Count} rows");
        return seen.Add(ordinal) ? null : string.Create(CultureInfo.InvariantCulture, $"document {doc} shares ordinal {ordinal} with another");
    }

    private static string? ProductFault(IndexSnapshot snapshot, int doc)
    {
        try
        {
            Product product = snapshot.Product(doc);
            if (CardFault(product, snapshot.Card(doc)) is { } member)
                return string.Create(CultureInfo.InvariantCulture, $"the card of document {doc} states another {member} than product \"{product.Id}\"");
            return snapshot.TryFind(product.Id, out int found) && found == doc
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"document {doc} holds product \"{product.Id}\", whose id leads to document {found}");
        }
        catch (Exception unreadable) when (unreadable is IndexException or CatalogException or IOException or ArgumentException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the product of document {doc} cannot be read: {unreadable.Message}");
        }
    }

    private static string? CardFault(Product product, ProductCard card) =>
        card.Id != product.Id ? "id"
        : card.Title != product.Title ? "title"
        : card.GroupId != product.GroupId ? "group_id"
        : card.Brand != product.Brand ? "brand"
        : card.Url != product.Url ? "url"
        : card.ImageUrl != product.ImageUrls.FirstOrDefault() ? "image_urls"
        : card.Rating != product.Rating ? "rating"
        : card.ReviewCount != product.ReviewCount ? "review_count"
        : null;

    private static VerificationCheck Vectors(IndexSnapshot snapshot)
    {
        int stated = snapshot.Manifest.Dimension;
        int found = snapshot.Generation.Vectors?.Dimension ?? 0;
        int count = snapshot.Generation.Vectors?.Count ?? 0;
        // A catalogue of which no word is known to the model has no vector at all.
        bool agrees = count == 0 || stated == found;
        return new VerificationCheck("vectors of the manifest's dimension", agrees, string.Create(CultureInfo.InvariantCulture, $"{count} vectors of {found} values, the manifest states {stated}"));
    }
}
