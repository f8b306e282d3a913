using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Tests.Student;

/// <summary>Words of a dictionary: a lacking one gets a row where its translations lie, all else stays as it was.</summary>
public sealed class DictionaryWordsTests
{
    private const int Dimension = 64;
    private static readonly StaticEncoder Student = MakeStudent();

    [Fact]
    public void A_lacking_word_lies_where_its_translations_do_and_is_as_long_as_words_are()
    {
        StaticEncoder extended = Extended(new TextPair("zh", "手机", "en", "phone"), new TextPair("zh", "手机", "en", "red lamp"), new TextPair("es", "Ténis", "en", "shoe"));
        Assert.Equal(["phone", "lamp", "red", "shoe", "机", "手机", "tenis"], extended.Tokenizer.Words);
        float[] expected = Encoded(Student, "phone");
        TensorPrimitives.Add(expected, Encoded(Student, "red lamp"), expected);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(expected, Encoded(extended, "手机")), 1e-3f);
        Assert.Equal(1, TensorPrimitives.CosineSimilarity<float>(Encoded(Student, "shoe"), Encoded(extended, "ténis")), 1e-3f);
        double mean = Enumerable.Range(1, 5).Average(static row => Length(Student, row));
        Assert.Equal(mean, Length(extended, 6), 1e-2);
        Assert.Equal(mean, Length(extended, 7), 1e-2);
    }

    [Fact]
    public void What_it_knew_stays_as_it_was()
    {
        StaticEncoder extended = Extended(new TextPair("zh", "手机", "en", "phone"));
        foreach (string text in (string[])["phone", "red lamp 17", "shoes 机", "samovar"]) Assert.Equal(Encoded(Student, text), Encoded(extended, text), Near);
    }

    [Theory]
    [InlineData("phone", "lamp")]
    [InlineData("手机", "cell")]
    [InlineData("手机", "red cell")]
    [InlineData("手机", "")]
    [InlineData("red phone", "lamp")]
    [InlineData("手机电话手机", "phone")]
    [InlineData("17", "phone")]
    [InlineData("", "phone")]
    public void A_known_word_or_more_than_one_or_a_translation_of_unknown_words_adds_nothing(string word, string translation) =>
        Assert.Equal(Student.Tokenizer.Words, Extended(new TextPair("zh", word, "en", translation)).Tokenizer.Words);

    private static StaticEncoder Extended(params TextPair[] pairs)
    {
        (StaticTokenizer tokenizer, Matrix matrix) = DictionaryWords.AddTo(Student, pairs);
        QuantizedRows rows = QuantizedRows.Of(matrix);
        return new StaticEncoder(tokenizer, rows.Values.Select(static value => (byte)value).ToArray(), rows.Scales, Dimension, "test@2");
    }

    private static StaticEncoder MakeStudent()
    {
        var tokenizer = new StaticTokenizer(["phone", "lamp", "red", "shoe", "机"], gramRows: 64);
        var random = new Random(3);
        var rows = new byte[tokenizer.Rows * Dimension];
        for (int i = 0; i < rows.Length; i++) rows[i] = (byte)(sbyte)random.Next(-100, 101);
        return new StaticEncoder(tokenizer, rows, [.. Enumerable.Range(0, tokenizer.Rows).Select(static row => row == 0 ? 0 : 0.01f + (0.001f * (row % 5)))], Dimension, "test@1");
    }

    private static bool Near(float one, float other) => MathF.Abs(one - other) < 5e-3f;

    private static float Length(StaticEncoder encoder, int row)
    {
        var values = new float[Dimension];
        encoder.ReadRow(row, values);
        return TensorPrimitives.Norm<float>(values);
    }

    private static float[] Encoded(StaticEncoder encoder, string text)
    {
        var vector = new float[Dimension];
        encoder.Encode(text, TextKind.Query, vector);
        return vector;
    }
}
