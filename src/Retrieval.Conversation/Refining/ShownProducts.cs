using System.Globalization;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Index.Documents;
using Retrieval.Search.Constraints;
using Retrieval.Search.Products;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>The products that the answer before showed, which a refinement is measured by.</summary>
internal sealed class ShownProducts(ProductShelf shelf, KindsOfThings kinds, ConversationContext before)
{
    // "Bigger" is at least a tenth more.
    private const double Step = 1.1;

    private const double LargestSize = 60;

    private IReadOnlyList<string>? categories;

    private readonly OfferedProduct?[] products = [.. before.Shown.Select(shelf.Find)];

    /// <summary>How many there are.</summary>
    public int Count => products.Length;

    /// <summary>The product of a place, from 1; null where it is sold no more.</summary>
    public OfferedProduct? At(int place) => place <= products.Length ? products[place - 1] : null;

    /// <summary>The products from a place on, then those before it.</summary>
    public IEnumerable<Product> From(int place) => products.Skip(place - 1).Concat(products.Take(place - 1)).OfType<OfferedProduct>().Select(static offered => offered.Product);

    /// <summary>What a product cost when it was shown.</summary>
    public Money? PriceOf(int place) => place == 1 ? before.Price : At(place)?.Offer.Price;

    /// <summary>Which of a product's variants have another colour; none where it comes in one.</summary>
    public IReadOnlyList<string> InAnotherColor(Product product)
    {
        IReadOnlyList<string> colors = KnownFacts.Of(product).Colors;
        return [.. Variants(product).Where(variant => KnownFacts.Of(variant).Colors is { Count: > 0 } other && !other.Any(colors.Contains)).Select(static variant => variant.Id)];
    }

    /// <summary>The variants of a product that can be bought, which differ in colour or size.</summary>
    public IEnumerable<Product> Variants(Product product) =>
        product.GroupId is { } group ? shelf.Group(group).Where(static variant => variant.Offer.Availability != Availability.OutOfStock).Select(static variant => variant.Product) : [product];

    /// <summary>
    /// The place of the one of those shown that a comparison of them points to: "the cheaper one", "the lighter of the two"; null where none
    /// does, or what is compared cannot be told of each.
    /// </summary>
    /// <param name="words">What was said.</param>
    /// <param name="sizes">What "bigger" is measured by, the likeliest first.</param>
    public int? Foremost(TurnWords words, Dimension?[] sizes)
    {
        if (Count < 2 || Array.Exists(products, static product => product is null)) return null;
        bool isCheapest = words.Says("cheaper") || words.Says("cheapest");
        if (isCheapest || words.Says("dearer")) return Array.FindIndex(products, one => Array.TrueForAll(products, other => other == one || IsCheaper(isCheapest ? one! : other!, isCheapest ? other! : one!))) is >= 0 and var at ? at + 1 : null;
        if (words.Says("better_rated")) return Most(static product => product.Product.Rating, up: true);
        (bool Up, Dimension?[] Of)[] measured = [.. words.Measured, .. words.Says("bigger") ? [(true, sizes)] : Array.Empty<(bool, Dimension?[])>(), .. words.Says("smaller") ? [(false, sizes)] : Array.Empty<(bool, Dimension?[])>()];
        return measured.SelectMany(asked => asked.Of.Select(dimension => Most(product => Largest(product.Product, dimension), asked.Up))).FirstOrDefault(static place => place is not null);
    }

    private static bool IsCheaper(OfferedProduct one, OfferedProduct other) => (one.Offer.Price, other.Offer.Price) is ({ } price, { } dearer) && CurrencyWorth.IsLess(price, dearer.Major, dearer.Currency);

    /// <summary>The place of the only one with the highest or lowest value; null where one states none or two share it.</summary>
    private int? Most(Func<OfferedProduct, double?> value, bool up)
    {
        double?[] values = [.. products.Select(product => value(product!))];
        double? most = up ? values.Max() : values.Min();
        return values.Contains(null) || values.Count(one => one == most) > 1 ? null : Array.IndexOf(values, most) + 1;
    }

    private static double? Largest(Product product, Dimension? of) =>
        of is { } dimension ? KnownFacts.Of(product).Measures.Where(measure => measure.Dimension == dimension).Select(static measure => (double?)measure.Value).Max() : KnownFacts.Of(product).Counts.Select(static count => (double?)count).Max();

