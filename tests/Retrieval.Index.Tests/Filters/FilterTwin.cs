using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Index.Tests.Filters;

/// <summary>The obvious slow way: a filter evaluated on the product itself, member by member, for the fields that random filters use.</summary>
internal sealed class FilterTwin(Market market, DateTimeOffset now)
{
    public bool Returnable(Product product) =>
        product.EligibleSearch && !(product.Expires < now) && (market.Country is null || product.Countries.Count == 0 || product.Countries.Contains(market.Country));

    public bool Matches(Product product, Filter filter) => filter switch
    {
        Filter.And and => and.Operands.All(operand => Matches(product, operand)),
        Filter.Or or => or.Operands.Any(operand => Matches(product, operand)),
        Filter.Not not => !Matches(product, not.Operand),
        Filter.Between between => Values(product, between.Field, between.Low).Zip(Values(product, between.Field, between.High))
            .Any(pair => Accepts(Comparator.GreaterOrEqual, pair.First) && Accepts(Comparator.LessOrEqual, pair.Second)),
        Filter.In membership => membership.Values.Any(value => Compare(product, membership.Field, Comparator.Equal, value)),
        Filter.Comparison comparison => Compare(product, comparison.Field, comparison.Comparator, comparison.Value),
        _ => throw new InvalidOperationException(),
    };

    private bool Compare(Product product, string field, Comparator comparator, string value)
    {
        if (comparator != Comparator.NotEqual) return Values(product, field, value).Any(found => Accepts(comparator, found));
        List<double> all = [.. Values(product, field, value)];
        return all.Count > 0 && !all.Any(found => Accepts(Comparator.Equal, found));
    }

    // Each stated value of the field as its order to the filter's value: 0 equal, NaN neither equal nor ordered.
    private IEnumerable<double> Values(Product product, string field, string value) => field switch
    {
        "id" => Words([product.Id], value),
        "brand" => Words([product.Brand], value),
        "condition" => Words([product.Condition], value),
        "group_id" => Words([product.GroupId], value),
        "size" => Words(product.Size, value),
        "diet" => Words(product.Diets, value),
        "country" => Words(product.Countries, value),
        "color" => product.Color.Count == 0 ? [] : Words(product.Color.Concat(product.Color.SelectMany(word => CanonicalValues.Find("color", word, product.Language))), value),
        "category" => product.Category.Count == 0 ? [] : [Enumerable.Range(1, product.Category.Count).Any(n => Same(string.Join('>', product.Category.Take(n)), value.Replace(" > ", ">", StringComparison.Ordinal))) ? 0 : double.NaN],
        "rating" => Numbers(product.Rating, value),
        "review_count" => Numbers(product.ReviewCount, value),
        "released" => product.Released is { } day ? [day.DayNumber - DateOnly.Parse(value, CultureInfo.InvariantCulture).DayNumber] : [],
        "eligible_checkout" => Words([product.EligibleCheckout ? "true" : "false"], value),
        "availability" => Layered(product, offer => offer.Availability, product.Availability) is { } availability ? Words([availability.Name()], value) : [],
        "quantity" => Numbers(Layered(product, offer => offer.Quantity, product.Quantity), value),
        "price" => Amount(OfDay(product).Pays, value),
        "sale_price" => OfDay(product).OnSale ? Amount(OfDay(product).Pays, value) : [],
        "on_sale" => Words([OfDay(product).OnSale ? "true" : "false"], value),
        "delivery" => product.Shipping.Where(way => market.Country is null || way.Country == market.Country).SelectMany(way => Numbers(way.MaxDays, value)),
        "power" => Measures(product, Dimension.Power, value),
        "capacity" => Measures(product, Dimension.Capacity, value),
        _ => product.Attributes.Where(attribute => Same(attribute.Name, field)).SelectMany(attribute => attribute.Values.Select(stated => Attribute(attribute, stated, value))),
    };

    private static bool Accepts(Comparator comparator, double order) => comparator switch
    {
        Comparator.Equal => Math.Abs(order) < 1e-8,
        Comparator.Less => order < -1e-8,
        Comparator.LessOrEqual => order < 1e-8,
        Comparator.Greater => order > 1e-8,
        _ => order > -1e-8,
    };

    private static double Attribute(ProductAttribute attribute, string stated, string value)
    {
        if (Same(stated, value)) return 0;
        Measure[] quantities = [.. AttributeMeasures.Of(attribute, stated, Language.En)];
        if (double.TryParse(value, CultureInfo.InvariantCulture, out double number))
        {
            if (quantities.Length == 1) return quantities[0].Value - number;
            return double.TryParse(stated, CultureInfo.InvariantCulture, out double plain) ? plain - number : double.NaN;
        }
        return quantities.Length == 1 && MeasureParser.TryParse(value, Language.En, out Measure wanted) && wanted.Dimension == quantities[0].Dimension
            ? quantities[0].Value - wanted.Value
            : double.NaN;
    }

    private static IEnumerable<double> Measures(Product product, Dimension dimension, string value)
    {
        double wanted = MeasureParser.TryParse(value, Language.En, out Measure measure) ? measure.Value : double.Parse(value, CultureInfo.InvariantCulture);
        return from attribute in product.Attributes
               from stated in attribute.Values
               from found in AttributeMeasures.Of(attribute, stated, Language.En)
               where found.Dimension == dimension
               select found.Value - wanted;
    }

    private (Money? Pays, bool OnSale) OfDay(Product product)
    {
        List<(Money? Price, Money? Sale)> layers = [.. Layers(product).Select(offer => (offer.Price, offer.SalePrice)), (product.Price, product.SalePrice)];
        Money? price = layers.Select(layer => layer.Price).FirstOrDefault(money => money?.Currency == market.Currency) ?? layers.Select(layer => layer.Price).FirstOrDefault(money => money is not null);
        Money? sale = layers.Select(layer => layer.Sale).FirstOrDefault(money => money is not null && money.Value.Currency == price?.Currency);
        bool dated = !(now < product.SaleFrom) && !(now > product.SaleTo);
        bool onSale = dated && sale is not null && price is not null && sale.Value.Amount < price.Value.Amount;
        return (onSale ? sale : price, onSale);
    }

    private IEnumerable<double> Amount(Money? money, string value) =>
        money is { } stated && stated.Currency == market.Currency ? [(double)((stated.Amount / 100m) - decimal.Parse(value, CultureInfo.InvariantCulture))] : [];

    private T? Layered<T>(Product product, Func<RegionalOffer, T?> regional, T? own) where T : struct =>
        Layers(product).Select(regional).FirstOrDefault(stated => stated is not null) ?? own;

    private IEnumerable<RegionalOffer> Layers(Product product)
    {
        if (market.Region is null) yield break;
        foreach (string? region in (string?[])[market.Region, market.Region == market.Country ? null : market.Country])
        {
            if (product.Offers.FirstOrDefault(offer => offer.Region == region) is { } found) yield return found;
        }
    }

    private static IEnumerable<double> Numbers(double? stated, string value) => stated is { } number ? [number - double.Parse(value, CultureInfo.InvariantCulture)] : [];

    private static IEnumerable<double> Words(IEnumerable<string?> stated, string value) =>
        stated.Where(word => !string.IsNullOrEmpty(word)).Select(word => Same(word!, value) ? 0 : double.NaN);

    private static bool Same(string a, string b) => TextFolding.Fold(a) == TextFolding.Fold(b);
}
