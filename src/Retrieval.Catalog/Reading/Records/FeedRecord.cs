using System.Text.Json;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>One entry of a feed as names and values: a row of a table, an object of JSON, an item of XML.</summary>
internal abstract class FeedRecord
{
    /// <summary>Every field in the feed's order; a name may come more than once in XML.</summary>
    public abstract IEnumerable<KeyValuePair<string, FeedValue>> Fields { get; }

    /// <summary>The first field of that exact name.</summary>
    public abstract bool TryGet(string name, out FeedValue value);
}

/// <summary>The columns of a delimited file.</summary>
internal sealed class TableHeader
{
    private readonly Dictionary<string, int> places = [];

    public TableHeader(IReadOnlyList<string> names)
    {
        Names = names;
        for (int i = 0; i < names.Count; i++) places.TryAdd(names[i], i);
    }

    public IReadOnlyList<string> Names { get; }

    public bool TryFind(string name, out int place) => places.TryGetValue(name, out place);
}

/// <summary>A row under its header; cells that a short row lacks are absent.</summary>
internal sealed class TableRow(TableHeader header, IReadOnlyList<string> cells) : FeedRecord
{
    public override IEnumerable<KeyValuePair<string, FeedValue>> Fields
        => header.Names.Zip(cells, (name, cell) => KeyValuePair.Create(name, new FeedValue(cell)));

    public override bool TryGet(string name, out FeedValue value)
    {
        bool there = header.TryFind(name, out int place) && place < cells.Count;
        value = there ? new FeedValue(cells[place]) : default;
        return there;
    }
}

/// <summary>An object of JSON.</summary>
internal sealed class JsonRecord(JsonElement json) : FeedRecord
{
    public override IEnumerable<KeyValuePair<string, FeedValue>> Fields
        => json.EnumerateObject().Select(m => KeyValuePair.Create(m.Name, new FeedValue(m.Value)));

    public JsonElement Json => json;

    public override bool TryGet(string name, out FeedValue value)
    {
        bool there = json.TryGetProperty(name, out JsonElement member);
        value = there ? new FeedValue(member) : default;
        return there;
    }
}

/// <summary>An item of XML.</summary>
internal sealed class XmlRecord(IReadOnlyList<KeyValuePair<string, FeedValue>> fields) : FeedRecord
{
    public override IEnumerable<KeyValuePair<string, FeedValue>> Fields => fields;

    public override bool TryGet(string name, out FeedValue value)
    {
        foreach ((string key, FeedValue its) in fields)
        {
            if (key != name) continue;
            value = its;
            return true;
        }
        value = default;
        return false;
    }
}

/// <summary>An entry with its place, or why there is none there.</summary>
internal readonly record struct RecordLine(long Line, FeedRecord? Record, Diagnostic? Refusal = null);
