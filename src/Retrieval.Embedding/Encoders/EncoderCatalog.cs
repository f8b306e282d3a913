using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Static;

namespace Retrieval.Embedding.Encoders;

/// <summary>Opens models from their folders.</summary>
public static class EncoderCatalog
{
    /// <summary>
    /// Loads the model of a folder: by its <c>model.json</c>, else by the manifest known for a folder of that name.
    /// Every file's digest is checked.
    /// </summary>
    /// <param name="directory">The model's folder.</param>
    /// <param name="threads">Batches encoded at the same time by <see cref="IEncoder.EncodeBatch"/>, one core each.</param>
    /// <exception cref="ModelException">Something of the model is missing or broken.</exception>
    public static IEncoder Load(string directory, int threads = 1)
    {
        ModelManifest manifest = ModelManifest.Read(directory);
        manifest.VerifyFiles(directory);
        return manifest.Tokenizer.Kind == TokenizerKind.Static
            ? StaticEncoder.Load(directory, manifest)
            : new OnnxEncoder(directory, manifest, threads);
    }
}
