using CsCheck;
using Retrieval.Index.Filters;
using Retrieval.Index.Tests.Support;

namespace Retrieval.Index.Tests.Filters;

/// <summary>Random filters over the words and numbers of <see cref="RandomProducts"/>.</summary>
internal static class RandomFilters
{
    private static readonly Gen<Comparator> AnyComparator = Gen.Enum<Comparator>();
    private static readonly Gen<Comparator> Equality = Gen.OneOf(Comparator.Equal, Comparator.NotEqual);

    private static readonly Gen<Filter> Leaf = Gen.OneOf<Filter>(
        Words("brand", ["acme", "zenko", "Brun & Fils", "none"]),
        Words("color", ["red", "ROUGE", "navy", "navy blue", "black", "unobtainium"]),
        Words("size", ["S", "m", "42"]),
        Words("category", [.. RandomProducts.Categories, "kitchen>blenders", "Blenders"]),
        Words("condition", ["new", "used"]),
        Words("group_id", ["G-0", "G-1"]),
        Words("diet", ["vegan"]),
        Words("country", ["FR", "DE"]),
        Words("id", ["P-1", "P-2", "P-700"]),
        Words("availability", ["in_stock", "unknown", "preorder"]),
        Words("on_sale", ["true", "false"]),
        Words("eligible_checkout", ["true"]),
        Ordered("price", ["10", "25.01", "30", "19.999", "0"]),
        Ordered("sale_price", ["10", "25"]),
        Ordered("rating", ["3", "4.5"]),
        Ordered("review_count", ["2"]),
        Ordered("quantity", ["0", "1", "2.5"]),
        Ordered("delivery", ["0", "3"]),
        Ordered("released", ["2026-05-01", "2026-04-29"]),
        Ordered("power", ["600", "600W", "0.6 kW", "599"]),
        Ordered("capacity", ["0.5", "500ml", "0.3 l"]),
        Ordered("tank size", ["0.5", "500ml", "600"]),
        Words("finish", ["matte", "MATTE", "600", "500 ml"]),
        Words("wireless", ["true", "false"]),
        Words("nowhere", ["x"]));

    // Stated, and none of some values, as a search asks for what breaks a wish: the same words again and again.
    private static readonly Gen<Filter> Breaking = Gen.Select(Gen.OneOf("acme", "zenko", "red", "ROUGE", "m"), Gen.OneOf("acme", "black", "42"), Gen.OneOf("brand", "color", "size"), static (first, other, field) => (Filter)new Filter.And(
    [
        new Filter.Or([new Filter.Comparison(field, Comparator.Equal, first), new Filter.Comparison(field, Comparator.NotEqual, first)]),
        new Filter.Not(new Filter.In(field, [first, other])),
        new Filter.Not(new Filter.In(field, [first])),
    ]));

    public static Gen<Filter> Any { get; } = Gen.Recursive<Filter>((depth, self) => depth > 3
        ? Leaf
        : Gen.Frequency(
            (4, Leaf),
            (1, Breaking),
            (1, self.List[2, 3].Select(operands => (Filter)new Filter.And(operands))),
            (1, self.List[2, 3].Select(operands => (Filter)new Filter.Or(operands))),
            (1, self.Select(operand => (Filter)new Filter.Not(operand)))));

    private static Gen<Filter> Words(string field, string[] values) => Gen.OneOf<Filter>(
        Gen.Select(Equality, Gen.OneOf(values), (comparator, value) => (Filter)new Filter.Comparison(field, comparator, value)),
        Gen.OneOf(values).List[1, 3].Select(some => (Filter)new Filter.In(field, some)));

    private static Gen<Filter> Ordered(string field, string[] values) => Gen.OneOf<Filter>(
        Gen.Select(AnyComparator, Gen.OneOf(values), (comparator, value) => (Filter)new Filter.Comparison(field, comparator, value)),
        Gen.Select(Gen.OneOf(values), Gen.OneOf(values), (low, high) => (Filter)new Filter.Between(field, low, high)));
}
