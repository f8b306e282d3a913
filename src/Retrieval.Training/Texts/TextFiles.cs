using System.Text.Json;

namespace Retrieval.Training.Texts;

/// <summary>Reads the files of texts and pairs. A text that comes twice is kept once.</summary>
internal static class TextFiles
{
    /// <summary>Longer texts are cut: no teacher reads on.</summary>
    private const int MaxCharacters = 2000;

    /// <summary>
    /// Reads texts, one a line: JSON Lines with <c>text</c> and optionally <c>lang</c>, <c>kind</c>, <c>key</c>; or
    /// <c>lang TAB kind TAB text</c>; or <c>lang TAB text</c>; or the bare text. What is not said is English and a title.
    /// </summary>
    /// <exception cref="TrainingException">A file cannot be read, or a JSON line is not one.</exception>
    public static List<TrainingText> ReadTexts(IEnumerable<string> paths)
    {
        List<TrainingText> texts = [];
        HashSet<TrainingText> seen = [];
        foreach (string path in paths)
        {
            int number = 0;
            foreach (string line in Lines(path))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                TrainingText text = line[0] == '{' ? FromJson(path, number, line) : FromColumns(line);
                if (text.Text.Length > 0 && seen.Add(text))
                    texts.Add(text);
            }
        }
        return texts;
    }

    /// <summary>
    /// Reads pairs, one a line: <c>lang TAB text TAB lang TAB text</c>, or <c>text TAB text</c> in English.
    /// </summary>
    /// <exception cref="TrainingException">A file cannot be read, or a line has another number of columns.</exception>
    public static List<TextPair> ReadPairs(IEnumerable<string> paths)
    {
        List<TextPair> pairs = [];
        foreach (string path in paths)
        {
            int number = 0;
            foreach (string line in Lines(path))
            {
                number++;
                string[] columns = line.Split('\t');
                pairs.Add(columns.Length switch
                {
                    4 => new TextPair(columns[0], columns[1], columns[2], columns[3]),
                    2 => new TextPair(TrainingText.Pivot, columns[0], TrainingText.Pivot, columns[1]),
                    _ => throw new TrainingException($"{path}, line {number}: found {columns.Length} columns; a pair has 4 (language, text, language, text) or 2 (text, text), separated by tabs"),
                });
            }
        }
        return pairs;
    }

    private static IEnumerable<string> Lines(string path)
    {
        try
        {
            return File.ReadLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: {e.Message}", e);
        }
    }

    private static TrainingText FromColumns(string line)
    {
        string[] columns = line.Split('\t', 3);
        return columns.Length switch
        {
            3 => Clean(columns[0], columns[1], columns[2], null),
            2 => Clean(columns[0], "title", columns[1], null),
            _ => Clean(TrainingText.Pivot, "title", line, null),
        };
    }

    private static TrainingText FromJson(string path, int number, string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string text = Member("text") ?? throw new TrainingException($"{path}, line {number}: no member \"text\"");
            return Clean(Member("lang") ?? TrainingText.Pivot, Member("kind") ?? "title", text, Member("key"));

            string? Member(string name)
                => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{path}, line {number}: not a JSON object: {e.Message}", e);
        }
    }

    private static TrainingText Clean(string language, string kind, string text, string? key)
    {
        text = text.Trim();
        return new TrainingText(language, kind, text.Length > MaxCharacters ? text[..MaxCharacters] : text, key);
    }
}
