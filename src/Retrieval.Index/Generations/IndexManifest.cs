using System.Text.Json;
using System.Text.Json.Serialization;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Generations;

/// <summary>What an index was built from and with. Written once when its generation is complete, as <c>manifest.json</c>; immutable.</summary>
public sealed record IndexManifest
{
    /// <summary>The version of the layout that this engine writes and reads.</summary>
    public const int CurrentFormat = 13;

    private const string FileName = "manifest.json";

    /// <summary>Version of the layout.</summary>
    public int Format { get; init; } = CurrentFormat;
    /// <summary>Number of the generation, from 1.</summary>
    public int Generation { get; init; }
    /// <summary>When it was complete.</summary>
    public DateTimeOffset Created { get; init; }
    /// <summary>The moment that its catalogue tells of: updates that were taken later are newer than it.</summary>
    public DateTimeOffset AsOf { get; init; }
    /// <summary>Products in it when it was complete.</summary>
    public int Products { get; init; }
    /// <summary>Products a language, by code.</summary>
    public IReadOnlyDictionary<string, int> Languages { get; init; } = new Dictionary<string, int>();
    /// <summary>Code of the language given to products that state none; null where it is detected a product.</summary>
    public string? Language { get; init; }
    /// <summary>The currency that most products state their price in; of a market without a region.</summary>
    public string Currency { get; init; } = "EUR";
    /// <summary>Identity of the embedding model; null where the index holds no vectors.</summary>
    public string? Model { get; init; }
    /// <summary>Full path of the model's folder when the index was built, to find it by; null where none was told.</summary>
    public string? ModelFolder { get; init; }
    /// <summary>Dimensions of the vectors; 0 without.</summary>
    public int Dimension { get; init; }
    /// <summary>Words of the catalogue that have rows of their own before the model's; 0 where it is too small to teach any.</summary>
    public int OwnWords { get; init; }
    /// <summary>True where queries are whitened by what the generation learned of its products' vectors.</summary>
    public bool WhitensQueries { get; init; }
    /// <summary>The searched fields with their weights.</summary>
    public IReadOnlyList<LexicalField> Fields { get; init; } = LexicalFields.Defaults;
    /// <summary>Mean length of each searched field in words, over the first products of the build: what lengths are compared with.</summary>
    public IReadOnlyDictionary<string, float> MeanLengths { get; init; } = new Dictionary<string, float>();
    /// <summary>True where the fields were named by the caller: they are then scored per field with BM25 and summed.</summary>
    public bool FieldsChosen { get; init; }
    /// <summary>Weights by which searches put the scores of words and meaning together, by name; null for the engine's own.</summary>
    public IReadOnlyDictionary<string, float>? Fusion { get; init; }
    /// <summary>True where the searched fields also stand in Lucene.Net's own codec, to be compared with.</summary>
    public bool StockCodec { get; init; }

    internal void Write(string folder) => Durable.Replace(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.IndexManifest));

    internal static IndexManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        IndexManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.IndexManifest);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw IndexException.Corrupt(path, "it is missing", missing);
        }
        catch (JsonException broken)
        {
            throw IndexException.Corrupt(path, $"it is not the JSON of a manifest ({broken.Message})", broken);
        }
        if (manifest is null) throw IndexException.Corrupt(path, "it holds null");
        if (manifest.Format != CurrentFormat)
            throw new IndexException(IndexFault.Foreign, $"{path} has format {manifest.Format}; this version reads format {CurrentFormat}. Index the catalogue again.");
        return manifest;
    }
}

/// <summary>How the manifest is read and written, made by the compiler: what the runtime makes of it by itself takes a tenth of a second of a service's start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IndexManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
