using System.Runtime.InteropServices;
using System.Text;

namespace Retrieval.Text.Languages;

/// <summary>
/// Trains the weights of <see cref="LanguageIdentifier"/>: softmax regression by AdaGrad over texts and over random runs of one to
/// four of their words, since queries are short, every third of them without its accents, since shoppers leave them out. Deterministic for a seed.
/// </summary>
public static class LanguageModelTrainer
{
    private const float LearningRate = 0.08f;
    private const float Decay = 1e-6f;

    /// <summary>Trains on labelled texts.</summary>
    /// <param name="texts">Texts with their language; Chinese ones are left out, its script tells it.</param>
    /// <param name="epochs">Passes over the texts, at least 1.</param>
    /// <param name="seed">Seed of the order, of the runs and of the left-out accents.</param>
    /// <returns>The bytes of <c>Data/language-id.bin</c>.</returns>
    public static byte[] Train(IReadOnlyList<(string Text, Language Language)> texts, int epochs, int seed)
    {
        Language[] columns = LanguageFeatures.Columns;
        var examples = texts.Where(text => columns.Contains(text.Language)).ToArray();
        var shares = new float[columns.Length];
        foreach (var example in examples) shares[Array.IndexOf(columns, example.Language)]++;
        var weights = new float[LanguageFeatures.Buckets * columns.Length];
        var squares = new float[weights.Length];
        var random = new Random(seed);
        var features = new List<int>();
        Span<float> scores = stackalloc float[columns.Length];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(examples);
            foreach ((string text, Language language) in examples)
            {
                int label = Array.IndexOf(columns, language);
                // Every language weighs the same, however many texts it brought; the three that follow the first-class ones weigh less,
                // so that a word that several languages share goes to those that shoppers here are likelier to speak.
                float weight = examples.Length / (columns.Length * shares[label]);
                if (language is Language.It or Language.Pt or Language.Nl) weight *= 0.4f;
                features.Clear();
                LanguageFeatures.Of(Variant(text, random), features);
                if (features.Count > 0) Step(CollectionsMarshal.AsSpan(features), label, MathF.Min(weight, 4), weights, squares, scores);
            }
        }
        return Quantize(weights);
    }

    private static void Step(ReadOnlySpan<int> features, int label, float weight, float[] weights, float[] squares, Span<float> scores)
    {
        scores.Clear();
        foreach (int bucket in features)
        {
            for (int i = 0; i < scores.Length; i++) scores[i] += weights[(bucket * scores.Length) + i];
        }
        LanguageIdentifier.Softmax(scores);
        foreach (int bucket in features)
        {
            for (int i = 0; i < scores.Length; i++)
            {
                int at = (bucket * scores.Length) + i;
                float gradient = (weight * (scores[i] - (i == label ? 1 : 0))) + (Decay * weights[at]);
                squares[at] += gradient * gradient;
                weights[at] -= LearningRate * gradient / (MathF.Sqrt(squares[at]) + 1e-6f);
            }
        }
    }

    private static string Variant(string text, Random random)
    {
        string variant = LanguageFeatures.Normalize(text);
        string[] words = variant.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && random.Next(4) > 0)
        {
            int count = Math.Min(words.Length, random.Next(1, 5));
            int from = random.Next(words.Length - count + 1);
            variant = string.Join(' ', words, from, count);
        }
        if (random.Next(3) > 0) return variant;
        var plain = variant.Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark);
        return string.Concat(plain);
    }

    private static byte[] Quantize(float[] weights)
    {
        float largest = weights.Max(MathF.Abs);
        float scale = largest / 127;
        var bytes = new byte[sizeof(float) + weights.Length];
        BitConverter.TryWriteBytes(bytes, scale);
        for (int i = 0; i < weights.Length; i++) bytes[sizeof(float) + i] = (byte)(sbyte)MathF.Round(weights[i] / scale);
        return bytes;
    }
}
