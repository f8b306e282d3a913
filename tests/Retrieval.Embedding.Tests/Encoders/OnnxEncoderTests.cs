using CsCheck;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Tests.Encoders;

/// <summary>
/// Vectors are the pooled rows of the text's tokens, made length 1, special tokens included, padding left out; a batch
/// gives what single calls give, whatever the number of threads; long texts are cut; prefixes go by the text's side.
/// </summary>
public sealed class OnnxEncoderTests
{
    private static readonly Gen<string> SomeText = Gen.Int[0, 11].Array[0, 12].Select(words => string.Join(' ', words.Select(w => $"w{w}")));

    [Fact]
    public void A_vector_is_the_mean_of_the_tokens_rows_made_length_one()
    {
        using TinyModel model = new();
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        AssertClose(Expected(Pooling.Mean, 2, 4 + 1, 4 + 7, 3), Encode(encoder, "W1 w7"));
    }

    [Fact]
    public void First_pooling_takes_the_leading_special_tokens_row()
    {
        using TinyModel model = new(Pooling.First);
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        AssertClose(Expected(Pooling.First, 2), Encode(encoder, "w1 w7"));
    }

    [Fact]
    public void A_text_is_cut_at_the_models_limit_special_tokens_included()
    {
        using TinyModel model = new();
        using OnnxEncoder encoder = (OnnxEncoder)EncoderCatalog.Load(model.Directory);
        string longest = string.Join(' ', Enumerable.Repeat("w5", 100_000));
        Assert.Equal([2, 9, 9, 9, 9, 9, 9, 3], encoder.Tokenize(longest, TextKind.Query));
    }

    [Fact]
    public void Each_side_has_its_prefix()
    {
        using TinyModel model = new(change: m => m with { Prefixes = new ModelPrefixes("w8 ", "w9 ") });
        using OnnxEncoder encoder = (OnnxEncoder)EncoderCatalog.Load(model.Directory);
        Assert.Equal([2, 12, 4, 3], encoder.Tokenize("w0", TextKind.Query));
        Assert.Equal([2, 13, 4, 3], encoder.Tokenize("w0", TextKind.Document));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(2, 1)]
    [InlineData(2, 7)]
    public void A_batch_gives_what_single_calls_give(int threads, int? maxRows)
    {
        using TinyModel model = new(change: m => m with { MaxRows = maxRows });
        using IEncoder encoder = EncoderCatalog.Load(model.Directory, threads);
        SomeText.Array[0, 90].Sample(
            texts =>
            {
                float[] vectors = new float[texts.Length * encoder.Dimension];
                encoder.EncodeBatch(texts, TextKind.Document, vectors);
                for (int i = 0; i < texts.Length; i++)
                    AssertClose(Encode(encoder, texts[i], TextKind.Document), vectors.AsSpan(i * encoder.Dimension, encoder.Dimension));
            },
            iter: 40,
            threads: 1,
            seed: "0000eVNp8Hs4");
    }

    [Fact]
    public void Concurrent_calls_do_not_disturb_each_other()
    {
        using TinyModel model = new();
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        float[][] alone = [.. Enumerable.Range(0, 10).Select(w => Encode(encoder, $"w{w} w0 w{w}"))];
        Parallel.For(0, 500, i => AssertClose(alone[i % 10], Encode(encoder, $"w{i % 10} w0 w{i % 10}")));
    }

    [Fact]
    public void Room_for_too_few_vectors_is_refused()
    {
        using TinyModel model = new();
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        Assert.Throws<ArgumentOutOfRangeException>(() => encoder.EncodeBatch(["w1", "w2"], TextKind.Query, new float[5]));
    }

    [Fact]
    public void Identity_is_name_and_version()
    {
        using TinyModel model = new();
        using IEncoder encoder = EncoderCatalog.Load(model.Directory);
        Assert.Equal("tiny@1", encoder.Identity);
    }

    private static float[] Encode(IEncoder encoder, string text, TextKind kind = TextKind.Query)
    {
        float[] vector = new float[encoder.Dimension];
        encoder.Encode(text, kind, vector);
        return vector;
    }

    private static float[] Expected(Pooling pooling, params int[] ids)
    {
        double[] sum = new double[TinyModel.Dimension];
        foreach (int id in pooling == Pooling.Mean ? ids : ids[..1])
            for (int d = 0; d < sum.Length; d++)
                sum[d] += TinyModel.Row(id)[d];
        double length = Math.Sqrt(sum.Sum(x => x * x));
        return [.. sum.Select(x => (float)(x / length))];
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int d = 0; d < expected.Length; d++)
            Assert.Equal(expected[d], actual[d], 1e-6f);
    }
}
