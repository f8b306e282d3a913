using System.Text.Json;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Constraints;

/// <summary>
/// A diet is kept by a product that states it, a stricter one, or freedom from what it forbids; it is broken by an allergen that it forbids.
/// Traces break it too, but not where the diet is a matter of what goes in and the product states it: vegan chocolate may come from a line
/// that also fills milk chocolate. A product that states nothing is never "free of". The table is <c>Data/diets.json</c>.
/// </summary>
internal static class DietFilter
{
    // FreeFrom: one of each group has to be stated; who is free of peanuts alone is not free of nuts.
    // UnlessStated: allergens that break the diet where the product does not state it; lactose-free milk contains milk.
    // TracesAllowed: traces break the diet only where the product does not state it.
    // Materials: what breaks the diet by what the product is made of, unless it states it; "vegan leather" is none.
    private sealed record Diet(string[]? ImpliedBy, string[][]? FreeFrom, string[]? Contains, string[]? UnlessStated, bool TracesAllowed, string[]? Materials);

    private static readonly Dictionary<string, Diet> Diets = Load();

    public static ConstraintFilter Of(Constraint.Named diet)
    {
        Diet rules = Diets.GetValueOrDefault(diet.Value) ?? new Diet(null, null, null, null, false, null);
        var keeps = new List<Filter> { new Filter.In(ColumnNames.Diets, [diet.Value, .. rules.ImpliedBy ?? []]) };
        if (rules.FreeFrom is { } freeFrom) keeps.Add(new Filter.And([.. freeFrom.Select(group => new Filter.In(ColumnNames.FreeFrom, group))]));
        var breaking = new List<Filter>();
        var notStated = new Filter.Not(new Filter.Or(keeps));
        if (rules.Contains is { } contains)
        {
            breaking.Add(new Filter.In(ColumnNames.Allergens, contains));
            var traces = new Filter.In(ColumnNames.MayContain, contains);
            breaking.Add(rules.TracesAllowed ? new Filter.And([traces, notStated]) : traces);
        }
        if (rules.UnlessStated is { } doubtful) breaking.Add(new Filter.And([Inside(doubtful), notStated]));
        if (rules.Materials is { } materials) breaking.Add(new Filter.And([new Filter.In(ColumnNames.Material, materials), notStated]));
        if (diet.Allergen is { } named) breaking.Add(Inside([named]));
        var breaks = new Filter.Or(breaking);
        // Where a feed contradicts itself, the allergen counts: a promise about health is kept on the safe side.
        return new ConstraintFilter(diet, $"diet {diet.Value}", new Filter.And([new Filter.Or(keeps), new Filter.Not(breaks)]), breaks);
    }

    private static Filter Inside(string[] allergens)
        => new Filter.Or([new Filter.In(ColumnNames.Allergens, allergens), new Filter.In(ColumnNames.MayContain, allergens)]);

    private static Dictionary<string, Diet> Load()
    {
        using Stream file = typeof(DietFilter).Assembly.GetManifestResourceStream("diets.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Diet>>(file, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }
}
