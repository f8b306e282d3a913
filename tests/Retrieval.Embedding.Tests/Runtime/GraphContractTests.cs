using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Tests.Runtime;

/// <summary>A graph that is not what its manifest says is refused when it is opened, not when a query comes.</summary>
public sealed class GraphContractTests
{
    [Fact]
    public void Inputs_of_other_names_are_told()
        => AssertRefused(m => m with { Inputs = new ModelInputs("ids", "attention_mask") }, "found input_ids, attention_mask", "ids, attention_mask, as the manifest names them");

    [Fact]
    public void An_input_that_the_manifest_forgets_is_told()
        => AssertRefused(m => m with { Inputs = new ModelInputs("input_ids") }, "inputs: found input_ids, attention_mask");

    [Fact]
    public void An_output_of_another_name_is_told()
        => AssertRefused(m => m with { Output = "sentence_embedding" }, "outputs: found last_hidden_state", "sentence_embedding");

    [Fact]
    public void Another_dimension_is_told()
        => AssertRefused(m => m with { Dimension = 4 }, "output last_hidden_state", "Float [-1, -1, 3]", "whose last dimension is 4");

    [Fact]
    public void Pooling_of_an_output_that_has_the_wrong_rank_is_told()
        => AssertRefused(m => m with { Pooling = Pooling.None }, "Float [-1, -1, 3]", "Float of rank 2");

    [Fact]
    public void A_file_that_is_no_graph_is_told()
    {
        using TinyModel model = new(change: m => m with { Graph = "vocab.txt" });
        ModelException fault = Assert.Throws<ModelException>(() => EncoderCatalog.Load(model.Directory));
        Assert.Contains(model.PathOf("vocab.txt"), fault.Message);
        Assert.Contains("a graph that ONNX Runtime can load", fault.Message);
    }

    private static void AssertRefused(Func<ModelManifest, ModelManifest> change, params string[] parts)
    {
        using TinyModel model = new(change: change);
        ModelException fault = Assert.Throws<ModelException>(() => EncoderCatalog.Load(model.Directory));
        foreach (string part in parts)
            Assert.Contains(part, fault.Message);
    }
}
