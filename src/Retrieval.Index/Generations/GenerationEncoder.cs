using System.Runtime.CompilerServices;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;

namespace Retrieval.Index.Generations;

/// <summary>A model with a generation's own words over it: what the generation's products were encoded by, and its queries must be.</summary>
/// <param name="own">The own words; null where the generation has none.</param>
internal sealed class GenerationEncoder(OwnWords? own)
{
    private readonly ConditionalWeakTable<StaticEncoder, StaticEncoder> over = [];

    /// <summary>The model with the own words over it; the model itself where there are none. One object a model, safe for concurrent use.</summary>
    public IEncoder? Of(IEncoder? model) => own is not null && model is StaticEncoder student ? over.GetValue(student, each => each.With(own)) : model;
}
