using Retrieval.Tests.Shared;

namespace Retrieval.Conversation.Tests.Support;

/// <summary>
/// Sentences of shoppers over the sample shop with what a good answer is: <c>Sentences/{language}.tsv</c> has the answer's kind, the thing
/// that is recommended and the sentence; <c>Sentences/things.tsv</c> has the products that are a thing.
/// </summary>
internal static class AskedSentences
{
    private static readonly Lazy<Dictionary<string, HashSet<string>>> Things = new(static () =>
        Rows("things").ToDictionary(static row => row[0], static row => row[1].Split(' ').SelectMany(Ids).ToHashSet()));

    /// <summary>The sentences of a language.</summary>
    public static IEnumerable<(string Kind, string Thing, string Sentence)> Of(string language) => Rows(language).Select(static row => (row[0], row[1], row[2]));

    /// <summary>True where a product is a thing.</summary>
    public static bool Is(string thing, string? id) => id is not null && Things.Value[thing].Contains(id);

    private static IEnumerable<string[]> Rows(string name) => File.ReadLines(Workspace.PathOf("tests", "Retrieval.Conversation.Tests", "Sentences", $"{name}.tsv")).Select(static line => line.Split('\t'));

    private static IEnumerable<string> Ids(string written)
    {
        if (written.Split("..") is not [var first, var last]) return [written];
        string department = first[..4];
        return Enumerable.Range(int.Parse(first[4..]), int.Parse(last[4..]) - int.Parse(first[4..]) + 1).Select(number => $"{department}{number:000}");
    }
}
