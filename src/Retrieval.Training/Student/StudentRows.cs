using System.Numerics.Tensors;
using Retrieval.Embedding.Static;
using Retrieval.Training.Space;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>The values that rows start from, and their last change.</summary>
internal static class StudentRows
{
    /// <summary>Share of all words above which a row starts markedly lighter (Arora et al. 2017, a / (a + p)).</summary>
    private const float Commonness = 3e-4f;

    /// <summary>A word known only from texts starts shorter: their mean says less than the teachers' vector of the word.</summary>
    private const float FromTexts = 0.6f;

    private const float LengthPower = 0.7f;
    private const int CommonestWords = 100;

    /// <summary>
    /// A word starts as the committee's vector of the word itself, else as the mean of the texts that hold it; lighter the
    /// commoner it is. Grams start at zero.
    /// </summary>
    /// <param name="tokenizer">The rows' tokenizer.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="learned">Which texts may be learned from.</param>
    /// <param name="rowsOfTexts">Rows of each text.</param>
    /// <param name="targets">Places of the texts.</param>
    public static Matrix Start(StaticTokenizer tokenizer, IReadOnlyList<TrainingText> texts, IReadOnlyList<int> learned, int[][] rowsOfTexts, Matrix targets)
    {
        Matrix rows = new(tokenizer.Rows, targets.Columns);
        Matrix own = new(1 + tokenizer.Words.Count, targets.Columns);
        int[] holding = new int[tokenizer.Rows];
        bool[] hasOwn = new bool[own.Rows];
        foreach (int i in learned)
        {
            int[] distinct = [.. rowsOfTexts[i].Distinct()];
            foreach (int row in distinct)
            {
                TensorPrimitives.Add(rows[row], targets[i], rows[row]);
                holding[row]++;
            }
            if (texts[i].IsWord && distinct is [int word] && rowsOfTexts[i].Length == 1 && word < own.Rows && IsThatWord(tokenizer, word, texts[i].Text))
            {
                TensorPrimitives.Add(own[word], targets[i], own[word]);
                hasOwn[word] = true;
            }
        }

        double all = holding.Sum(h => (double)h);
        for (int row = 1; row < rows.Rows; row++)
        {
            if (row >= own.Rows || holding[row] == 0)
            {
                rows[row].Clear();
                continue;
            }
            float length = FromTexts / holding[row];
            if (hasOwn[row])
            {
                own[row].CopyTo(rows[row]);
                CommitteeSpace.Normalize(rows[row]);
                length = 1;
            }
            float lightness = Commonness / (Commonness + (float)(holding[row] / all));
            TensorPrimitives.Multiply(rows[row], length * lightness, rows[row]);
        }
        return rows;
    }

    /// <summary>
    /// Evens the words' lengths out after training: length to the power of 0.7. The targets alone make them differ more than
    /// serves search. The commonest words and the grams keep theirs: they are rightly light.
    /// </summary>
    /// <param name="rows">The trained rows; changed.</param>
    /// <param name="words">Number of words.</param>
    public static void EvenLengths(Matrix rows, int words)
    {
        for (int row = CommonestWords + 1; row <= words; row++)
        {
            float length = TensorPrimitives.Norm<float>(rows[row]);
            if (length > 0)
                TensorPrimitives.Multiply(rows[row], MathF.Pow(length, LengthPower - 1), rows[row]);
        }
    }

    /// <summary>Takes over a student's rows, its words' lengths as they were before they were evened out.</summary>
    /// <param name="parent">The student, whose words are the first.</param>
    /// <param name="rows">Receives them; rows of other words stay.</param>
    public static void TakeOver(StaticEncoder parent, Matrix rows)
    {
        int words = parent.Tokenizer.Words.Count;
        for (int row = 1; row <= words; row++)
        {
            parent.ReadRow(row, rows[row]);
            float length = row > CommonestWords ? TensorPrimitives.Norm<float>(rows[row]) : 0;
            if (length > 0)
                TensorPrimitives.Multiply(rows[row], MathF.Pow(length, (1 / LengthPower) - 1), rows[row]);
        }
        for (int gram = 1; gram <= parent.Tokenizer.GramRows; gram++)
            parent.ReadRow(words + gram, rows[rows.Rows - 1 - parent.Tokenizer.GramRows + gram]);
    }

    /// <summary>Not its stem: "hinges" must not give "hinge" its vector.</summary>
    private static bool IsThatWord(StaticTokenizer tokenizer, int row, string text)
        => FoldedWords.Of(text) is [string word] && word == tokenizer.Words[row - 1];
}
