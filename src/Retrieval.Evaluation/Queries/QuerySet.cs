using System.Globalization;

namespace Retrieval.Evaluation.Queries;

/// <summary>A query of a set.</summary>
/// <param name="Id">Its key in judgments and runs.</param>
/// <param name="Text">What the shopper wrote.</param>
public sealed record Query(string Id, string Text);

/// <summary>Reads query files: <c>id TAB text</c> a line; a line without a tab is a query whose id is its line number. Empty lines are passed over.</summary>
public static class QuerySet
{
    /// <summary>Reads a file in UTF-8.</summary>
    /// <exception cref="EvaluationException">The file is missing, a folder, or holds no query.</exception>
    public static IReadOnlyList<Query> Read(string path)
    {
        var queries = new List<Query>();
        int number = 0;
        foreach (string line in EvaluationFiles.Lines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            int tab = line.IndexOf('\t');
            queries.Add(tab < 0
                ? new Query(number.ToString(CultureInfo.InvariantCulture), line.Trim())
                : new Query(line[..tab].Trim(), line[(tab + 1)..].Trim()));
        }
        if (queries.Count == 0) throw new EvaluationException($"{path} holds no query; expected one a line, `id<TAB>text`.");
        return queries;
    }
}
