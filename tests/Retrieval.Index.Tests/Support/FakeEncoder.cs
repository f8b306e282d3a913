using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Text;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Index.Tests.Support;

/// <summary>A bag of words, each a direction drawn from its hash: texts that share words lie near each other.</summary>
internal sealed class FakeEncoder(int dimension = 64, string identity = "fake-1") : IEncoder
{
    public int Dimension => dimension;

    public string Identity => identity;

    public void Encode(string text, TextKind kind, Span<float> vector)
    {
        vector.Clear();
        foreach (string word in text.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var random = new Random((int)XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(word)));
            for (int i = 0; i < dimension; i++) vector[i] += (float)(random.NextDouble() - 0.5);
        }
        float norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0) TensorPrimitives.Divide(vector, norm, vector);
    }

    public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
    {
        for (int i = 0; i < texts.Count; i++) Encode(texts[i], kind, vectors.Slice(i * dimension, dimension));
    }

    public void Dispose()
    {
    }
}
