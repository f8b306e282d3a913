using Retrieval.Cli.Usage;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Index.Errors;
using Retrieval.Index.Generations;

namespace Retrieval.Cli.Engine;

/// <summary>Which folder holds the model: the one that a command names, the one an index was built with, or the one that ships with the engine.</summary>
internal static class ModelFolders
{
    private const string Manifest = "model.json";

    /// <summary>The model for a new index: null for <c>none</c>, the shipped one where nothing is named.</summary>
    /// <param name="named">Value of <c>--model</c>.</param>
    /// <exception cref="ModelException">The folder is no model.</exception>
    public static string? ForBuild(string? named)
    {
        if (named == "none") return null;
        return named ?? Shipped() ?? throw new UsageException("the model that ships with the engine (models/student) was not found; name one with --model DIR, or index words alone with --model none");
    }

    /// <summary>The encoder of the model that an index was built with; null where the index holds words alone.</summary>
    /// <exception cref="IndexException">The model is nowhere to be found.</exception>
    /// <exception cref="ModelException">The model's folder is broken.</exception>
    public static IEncoder? Load(IndexManifest index)
    {
        if (index.Model is null) return null;
        foreach (string? folder in (string?[])[index.ModelFolder, Shipped()])
        {
            if (folder is not null && File.Exists(Path.Combine(folder, Manifest)) && ModelManifest.Read(folder).Identity == index.Model)
                return EncoderCatalog.Load(folder);
        }
        throw new IndexException(
            IndexFault.ModelMismatch,
            $"the index was built with the model {index.Model}, which is no longer in {index.ModelFolder ?? "a known folder"}. Put it back, or index the catalogue again.");
    }

    private static string? Shipped() => ShippedFiles.Find(Path.Combine("models", "student"), Manifest);
}
