using System.Globalization;

namespace Retrieval.Evaluation.Queries;

/// <summary>Graded judgments (qrels) of a query set: query id → document id → grade. A document without one is unjudged and counts 0.</summary>
public sealed class Judgments
{
    private readonly Dictionary<string, Dictionary<string, double>> grades;

    private Judgments(Dictionary<string, Dictionary<string, double>> grades)
    {
        this.grades = grades;
        TopGrade = grades.Values.SelectMany(judged => judged.Values).DefaultIfEmpty(0).Max();
    }

    /// <summary>The highest grade of the set; a document is relevant for recall and MRR from two thirds of it.</summary>
    public double TopGrade { get; }

    /// <summary>Queries with judgments, in the file's order.</summary>
    public IEnumerable<string> Queries => grades.Keys;

    /// <summary>The judged documents of a query; empty for an unknown query.</summary>
    public IReadOnlyDictionary<string, double> Of(string query) =>
        grades.TryGetValue(query, out var judged) ? judged : new Dictionary<string, double>();

    /// <summary>Reads TREC lines <c>query 0 document grade</c>, separated by white space.</summary>
    /// <exception cref="EvaluationException">The file is missing or a line has another form.</exception>
    public static Judgments Read(string path)
    {
        var grades = new Dictionary<string, Dictionary<string, double>>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in EvaluationFiles.Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 4 || !double.TryParse(fields[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double grade))
                throw new EvaluationException($"{path}, line {number}: expected `query 0 document grade`, found `{line}`.");
            if (!grades.TryGetValue(fields[0], out var judged)) grades[fields[0]] = judged = new Dictionary<string, double>(StringComparer.Ordinal);
            judged[fields[2]] = grade;
        }
        if (grades.Count == 0) throw new EvaluationException($"{path} holds no judgment; expected `query 0 document grade` a line.");
        return new Judgments(grades);
    }
}
