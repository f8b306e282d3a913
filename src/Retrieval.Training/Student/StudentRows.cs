using System.Numerics.Tensors;
using Retrieval.Embedding.Static;
using Retrieval.Training.Space;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Student;

/// <summary>The values that rows start from.</summary>
internal static class StudentRows
{
    /// <summary>Share of all words above which a row starts markedly lighter (Arora et al. 2017, a / (a + p)).</summary>
    private const float Commonness = 3e-4f;

    /// <summary>A word known only from texts starts shorter: their mean says less than the teachers' vector of the word.</summary>
    private const float FromTexts = 0.6f;

    /// <summary>
    /// A word starts as the committee's vector of the word itself, else as the mean of the texts that hold it; lighter the
    /// commoner it is. Grams start at zero.
    /// </summary>
    /// <param name="tokenizer">The rows' tokenizer.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="rowsOfTexts">Rows of each text.</param>
    /// <param name="targets">Places of the texts.</param>
    public static Matrix Start(StaticTokenizer tokenizer, IReadOnlyList<TrainingText> texts, int[][] rowsOfTexts, Matrix targets)
    {
        Matrix rows = new(tokenizer.Rows, targets.Columns);
        Matrix own = new(1 + tokenizer.Words.Count, targets.Columns);
        int[] holding = new int[tokenizer.Rows];
        bool[] hasOwn = new bool[own.Rows];
        for (int i = 0; i < texts.Count; i++)
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

    /// <summary>Not its stem: "hinges" must not give "hinge" its vector.</summary>
    private static bool IsThatWord(StaticTokenizer tokenizer, int row, string text)
        => FoldedWords.Of(text) is [string word] && word == tokenizer.Words[row - 1];
}
