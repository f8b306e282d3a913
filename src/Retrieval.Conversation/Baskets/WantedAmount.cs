using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Options;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// How much of something is wanted in all: "two kilos of rice" are two bags of one. Only of what is used up; a bottle for a litre holds one.
/// </summary>
/// <param name="Asked">The constraint that tells it.</param>
internal sealed record WantedAmount(Constraint.Quantity Asked)
{
    // More packs than that are no household's.
    private const int MostPieces = 99;

    // So much more than was written down is still what was meant: three packs of 400 g for a kilo.
    private const double Surplus = 1.25;

    private static readonly string[] UsedUp = ["food", "alcoholic drink", "pet food"];

    /// <summary>What an item of a list says of its amount; null where it says nothing, or means the thing's own size.</summary>
    public static WantedAmount? Of(ShoppingIntent item) =>
        ProductKinds.AnyIsA(item.Kinds, UsedUp) && item.Constraints.OfType<Constraint.Quantity>().FirstOrDefault(static asked => asked.Min is > 0 && asked.Min == asked.Max && asked.Dimension is Dimension.Mass or Dimension.Capacity) is { } amount
            ? new WantedAmount(amount) : null;

    /// <summary>How many of a product it takes; 0 where the product does not say how much is in it, or holds so little that nobody would buy it so.</summary>
    public int PiecesOf(Product product)
    {
        double content = ContentOf(product);
        double pieces = content > 0 ? Math.Ceiling((Asked.Min!.Value / content) - 1e-6) : 0;
        return pieces <= MostPieces ? (int)pieces : 0;
    }

    /// <summary>True where its pieces come to about what is wanted.</summary>
    public bool IsMetBy(Product product) => PiecesOf(product) is > 0 and var pieces && pieces * ContentOf(product) <= Surplus * Asked.Min!.Value;

    private double ContentOf(Product product) =>
        KnownFacts.Of(product).Measures.Where(measure => measure.Dimension == Asked.Dimension).Select(static measure => measure.Value).DefaultIfEmpty(0).Max();
}
