using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Tests.Norms;

/// <summary>The tables of norms: every phrase is of a family that there is, well formed, and means one thing in its language.</summary>
public sealed class NormDataTests
{
    private static readonly string[] Roles = ["before", "after", "link", "deny", "denyBehind", "for", "later", "yes", "no", "compat", "plain", "and", "to", "variant"];

    public static TheoryData<string> Tables => new("und", "en", "fr", "de", "es", "zh", "it", "pt", "nl");

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_phrase_is_of_one_known_norm(string table)
    {
        Dictionary<string, string[]> families = Rows("norms").ToDictionary(static row => row[0], static row => row[2..]);
        var norms = new Dictionary<string, string>();
        foreach (string[] row in Rows($"norms.{table}"))
        {
            Assert.All(row, static cell => Assert.Equal(cell.Trim(), cell));
            Assert.DoesNotContain("", row);
            if (Roles.Contains(row[0])) continue;
            string[] key = row[0].TrimStart('!').Split(':');
            if (key[0] is "context" or "unless")
            {
                Assert.Contains(key[1], families);
                continue;
            }
            Assert.True(families.TryGetValue(key[0], out string[]? members), $"{table}: {row[0]} is of no family");
            if (key.Length > 1 && key[1] != "{}") Assert.Contains(key[1], members);
            foreach (string phrase in row.Skip(1).SelectMany(PhrasePattern.Expand))
                Assert.True(norms.TryAdd(phrase, row[0]) || norms[phrase] == row[0], $"{table}: {phrase} is {norms[phrase]} and {row[0]}");
        }
    }

    private static IEnumerable<string[]> Rows(string name)
    {
        string file = Retrieval.Tests.Shared.Workspace.PathOf("src", "Retrieval.Catalog", "Norms", "Data", $"{name}.tsv");
        return File.ReadLines(file).Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split('\t'));
    }
}
