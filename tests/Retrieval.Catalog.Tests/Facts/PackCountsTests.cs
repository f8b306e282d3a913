using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Tests.Facts;

/// <summary>That looking at what stands beside numbers first misses no count that the expressions find.</summary>
public sealed class PackCountsTests
{
    private static readonly string[] Blanks = ["", " ", "-", "  ", " - ", "\t", "\u00A0", "\u3000 ", "   "];
    private static readonly string[] Others = ["steel", "X", "x", "×", "1 l", "330ml", "ab", "é", "中", "/", ",", "(", "4.5", "\u212A", "７"];

    [Fact]
    public void What_all_expressions_find_is_found()
    {
        var random = new Random(11);
        string[] parts = [.. TableFile.Rows("pack-counts.tsv").SelectMany(static row => row.Skip(1)).SelectMany(static phrase => phrase.Replace("#", " # ").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(), .. Others];
        int found = 0;
        for (int i = 0; i < 40_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Part(random, parts) + Blanks[random.Next(Blanks.Length)]));
            foreach (Language language in (Language[])[Language.Und, .. LanguageCodes.All])
            {
                int[] counts = [.. PackCounts.Read(text, language)];
                Assert.Equal(counts, PackCounts.Find(text, language));
                found += counts.Length;
            }
        }
        Assert.True(found > 1000, $"{found} counts");
    }

    private static string Part(Random random, string[] parts)
    {
        string part = random.Next(3) == 0 ? "#" : parts[random.Next(parts.Length)];
        if (part == "#") return $"{random.Next(1, 200)}";
        return random.Next(4) == 0 ? part.ToUpperInvariant() : part;
    }
}
