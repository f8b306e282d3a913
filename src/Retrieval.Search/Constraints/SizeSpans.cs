using System.Globalization;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Sizes that are sold as a span: socks of "39-42" fit whoever asks for 40, and whoever asks for "39-42" may take a 40 too. Only whole
/// numbers have spans; letters stand for themselves.
/// </summary>
internal static class SizeSpans
{
    /// <summary>Sizes of adults, from which spans may reach further from their first to their last.</summary>
    private const int Adult = 16;

    /// <summary>Below this "32/34" is the waist and the length of trousers.</summary>
    private const int AboveTrousers = 35;

    /// <summary>What a product may state for one of some sizes that were asked for.</summary>
    public static string[] Accepted(IEnumerable<string> asked) => [.. asked.SelectMany(Around).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Around(string size)
    {
        yield return size;
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
