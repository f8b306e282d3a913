using System.Globalization;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Wearable sizes that are one: letters by their names ("M" is "MEDIUM" and 中号, by <c>sizes.tsv</c>), and those sold as a span: socks of "39-42" fit
/// whoever asks for 40, and whoever asks for "39-42" may take a 40 too. Only whole numbers have spans. Safe for concurrent use.
/// </summary>
public static class WornSizes
{
    private static readonly Dictionary<string, string[]> Names = EmbeddedTable.Rows(typeof(WornSizes).Assembly, "sizes.tsv")
        .SelectMany(static row => row.Select(name => (Name: name, Row: row))).ToDictionary(static entry => entry.Name, static entry => entry.Row, StringComparer.Ordinal);

    /// <summary>Sizes of adults, from which spans may reach further from their first to their last.</summary>
    private const int Adult = 16;

    /// <summary>Below this "32/34" is the waist and the length of trousers.</summary>
    private const int AboveTrousers = 35;

    /// <summary>What a product may state for one of some sizes that were asked for, in capitals.</summary>
    public static string[] Accepted(IEnumerable<string> asked) => [.. asked.SelectMany(Around).Distinct(StringComparer.Ordinal)];

    /// <summary>True where a product of a size serves one that was asked for.</summary>
    public static bool Serves(string stated, string asked) => Accepted([asked]).Contains(stated.ToUpperInvariant());

    /// <summary>True for a size that letters or their names tell.</summary>
    public static bool IsLetter(string size) => Names.ContainsKey(size.ToUpperInvariant());

    private static IEnumerable<string> Around(string size)
    {
        yield return size;
        foreach (string name in Names.GetValueOrDefault(size, [])) yield return name;
        string[] ends = size.Split('-', '/', '–');
        if (!TryWhole(ends[0], out int low) || !TryWhole(ends[^1], out int high) || ends.Length > 2 || high < low || high - low > WidestAt(low)) yield break;
        for (int one = low; one <= high; one++) yield return Written(one);
        for (int first = Math.Max(1, high - WidestAt(low)); first <= low; first++)
        {
            for (int last = Math.Max(high, first + 1); last <= first + WidestAt(low); last++)
            {
                yield return $"{Written(first)}-{Written(last)}";
                if (first >= AboveTrousers) yield return $"{Written(first)}/{Written(last)}";
            }
        }
    }

    private static int WidestAt(int size) => size < Adult ? 2 : 4;

    private static bool TryWhole(string text, out int size) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size);

    private static string Written(int size) => size.ToString(CultureInfo.InvariantCulture);
}
