using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Retrieval.Embedding.Manifest;

/// <summary>How a graph's output becomes one vector a text.</summary>
public enum Pooling
{
    /// <summary>The mean over the text's tokens, special ones included, padding left out.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,
    /// <summary>The first token.</summary>
    [JsonStringEnumMemberName("first")]
    First,
    /// <summary>The graph gives one vector a text already.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>One file of a model.</summary>
/// <param name="Path">Path relative to the model's folder.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record ModelFile(string Path, string Sha256);

/// <summary>Names of the graph's inputs, each an int64 tensor of shape [texts, tokens].</summary>
/// <param name="Ids">Token ids.</param>
/// <param name="Mask">1 for a token, 0 for padding; none when the graph has no such input.</param>
/// <param name="Types">Token types, all 0; none when the graph has no such input.</param>
public sealed record ModelInputs(string Ids, string? Mask = null, string? Types = null);

/// <summary>What the model wants to read before each text.</summary>
/// <param name="Query">Before a query.</param>
/// <param name="Document">Before a document.</param>
public sealed record ModelPrefixes(string Query, string Document);

/// <summary>
/// What <c>model.json</c> says of a model: everything needed to turn a text into its vector. Immutable.
/// Written in snake_case; unknown members are errors, so that a misspelt one is not silently ignored.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>Name of the manifest's file in a model's folder.</summary>
    public const string FileName = "model.json";

    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Version; a model whose vectors differ has another.</summary>
    public required string Version { get; init; }

    /// <summary>Languages that it knows, ISO 639-1.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>All files of the model with their digests.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>The ONNX graph, one of <see cref="Files"/>.</summary>
    public required string Graph { get; init; }

    /// <summary>How texts are cut.</summary>
    public required TokenizerManifest Tokenizer { get; init; }

    /// <summary>Names of the graph's inputs.</summary>
    public required ModelInputs Inputs { get; init; }

    /// <summary>Name of the graph's output that is read.</summary>
    public required string Output { get; init; }

    /// <summary>How the output becomes one vector a text.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>Vectors are divided by their length at the end.</summary>
    public required bool Normalize { get; init; }

    /// <summary>Number of dimensions.</summary>
    public required int Dimension { get; init; }

    /// <summary>Longer texts are cut to this many tokens, special ones included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>
    /// Most texts in one run of the graph; the encoder's own limit when absent. 1 for a dynamically quantised graph:
    /// its scales span the whole batch, so that a text's vector would depend on its neighbours (cosine down to 0.99).
    /// </summary>
    public int? MaxRows { get; init; }

    /// <summary>What to put before each text; nothing when absent.</summary>
    public ModelPrefixes? Prefixes { get; init; }

    /// <summary>Shorter prefixes of the vector that can be used alone (Matryoshka), ascending; none when absent.</summary>
    public IReadOnlyList<int>? NestedDimensions { get; init; }

    /// <summary>
    /// The space of the teachers that a student was distilled from, one of <see cref="Files"/>: with it documents can be encoded by the
    /// teachers themselves; none when absent.
    /// </summary>
    public string? Space { get; init; }

    /// <summary>Licence of the model and notes on it.</summary>
    public string? Licence { get; init; }

    /// <summary>Record of the training: data, objective, seeds, figures. Free form; the engine does not read it.</summary>
    public JsonElement? Training { get; init; }

    /// <summary>Name and version in one, as an index records it.</summary>
    [JsonIgnore]
    public string Identity => $"{Name}@{Version}";

