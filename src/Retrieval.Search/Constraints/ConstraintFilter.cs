using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What a stated constraint asks of the columns: which products show that they keep it, and which show that they break it.
/// A product that does neither does not say.
/// </summary>
/// <param name="Constraint">The constraint; of several values that mean "any of them", the first.</param>
/// <param name="Label">Kind and value, as an answer names what a product does not state.</param>
/// <param name="Keeps">Products whose data shows that they keep it.</param>
/// <param name="Breaks">Products whose data shows that they break it.</param>
internal sealed record ConstraintFilter(Constraint Constraint, string Label, Filter Keeps, Filter Breaks)
{
    // A product's measure is rounded by its maker: "28 cm" is sold as 27.9 or 28.2.
    private const double MeasureTolerance = 0.01;

    // Below any number that a product states.
    private const double Lowest = -1e12;

    /// <summary>The filters of all constraints of an intent, in their order; values of one kind that mean "any of them" are one filter.</summary>
    public static IReadOnlyList<ConstraintFilter> Of(ShoppingIntent intent)
    {
        (IReadOnlyList<Constraint> constraints, Language language) = (intent.Constraints, intent.Language);
        var filters = new List<ConstraintFilter>();
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        bool isVegan = constraints.Contains(new Constraint.Named("diet", "vegan"));
        bool isAged = constraints.Any(static constraint => constraint is Constraint.Named { Kind: ColumnNames.AgeGroup });
        foreach (Constraint constraint in constraints)
        {
            if (constraint is not Constraint.Named named || named.Kind is "exclude" or "diet") filters.Add(Of(constraint, language));
            else if (kinds.Add(named.Kind))
            {
                string[] values = [.. constraints.OfType<Constraint.Named>().Where(other => other.Kind == named.Kind).Select(other => other.Value)];
                // "A leather jacket, but vegan"
                if (isVegan && named.Kind == ColumnNames.Material) values = Array.ConvertAll(values, static value => value == "leather" || MaterialKinds.Of("leather").Contains(value) ? "faux leather" : value);
                ConstraintFilter any = AnyOf(named, values);
                filters.Add(named switch
                {
                    { Kind: ColumnNames.Gender, Value: "male" or "female" } when !isAged => any.ForGrownUps(),
                    { Kind: ColumnNames.AgeGroup } when intent.Ages is { } ages => AgeFilter.Exactly(any, ages),
                    _ => any,
                });
            }
        }
        return filters;
    }

    /// <summary>Women's shoes are no girls' shoes, whose data may well say "female": where no age is stated, grown-ups are meant.</summary>
    private ConstraintFilter ForGrownUps()
    {
        var children = new Filter.In(ColumnNames.AgeGroup, AgeGroup.Children);
        return this with { Keeps = new Filter.And([Keeps, new Filter.Not(children)]), Breaks = new Filter.Or([Breaks, children]) };
    }

