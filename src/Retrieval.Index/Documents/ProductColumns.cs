using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Index.Columns;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Vocabulary;

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
        AddCanonical(document, ColumnNames.Color, product.Color, product.Language);
        AddCanonical(document, ColumnNames.Material, product.Material, product.Language);
        AddCanonical(document, ColumnNames.Gender, product.Gender, product.Language);
        AddCanonical(document, ColumnNames.AgeGroup, product.AgeGroup, product.Language);
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
        if (product.Expires is { } expires) Number(document, ColumnNames.Expires, expires.UtcTicks);
    }

    private static void AddWords(Document document, Product product)
    {
        Words(document, ColumnNames.Brand, [product.Brand]);
        Words(document, ColumnNames.Category, [product.Category.Count == 0 ? null : string.Join(ColumnNames.PathSeparator, product.Category)]);
        Words(document, ColumnNames.Size, product.Size.Select(static size => size.ToUpperInvariant()));
        Words(document, ColumnNames.SizeSystem, [product.SizeSystem]);
        Words(document, ColumnNames.Condition, [product.Condition]);
        Words(document, ColumnNames.Language, [product.Language == Language.Und ? null : product.Language.Code()]);
        Words(document, ColumnNames.Group, [product.GroupId]);
        Words(document, ColumnNames.Countries, product.Countries);
        Words(document, ColumnNames.Diets, product.Diets);
        Words(document, ColumnNames.Allergens, product.Allergens?.Contains ?? []);
        Words(document, ColumnNames.MayContain, product.Allergens?.MayContain ?? []);
        Words(document, ColumnNames.FreeFrom, product.Allergens?.FreeFrom ?? []);
        Words(document, ColumnNames.Norms, product.Norms);
        Words(document, ColumnNames.CompatibleWith, product.CompatibleWith);
        Words(document, ColumnNames.Seller, [product.Seller?.Name]);
        Words(document, ColumnNames.Gtin, [product.Gtin]);
        Words(document, ColumnNames.Mpn, [product.Mpn]);
        Words(document, ColumnNames.Shipping, product.Shipping.Where(static way => (way.MaxDays ?? way.MinDays) is not null).Select(ShippingTerm.Write));
    }

    private static void AddCanonical(Document document, string column, IReadOnlyList<string> merchantWords, Language language)
    {
        if (merchantWords.Count == 0) return;
        List<string> canonical = [.. merchantWords.SelectMany(words => CanonicalValues.Find(column, words, language)).Distinct()];
        Words(document, column, canonical.Count > 0 ? canonical : merchantWords);
        Words(document, ColumnNames.MerchantWords(column), merchantWords);
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
        var measures = new HashSet<Measure>();
        foreach (ProductAttribute attribute in product.Attributes)
        {
            string name = AttributeTerm.FoldedName(attribute.Name);
            foreach (string value in attribute.Values)
            {
                Measure? measure = Quantity(attribute, name, value, product.Language);
                if (measure is { } quantity) measures.Add(quantity);
                terms.Add(AttributeTerm.Write(name, Shown(attribute, value), PlainNumber(value), measure));
            }
        }
        foreach (MeasureMatch found in MeasureParser.Find(product.Title, product.Language))
        {
            if (found.IsExact) measures.Add(new Measure(found.Dimension, found.Min));
        }
        Words(document, ColumnNames.Attributes, terms);
        foreach (IGrouping<Dimension, Measure> dimension in measures.GroupBy(static measure => measure.Dimension))
            Words(document, ColumnNames.Measure(dimension.Key), dimension.Select(static measure => measure.Value.ToString("R", CultureInfo.InvariantCulture)));
    }

    // A bare number under a dimension's own name ("power": 600) is in that dimension's unit.
    private static Measure? Quantity(ProductAttribute attribute, string foldedName, string value, Language language)
    {
        if (MeasureParser.TryParse(attribute.Unit is { } unit ? $"{value} {unit}" : value, language, out Measure measure)) return measure;
        return PlainNumber(value) is { } number && attribute.Unit is null && Dimensions.TryParse(foldedName, out Dimension dimension)
            ? new Measure(dimension, number)
            : null;
    }

    private static string Shown(ProductAttribute attribute, string value) => attribute.Unit is { } unit ? $"{value} {unit}" : value;

    private static double? PlainNumber(string value) => Filters.FilterValue.TryNumber(value, out double number) ? number : null;

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
