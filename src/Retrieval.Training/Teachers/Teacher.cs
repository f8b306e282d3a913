using Retrieval.Embedding.Encoders;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Teachers;

/// <summary>A teacher, its place in the committee, and its cached vectors. Safe for concurrent calls.</summary>
internal sealed class Teacher : IDisposable
{
    private readonly IEncoder encoder;
    private readonly VectorCache[] caches;
    private readonly string[] languages;

    /// <summary>Opens the caches of a teacher.</summary>
    /// <param name="encoder">The teacher; disposed with this.</param>
    /// <param name="languages">Languages that it knows, ISO 639-1.</param>
    /// <param name="weight">Its weight in the committee, above 0.</param>
    /// <param name="cacheDirectory">Existing folder of the caches.</param>
    public Teacher(IEncoder encoder, IEnumerable<string> languages, double weight, string cacheDirectory)
    {
        this.encoder = encoder;
        this.languages = languages.ToArray();
        Weight = weight;
        string name = string.Concat(encoder.Identity.Select(c => char.IsLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
        caches = [.. new[] { "query", "document" }.Select(side => new VectorCache(Path.Combine(cacheDirectory, $"{name}.{side}.vectors"), encoder.Dimension))];
    }

    /// <summary>Name and version.</summary>
    public string Identity => encoder.Identity;

    /// <summary>Dimensions of its vectors.</summary>
    public int Dimension => encoder.Dimension;

    /// <summary>Its weight in the committee.</summary>
    public double Weight { get; }

    /// <summary>It knows more languages than the pivot.</summary>
    public bool IsMultilingual => languages.Any(l => l != TrainingText.Pivot);

    /// <summary>It knows the text's language.</summary>
    public bool Knows(string language) => languages.Contains(language);

    /// <summary>The vector of a text is in the cache.</summary>
    public bool Has(TrainingText text) => Cache(text.Side).Contains(text.Text);

    /// <summary>Reads a cached vector.</summary>
    public bool TryRead(TrainingText text, Span<float> vector) => Cache(text.Side).TryRead(text.Text, vector);

    /// <summary>Encodes texts of one side and caches their vectors.</summary>
    public void Encode(IReadOnlyList<TrainingText> texts, TextKind side)
    {
        float[] vectors = new float[texts.Count * Dimension];
        encoder.EncodeBatch([.. texts.Select(t => t.Text)], side, vectors);
        for (int i = 0; i < texts.Count; i++)
            Cache(side).Add(texts[i].Text, vectors.AsSpan(i * Dimension, Dimension));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (VectorCache cache in caches)
            cache.Dispose();
        encoder.Dispose();
    }

    private VectorCache Cache(TextKind side) => caches[(int)side];
}
