using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;
using Retrieval.Text.Analysis;

namespace Retrieval.Index.Generations;

/// <summary>
/// The words by which an index splits compounds, kept with it so that queries are analysed as its documents were:
/// <c>compounds.tsv</c>, the XxHash64 of all that follows in the first line, then a word and its frequency a line.
/// </summary>
internal static class AnalyzerFile
{
    private const string FileName = "compounds.tsv";

    public static void Write(string folder, CompoundVocabulary vocabulary)
    {
        var lines = new StringBuilder();
        foreach ((string word, int frequency) in vocabulary.Frequencies.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
            lines.Append(CultureInfo.InvariantCulture, $"{word}\t{frequency}\n");
        string body = lines.ToString();
        Durable.Replace(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(Checksum(body) + "\n" + body));
    }

    public static LanguageAnalyzers Read(string folder) => new(ReadVocabulary(folder));

    public static CompoundVocabulary ReadVocabulary(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw IndexException.Corrupt(path, "it is missing");
        string text = File.ReadAllText(path);
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string body = text[(end + 1)..];
        if (end < 0 || text[..end] != Checksum(body)) throw IndexException.Corrupt(path, "its words do not have the checksum of its first line");
        return new CompoundVocabulary(body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Entry(path, line)));
    }

    private static KeyValuePair<string, int> Entry(string path, string line)
    {
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        return tab > 0 && int.TryParse(line.AsSpan(tab + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int frequency)
            ? KeyValuePair.Create(line[..tab], frequency)
            : throw IndexException.Corrupt(path, $"\"{line}\" is not a word and its frequency");
    }

    private static string Checksum(string body) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(body)).ToString("x16", CultureInfo.InvariantCulture);
}
