using System.Numerics.Tensors;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Index.Markets;
using Retrieval.Index.Snapshots;
using Retrieval.Search.Fusion;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// What the candidates' own words say about everything that a sentence excludes: columns tell it of few products. What says
/// nothing of it in words is it, whatever its language, where it is of that kind or its title lies nearer to what is excluded than to what is
/// asked for: fruit, but no apples, is not "Pommes Golden". Each product is read once, and only where something is excluded. One for a request.
/// </summary>
internal sealed class ExcludedThings
{
    // Below, two texts have nothing in common that would tell what a thing is.
    private const float LeastNearness = 0.3f;

    private static readonly string[] Food = ["food", "alcoholic drink", "pet food"];

    // What has ingredients may have some that are eaten too: honey in soap, almonds in a cream.
    private static readonly string[] Mixed =
        ["soap", "shampoo", "cream", "cleanser", "sunscreen", "deodorant", "toothpaste", "make-up", "perfume", "medicine", "wet wipe", "cleaning product", "laundry detergent"];

    private readonly IndexSnapshot snapshot;
    private readonly IEncoder? encoder;
    private readonly float[] asked;
    private readonly Thing[] excluded;
    private readonly Dictionary<int, ExclusionVerdict[]> read = [];

    public ExcludedThings(IndexSnapshot snapshot, Market market, ConstraintPlan plan, ShoppingIntent intent, IEncoder? encoder)
    {
        this.snapshot = snapshot;
        this.encoder = encoder;
        excluded = plan.Constraints.Count == 0 ? [] : [.. plan.Constraints.Where(static constraint => constraint.Constraint is Constraint.Named { Kind: "exclude" })
            .Select(constraint => ThingOf(constraint.Label, ((Constraint.Named)constraint.Constraint).Value, intent.Language, market))];
        asked = excluded.Length > 0 ? Encoded(intent.Text) : [];
    }

    /// <summary>True where anything is excluded: only then can words show what columns leave open.</summary>
    public bool Any => excluded.Length > 0;

    /// <summary>Takes out the candidates whose words mention an excluded thing.</summary>
    public void RemoveMentioning(List<Candidate> candidates)
    {
        if (Any) candidates.RemoveAll(candidate => Verdicts(candidate.Document).Contains(ExclusionVerdict.Mentioned));
    }

    /// <summary>The constraints that stay open after the words were read, of those that the columns leave open.</summary>
    public IEnumerable<ConstraintFilter> StillOpen(int document, IEnumerable<ConstraintFilter> open)
    {
        if (!Any) return open;
        ExclusionVerdict[] verdicts = Verdicts(document);
        return open.ExceptBy(excluded.Where((_, i) => verdicts[i] == ExclusionVerdict.Absent).Select(static thing => thing.Label), static constraint => constraint.Label);
    }

    private static bool IsFood(IReadOnlyList<string> kinds) => kinds.Count > 0 && kinds.All(static kind => Array.Exists(Food, food => ProductKinds.IsA(kind, food)));

    private static bool HoldsNoFood(IReadOnlyList<string> kinds) => kinds.Count > 0 && !ProductKinds.AnyIsA(kinds, Food) && !ProductKinds.AnyIsA(kinds, Mixed);

    private ExclusionVerdict[] Verdicts(int document)
    {
        if (read.TryGetValue(document, out ExclusionVerdict[]? known)) return known;
        Product product = snapshot.Product(document);
        // What a title denies ("sin perfume") is near to it all the same.
        float[] title = ExclusionCheck.Denies(product.Title) ? [] : Encoded(product.Title);
        return read[document] = Array.ConvertAll(excluded, thing =>
        {
            // Columns that break it were looked at before: what states another colour or brand is without it, whatever its description compares it with.
            if (thing.Column is { } column && snapshot.Words(document, column).Count > 0) return ExclusionVerdict.Absent;
            ExclusionVerdict verdict = thing.Words.Of(product);
            // Only food holds food: a candle has no chocolate in it.
            if (verdict == ExclusionVerdict.Silent && IsFood(thing.Kinds) && HoldsNoFood(snapshot.KindsOf(document))) return ExclusionVerdict.Absent;
            bool isIt = verdict == ExclusionVerdict.Silent && ((thing.Kinds.Count > 0 && ProductKinds.AnyIsA(snapshot.KindsOf(document), thing.Kinds)) || thing.Words.IsCategoryOf(product) || IsNearer(title, thing.Vector));
            return isIt ? ExclusionVerdict.Mentioned : verdict;
        });
    }

    private Thing ThingOf(string label, string value, Language language, Market market)
    {
        IReadOnlyList<string> kinds = KindNames.For(language).In(value);
        return new Thing(label, new ExclusionCheck(value, language), kinds, kinds.Count > 0 ? null : Decided(value, language, market), Encoded(value));
    }

    /// <summary>The column that decides alone whether a product is what is excluded: a colour and nothing else, a brand of the catalogue; null for none.</summary>
    private string? Decided(string value, Language language, Market market)
    {
        if (Ingredients.Named(ExclusionCheck.Words(value), language) is not null || CanonicalValues.Find("material", value, language).Count > 0) return null;
        if (CanonicalValues.Find("color", value, language).Count > 0) return ColumnNames.Color;
        return snapshot.Match(Filter.Is(ColumnNames.Brand, value), market).Count > 0 ? ColumnNames.Brand : null;
    }

    private bool IsNearer(float[] title, float[] thing)
    {
        if (title.Length == 0) return false;
        float nearness = TensorPrimitives.Dot<float>(title, thing);
        return nearness >= LeastNearness && nearness > TensorPrimitives.Dot<float>(title, asked);
    }

    private float[] Encoded(string text)
    {
        if (encoder is null) return [];
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, TextKind.Query, vector);
        return vector;
    }

    /// <summary>Something excluded.</summary>
    /// <param name="Label">The constraint's label.</param>
    /// <param name="Words">Reads a product's words for it.</param>
    /// <param name="Kinds">Kinds of things that it names.</param>
    /// <param name="Column">The column that decides alone where a product states it; null for none.</param>
    /// <param name="Vector">Its meaning.</param>
    private sealed record Thing(string Label, ExclusionCheck Words, IReadOnlyList<string> Kinds, string? Column, float[] Vector);
}