    private static ConstraintFilter Of(Constraint constraint, Language language) => constraint switch
    {
        Constraint.Price price => Price(price),
        Constraint.Quantity quantity => Measured(quantity),
        Constraint.Count count => Range(count, $"count {Bounds(count.Min, count.Max)}", ColumnNames.Count, count.Min, count.Max),
        Constraint.Rating rating => Range(rating, $"rating {Bounds(rating.Min, null)}", ColumnNames.Rating, rating.Min, null),
        Constraint.Delivery delivery => Range(delivery, $"delivery {delivery.WithinDays}", "delivery", null, delivery.WithinDays),
        Constraint.OnSale => new ConstraintFilter(constraint, "on_sale", Filter.Is("on_sale", "true"), Filter.Is("on_sale", "false")),
        Constraint.Named { Kind: "diet" } diet => DietFilter.Of(diet),
        Constraint.Named { Kind: "exclude" } exclude => Exclusion(exclude, language),
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, "no column answers this kind of constraint"),
    };

    private static ConstraintFilter Measured(Constraint.Quantity quantity)
    {
        string field = quantity.Dimension.Name();
        double? most = quantity.Max * (1 + MeasureTolerance);
        ConstraintFilter any = Range(quantity, $"{field} {Bounds(quantity.Min, quantity.Max)} {quantity.Dimension.Unit()}", field, quantity.Min * (1 - MeasureTolerance), most);
        if (quantity is not { Dimension: Dimension.Length, Min: null } || most is not { } longest) return any;
        // Which side of a thing a length is, no column says: a desk of 140 x 70 is not shown to be at most 120 wide by its depth, so all its sides must be.
        return any with { Keeps = new Filter.And([any.Keeps, new Filter.Not(new Filter.Comparison(field, Comparator.Greater, Number(longest)))]) };
    }

    private static ConstraintFilter Price(Constraint.Price price)
    {
        var bounds = new List<Filter>();
        if (price.Min is { } min) bounds.Add(new Filter.Comparison("price", Comparator.GreaterOrEqual, Amount(min)));
        if (price.Max is { } max) bounds.Add(new Filter.Comparison("price", Comparator.LessOrEqual, Amount(max)));
        var stated = new Filter.Comparison("price", Comparator.GreaterOrEqual, Amount(0));
        var keeps = new Filter.And([stated, .. bounds]);
        return new ConstraintFilter(price, $"price {Bounds((double?)price.Min, (double?)price.Max)} {price.Currency}", keeps, new Filter.And([stated, new Filter.Not(keeps)]));

        string Amount(decimal value) => string.Create(CultureInfo.InvariantCulture, $"{value} {price.Currency}");
    }

    private static ConstraintFilter Range(Constraint constraint, string label, string field, double? min, double? max)
    {
        var bounds = new List<Filter>();
        if (min is { } low) bounds.Add(new Filter.Comparison(field, Comparator.GreaterOrEqual, Number(low)));
        if (max is { } high) bounds.Add(new Filter.Comparison(field, Comparator.LessOrEqual, Number(high)));
        // Both bounds must be met by one value of the field, which is what a chain of comparisons in one range says.
        Filter keeps = bounds.Count == 2 ? new Filter.Between(field, Number(min!.Value), Number(max!.Value)) : bounds.Single();
        var stated = new Filter.Comparison(field, Comparator.GreaterOrEqual, Number(Lowest));
        return new ConstraintFilter(constraint, label, keeps, new Filter.And([stated, new Filter.Not(keeps)]));
    }

    /// <summary>Filters read plain decimals, without an exponent.</summary>
    private static string Number(double value) => ((decimal)Math.Clamp(value, Lowest, -Lowest)).ToString(CultureInfo.InvariantCulture);

    private static string Bounds(double? min, double? max)
    {
        return min is not { } low ? $"<={Short(max!.Value)}" : max is not { } high ? $">={Short(low)}" : low == high ? Short(low) : $"{Short(low)}-{Short(high)}";

        static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static ConstraintFilter AnyOf(Constraint.Named constraint, string[] values)
    {
        string[] accepted = constraint.Kind switch
        {
            ColumnNames.Gender when values.Any(static value => value is "male" or "female") => [.. values, "unisex"],
            ColumnNames.Material => [.. values, .. values.SelectMany(MaterialKinds.Of)],
            ColumnNames.Size => WornSizes.Accepted(values),
            _ => values,
        };
        var keeps = new Filter.In(constraint.Kind, accepted);
        // Stated, and none of the values: a value is not equal to the first, or is it.
        Filter stated = new Filter.Or([Filter.Is(constraint.Kind, accepted[0]), new Filter.Comparison(constraint.Kind, Comparator.NotEqual, accepted[0])]);
        string[] open = constraint.Kind == ColumnNames.Material ? [.. values.SelectMany(MaterialKinds.Above)] : [];
        Filter decided = open.Length == 0 ? stated : new Filter.And([stated, new Filter.Not(new Filter.In(constraint.Kind, open))]);
        return new ConstraintFilter(constraint, $"{constraint.Kind} {string.Join('|', values)}", keeps, new Filter.And([decided, new Filter.Not(keeps)]));
    }

    /// <summary>What it must not have: columns that name it break it, a statement of freedom keeps it; words are looked at by <see cref="ExclusionCheck"/>.</summary>
    private static ConstraintFilter Exclusion(Constraint.Named exclude, Language language)
    {
        string value = exclude.Value;
        Filter breaks = new Filter.Or(
        [
            Names(ColumnNames.Color, "color"), Materials(), Names(ColumnNames.Condition, "condition"), Filter.Is(ColumnNames.Brand, value),
            Names(ColumnNames.Allergens, "allergen"), Names(ColumnNames.MayContain, "allergen"),
        ]);
        return new ConstraintFilter(exclude, $"exclude {value}", Names(ColumnNames.FreeFrom, "allergen"), breaks);

        // "pas rouge" excludes what any language calls red.
        Filter Names(string column, string kind) => new Filter.In(column, [value, .. CanonicalValues.Find(kind, value, language)]);

        Filter Materials()
        {
            IReadOnlyList<string> named = CanonicalValues.Find("material", value, language);
            return new Filter.In(ColumnNames.Material, [value, .. named, .. named.Append(value).SelectMany(MaterialKinds.Of).Distinct()]);
        }
    }
}
