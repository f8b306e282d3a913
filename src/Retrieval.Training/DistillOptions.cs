using Retrieval.Training.Texts;

namespace Retrieval.Training;

/// <summary>A teacher of the committee.</summary>
/// <param name="Directory">Folder of the model.</param>
/// <param name="Weight">Its weight in the committee, above 0; null takes what was measured for known models, else 1.</param>
public sealed record TeacherSource(string Directory, double? Weight = null);

/// <summary>What to distil, from what, to where.</summary>
public sealed record DistillOptions
{
    /// <summary>The committee; at least one teacher knows English.</summary>
    public required IReadOnlyList<TeacherSource> Teachers { get; init; }

    /// <summary>Files of texts: JSON Lines with text, lang, kind, key; or lines of lang, kind, text parted by tabs; or bare texts.</summary>
    public IReadOnlyList<string> TextFiles { get; init; } = [];

    /// <summary>Texts to learn from beside those of the files, such as a catalogue's.</summary>
    public IReadOnlyList<TrainingText> Texts { get; init; } = [];

    /// <summary>
    /// Folder of a static student to go on from: its words stay, those of the texts are added, and what it knows moves only where the
    /// texts say so. Null to begin anew.
    /// </summary>
    public string? Parent { get; init; }

    /// <summary>Files of pairs, lines of lang, text, lang, text parted by tabs: the first is drawn to the second.</summary>
    public IReadOnlyList<string> PairFiles { get; init; } = [];

    /// <summary>Folder of the student; made, its model files replaced.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>
    /// Folder of the teachers' vectors and of the checkpoint, kept between runs so that only new texts cost; a folder
    /// <c>.distill</c> beside the output when null.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Name of the student.</summary>
    public string Name { get; init; } = "student";

    /// <summary>Version of the student; made from its digest when null.</summary>
    public string? Version { get; init; }

    /// <summary>Licence of the student and notes on it, for its manifest.</summary>
    public string? Licence { get; init; }

    /// <summary>Dimensions, a multiple of 64; a parent's own count where there is one.</summary>
    public int Dimension { get; init; } = 256;

    /// <summary>Most words that get a row of their own.</summary>
    public int MaxWords { get; init; } = 130_000;

    /// <summary>Rows of hashed character grams for unknown words; a parent's own count where there is one.</summary>
    public int GramRows { get; init; } = 1 << 14;

    /// <summary>Most times that all texts are seen; fewer when held-out texts stop improving.</summary>
    public int Epochs { get; init; } = 6;

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Learn only from texts that the cache has all teachers' vectors of; for a first look while a teacher pass runs.</summary>
    public bool CachedOnly { get; init; }

    internal TrainingRecipe Recipe { get; init; } = new();
}

/// <summary>Weights of the training that were chosen by measuring; models/README.md tells how.</summary>
internal sealed record TrainingRecipe
{
    public int Batch { get; init; } = 1024;

    public float Rate { get; init; } = 3e-3f;

    public float NeighbourhoodWeight { get; init; } = 0.1f;

    public float Temperature { get; init; } = 0.07f;

    public float AlignmentStrength { get; init; } = 2;

    /// <summary>Words that stay known where training plays that rarer ones were not.</summary>
    public int CommonWords { get; init; } = 20_000;

    /// <summary>Share of the texts of several rows, some of rarer words, that an epoch sees a second time that way.</summary>
    public double RarerShare { get; init; } = 0.5;
}

/// <summary>How far a distillation is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Steps done of this stage.</param>
/// <param name="Total">Steps of this stage.</param>
/// <param name="Note">A figure worth showing; may be null.</param>
public sealed record DistillProgress(string Stage, int Done, int Total, string? Note = null);

/// <summary>What a distillation gave.</summary>
/// <param name="Texts">Number of texts by language.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Words">Words with a row of their own.</param>
/// <param name="HeldOut">Texts held out to know when to stop.</param>
/// <param name="HeldOutCosine">Mean cosine to the committee on them before training and after each epoch.</param>
/// <param name="BestEpoch">Epoch whose rows were kept, from 1; 0 is before training.</param>
/// <param name="TeacherSeconds">Time of the teachers' pass; what was cached cost nothing.</param>
/// <param name="TrainingSeconds">Time of all else.</param>
public sealed record DistillReport(
    IReadOnlyDictionary<string, int> Texts,
    int Pairs,
    int Words,
    int HeldOut,
    IReadOnlyList<double> HeldOutCosine,
    int BestEpoch,
    double TeacherSeconds,
    double TrainingSeconds);
