using Lucene.Net.Index;
using Retrieval.Index.Markets;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Suggesting;

/// <summary>
/// Suggests from one snapshot, in the market: what begins with the prefix, and only where that leaves room what does after one edit; the
/// shopper's language before the others, the heavier before the lighter. One for a request.
/// </summary>
internal sealed class Suggester
{
    // Of less than this too much begins with one edit.
    private const int LeastToCorrect = 4;

    // Who begins to type gets the first letter right nearly always; where another is tried, more of the word is to be right.
    private const int LeastToCorrectTheFirst = 6;

    // Titles that only sold-out or foreign products have are passed over; so many that a query never reads on for long.
    private const int MostPassedOver = 200;

    // What begins with the prefix is likelier meant than what has it in the middle and is as well known.
    private const float AtTheBeginning = 1;

    private readonly SuggestRequest request;
    private readonly (AtomicReaderContext Leaf, SegmentSuggestions Texts)[] segments;
    private readonly DocumentSet allowed;
    private readonly string prefix;
    private readonly Dictionary<string, Suggestion> found = new(StringComparer.Ordinal);

    public Suggester(IndexSnapshot snapshot, Market market, SuggestRequest request)
    {
        this.request = request;
        segments = [.. snapshot.Reader.Leaves.Select(leaf => (leaf, SegmentSuggestions.Of(snapshot, leaf)))];
        allowed = snapshot.Everything(market);
        prefix = TextFolding.Fold(string.Join(' ', request.Prefix.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    public IReadOnlyList<Suggestion> Suggest()
    {
        if (prefix.Length == 0) return [];
        Language[] languages = [.. segments.SelectMany(static segment => segment.Texts.Lists.Keys).Distinct()];
        foreach (bool corrected in prefix.Length >= LeastToCorrect ? (bool[])[false, true] : [false])
        {
            AddOf(languages.Where(language => request.Language == Language.Und || language == request.Language), corrected);
            AddOf(languages.Where(language => request.Language != Language.Und && language != request.Language), corrected);
        }
        return [.. found.Values.Take(request.Top)];
    }

    private void AddOf(IEnumerable<Language> languages, bool corrected)
    {
        if (found.Count >= request.Top) return;
        var heaviest = new List<(float Weight, SuggestionEntry Entry)>();
        foreach (Language language in languages)
        {
            foreach ((AtomicReaderContext leaf, SegmentSuggestions texts) in segments)
            {
                if (texts.Lists.TryGetValue(language, out SuggestionList? list)) Collect(list, leaf.DocBase, corrected, heaviest);
            }
        }
        foreach (var same in heaviest.OrderByDescending(static entry => entry.Weight).GroupBy(static entry => entry.Entry.Text, StringComparer.OrdinalIgnoreCase))
        {
            if (found.Count >= request.Top) return;
            SuggestionEntry entry = same.First().Entry;
            found.TryAdd(TextFolding.Fold(entry.Text), new Suggestion(entry.Text, entry.Kind, same.Where(one => one.Entry.Kind == entry.Kind).Sum(static one => one.Entry.Documents.Length), corrected));
        }
    }

    /// <summary>Adds the heaviest entries of a list, each once.</summary>
    private void Collect(SuggestionList list, int docBase, bool corrected, List<(float, SuggestionEntry)> heaviest)
    {
        var runs = new PriorityQueue<KeyRange, float>();
        foreach (KeyRange run in corrected ? PrefixWalk.OneEdit(list, prefix, from: prefix.Length < LeastToCorrectTheFirst ? 1 : 0) : [PrefixWalk.Exact(list, prefix)]) Enqueue(list, runs, run);
        var taken = new HashSet<SuggestionEntry>(ReferenceEqualityComparer.Instance);
        for (int looked = 0; taken.Count < request.Top && looked < MostPassedOver && runs.TryDequeue(out KeyRange run, out float weight); looked++)
        {
            int key = list.Heaviest(run);
            Enqueue(list, runs, run with { End = key });
            Enqueue(list, runs, run with { Start = key + 1 });
            SuggestionEntry entry = list.Entry(key);
            if (!taken.Contains(entry) && entry.Documents.Any(doc => allowed.Contains(docBase + doc)))
            {
                taken.Add(entry);
                heaviest.Add((list.IsWhole(key) ? AtTheBeginning - weight : -weight, entry));
            }
        }
    }

    private static void Enqueue(SuggestionList list, PriorityQueue<KeyRange, float> runs, KeyRange run)
    {
        if (!run.IsEmpty) runs.Enqueue(run, -list.Weight(list.Heaviest(run)));
    }
}
