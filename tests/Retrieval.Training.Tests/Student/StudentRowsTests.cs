using System.Numerics.Tensors;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Student;

/// <summary>Evening out brings words' lengths nearer to 1 and keeps their order; the commonest words, padding and grams stay.</summary>
public sealed class StudentRowsTests
{
    [Fact]
    public void Evening_out_changes_the_lengths_of_rarer_words_alone()
    {
        Matrix rows = MatrixProductTests.Filled(new Random(6), 131, 64);
        rows[0].Clear();
        float[] before = [.. Enumerable.Range(0, 131).Select(r => TensorPrimitives.Norm<float>(rows[r]))];
        StudentRows.EvenLengths(rows, words: 120);
        for (int row = 0; row < 131; row++)
        {
            float expected = row is > 100 and <= 120 ? MathF.Pow(before[row], 0.7f) : before[row];
            Assert.Equal(expected, TensorPrimitives.Norm<float>(rows[row]), 1e-4);
        }
    }
}
