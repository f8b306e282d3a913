namespace Retrieval.Catalog.Hygiene;

/// <summary>Counts findings by kind and keeps the first examples of each.</summary>
internal sealed class FindingCounts(int examples)
{
    private sealed class Entry
    {
        public long Count;
        public readonly List<HygieneExample> Examples = [];
    }

    private readonly Dictionary<string, Entry> entries = [];

    public void Add(string kind, HygieneExample example)
    {
        Entry entry = EntryOf(kind);
        entry.Count++;
        if (entry.Examples.Count < examples) entry.Examples.Add(example);
    }

    public IReadOnlyList<HygieneFinding> Findings()
        =>
        [
            .. HygieneKind.All.Where(k => entries.ContainsKey(k.Name))
                .Select(k => new HygieneFinding(k, entries[k.Name].Count, entries[k.Name].Examples))
                .OrderBy(f => f.Kind.Severity).ThenByDescending(f => f.Count),
        ];

    private Entry EntryOf(string kind)
    {
        if (entries.TryGetValue(kind, out Entry? entry)) return entry;
        return entries[kind] = new Entry();
    }
}
