using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Phrases;

/// <summary>
/// Writes traditional Chinese characters in the simplified form, in which the data files name things; from
/// <c>Data/traditional/zh.tsv</c>. Costs a look into an array for each character. Safe for concurrent use.
/// </summary>
internal static class TraditionalCharacters
{
    private const char First = '\u4E00', Last = '\u9FFF';

    private static readonly char[] Simplified = Load();

    /// <summary>The text itself where it holds no traditional character.</summary>
    public static string Simplify(string text)
    {
        foreach (char c in text)
        {
            if (Of(c) != c) return string.Create(text.Length, text, static (simplified, written) =>
            {
                for (int i = 0; i < written.Length; i++) simplified[i] = Of(written[i]);
            });
        }
        return text;
    }

    private static char Of(char c) => c is >= First and <= Last ? Simplified[c - First] : c;

    private static char[] Load()
    {
        char[] simplified = [.. Enumerable.Range(First, Last - First + 1).Select(static c => (char)c)];
        foreach (string[] pair in EmbeddedTable.Rows(typeof(TraditionalCharacters).Assembly, "traditional/zh.tsv")) simplified[pair[0][0] - First] = pair[1][0];
        return simplified;
    }
}
