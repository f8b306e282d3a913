using System.Runtime.CompilerServices;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Embedding.Whitening;

namespace Retrieval.Index.Generations;

/// <summary>
/// A model with a generation's own words over it, and its queries whitened: what the generation's products were encoded by, and its queries
/// must be.
/// </summary>
/// <param name="own">The own words; null where the generation has none.</param>
/// <param name="whitening">What is done to queries; null for nothing.</param>
internal sealed class GenerationEncoder(OwnWords? own, QueryWhitening? whitening)
{
    private readonly ConditionalWeakTable<StaticEncoder, IEncoder> over = [];

    /// <summary>The model as the generation uses it; the model itself where it adds nothing. One object a model, safe for concurrent use.</summary>
    public IEncoder? Of(IEncoder? model) => model is StaticEncoder student ? over.GetValue(student, Over) : model;

    private IEncoder Over(StaticEncoder student)
    {
        StaticEncoder tuned = own is null ? student : student.With(own);
        return whitening is null ? tuned : whitening.Over(tuned);
    }
}
