using Retrieval.Embedding.Static;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>Which words get a row: those of word lists, and those that texts hold at least twice.</summary>
internal static class WordCounts
{
    private const int MinTexts = 2;

    /// <summary>Chooses the vocabulary.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="maxWords">Most words.</param>
    /// <returns>Folded words, the commonest first.</returns>
    public static string[] Choose(IReadOnlyList<TrainingText> texts, int maxWords)
    {
        Dictionary<string, int> counts = [];
        foreach (TrainingText text in texts)
        {
            // A word list's word is known whole, Han too; within other texts Han is not cut yet, so that only its
            // characters can be counted.
            List<string> runs = FoldedWords.Of(text.Text);
            bool whole = text.IsWord && runs.Count == 1;
            foreach (string run in runs)
            {
                if (!FoldedWords.IsHan(run))
                    Count(run, whole ? MinTexts : 1);
                else if (whole && run.Length <= FoldedWords.LongestHan)
                    Count(run, MinTexts);
                else
                    CountCharacters(run);
            }
        }
        return [.. counts.Where(c => c.Value >= MinTexts)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(maxWords).Select(c => c.Key)];

        void Count(string word, int times) => counts[word] = counts.GetValueOrDefault(word) + times;

        void CountCharacters(string run)
        {
            foreach (char c in run)
                Count(c.ToString(), 1);
        }
    }
}
