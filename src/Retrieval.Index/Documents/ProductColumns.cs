using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Util;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Norms;
using Retrieval.Catalog.Products;
using Retrieval.Index.Columns;
using Retrieval.Index.Filters;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Index.Documents;

/// <summary>Writes the columns of a product as doc values of a document.</summary>
internal static class ProductColumns
{
    // Lucene.Net refuses terms above 32,766 bytes; no filter names a value this long.
    private const int MaxValueLength = 300;

    public static void Add(Document document, Product product, int ordinal)
    {
        AddKeys(document, product, ordinal);
        AddWords(document, product);
        ProductFacts facts = ProductFacts.Of(product);
        AddCanonical(document, ColumnNames.Color, facts.Colors, product.Color);
        AddCanonical(document, ColumnNames.Material, facts.Materials, product.Material);
        AddCanonical(document, ColumnNames.Gender, facts.Genders, product.Gender);
        AddCanonical(document, ColumnNames.AgeGroup, facts.AgeGroups, product.AgeGroup);
        Words(document, ColumnNames.Condition, [facts.Condition]);
        Words(document, ColumnNames.Kinds, ProductKinds.Of(product));
        Words(document, ColumnNames.StatedNorms, ProductNorms.Of(product));
        Words(document, ColumnNames.Count, facts.Counts.Select(static count => count.ToString(CultureInfo.InvariantCulture)));
        Words(document, ColumnNames.Diets, facts.Diets);
        Words(document, ColumnNames.Allergens, facts.Contains);
        Words(document, ColumnNames.MayContain, facts.MayContain);
        Words(document, ColumnNames.FreeFrom, facts.FreeFrom);
        AddMeasures(document, facts.Measures);
        AddNumbers(document, product);
        AddAttributes(document, product);
    }

    /// <summary>The key that variants of one thing share: XxHash64 of the group's id, of the product's own where it has no group.</summary>
    public static long GroupKey(Product product) =>
        (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(product.GroupId is { } group ? "g" + group : "p" + product.Id));

    private static void AddKeys(Document document, Product product, int ordinal)
    {
        Number(document, ColumnNames.Ordinal, ordinal);
        Number(document, ColumnNames.GroupKey, GroupKey(product));
        Number(document, ColumnNames.EligibleSearch, product.EligibleSearch ? 1 : 0);
        if (SpareParts.AreNamedIn(product.Title)) Number(document, ColumnNames.SparePart, 1);
        if (product.Expires is { } expires) Number(document, ColumnNames.Expires, expires.UtcTicks);
    }

    private static void AddWords(Document document, Product product)
    {
        Words(document, ColumnNames.Brand, [product.Brand]);
        Words(document, ColumnNames.Category, [product.Category.Count == 0 ? null : ColumnNames.PathOf(product.Category)]);
        Words(document, ColumnNames.Size, product.Size.Select(static size => size.ToUpperInvariant()));
        Words(document, ColumnNames.SizeSystem, [product.SizeSystem]);
        Words(document, ColumnNames.Language, [product.Language == Language.Und ? null : product.Language.Code()]);
        Words(document, ColumnNames.Group, [product.GroupId]);
        Words(document, ColumnNames.Countries, product.Countries);
        Words(document, ColumnNames.Norms, product.Norms);
        Words(document, ColumnNames.CompatibleWith, product.CompatibleWith);
        Words(document, ColumnNames.Seller, [product.Seller?.Name]);
        Words(document, ColumnNames.Gtin, [product.Gtin]);
        Words(document, ColumnNames.Mpn, [product.Mpn]);
        Words(document, ColumnNames.Shipping, product.Shipping.Where(static way => (way.MaxDays ?? way.MinDays) is not null).Select(ShippingTerm.Write));
    }

    private static void AddCanonical(Document document, string column, IReadOnlyList<string> canonical, IReadOnlyList<string> merchantWords)
    {
        Words(document, column, canonical.Count > 0 ? canonical : merchantWords);
        Words(document, ColumnNames.MerchantWords(column), merchantWords);
    }

    private static void AddMeasures(Document document, IReadOnlyList<Measure> measures)
    {
        foreach (Measure measure in measures) Words(document, ColumnNames.Measure(measure.Dimension), [measure.Value.ToString("R", CultureInfo.InvariantCulture)]);
    }

    private static void AddNumbers(Document document, Product product)
    {
        Number(document, ColumnNames.Rating, product.Rating);
        Number(document, ColumnNames.ReviewCount, product.ReviewCount);
        Number(document, ColumnNames.Popularity, product.Popularity);
        Number(document, ColumnNames.ReturnRate, product.ReturnRate);
        Number(document, ColumnNames.AgeRestriction, product.AgeRestriction);
        Number(document, ColumnNames.Released, (double?)product.Released?.DayNumber);
        Number(document, ColumnNames.AvailabilityDate, (double?)product.AvailabilityDate?.DayNumber);
        Number(document, ColumnNames.EligibleCheckout, product.EligibleCheckout ? 1.0 : 0.0);
    }

    private static void AddAttributes(Document document, Product product)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (ProductAttribute attribute in product.Attributes)
        {
            string name = AttributeTerm.FoldedName(attribute.Name);
            foreach (string value in attribute.Values)
            {
                // "20 x 30 cm" states two lengths, neither of which is the attribute's value.
                Measure[] measures = [.. AttributeMeasures.Of(attribute, value, product.Language).Take(2)];
                string shown = attribute.Unit is { } unit ? $"{value} {unit}" : value;
                double? number = FilterValue.TryNumber(value, out double plain) ? plain : null;
                terms.Add(AttributeTerm.Write(name, shown, number, measures.Length == 1 ? measures[0] : null));
            }
        }
        Words(document, ColumnNames.Attributes, terms);
    }

    private static void Words(Document document, string column, IEnumerable<string?> values)
    {
        foreach (string? value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
                document.Add(new SortedSetDocValuesField(column, new BytesRef(value.Length <= MaxValueLength * 2 ? value : value[..(MaxValueLength * 2)])));
        }
    }

    private static void Number(Document document, string column, long value) => document.Add(new NumericDocValuesField(column, value));

    private static void Number(Document document, string column, double? value)
    {
        if (value is { } stated) document.Add(new NumericDocValuesField(column, BitConverter.DoubleToInt64Bits(stated)));
    }
}
