namespace Retrieval.Search.Spelling;

/// <summary>How many letters two words differ in.</summary>
internal static class EditDistance
{
    /// <summary>
    /// The fewest letters to change, add, leave out or swap with their neighbour, case apart, each letter touched once (optimal string
    /// alignment after Damerau 1964). Quadratic in the length of words.
    /// </summary>
    public static int Of(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (int j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            for (int j = 1; j <= other.Length; j++)
            {
                int changed = rows[i - 1, j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]);
                if (swapped) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
