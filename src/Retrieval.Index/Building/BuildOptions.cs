using Retrieval.Embedding.Encoders;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Building;

/// <summary>How an index is built.</summary>
public sealed record BuildOptions
{
    /// <summary>Encodes products; null builds an index of words alone. Not disposed by the build.</summary>
    public IEncoder? Encoder { get; init; }

    /// <summary>
    /// Encodes products of a language finer than <see cref="Encoder"/>, in the same space, such as by the teachers that it learned from; a
    /// product gets the middle of both. Null, or null for a language, leaves products to the encoder, as are those of later updates.
    /// </summary>
    public Func<Language, IEncoder?>? Finer { get; init; }

    /// <summary>Folder of the encoder's model, kept in the manifest so that searches find it; null where the encoder has none.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Threads that analyse and encode, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Language of products that state none; null detects it a product.</summary>
    public Language? Language { get; init; }

    /// <summary>Searched fields with their weights, where the caller names them; null is the engine's own.</summary>
    public IReadOnlyList<LexicalField>? Fields { get; init; }

    /// <summary>Writes the searched fields a second time with Lucene.Net's own codec, to be compared with.</summary>
    public bool StockCodec { get; init; }

    /// <summary>
    /// The moment that the catalogue tells of, such as when its file was written; null is when the build began. Updates that the index took
    /// later are newer than the catalogue and are kept.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Currency of a market without a region; null is the one that most products state.</summary>
    public string? Currency { get; init; }

    /// <summary>Weights that searches fuse scores with, kept in the manifest; null for the engine's own.</summary>
    public IReadOnlyDictionary<string, float>? Fusion { get; init; }

    /// <summary>The options that a generation was built with, but for its encoder.</summary>
    /// <param name="manifest">Of the generation.</param>
    public static BuildOptions Like(IndexManifest manifest) => new()
    {
        ModelFolder = manifest.ModelFolder,
        Language = manifest.Language is { } code && LanguageCodes.TryParse(code, out Language language) ? language : null,
        Fields = manifest.FieldsChosen ? manifest.Fields : null,
        StockCodec = manifest.StockCodec,
        Currency = manifest.Currency,
        Fusion = manifest.Fusion,
    };
}

/// <summary>What a build is at.</summary>
public enum BuildStage : byte
{
    /// <summary>Products are read, analysed and encoded.</summary>
    Indexing,
    /// <summary>Segments are merged.</summary>
    Merging,
    /// <summary>Files are made durable and the generation is switched.</summary>
    Committing,
}

/// <summary>How far a build is.</summary>
/// <param name="Stage">What it is at.</param>
/// <param name="Products">Products indexed so far.</param>
public readonly record struct BuildProgress(BuildStage Stage, int Products);

/// <summary>What a build made.</summary>
/// <param name="Generation">Number of the generation that serves now.</param>
/// <param name="Products">Products in it.</param>
/// <param name="Replaced">Lines whose product a later line of the same id replaced.</param>
/// <param name="Elapsed">From the first product to the switch.</param>
/// <param name="Bytes">Size of the generation on the disk.</param>
public sealed record BuildReport(int Generation, int Products, int Replaced, TimeSpan Elapsed, long Bytes);
