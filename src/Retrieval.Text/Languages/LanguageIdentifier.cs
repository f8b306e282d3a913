using System.Runtime.InteropServices;
using Retrieval.Text.Analysis;

namespace Retrieval.Text.Languages;

/// <summary>A language with how sure the identifier is of it.</summary>
/// <param name="Language">The likeliest language; <see cref="Language.Und"/> where the text holds no letter.</param>
/// <param name="Confidence">Its probability, 0–1.</param>
public readonly record struct LanguageGuess(Language Language, float Confidence);

/// <summary>
/// Tells the language of a short text: Chinese by its script, the others by a softmax over hashed character n-grams
/// (<see cref="LanguageFeatures"/>), trained by <see cref="LanguageModelTrainer"/> and embedded as <c>Data/language-id.bin</c>:
/// for each bucket one signed byte a language, after a single-precision scale. Safe for concurrent use.
/// </summary>
public static class LanguageIdentifier
{
    private static readonly (float Scale, sbyte[] Weights) Model = Load();

    [ThreadStatic] private static List<int>? buckets;

    /// <summary>The likeliest language of a text. Linear in the text's length, of which only the first 400 characters are looked at.</summary>
    /// <param name="text">A query, title or sentence.</param>
    public static LanguageGuess Identify(ReadOnlySpan<char> text)
    {
        Span<float> probabilities = stackalloc float[LanguageFeatures.Columns.Length];
        if (IsChinese(text)) return new LanguageGuess(Language.Zh, 1);
        if (!Score(text, probabilities)) return new LanguageGuess(Language.Und, 0);
        int best = 0;
        for (int i = 1; i < LanguageFeatures.Columns.Length; i++)
        {
            if (probabilities[i] > probabilities[best]) best = i;
        }
        return new LanguageGuess(LanguageFeatures.Columns[best], probabilities[best]);
    }

    /// <summary>The probability that a text is in one language, 0–1.</summary>
    /// <param name="text">A query, title or sentence.</param>
    /// <param name="language">The language asked for.</param>
    public static float Probability(ReadOnlySpan<char> text, Language language)
    {
        if (IsChinese(text)) return language == Language.Zh ? 1 : 0;
        Span<float> probabilities = stackalloc float[LanguageFeatures.Columns.Length];
        int column = Array.IndexOf(LanguageFeatures.Columns, language);
        return column >= 0 && Score(text, probabilities) ? probabilities[column] : 0;
    }

    /// <summary>True where Han characters carry the text: a Chinese sentence may hold Latin brand names, each as good as two characters.</summary>
    private static bool IsChinese(ReadOnlySpan<char> text)
    {
        int han = 0, words = 0;
        bool inWord = false;
        foreach (char c in text)
        {
            bool isHan = TokenCuts.IsHan(c);
            bool letter = !isHan && char.IsLetter(c);
            if (isHan) han++;
            if (letter && !inWord) words++;
            inWord = letter;
        }
        return han > 0 && 2 * han >= words;
    }

    private static bool Score(ReadOnlySpan<char> text, Span<float> probabilities)
    {
        List<int> features = buckets ??= [];
        features.Clear();
        LanguageFeatures.Of(text, features);
        if (features.Count == 0) return false;
        Span<int> sums = stackalloc int[LanguageFeatures.Columns.Length];
        sums.Clear();
        foreach (int bucket in CollectionsMarshal.AsSpan(features))
        {
            ReadOnlySpan<sbyte> row = Model.Weights.AsSpan(bucket * LanguageFeatures.Columns.Length, LanguageFeatures.Columns.Length);
            for (int i = 0; i < row.Length; i++) sums[i] += row[i];
        }
        for (int i = 0; i < sums.Length; i++) probabilities[i] = sums[i] * Model.Scale;
        Softmax(probabilities);
        return true;
    }

    internal static void Softmax(Span<float> scores)
    {
        float highest = float.NegativeInfinity, sum = 0;
        foreach (float score in scores) highest = Math.Max(highest, score);
        for (int i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - highest);
        for (int i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    private static (float, sbyte[]) Load()
    {
        using Stream file = typeof(LanguageIdentifier).Assembly.GetManifestResourceStream("language-id.bin")
            ?? throw new InvalidOperationException("The assembly lacks its embedded language model Data/language-id.bin; rebuild it.");
        using var reader = new BinaryReader(file);
        float scale = reader.ReadSingle();
        var weights = new sbyte[LanguageFeatures.Buckets * LanguageFeatures.Columns.Length];
        file.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return (scale, weights);
    }
}
