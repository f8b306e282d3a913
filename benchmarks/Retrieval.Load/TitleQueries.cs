using System.Text.Json;

namespace Retrieval.Load;

/// <summary>Queries of two to six words that stand beside each other in titles, in three of ten the last from another title; none comes twice.</summary>
internal static class TitleQueries
{
    private const int FewestWords = 2, MostWords = 6;
    private const double StrangeShare = 0.3;

    // Titles of a small catalogue may not yield as many.
    private const int TriesEach = 20;

    /// <summary>Makes queries; the same for a seed.</summary>
    /// <param name="catalog">Lines of JSON with a member <c>title</c>.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="seed">Seed of what is chosen.</param>
    public static IReadOnlyCollection<string> Of(IEnumerable<string> catalog, int count, int seed)
    {
        string[][] titles = [.. catalog.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static words => words.Length > 0)];
        var random = new Random(seed);
        var queries = new HashSet<string>(StringComparer.Ordinal);
        for (long tries = (long)count * TriesEach; tries > 0 && queries.Count < count; tries--)
        {
            string[] title = titles[random.Next(titles.Length)];
            int words = Math.Min(title.Length, random.Next(FewestWords, MostWords + 1));
            int from = random.Next(title.Length - words + 1);
            string[] query = title[from..(from + words)];
            if (random.NextDouble() < StrangeShare)
            {
                string[] other = titles[random.Next(titles.Length)];
                query[^1] = other[random.Next(other.Length)];
            }
            queries.Add(string.Join(' ', query));
        }
        return queries;
    }
}
