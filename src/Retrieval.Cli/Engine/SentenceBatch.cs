using System.Text;
using System.Text.Json;
using Retrieval.Cli.Usage;

namespace Retrieval.Cli.Engine;

/// <summary>A sentence of a batch.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Market">Country that its line names; null where none.</param>
internal sealed record BatchSentence(int Line, string Text, string? Market);

/// <summary>
/// Reads the sentences of <c>understand --input</c>: one a line, or JSON Lines with <c>text</c> and optionally <c>market</c>, which the
/// input's first character tells. Blank lines are passed over.
/// </summary>
internal static class SentenceBatch
{
    /// <param name="path">A file; <c>-</c> is standard input.</param>
    /// <exception cref="InvalidDataException">A line is not what the first one promised.</exception>
    public static IEnumerable<BatchSentence> Read(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder; a file of sentences is meant");
        using var reader = new StreamReader(path == "-" ? Console.OpenStandardInput() : File.OpenRead(path), Encoding.UTF8);
        bool? isJson = null;
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            isJson ??= line.TrimStart()[0] == '{';
            yield return isJson.Value ? FromJson(path, number, line) : new BatchSentence(number, line, null);
        }
    }

    private static BatchSentence FromJson(string path, int number, string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String)
            {
                string? market = document.RootElement.TryGetProperty("market", out JsonElement country) && country.ValueKind == JsonValueKind.String ? country.GetString() : null;
                return new BatchSentence(number, text.GetString()!, market);
            }
        }
        catch (JsonException)
        {
            // Told below with the line that is at fault.
        }
        throw new InvalidDataException($"{path}, line {number}: expected a JSON object with a string \"text\", as the first line has, found `{(line.Length > 200 ? line[..200] + "…" : line)}`");
    }
}
