using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Norms;
using Retrieval.Catalog.Products;
using Retrieval.Index.Columns;
using Retrieval.Index.Filters;
using Retrieval.Lucene.Columns;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;

namespace Retrieval.Index.Documents;

/// <summary>Writes the columns of a product.</summary>
internal static class ProductColumns
{
    // No filter names a value this long.
    private const int MaxValueLength = 300;

    public static void Add(ColumnRecord record, Product product, int ordinal)
    {
        var title = new CutText(product.Title, product.Language);
        AddKeys(record, product, title, ordinal);
        AddWords(record, product);
        ProductFacts facts = ProductFacts.Of(product, title);
        AddCanonical(record, ColumnNames.Color, facts.Colors, product.Color);
        AddCanonical(record, ColumnNames.Material, facts.Materials, product.Material);
        AddCanonical(record, ColumnNames.Gender, facts.Genders, product.Gender);
        AddCanonical(record, ColumnNames.AgeGroup, facts.AgeGroups, product.AgeGroup);
        Number(record, ColumnNames.AgeFrom, (double?)facts.Ages?.From);
        Number(record, ColumnNames.AgeTo, (double?)facts.Ages?.To);
        Number(record, ColumnNames.PersonsFrom, (double?)facts.Persons?.From);
        Number(record, ColumnNames.PersonsTo, (double?)facts.Persons?.To);
        Word(record, ColumnNames.Condition, facts.Condition);
        Words(record, ColumnNames.Kinds, ProductKinds.Of(product, title));
        Words(record, ColumnNames.StatedNorms, ProductNorms.Of(product, title));
        foreach (int count in facts.Counts) Word(record, ColumnNames.Count, count.ToString(CultureInfo.InvariantCulture));
        Words(record, ColumnNames.Diets, facts.Diets);
        Words(record, ColumnNames.Allergens, facts.Contains);
        Words(record, ColumnNames.MayContain, facts.MayContain);
        Words(record, ColumnNames.FreeFrom, facts.FreeFrom);
        AddMeasures(record, facts.Measures);
        AddNumbers(record, product);
        AddAttributes(record, product);
    }

    /// <summary>The key that variants of one thing share: XxHash64 of the group's id, of the product's own where it has no group.</summary>
    public static long GroupKey(Product product) =>
        (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(product.GroupId is { } group ? "g" + group : "p" + product.Id));

    private static void AddKeys(ColumnRecord record, Product product, CutText title, int ordinal)
    {
        Number(record, ColumnNames.Ordinal, ordinal);
        Number(record, ColumnNames.GroupKey, GroupKey(product));
        Number(record, ColumnNames.EligibleSearch, product.EligibleSearch ? 1 : 0);
        if (SpareParts.AreNamedIn(title)) Number(record, ColumnNames.SparePart, 1);
        if (product.Expires is { } expires) Number(record, ColumnNames.Expires, expires.UtcTicks);
    }

    private static void AddWords(ColumnRecord record, Product product)
    {
        Word(record, ColumnNames.Brand, product.Brand);
        if (product.Category.Count > 0) Word(record, ColumnNames.Category, ColumnNames.PathOf(product.Category));
        foreach (string size in product.Size) Word(record, ColumnNames.Size, size.ToUpperInvariant());
        Word(record, ColumnNames.SizeSystem, product.SizeSystem);
        if (product.Language != Language.Und) Word(record, ColumnNames.Language, product.Language.Code());
        Word(record, ColumnNames.Group, product.GroupId);
        Words(record, ColumnNames.Countries, product.Countries);
        Words(record, ColumnNames.Norms, product.Norms);
        Words(record, ColumnNames.CompatibleWith, product.CompatibleWith);
        Word(record, ColumnNames.Seller, product.Seller?.Name);
        Word(record, ColumnNames.Gtin, product.Gtin);
        Word(record, ColumnNames.Mpn, product.Mpn);
        foreach (Shipping way in product.Shipping)
        {
            if ((way.MaxDays ?? way.MinDays) is not null) Word(record, ColumnNames.Shipping, ShippingTerm.Write(way));
        }
    }

    private static void AddCanonical(ColumnRecord record, string column, IReadOnlyList<string> canonical, IReadOnlyList<string> merchantWords)
    {
        Words(record, column, canonical.Count > 0 ? canonical : merchantWords);
        Words(record, ColumnNames.MerchantWords(column), merchantWords);
    }

    private static void AddMeasures(ColumnRecord record, IReadOnlyList<Measure> measures)
    {
        foreach (Measure measure in measures) Word(record, ColumnNames.Measure(measure.Dimension), measure.Value.ToString("R", CultureInfo.InvariantCulture));
    }

    private static void AddNumbers(ColumnRecord record, Product product)
    {
        Number(record, ColumnNames.Rating, product.Rating);
        Number(record, ColumnNames.ReviewCount, product.ReviewCount);
        Number(record, ColumnNames.Popularity, product.Popularity);
        Number(record, ColumnNames.ReturnRate, product.ReturnRate);
        Number(record, ColumnNames.AgeRestriction, product.AgeRestriction);
        Number(record, ColumnNames.Released, (double?)product.Released?.DayNumber);
        Number(record, ColumnNames.AvailabilityDate, (double?)product.AvailabilityDate?.DayNumber);
        Number(record, ColumnNames.EligibleCheckout, product.EligibleCheckout ? 1.0 : 0.0);
    }

    private static void AddAttributes(ColumnRecord record, Product product)
    {
        if (product.Attributes.Count == 0) return;
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
        Words(record, ColumnNames.Attributes, terms);
    }

    private static void Words(ColumnRecord record, string column, IReadOnlyCollection<string> values)
    {
        // Most products state nothing of most columns.
        if (values.Count == 0) return;
        foreach (string value in values) Word(record, column, value);
    }

    private static void Word(ColumnRecord record, string column, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) record.Word(column, value.AsSpan(0, Math.Min(value.Length, MaxValueLength * 2)));
    }

    private static void Number(ColumnRecord record, string column, long value) => record.Number(column, value);

    private static void Number(ColumnRecord record, string column, double? value)
    {
        if (value is { } stated) record.Number(column, BitConverter.DoubleToInt64Bits(stated));
    }
}