    /// <summary>The bound that "bigger" or "smaller" than a product sets, in the first dimension that it states; null where it states none.</summary>
    /// <param name="product">The product.</param>
    /// <param name="up">True for "bigger".</param>
    /// <param name="of">What it is measured by, the likeliest first; null is pieces of a pack.</param>
    public static Constraint? Resized(Product product, bool up, ReadOnlySpan<Dimension?> of)
    {
        ProductFacts facts = KnownFacts.Of(product);
        foreach (Dimension? one in of)
        {
            if (one is not { } dimension)
            {
                // A pack of "12 x 200 g" is bigger by what is in it, not by more and smaller pieces.
                int pieces = facts.Counts.Where(static count => count > 1).DefaultIfEmpty(0).Max();
                bool isOfMeasured = facts.Measures.Any(piece => piece.Dimension is Dimension.Mass or Dimension.Capacity && facts.Measures.Contains(new Measure(piece.Dimension, Math.Round(pieces * piece.Value, 6))));
                if (pieces > 0 && !isOfMeasured) return up ? new Constraint.Count(pieces + 1, null) : new Constraint.Count(null, pieces - 1);
                continue;
            }
            double[] values = [.. facts.Measures.Where(measure => measure.Dimension == dimension).Select(static measure => measure.Value)];
            if (values.Length == 0) continue;
            double value = Math.Round(up ? values.Max() * Step : values.Max() / Step, 3);
            return up ? new Constraint.Quantity(dimension, value, null) : new Constraint.Quantity(dimension, null, value);
        }
        return null;
    }

    /// <summary>The categories of what was shown: a cheaper blender is a blender. None where presents or nothing were shown.</summary>
    public IReadOnlyList<string> Kinds() => categories ??= FindKinds();

    private IReadOnlyList<string> FindKinds()
    {
        Product[] shown = [.. Found()];
        if (shown.Length == 0 || before.Intent.Purpose is not (Purpose.Find or Purpose.Compare) || Array.Exists(shown, static product => product.Category.Count == 0)) return [];
        return [.. shelf.Categories.Where(path => Array.Exists(shown, product => kinds.AreOne(product.Category[^1], Name(path))))
            .OrderByDescending(path => shown.Max(product => kinds.Nearness(product.Category[^1], Name(path)))).Take(ConversationContext.MostCategories)];
    }

    /// <summary>True where words name a kind of thing that was not shown: after blenders, "a cheaper kettle".</summary>
    public bool IsAnotherKind(string words)
    {
        string[] shown = [.. Found().Where(static product => product.Category.Count > 0).Select(static product => product.Category[^1])];
        float nearest = shown.Select(name => kinds.Nearness(words, name)).DefaultIfEmpty(0).Max();
        return nearest < KindsOfThings.OneKind && shelf.Categories.Any(path => kinds.Nearness(words, Name(path)) >= KindsOfThings.NamesKind);
    }

    /// <summary>What is bought with what was shown: a descaler in red is no red kettle.</summary>
    public IEnumerable<string> GoingWith() =>
        before.Intent.Purpose != Purpose.Find ? [] : Found().SelectMany(static product => product.Related).Where(static related => related.GoesWith).Select(static related => related.Id).Distinct();

    /// <summary>True where what was shown comes in sizes that letters tell, or in numbers of shoes and clothes.</summary>
    public bool AreSized => Found().SelectMany(static product => product.Size).Any(static size => WornSizes.IsLetter(size) || IsNumber(size));

    /// <summary>True where what was shown is told for how many persons it is: tents, tables, games.</summary>
    public bool AreForPersons => Found().Any() && Found().All(static product => KnownFacts.Of(product).Persons is not null);

    /// <summary>True for a number that shoes and clothes are sized by.</summary>
    public static bool IsNumber(string size) => double.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= LargestSize;

    /// <summary>True where products were shown as ideas for somebody.</summary>
    public bool AreIdeas => before.Intent.Purpose == Purpose.Gift && products.Length > 0;

    private IEnumerable<Product> Found() => products.OfType<OfferedProduct>().Select(static offered => offered.Product);

    private static string Name(string path) => path.Split(ColumnNames.PathSeparator)[^1];
}
