using System.Globalization;

namespace Retrieval.Evaluation.Runs;

/// <summary>A ranked document of a run.</summary>
/// <param name="Document">The product's id.</param>
/// <param name="Score">Its score; higher is better.</param>
public readonly record struct RankedDocument(string Document, double Score);

/// <summary>What a ranker answered to each query, best first. Written and read in TREC's form <c>qid Q0 docid rank score tag</c>.</summary>
/// <param name="Tag">Name of the ranker.</param>
/// <param name="Rankings">Query id → ranked documents.</param>
public sealed record RankedRun(string Tag, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> Rankings)
{
    /// <summary>The ranked documents of a query; empty where the run has none.</summary>
    public IReadOnlyList<RankedDocument> Of(string query) => Rankings.TryGetValue(query, out var ranking) ? ranking : [];

    /// <summary>
    /// Writes the run. Readers order by score alone, so equal scores would lose the order: each is written a little below the one before it.
    /// White space in ids becomes <c>_</c>, since the form has no quotes.
    /// </summary>
    public void Write(TextWriter writer)
    {
        foreach ((string query, IReadOnlyList<RankedDocument> ranking) in Rankings)
        {
            float previous = float.PositiveInfinity;
            for (int i = 0; i < ranking.Count; i++)
            {
                float score = (float)ranking[i].Score;
                if (!(score < previous)) score = MathF.BitDecrement(previous);
                previous = score;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Token(query)} Q0 {Token(ranking[i].Document)} {i + 1} {score:R} {Token(Tag)}"));
            }
        }
    }

    /// <summary>Reads a run, ordering each query's documents by score.</summary>
    /// <exception cref="EvaluationException">The file is missing or a line has another form.</exception>
    public static RankedRun Read(string path)
    {
        var rankings = new Dictionary<string, List<RankedDocument>>(StringComparer.Ordinal);
        string tag = Path.GetFileNameWithoutExtension(path);
        int number = 0;
        foreach (string line in EvaluationFiles.Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 6 || !double.TryParse(fields[4], NumberStyles.Float, CultureInfo.InvariantCulture, out double score))
                throw new EvaluationException($"{path}, line {number}: expected `qid Q0 docid rank score tag`, found `{line}`.");
            if (!rankings.TryGetValue(fields[0], out var ranking)) rankings[fields[0]] = ranking = [];
            ranking.Add(new RankedDocument(fields[2], score));
        }
        return new RankedRun(tag, rankings.ToDictionary(
            entry => entry.Key, entry => (IReadOnlyList<RankedDocument>)[.. entry.Value.OrderByDescending(ranked => ranked.Score)], StringComparer.Ordinal));
    }

    private static string Token(string text) => string.Join('_', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
