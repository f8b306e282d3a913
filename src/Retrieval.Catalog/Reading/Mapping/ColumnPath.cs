using System.Globalization;
using System.Text.Json;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>
/// A column by its exact name, or a path into JSON below a column: <c>offer.price</c>, <c>images[0]</c>, <c>tree[*].name</c>. JSON in a
/// cell of a table is followed as well.
/// </summary>
internal sealed class ColumnPath
{
    private readonly string column;
    private readonly string[] steps;

    public ColumnPath(string text)
    {
        Text = text;
        string[] parts = text.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        column = parts.Length == 0 ? "" : parts[0];
        steps = parts.Length == 0 ? [] : parts[1..];
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>The values that the path leads to; none where the record lacks it.</summary>
    public IEnumerable<FeedValue> Find(FeedRecord record)
    {
        if (record.TryGet(Text, out FeedValue exact)) return [exact];
        if (steps.Length == 0 || !record.TryGet(column, out FeedValue top) || top.Structure is not { } json) return [];
        IEnumerable<JsonElement> found = [json];
        foreach (string step in steps) found = found.SelectMany(f => Follow(f, step));
        return found.Select(f => new FeedValue(f));
    }

    private static IEnumerable<JsonElement> Follow(JsonElement from, string step)
    {
        if (step[0] != '[') return from.ValueKind == JsonValueKind.Object && from.TryGetProperty(step, out JsonElement member) ? [member] : [];
        if (from.ValueKind != JsonValueKind.Array) return [];
        if (step == "[*]") return from.EnumerateArray();
        return int.TryParse(step.AsSpan(1, step.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < from.GetArrayLength()
            ? [from[index]] : [];
    }
}
