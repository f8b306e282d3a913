using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;

namespace Retrieval.Embedding.Tests.Static;

/// <summary>
/// A catalogue's own words: learned from names alone, they stand before the student's, in sums that equal a plain one; a word that the
/// student only spells takes its meaning from its neighbours, a word of every name counts less; a pair of them moves queries alone.
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

    [Theory]
    [InlineData(TextKind.Query)]
    [InlineData(TextKind.Document)]
    public void A_text_is_the_plain_sum_of_own_and_taught_rows_and_a_query_of_pairs_too(TextKind kind)
    {
        OwnWords own = OwnWordsLearning.From(Student, Names);
        StaticEncoder tuned = Student.With(own);
        int met = 0;
        foreach (string text in (string[])["new zorblat paint", "ladders", "wall, new ladder step", "电动牙刷 for zorblat walls", "brush 17", "never seen", ""])
        {
            var expected = new float[Dimension];
            Span<int> rows = new int[100];
            rows = rows[..tuned.Tokenizer.Tokenize(text, rows)];
            for (int i = 0; i < rows.Length; i++)
            {
                var row = new float[Dimension];
                if (rows[i] < Student.Tokenizer.Rows) Student.ReadRow(rows[i], row);
                else row = OwnRow(own, rows[i] - Student.Tokenizer.Rows);
                TensorPrimitives.Add(expected, row, expected);
                if (kind == TextKind.Document || i == 0) continue;
                int pair = own.Pairs.ToList().IndexOf(new WordPair(rows[i - 1] - Student.Tokenizer.Rows, rows[i] - Student.Tokenizer.Rows));
                if (pair < 0) continue;
                met++;
                TensorPrimitives.Add(expected, OwnRow(own, own.Words.Count + pair), expected);
            }
            float length = TensorPrimitives.Norm<float>(expected);
            float[] vector = Encoded(tuned, text, kind);
            for (int d = 0; d < Dimension; d++) Assert.Equal(length > 0 ? expected[d] / length : 0, vector[d], 1e-5f);
        }
        Assert.Equal(kind == TextKind.Query ? 4 : 0, met);
    }

    [Fact]
    public void Pairs_are_of_three_names_and_their_rows_are_what_they_say_beyond_their_words()
    {
        OwnWords own = OwnWordsLearning.From(Student, Names);
        StaticEncoder tuned = Student.With(own);
        string[][] cut = [.. Names.Select(name => Student.Tokenizer.WordsOf(name).ToArray())];
        var counted = cut.SelectMany(static words => words.Zip(words.Skip(1)).Distinct()).GroupBy(static pair => pair).Where(static pair => pair.Count() >= 3).ToDictionary(static pair => pair.Key, static pair => pair.Count());
        Assert.Equal(counted.Keys.Order(), own.Pairs.Select(pair => (own.Words[pair.First], own.Words[pair.Second])).Order());
        Assert.Contains(("zorblat", "paint"), counted.Keys);
        for (int i = 0; i < own.Pairs.Count; i++)
        {
            (string first, string second) = (own.Words[own.Pairs[i].First], own.Words[own.Pairs[i].Second]);
            float[] a = Mean(first), b = Mean(second), both = Mean(first, second), row = OwnRow(own, own.Words.Count + i);
            float count = counted[(first, second)], length = (LengthOf(own, first) + LengthOf(own, second)) / 2 * count / (count + 2);
            for (int d = 0; d < Dimension; d++) Assert.Equal(length * (both[d] - ((a[d] + b[d]) / 2)), row[d], own.Scales[own.Words.Count + i]);
        }

        // The mean direction of the names that hold the words side by side, these words left out.
        float[] Mean(params string[] words)
        {
            var mean = new float[Dimension];
            int names = 0;
            foreach (string[] name in cut.Where(name => Enumerable.Range(0, name.Length).Any(at => name.Skip(at).Take(words.Length).SequenceEqual(words))))
            {
                var rest = new float[Dimension];
                tuned.Sum(string.Join(' ', name), TextKind.Document, rest);
                foreach (string word in words) TensorPrimitives.Subtract(rest, OwnRow(own, own.Words.ToList().IndexOf(word)), rest);
                float length = TensorPrimitives.Norm<float>(rest);
                if (length > 0) TensorPrimitives.MultiplyAdd(rest, 1 / length, mean, mean);
                names++;
            }
            TensorPrimitives.Divide(mean, names, mean);
            return mean;
        }
    }

    [Fact]
    public void A_pair_moves_a_query_towards_the_names_that_hold_it_and_leaves_products_where_they_are()
    {
        string[] names = [.. Enumerable.Range(0, 10).SelectMany(static i => new[] { $"step ladder steel{i}", $"paint step wall{i}", $"ladder coating new{i}" })];
        OwnWords own = OwnWordsLearning.From(Student, names);
        StaticEncoder with = Student.With(own), without = Student.With(new OwnWords(own.Words, [], MemoryMarshal.AsBytes(own.Rows[..(own.Words.Count * Dimension)]).ToArray(), own.Scales[..own.Words.Count].ToArray()));
        float[] product = Encoded(with, "step ladder steel3", TextKind.Document);
        Assert.Equal(Encoded(without, "step ladder steel3", TextKind.Document), product);
        Assert.True(TensorPrimitives.Dot<float>(Encoded(with, "step ladder"), product) > TensorPrimitives.Dot<float>(Encoded(without, "step ladder"), product));
        Assert.Equal(Encoded(without, "ladder, step"), Encoded(with, "ladder, step"));
    }

    [Fact]
    public void Pairs_of_words_that_are_not_there_are_refused() =>
        Assert.Throws<ArgumentException>(() => new OwnWords(["paint"], [new WordPair(0, 1)], new byte[2 * Dimension], [1, 1]));

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
        Assert.Equal(first.Pairs, second.Pairs);
        Assert.Equal(first.Rows.ToArray(), second.Rows.ToArray());
        Assert.Equal(first.Scales.ToArray(), second.Scales.ToArray());
        Assert.Same(Student, Student.With(OwnWordsLearning.From(Student, [])));
    }

    [Fact]
    public void Rows_of_another_dimension_are_refused() =>
        Assert.Throws<ArgumentException>(() => Student.With(new OwnWords(["paint"], [], new byte[32], [1])));

    private static StaticEncoder MakeStudent()
    {
        var tokenizer = new StaticTokenizer(Words, gramRows: 64);
        var random = new Random(3);
        var rows = new byte[tokenizer.Rows * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(sbyte)random.Next(-100, 101);
        return new StaticEncoder(tokenizer, rows, [.. Enumerable.Repeat(0.01f, tokenizer.Rows)], Dimension, "test@1");
    }

    private static float LengthOf(OwnWords own, string word) => TensorPrimitives.Norm<float>(OwnRow(own, own.Words.ToList().IndexOf(word)));

    private static float[] OwnRow(OwnWords own, int row) => [.. own.Rows.Slice(row * Dimension, Dimension).ToArray().Select(value => own.Scales[row] * value)];

    private static float Cosine(StaticEncoder encoder, string a, string b) => TensorPrimitives.Dot<float>(Encoded(encoder, a), Encoded(encoder, b));

    private static float[] Encoded(StaticEncoder encoder, string text, TextKind kind = TextKind.Query)
    {
        var vector = new float[encoder.Dimension];
        encoder.Encode(text, kind, vector);
        return vector;
    }
}
