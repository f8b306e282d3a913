namespace Retrieval.Embedding.Encoders;

/// <summary>Which side of the search a text stands on; some models want a different prefix for each.</summary>
public enum TextKind : byte
{
    /// <summary>A shopper's query.</summary>
    Query,
    /// <summary>A product's text.</summary>
    Document,
}

/// <summary>
/// Turns texts into vectors of length 1. A seam of the design: the static student and ONNX models implement it.
/// Implementations are safe for concurrent calls.
/// </summary>
public interface IEncoder : IDisposable
{
    /// <summary>Number of dimensions of every vector.</summary>
    int Dimension { get; }

    /// <summary>Name and version of the model, stable between runs; an index records it and refuses another.</summary>
    string Identity { get; }

    /// <summary>
    /// Encodes one text. A text without a known token gives the zero vector from a bag of rows, and from a transformer
    /// what it makes of its special tokens.
    /// </summary>
    /// <param name="text">The text, of any length; what exceeds the model's limit is cut.</param>
    /// <param name="kind">Side of the text.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> values.</param>
    void Encode(string text, TextKind kind, Span<float> vector);

    /// <summary>Encodes many texts at once.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="kind">Side of all texts.</param>
    /// <param name="vectors">Receives <c>texts.Count * Dimension</c> values, row after row.</param>
    void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors);
}
