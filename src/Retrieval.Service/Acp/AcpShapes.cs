using System.Text.RegularExpressions;

namespace Retrieval.Service.Acp;

/// <summary>The requests of the Agentic Commerce Protocol's Feed API, release 2026-04-17, as its JSON Schema describes them.</summary>
internal static partial class AcpShapes
{
    private static readonly Shape Currency = Shape.Like(CurrencyPattern(), "a currency of ISO 4217 in three capital letters");

    private static readonly Shape Description = Shape.AnyOf(("plain", Shape.Text), ("html", Shape.Text), ("markdown", Shape.Text));

    private static readonly Shape Price = Shape.Object(("amount!", Shape.Amount), ("currency!", Currency));

    private static readonly Shape UnitPrice = Shape.Object(
        ("amount!", Shape.Amount), ("currency!", Currency),
        ("measure!", Shape.Object(("value!", Shape.Number), ("unit!", Shape.Text))),
        ("reference!", Shape.Object(("value!", Shape.Integer), ("unit!", Shape.Text))));

    private static readonly Shape Media = Shape.Object(("type!", Shape.Text), ("url!", Shape.Address), ("alt_text", Shape.Text), ("width", Shape.Integer), ("height", Shape.Integer));

    private static readonly Shape Seller = Shape.Object(("name", Shape.Text), ("links", Shape.List(Shape.Object(("type!", Shape.Text), ("title", Shape.Text), ("url!", Shape.Address)))));

    private static readonly Shape Variant = Shape.Object(
        ("id!", Shape.Text), ("title!", Shape.Text), ("description", Description), ("url", Shape.Address),
        ("barcodes", Shape.List(Shape.Object(("type!", Shape.Text), ("value!", Shape.Text)))),
        ("price", Price), ("list_price", Price), ("unit_price", UnitPrice),
        ("availability", Shape.Object(("available", Shape.Truth), ("status", Shape.Text))),
        ("categories", Shape.List(Shape.Object(("value!", Shape.Text), ("taxonomy", Shape.Text)))),
        ("condition", Shape.List(Shape.Text)),
        ("variant_options", Shape.List(Shape.Object(("name!", Shape.Text), ("value!", Shape.Text)))),
        ("media", Shape.List(Media)), ("seller", Seller), ("marketplace", Seller));

    private static readonly Shape Product = Shape.Object(
        ("id!", Shape.Text), ("title", Shape.Text), ("description", Description), ("url", Shape.Address), ("media", Shape.List(Media)), ("variants!", Shape.List(Variant)));

    public static Shape CreateFeed { get; } = Shape.Object(("target_country", Shape.Text));

    public static Shape UpsertProducts { get; } = Shape.Object(("products!", Shape.List(Product)));

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyPattern();
}
