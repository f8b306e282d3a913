using System.Text.Json;
using System.Text.RegularExpressions;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Norms;
using Retrieval.Catalog.Products;
using Retrieval.Index.Markets;
using Retrieval.Search.Constraints;
using Retrieval.Tests.Shared;
using Retrieval.Text.Analysis;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Support;

/// <summary>What a product's data says about a constraint.</summary>
internal enum Verdict
{
    NotStated,
    Kept,
    Broken,
}

/// <summary>Reads from a product alone what it says about a constraint: the obvious, slow twin of filters over columns.</summary>
internal static class ConstraintTwin
{
    private const double MeasureTolerance = 0.01;

    private static readonly Dictionary<string, string[]> Forbidden = new()
    {
        ["gluten_free"] = ["gluten", "wheat", "rye", "barley", "oats", "spelt"],
        ["lactose_free"] = ["lactose"],
        ["nut_free"] = ["nuts", "tree nuts", "peanuts", "almonds", "hazelnuts", "walnuts", "cashews", "pistachios", "pecans"],
        ["vegan"] = ["milk", "lactose", "egg", "fish", "crustaceans", "molluscs"],
        ["vegetarian"] = ["fish", "crustaceans", "molluscs"],
    };

    private static readonly Lazy<Dictionary<string, string[]>> Kinds = new(static () =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllBytes(Workspace.PathOf("src", "Retrieval.Search", "Data", "materials.json")))!);

    private static readonly Dictionary<string, string[][]> Freedom = new()
    {
        ["gluten_free"] = [["gluten"]],
        ["lactose_free"] = [["lactose", "milk"]],
        ["nut_free"] = [["nuts"], ["peanuts"]],
    };

    /// <summary>The verdict on one constraint of a sentence; values of one kind that mean "any of them" are looked at together.</summary>
    public static Verdict Of(Constraint constraint, ShoppingIntent intent, Product product, Market market, DateTimeOffset now)
    {
        IReadOnlyList<Constraint> sentence = intent.Constraints;
        ProductFacts facts = ProductFacts.Of(product);
        return constraint switch
        {
            Constraint.Price price => Price(price, DayOffer.Of(product, market with { Currency = price.Currency }, now).Price),
            Constraint.Quantity quantity => Within(
                facts.Measures.Where(measure => measure.Dimension == quantity.Dimension).Select(measure => measure.Value),
                quantity.Min * (1 - MeasureTolerance), quantity.Max * (1 + MeasureTolerance)),
            Constraint.Count count => Within(facts.Counts.Select(pieces => (double)pieces), count.Min, count.Max),
            Constraint.Rating rating => Within(product.Rating is { } stars ? [stars] : [], rating.Min, null),
            Constraint.Delivery delivery => Within(Days(product, market), null, delivery.WithinDays),
            Constraint.Norm norm => Norm(norm, ProductNorms.Of(product)),
            Constraint.Persons persons => facts.Persons is not { } places ? Verdict.NotStated : places.To < persons.Least || places.From > persons.Least ? Verdict.Broken : Verdict.Kept,
            Constraint.OnSale => DayOffer.Of(product, market, now).OnSale ? Verdict.Kept : Verdict.Broken,
            Constraint.Named { Kind: "diet", Allergen: { } allergen } when facts.Contains.Concat(facts.MayContain).Contains(allergen) => Verdict.Broken,
            Constraint.Named { Kind: "diet" } diet => Diet(diet.Value, facts),
            Constraint.Named { Kind: "exclude" } exclude => Exclusion(exclude.Value, facts, product),
            // Women's shoes are no girls' shoes; girls' are asked for with an age.
            Constraint.Named { Kind: "gender", Value: "male" or "female" } when !sentence.OfType<Constraint.Named>().Any(static other => other.Kind == "age_group") && OfChildren(facts, product) => Verdict.Broken,
            Constraint.Named { Kind: "age_group" } when intent.Ages is { } asked && facts.Ages is { } stated && OfAge(asked, stated) is { } verdict => verdict,
            Constraint.Named named => Value(named.Kind, [.. sentence.OfType<Constraint.Named>().Where(other => other.Kind == named.Kind).Select(other => other.Value)], facts, product, market, now),
            _ => throw new ArgumentOutOfRangeException(nameof(constraint)),
        };
    }

    /// <summary>A stated age decides where it is another's, or begins in the contract's group of the youngest who is asked for; else the group does.</summary>
    private static Verdict? OfAge(AgeSpan asked, AgeSpan stated)
    {
        if (stated.From > asked.To || stated.To < asked.From) return Verdict.Broken;
        return stated.From is { } from && asked.From is { } youngest && from <= youngest && Group(from) == Group(youngest) ? Verdict.Kept : null;

        static int Group(int months) => months < 3 ? 0 : months < 12 ? 1 : months < 36 ? 2 : months < 156 ? 3 : 4;
    }

    private static Verdict Norm(Constraint.Norm asked, IReadOnlyCollection<string> stated)
    {
        string[] missing = [.. asked.Terms.Except(stated)];
        if (asked.IsAll ? missing.Length == 0 : missing.Length < asked.Terms.Count) return Verdict.Kept;
        return missing.SelectMany(NormTerm.Contradicting).Intersect(stated).Any() ? Verdict.Broken : Verdict.NotStated;
    }

    private static Verdict Price(Constraint.Price wanted, Money? price)
    {
        if (price is not { } stated) return Verdict.NotStated;
        if (stated.Currency != wanted.Currency)
        {
            // In another currency only what is sure counts.
            if (wanted.Max is { } most && CurrencyWorth.IsMore(stated, most, wanted.Currency)) return Verdict.Broken;
            if (wanted.Min is { } least && CurrencyWorth.IsLess(stated, least, wanted.Currency)) return Verdict.Broken;
            bool isBelow = wanted.Max is not { } max || CurrencyWorth.IsLess(stated, max, wanted.Currency), isAbove = wanted.Min is not { } min || CurrencyWorth.IsMore(stated, min, wanted.Currency);
            return isBelow && isAbove ? Verdict.Kept : Verdict.NotStated;
        }
        return (wanted.Min is not { } low || stated.Major >= low) && (wanted.Max is not { } high || stated.Major <= high) ? Verdict.Kept : Verdict.Broken;
    }

    private static Verdict Within(IEnumerable<double> stated, double? min, double? max)
    {
        double[] values = [.. stated];
        if (values.Length == 0) return Verdict.NotStated;
        // Ten digits: where the bound itself was converted, the last bits are nobody's.
        return values.Any(value => (min is not { } low || value >= low - (1e-9 * Math.Abs(low))) && (max is not { } high || value <= high + (1e-9 * Math.Abs(high))))
            ? Verdict.Kept : Verdict.Broken;
    }

    private static IEnumerable<double> Days(Product product, Market market) =>
        product.Shipping.Where(way => market.Country is null || way.Country == market.Country).Select(way => way.MaxDays ?? way.MinDays).OfType<int>().Select(days => (double)days);

    private static Verdict Value(string kind, string[] wanted, ProductFacts facts, Product product, Market market, DateTimeOffset now)
    {
        IEnumerable<string> stated = kind switch
        {
            "color" => facts.Colors.Concat(product.Color),
            "material" => facts.Materials.Concat(product.Material),
            "gender" => facts.Genders.Concat(product.Gender),
            "age_group" => facts.AgeGroups.Concat(product.AgeGroup),
            "size" => product.Size,
            "condition" => facts.Condition is { } condition ? [condition] : [],
            "brand" => product.Brand is { } brand ? [brand] : [],
            "availability" => DayOffer.Of(product, market, now).Availability is { } availability ? [availability.Name()] : [],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
        };
        string[] folded = [.. stated.Select(TextFolding.Fold)];
        if (kind == "size") (folded, wanted) = ([.. folded.Select(Letter)], [.. wanted.Select(TextFolding.Fold).Select(Letter)]);
        if (folded.Length == 0) return Verdict.NotStated;
        if (kind == "gender" && folded.Contains("unisex")) return Verdict.Kept;
        if (kind == "material" && folded.Any(one => wanted.Any(asked => KindsOf(asked).Contains(one)))) return Verdict.Kept;
        if (folded.Intersect(wanted.Select(TextFolding.Fold)).Any()) return Verdict.Kept;
        // Who states wood does not say that it is not oak.
        return kind == "material" && folded.Any(one => wanted.Any(KindsOf(one).Contains)) ? Verdict.NotStated : Verdict.Broken;
    }

    private static string Letter(string size) => size switch
    {
        "small" or "pequena" or "小号" => "s",
        "medium" or "mediana" or "moyenne" or "中号" => "m",
        "large" or "grande" or "大号" => "l",
        "extra large" or "加大号" => "xl",
        _ => size,
    };

    private static bool OfChildren(ProductFacts facts, Product product) =>
        facts.AgeGroups.Concat(product.AgeGroup).Select(TextFolding.Fold).Any(static group => group is "newborn" or "infant" or "toddler" or "kids");

    private static string[] KindsOf(string material) => Kinds.Value.GetValueOrDefault(material, []);

    private static Verdict Diet(string diet, ProductFacts facts)
    {
        string[] forbidden = Forbidden.GetValueOrDefault(diet, []);
        if (facts.Contains.Intersect(forbidden).Any()) return Verdict.Broken;
        // Lactose-free milk contains milk: milk breaks it only where the product does not state the diet.
        bool free = Freedom.TryGetValue(diet, out string[][]? groups) && groups.All(group => facts.FreeFrom.Intersect(group).Any());
        bool stated = free || facts.Diets.Contains(diet) || (diet == "vegetarian" && facts.Diets.Contains("vegan"));
        // Vegan is a matter of what goes in; traces are a matter of health.
        bool traces = facts.MayContain.Intersect(forbidden).Any();
        if (traces && !(stated && (diet is "vegan" or "vegetarian"))) return Verdict.Broken;
        if (stated) return Verdict.Kept;
        if (diet == "vegan" && facts.Materials.Any(static material => material is "leather" or "suede" or "nubuck" or "wool" or "merino" or "cashmere" or "silk" or "down" or "sheepskin" or "fur")) return Verdict.Broken;
        return diet == "lactose_free" && facts.Contains.Concat(facts.MayContain).Contains("milk") ? Verdict.Broken : Verdict.NotStated;
    }

    // What the samples are asked to be free from, in all languages at once: its names, and words that state its absence alone.
    private static readonly (string Names, string Absent)[] Ingredients =
    [
        (@"\b(parfums?|perfumes?|fragrances?|fragancias?|scents?|senteurs?|duft|dufte|duftstoffe?n?|aromas?|geur|geuren|geurstof|geurstoffen)\b|香精|香料|香味|香水", "parfumfrei|duftstofffrei|parfumvrij|unscented|unperfumed|unparfumiert|non parfume|geruchsneutral|duftneutral|无香|无味"),
        (@"\b(parabens?|parabenes?|parabenos?|parabenen|parabeen)\b", "parabenfrei|parabeenvrij"),
        (@"\b(silicones?|siliconas?|silikone?n?|siliconen)\b|硅油", "silikonfrei|siliconenvrij|无硅"),
        (@"\b(su(lf|lph)ates?|sulfatos?|sulfate?n?)\b|硫酸盐", "sulfatfrei|sulfaatvrij"),
    ];

    // Colours that sentences exclude, and brands of the samples: another one that is stated decides, whatever the description compares it with.
    private static readonly (string Names, string Color)[] Colors =
    [
        ("white|blanche?s?|weiss(e[rsn]?)?|blanc[oa]s?|bianc[oa]|白色?", "white"), ("black|noire?s?|schwarz(e[rsn]?)?|negr[oa]s?|黑色?", "black"), ("red|rouges?|rot(e[rsn]?)?|roj[oa]s?|红色?", "red"),
        ("blue|bleue?s?|blau(e[rsn]?)?|azul(es)?|蓝色?", "blue"), ("green|verte?s?|grun(e[rsn]?)?|verdes?|绿色?", "green"), ("pink|roses?|rosa|粉色|粉红色?", "pink"), ("gr[ae]y|grise?s?|grau(e[rsn]?)?|gris(es)?|灰色?", "gray"),
    ];

    private const string Brands = "zenko|澄声|veloro|klarvox|brisa|boltwright|hexlane|nordhaus";

    private static Verdict? ByColumn(string value, ProductFacts facts, Product product)
    {
        string? color = Array.Find(Colors, known => Regex.IsMatch(value, $"^({known.Names})$")).Color;
        if (color is not null && facts.Colors.Count > 0) return facts.Colors.Contains(color) ? Verdict.Broken : Verdict.Kept;
        return Regex.IsMatch(value, $"^({Brands})$") && product.Brand is { } brand ? TextFolding.Fold(brand) == value ? Verdict.Broken : Verdict.Kept : null;
    }

    private static Verdict Exclusion(string excluded, ProductFacts facts, Product product)
    {
        string value = TextFolding.Fold(excluded);
        if (ByColumn(value, facts, product) is { } decided) return decided;
        IEnumerable<string> parts =
        [
            .. facts.Colors, .. product.Color, .. facts.Materials, .. product.Material, product.Brand ?? "", facts.Condition ?? "",
            .. facts.Contains, .. facts.MayContain,
        ];
        if (parts.Select(TextFolding.Fold).Contains(value)) return Verdict.Broken;
        string text = TextFolding.Fold(string.Join(" . ",
        [
            product.Title, product.Description ?? "", product.Ingredients ?? "", .. product.Material, .. product.Color, .. product.Highlights,
            .. product.Attributes.Where(attribute => attribute.Kind != AttributeKind.Boolean).SelectMany(attribute => attribute.Values),
            .. product.Attributes.Where(attribute => attribute.Values is ["true"]).Select(attribute => attribute.Name),
        ]));
        string thing = value.Any(c => c > '\u2E80') ? Regex.Escape(value) : $@"\b{Regex.Escape(value)}\w{{0,{Math.Min(2, value.Length / 2)}}}\b";
        (string names, string absent) = Array.Find(Ingredients, known => Regex.Match(value, known.Names) is { Success: true } match && match.Length == value.Length);
        MatchCollection mentions = Regex.Matches(text, names is null ? thing : $"{thing}|{names}");
        bool free = facts.FreeFrom.Select(TextFolding.Fold).Contains(value) || (absent is not null && Regex.IsMatch(text, absent));
        if (mentions.Count == 0) return free ? Verdict.Kept : Verdict.NotStated;
        bool Denied(Match mention, string between) =>
            Regex.IsMatch(text[..mention.Index], $@"(\b(without|no|non|free (from|of)|sans|ni|exempt de|ohne|keine?|frei von|sin|libre de)\b{between}{{0,40}}|(无|不含|没有|零){between}{{0,8}})$")
            || Regex.IsMatch(text[(mention.Index + mention.Length)..], @"^[ -](free|frei|libre)\b");
        if (mentions.All(mention => Denied(mention, "[^.;,:!?()]"))) return Verdict.Kept;
        return mentions.All(mention => Denied(mention, "[^.;:!?()]")) ? Verdict.NotStated : Verdict.Broken;
    }
}
