namespace Retrieval.Embedding.Static;

/// <summary>The student's words of a text before any vocabulary: what a vocabulary is counted from.</summary>
public static class FoldedWords
{
    /// <summary>No longer word is found in a run of Han.</summary>
    public const int LongestHan = 5;

    /// <summary>Runs of letters, numbers and Han, folded, in their order.</summary>
    /// <param name="text">The text.</param>
    public static List<string> Of(string text)
    {
        char[] folded = new char[text.Length * CharacterFolding.MaxGrowth];
        ReadOnlySpan<char> all = folded.AsSpan(0, CharacterFolding.Fold(text, folded));
        List<string> words = [];
        foreach (Range run in new TextRuns(all))
            words.Add(all[run].ToString());
        return words;
    }

    /// <summary>Whether a run is of Han.</summary>
    /// <param name="run">A run of <see cref="Of"/>.</param>
    public static bool IsHan(string run) => CharacterFolding.IsHan(run[0]);
}
