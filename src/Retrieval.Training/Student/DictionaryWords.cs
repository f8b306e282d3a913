using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Training.Space;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>
/// Gives a student the words of a dictionary that it lacks, without teachers: a word's row points where the student itself puts the word's
/// translations, and is as long as its words' rows are on average. All other rows stay as they are, behind the old words come the new.
/// </summary>
internal static class DictionaryWords
{
    /// <summary>Adds the words.</summary>
    /// <param name="student">The student.</param>
    /// <param name="pairs">
    /// Words and what they are translated by, a pair a translation. A pair counts whose word is one that the student lacks and whose translation
    /// is of words that it knows.
    /// </param>
    /// <returns>The words, the old ones first, and all rows.</returns>
    public static (StaticTokenizer Tokenizer, Matrix Rows) AddTo(StaticEncoder student, IEnumerable<TextPair> pairs)
    {
        StaticTokenizer old = student.Tokenizer;
        var added = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var vector = new float[student.Dimension];
        foreach (TextPair pair in pairs)
        {
            if (FoldedWords.Of(pair.Text) is not [string word] || !IsLacking(old, word)) continue;
            List<string> translation = FoldedWords.Of(pair.Towards);
            if (translation.Count == 0 || !translation.All(old.IsKnown)) continue;
            student.Encode(pair.Towards, TextKind.Document, vector);
            if (!added.TryGetValue(word, out float[]? sum)) added[word] = sum = new float[student.Dimension];
            TensorPrimitives.Add(sum, vector, sum);
        }

        var tokenizer = new StaticTokenizer([.. old.Words, .. added.Keys], old.GramRows);
        var rows = new Matrix(tokenizer.Rows, student.Dimension);
        for (int row = 1; row <= old.Words.Count; row++) student.ReadRow(row, rows[row]);
        float length = MeanLength(rows, old.Words.Count);
        foreach ((int place, float[] sum) in added.Values.Index())
        {
            float norm = TensorPrimitives.Norm<float>(sum);
            if (norm > 0) TensorPrimitives.Multiply(sum, length / norm, rows[old.Words.Count + 1 + place]);
        }
        for (int gram = old.Words.Count + 1; gram < old.Rows; gram++) student.ReadRow(gram, rows[gram + added.Count]);
        return (tokenizer, rows);
    }

    private static bool IsLacking(StaticTokenizer tokenizer, string word) =>
        !tokenizer.IsKnown(word) && char.IsLetter(word[0]) && (!FoldedWords.IsHan(word) || word.Length <= FoldedWords.LongestHan);

    private static float MeanLength(Matrix rows, int words)
    {
        double sum = 0;
        for (int row = 1; row <= words; row++) sum += TensorPrimitives.Norm<float>(rows[row]);
        return (float)(sum / Math.Max(words, 1));
    }
}
