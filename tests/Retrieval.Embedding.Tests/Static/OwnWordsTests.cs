using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;

namespace Retrieval.Embedding.Tests.Static;

/// <summary>
/// A catalogue's own words: learned from names alone, they stand before the student's, in sums that equal a plain one; a word that the
/// student only spells takes its meaning from its neighbours, a word of every name counts less.
/// </summary>
public sealed class OwnWordsTests
{
    private const int Dimension = 64;
    private static readonly string[] Words = ["paint", "coating", "wall", "ladder", "steel", "step", "new", "电动", "牙刷"];
    private static readonly StaticEncoder Student = MakeStudent();

    private static readonly string[] Names =
    [
        .. Enumerable.Range(0, 6).Select(i => $"new zorblat {(i % 2 == 0 ? "paint" : "coating")} wall"),
        .. Enumerable.Range(0, 40).Select(i => $"new ladder {(i % 2 == 0 ? "steel" : "step")} unit{i}"),
        "新电动牙刷", "电动牙刷",
    ];

    [Fact]
    public void A_word_that_is_only_spelled_takes_its_meaning_from_the_names_it_stands_in()
    {
        StaticEncoder tuned = Student.With(OwnWordsLearning.From(Student, Names));
        Assert.True(Cosine(tuned, "zorblat", "paint") > Cosine(Student, "zorblat", "paint") + 0.1f);
        Assert.True(Cosine(tuned, "zorblat", "ladder") < Cosine(tuned, "zorblat", "paint"));
    }

    [Fact]
    public void A_word_of_nearly_every_name_counts_less_and_one_of_a_single_name_stays_as_it_was()
    {
        OwnWords own = OwnWordsLearning.From(Student, Names);
        Assert.True(LengthOf(own, "new") < 0.6f * LengthOf(own, "paint"), $"{LengthOf(own, "new")} {LengthOf(own, "paint")}");
        Assert.DoesNotContain("3", own.Words);
        Assert.Contains("电动", own.Words);
        Assert.Contains("牙刷", own.Words);
    }

    [Fact]
    public void A_text_is_the_plain_sum_of_own_and_taught_rows()
    {
        OwnWords own = OwnWordsLearning.From(Student, Names);
        StaticEncoder tuned = Student.With(own);
        foreach (string text in (string[])["new zorblat paint", "ladders", "电动牙刷 for zorblat walls", "brush 17", "never seen", ""])
        {
            var expected = new float[Dimension];
            Span<int> rows = new int[100];
            rows = rows[..tuned.Tokenizer.Tokenize(text, rows)];
            var row = new float[Dimension];
            foreach (int each in rows)
            {
                if (each < Student.Tokenizer.Rows) Student.ReadRow(each, row);
                else for (int d = 0; d < Dimension; d++) row[d] = own.Scales[each - Student.Tokenizer.Rows] * own.Rows[((each - Student.Tokenizer.Rows) * Dimension) + d];
                TensorPrimitives.Add(expected, row, expected);
            }
            float length = TensorPrimitives.Norm<float>(expected);
            float[] vector = Encoded(tuned, text);
            for (int d = 0; d < Dimension; d++) Assert.Equal(length > 0 ? expected[d] / length : 0, vector[d], 1e-5f);
        }
    }

    [Fact]
    public void What_the_catalogue_does_not_say_is_encoded_as_before()
    {
        StaticEncoder tuned = Student.With(OwnWordsLearning.From(Student, Names));
        Assert.Equal(Encoded(Student, "garden hose 88"), Encoded(tuned, "garden hose 88"));
        Assert.Equal(Student.Identity, tuned.Identity);
    }

    [Fact]
    public void The_same_names_teach_the_same_rows_and_no_name_teaches_none()
    {
        OwnWords first = OwnWordsLearning.From(Student, Names), second = OwnWordsLearning.From(Student, Names);
        Assert.Equal(first.Words, second.Words);
        Assert.Equal(first.Rows.ToArray(), second.Rows.ToArray());
        Assert.Equal(first.Scales.ToArray(), second.Scales.ToArray());
        Assert.Same(Student, Student.With(OwnWordsLearning.From(Student, [])));
    }

    [Fact]
    public void Rows_of_another_dimension_are_refused() =>
        Assert.Throws<ArgumentException>(() => Student.With(new OwnWords(["paint"], new sbyte[32], [1])));

    private static StaticEncoder MakeStudent()
    {
        var tokenizer = new StaticTokenizer(Words, gramRows: 64);
        var random = new Random(3);
        var rows = new byte[tokenizer.Rows * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(sbyte)random.Next(-100, 101);
        return new StaticEncoder(tokenizer, rows, [.. Enumerable.Repeat(0.01f, tokenizer.Rows)], Dimension, "test@1");
    }

    private static float LengthOf(OwnWords own, string word)
    {
        int at = own.Words.ToList().IndexOf(word);
        return own.Scales[at] * MathF.Sqrt(own.Rows.Slice(at * Dimension, Dimension).ToArray().Sum(static value => (float)value * value));
    }

    private static float Cosine(StaticEncoder encoder, string a, string b) => TensorPrimitives.Dot<float>(Encoded(encoder, a), Encoded(encoder, b));

    private static float[] Encoded(StaticEncoder encoder, string text)
    {
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, TextKind.Query, vector);
        return vector;
    }
}
