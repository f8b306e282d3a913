using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Index.Documents;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Suggesting;

/// <summary>
/// What one segment has to suggest, a list a language. Derived once a segment and kept as long as its core lives, so that updates derive
/// only what is new. Immutable; shared by all queries.
/// </summary>
internal sealed class SegmentSuggestions
{
    private static readonly ConditionalWeakTable<object, Lazy<SegmentSuggestions>> ByCore = [];

    private SegmentSuggestions(IReadOnlyDictionary<Language, SuggestionList> lists) => Lists = lists;

    public IReadOnlyDictionary<Language, SuggestionList> Lists { get; }

    /// <summary>The suggestions of one segment of a snapshot.</summary>
    public static SegmentSuggestions Of(IndexSnapshot snapshot, AtomicReaderContext leaf) =>
        ByCore.GetValue(leaf.AtomicReader.CoreCacheKey, _ => new Lazy<SegmentSuggestions>(() => Derive(snapshot, leaf))).Value;

    private static SegmentSuggestions Derive(IndexSnapshot snapshot, AtomicReaderContext leaf)
    {
        IBits? live = leaf.AtomicReader.LiveDocs;
        var texts = new Dictionary<Language, Dictionary<(string Text, SuggestionKind Kind), List<int>>>();
        for (int doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
        {
            if (live is not null && !live.Get(doc)) continue;
            int whole = leaf.DocBase + doc;
            Language language = snapshot.LanguageOf(whole);
            if (!texts.TryGetValue(language, out var ofLanguage)) texts[language] = ofLanguage = [];
            Add(ofLanguage, snapshot.Card(whole).Title, SuggestionKind.Title, doc);
            foreach (string brand in snapshot.Words(whole, ColumnNames.Brand)) Add(ofLanguage, brand, SuggestionKind.Brand, doc);
            foreach (string path in snapshot.Words(whole, ColumnNames.Category)) Add(ofLanguage, path.Split(ColumnNames.PathSeparator)[^1], SuggestionKind.Category, doc);
        }
        return new SegmentSuggestions(texts.ToDictionary(static entry => entry.Key, entry => new SuggestionList([.. entry.Value
            .Select(text => new SuggestionEntry(text.Key.Text, text.Key.Kind, Weight(snapshot, leaf.DocBase, text.Key.Kind, text.Value), [.. text.Value]))])));
    }

    private static void Add(Dictionary<(string, SuggestionKind), List<int>> texts, string text, SuggestionKind kind, int doc)
    {
        if (text.Length == 0) return;
        if (!texts.TryGetValue((text, kind), out List<int>? documents)) texts[(text, kind)] = documents = [];
        documents.Add(doc);
    }

    /// <summary>Names of many products are typed more often than a title; of titles, those that many have bought and reviewed.</summary>
    private static float Weight(IndexSnapshot snapshot, int docBase, SuggestionKind kind, List<int> documents)
    {
        if (kind != SuggestionKind.Title) return 10 + MathF.Log2(documents.Count);
        double reviews = documents.Max(doc => snapshot.Number(docBase + doc, ColumnNames.ReviewCount));
        return double.IsNaN(reviews) ? 0 : MathF.Min(9, MathF.Log2(1 + (float)reviews));
    }
}
