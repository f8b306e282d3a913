namespace Retrieval.Embedding.Static;

/// <summary>
/// The words that one catalogue knows, each with a row that goes before the student's: <see cref="StaticEncoder.With"/> puts them over it.
/// Immutable, safe for concurrent use.
/// </summary>
/// <param name="words">The words, folded as <see cref="StaticTokenizer"/> folds them, each once.</param>
/// <param name="rows">Their rows, int8, one after another; not copied.</param>
/// <param name="scales">Scale of each row; not copied.</param>
public sealed class OwnWords(IReadOnlyList<string> words, sbyte[] rows, float[] scales)
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Values a row; 0 where there are no words.</summary>
    public int Dimension => words.Count == 0 ? 0 : rows.Length / words.Count;

    /// <summary>The rows, one after another.</summary>
    public ReadOnlySpan<sbyte> Rows => rows;

    /// <summary>Scale of each row.</summary>
    public ReadOnlySpan<float> Scales => scales;
}