    /// <summary>
    /// Reads the manifest of a model's folder: its <c>model.json</c>, else the manifest known for a folder of that name
    /// (public models that are handed around as bare files).
    /// </summary>
    /// <param name="directory">The model's folder.</param>
    /// <returns>The manifest, its members checked; its files are not read, see <see cref="VerifyFiles"/>.</returns>
    /// <exception cref="ModelException">The folder or the manifest is missing, or the manifest is not a valid one.</exception>
    public static ModelManifest Read(string directory)
    {
        directory = Path.GetFullPath(directory);
        if (!Directory.Exists(directory))
            throw new ModelException(directory, "", File.Exists(directory) ? "a file" : "nothing", "a folder with a model");

        string path = Path.Combine(directory, FileName);
        if (File.Exists(path))
            return Parse(File.ReadAllBytes(path), path);

        string folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(directory));
        using Stream? known = typeof(ModelManifest).Assembly.GetManifestResourceStream($"teachers/{folder}.json");
        if (known is null)
            throw new ModelException(path, "", "nothing", "a manifest (the folder's name is not a known public model's either)");
        byte[] json = new byte[known.Length];
        known.ReadExactly(json);
        return Parse(json, path);
    }

    /// <summary>Parses and checks a manifest.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <exception cref="ModelException">It is not JSON, or a member is missing, unknown or out of range.</exception>
    internal static ModelManifest Parse(byte[] json, string path)
    {
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest)
                ?? throw new ModelException(path, "", "null", "an object");
        }
        catch (JsonException e)
        {
            throw new ModelException(path, $"{e.Path ?? "$"} in line {e.LineNumber + 1}", e.Message, Expected(e.Path), e);
        }
        manifest.CheckMembers(path);
        return manifest;
    }

    private static string Expected(string? member) => member switch
    {
        "$.tokenizer.kind" => "wordpiece, sentencepiece_unigram, sentencepiece_bpe, bpe or static",
        "$.pooling" => "mean, first or none",
        _ => $"a {FileName} with the members of {nameof(ModelManifest)} in snake_case",
    };

    /// <summary>Writes the manifest as <c>model.json</c> into a folder.</summary>
    /// <param name="directory">An existing folder.</param>
    public void Write(string directory)
        => File.WriteAllText(Path.Combine(directory, FileName), JsonSerializer.Serialize(this, ManifestJson.Default.ModelManifest) + "\n");

    /// <summary>Checks that every file of the manifest is there with the right digest.</summary>
    /// <param name="directory">The model's folder.</param>
    /// <exception cref="ModelException">A file is missing or differs.</exception>
    public void VerifyFiles(string directory)
    {
        foreach (ModelFile file in Files)
        {
            string path = Path.GetFullPath(Path.Combine(directory, file.Path));
            if (!File.Exists(path))
                throw new ModelException(path, "", "nothing", $"a file of the model {Identity}");

            using FileStream stream = File.OpenRead(path);
            string found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (found != file.Sha256)
                throw new ModelException(path, "", $"sha256 {found}", $"sha256 {file.Sha256}; copy the file again");
        }
    }

    /// <summary>The digest of a file as a manifest records it.</summary>
    /// <param name="directory">The model's folder.</param>
    /// <param name="path">Path relative to it.</param>
    public static ModelFile Describe(string directory, string path)
    {
        using FileStream stream = File.OpenRead(Path.Combine(directory, path));
        return new ModelFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>What to put before a text of this kind.</summary>
    internal string PrefixOf(Encoders.TextKind kind)
        => kind == Encoders.TextKind.Query ? Prefixes?.Query ?? "" : Prefixes?.Document ?? "";

    private void CheckMembers(string path)
    {
        Check(Name.Length > 0, "name", "an empty text", "a name");
        Check(Version.Length > 0, "version", "an empty text", "a version");
        Check(Inputs.Ids.Length > 0, "inputs.ids", "an empty text", "the name of the graph's input of token ids");
        Check(Dimension is > 0 and <= 65_536, "dimension", Dimension, "1 to 65536");
        Check(MaxTokens is >= 3 and <= 65_536, "max_tokens", MaxTokens, "3 to 65536");
        Check(MaxRows is null or > 0, "max_rows", MaxRows ?? 0, "at least 1");
        foreach (ModelFile file in Files)
            Check(file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower), $"files, {file.Path}", file.Sha256, "64 lower-case hexadecimal digits");

        CheckListed("graph", Graph);
        CheckListed("tokenizer.file", Tokenizer.File);
        if (Space is not null)
            CheckListed("space", Space);
        if (Tokenizer.Kind == TokenizerKind.Bpe)
            CheckListed("tokenizer.merges_file", Tokenizer.MergesFile ?? "");
        int[] nested = NestedDimensions?.ToArray() ?? [];
        Check(nested.All(n => n > 0 && n <= Dimension) && nested.Zip(nested.Skip(1)).All(pair => pair.First < pair.Second),
            "nested_dimensions", string.Join(' ', nested), $"ascending, 1 to {Dimension}");

        void CheckListed(string member, string file)
            => Check(Files.Any(f => f.Path == file), member, file, "one of the paths in files");

        void Check(bool holds, string member, object found, string expected)
        {
            if (!holds)
                throw new ModelException(path, member, found.ToString()!, expected);
        }
    }
}

/// <summary>JSON form of the manifest, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
