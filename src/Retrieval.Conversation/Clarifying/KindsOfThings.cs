using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Retrieval.Catalog.Products;
using Retrieval.Search;

namespace Retrieval.Conversation.Clarifying;

/// <summary>
/// Tells which categories name one kind of thing, whatever language they are written in: "Blenders" and "Mixeurs" by the nearness of their
/// names' vectors. An engine without a model knows a category by its name alone. Safe for concurrent use.
/// </summary>
internal sealed class KindsOfThings(SearchEngine engine)
{
    // Of the sample shop's 551 categories, names of one kind in two languages lie above, neighbouring kinds below.
    internal const float OneKind = 0.5f;

    // Words that are as near as this to a category name it.
    internal const float NamesKind = 0.7f;

    // A shop has a few thousand categories; a feed that writes a category of its own to each product must not fill the memory.
    private const int MostNames = 20_000;

    private readonly ConcurrentDictionary<string, float[]> vectors = new(StringComparer.Ordinal);

    // The dictionary's own count takes all its locks. About right is enough.
    private int names;

    /// <summary>True where two products are of one kind; a product without a category is of any.</summary>
    public bool AreOne(Product a, Product b) => a.Category.Count == 0 || b.Category.Count == 0 || AreOne(a.Category[^1], b.Category[^1]);

    /// <summary>True where two names of categories mean one kind.</summary>
    public bool AreOne(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase) || Nearness(a, b) >= OneKind;

    /// <summary>Cosine of two names, 0 without a model.</summary>
    public float Nearness(string a, string b)
    {
        float[] left = VectorOf(a), right = VectorOf(b);
        return left.Length == 0 ? 0 : TensorPrimitives.Dot<float>(left, right);
    }

    private float[] VectorOf(string name)
    {
        if (vectors.TryGetValue(name, out float[]? known)) return known;
        if (Interlocked.Increment(ref names) > MostNames)
        {
            vectors.Clear();
            names = 0;
        }
        return vectors[name] = engine.Encode(name);
    }
}
