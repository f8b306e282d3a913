using Retrieval.Embedding.Static;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>Which words get a row: those of word lists, and those that texts hold at least twice.</summary>
internal static class WordCounts
{
    private const int MinTexts = 2;

    /// <summary>Chooses the vocabulary.</summary>
    /// <param name="texts">The texts, the most useful first.</param>
    /// <param name="maxWords">Most words.</param>
    /// <returns>Folded words, the commonest first, among equals those of earlier texts.</returns>
    public static string[] Choose(IReadOnlyList<TrainingText> texts, int maxWords)
    {
        Dictionary<string, (int Times, int First)> counts = [];
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
        return [.. counts.Where(c => c.Value.Times >= MinTexts)
            .OrderByDescending(c => c.Value.Times).ThenBy(c => c.Value.First)
            .Take(maxWords).Select(c => c.Key)];

        void Count(string word, int times)
            => counts[word] = counts.TryGetValue(word, out var count) ? count with { Times = count.Times + times } : (times, counts.Count);

        void CountCharacters(string run)
        {
            foreach (char c in run)
                Count(c.ToString(), 1);
        }
    }
}
