using System.Diagnostics;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Static;
using Retrieval.Training.Onnx;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Teachers;
using Retrieval.Training.Texts;

namespace Retrieval.Training;

/// <summary>
/// Distils a committee of teachers into a static student: the teachers see every text once (cached), their vectors span a
/// common space, and the student's rows are trained towards each text's place in it. Deterministic for a seed; a run that was
/// stopped goes on where it was when it is started again with the same options.
/// </summary>
public static class Distillation
{
    /// <summary>Name of the student's vocabulary in its folder, one word a line.</summary>
    internal const string VocabularyFile = "vocabulary.txt";

    private const string GraphFile = "student.onnx";

    private const string SpaceFile = "space.bin";

    /// <summary>Rows that a text is cut to.</summary>
    private const int MaxTokens = 256;

    /// <summary>One text of so many is held out, and at most so many in all.</summary>
    private const int HeldOutOf = 50;

    private const int MaxHeldOut = 4000;

    /// <summary>Digits of the graph's digest that make a version where none is given.</summary>
    internal const int VersionDigits = 12;

    /// <summary>Training stops after so many epochs without gain.</summary>
    private const int Patience = 2;

    /// <summary>What was measured for models that we know (models/README.md); 1 for others.</summary>
    private static readonly Dictionary<string, double> KnownWeights = new() { ["all-MiniLM-L6-v2"] = 0.7, ["universal-sentence-encoder-multilingual"] = 0.5 };

    /// <summary>Distils a student.</summary>
    /// <param name="options">What, from what, to where.</param>
    /// <param name="progress">Told of every block of texts and every epoch.</param>
    /// <param name="cancellation">Stops soon; what was done is kept for the next run.</param>
    /// <exception cref="TrainingException">Texts or teachers cannot be used; the message says which and why.</exception>
    /// <exception cref="ModelException">A teacher cannot be loaded.</exception>
    public static DistillReport Run(DistillOptions options, IProgress<DistillProgress> progress, CancellationToken cancellation)
    {
        string cache = options.CacheDirectory ?? Path.Combine(Path.GetFullPath(options.OutputDirectory), "..", ".distill");
        Directory.CreateDirectory(cache);
        Directory.CreateDirectory(options.OutputDirectory);

        StaticEncoder? parent = options.Parent is { } folder ? Student(folder) : null;
        List<TextPair> pairs = TextFiles.ReadPairs(options.PairFiles);
        List<Teacher> teachers = OpenTeachers(options, cache);
        try
        {
            List<TrainingText> texts = UsableTexts([.. options.Texts.Concat(TextFiles.ReadTexts(options.TextFiles)).Distinct()], teachers, options);
            Stopwatch watch = Stopwatch.StartNew();
            TeacherPass.Run(teachers, texts, (done, all) => progress.Report(new DistillProgress("teachers", done, all)), cancellation);
            double teacherSeconds = watch.Elapsed.TotalSeconds;

            progress.Report(new DistillProgress("space", 0, 2));
            CommitteeSpace space = CommitteeSpace.Fit(teachers, texts, parent?.Dimension ?? options.Dimension, options.Seed, options.Threads);
            progress.Report(new DistillProgress("space", 1, 2));
            if (parent is not null)
                space = space.Turned(Rotation.Between(space.Place(texts), Encoded(parent, texts), options.Threads));
            Matrix places = space.Place(texts);
            Alignment.Apply(texts, pairs, places, options.Recipe.AlignmentStrength);
            progress.Report(new DistillProgress("space", 2, 2));

            StaticTokenizer tokenizer = Vocabulary(options, parent, texts);
            Training training = Train(options, parent, texts, places, tokenizer, Path.Combine(cache, "checkpoint"), progress, cancellation);
            StudentRows.EvenLengths(training.Rows, tokenizer.Words.Count);

            DistillReport report = new(
                texts.GroupBy(t => t.Language).OrderByDescending(g => g.Count()).ToDictionary(g => g.Key, g => g.Count()), pairs.Count,
                tokenizer.Words.Count, training.HeldOut, training.Cosines, training.BestEpoch, teacherSeconds, watch.Elapsed.TotalSeconds - teacherSeconds);
            WriteModel(options, space, tokenizer, QuantizedRows.Of(training.Rows), report);
            return report;
        }
        finally
        {
            teachers.ForEach(t => t.Dispose());
        }
    }

    private static List<Teacher> OpenTeachers(DistillOptions options, string cache)
    {
        List<Teacher> teachers = [];
        foreach (TeacherSource source in options.Teachers)
        {
            ModelManifest manifest = ModelManifest.Read(source.Directory);
            double weight = source.Weight ?? KnownWeights.GetValueOrDefault(manifest.Name, 1);
            teachers.Add(new Teacher(EncoderCatalog.Load(source.Directory, options.Threads), manifest.Languages, weight, cache));
        }
        return teachers.Any(t => t.Knows(TrainingText.Pivot)) ? teachers
            : throw new TrainingException("no teacher knows English, through which languages are aligned; add one that does");
    }

    /// <summary>Loads a static student.</summary>
    /// <exception cref="TrainingException">The model is of another kind.</exception>
    internal static StaticEncoder Student(string folder)
        => EncoderCatalog.Load(folder) as StaticEncoder
            ?? throw new TrainingException($"{folder}: found a model of another kind; only a static student can be gone on from");

    private static Matrix Encoded(StaticEncoder student, List<TrainingText> texts)
    {
        Matrix vectors = new(texts.Count, student.Dimension);
        for (int i = 0; i < texts.Count; i++)
            student.Encode(texts[i].Text, TextKind.Document, vectors[i]);
        return vectors;
    }

    /// <summary>The texts' words, behind those of the parent.</summary>
    private static StaticTokenizer Vocabulary(DistillOptions options, StaticEncoder? parent, List<TrainingText> texts)
    {
        string[] words = WordCounts.Choose(texts, options.MaxWords);
        return parent is null ? new StaticTokenizer(words, options.GramRows)
            : new StaticTokenizer([.. parent.Tokenizer.Words, .. words.Where(w => parent.Tokenizer.RowOf(w) == 0)], parent.Tokenizer.GramRows);
    }

    private static List<TrainingText> UsableTexts(List<TrainingText> texts, List<Teacher> teachers, DistillOptions options)
    {
        bool IsPlaced(TrainingText text) => CommitteeSpace.CanPlace(teachers, text.Language);
        bool IsCached(TrainingText text) => teachers.Where(t => t.Knows(text.Language)).All(t => t.Has(text));

        List<TrainingText> usable = [.. texts.Where(t => IsPlaced(t) && (!options.CachedOnly || IsCached(t)))];
        return usable.Count > 0 ? usable
            : throw new TrainingException($"none of the {texts.Count} texts is of a language that the teachers know");
    }

    private sealed record Training(Matrix Rows, int HeldOut, IReadOnlyList<double> Cosines, int BestEpoch);

    private static Training Train(
        DistillOptions options, StaticEncoder? parent, List<TrainingText> texts, Matrix places, StaticTokenizer tokenizer, string checkpoint,
        IProgress<DistillProgress> progress, CancellationToken cancellation)
    {
        TrainingRecipe recipe = options.Recipe;
        int[][] rowsOfTexts = Cut(texts, tokenizer, options.Threads);
        int[][] rowsOfRarer = Cut(texts, tokenizer.Knowing(recipe.CommonWords), options.Threads);
        ILookup<bool, int> isHeldOut = Enumerable.Range(0, texts.Count).ToLookup(i => IsHeldOut(texts[i]));
        int[] heldOut = [.. isHeldOut[true].Take(MaxHeldOut)];
        int[] learned = [.. isHeldOut[false]];

        TrainerOptions trainerOptions = new(options.Epochs, recipe.Batch, recipe.Rate, recipe.NeighbourhoodWeight, recipe.Temperature, recipe.RarerShare, options.Seed);
        Matrix rows = StudentRows.Start(tokenizer, texts, learned, rowsOfTexts, places);
        if (parent is not null)
            StudentRows.TakeOver(parent, rows);
        StudentTrainer trainer = new(rows, rowsOfTexts, rowsOfRarer, places, trainerOptions, options.Threads);

        TrainingState state = new(trainer);
        UInt128 fingerprint = FingerprintOf(trainerOptions, rowsOfTexts, rowsOfRarer, places);
        if (!state.TryLoad(checkpoint, fingerprint))
            state.Record(trainer.MeanCosine(heldOut));
        while (state.Epoch < options.Epochs && state.Epoch - state.BestEpoch < Patience)
        {
            progress.Report(new DistillProgress("training", state.Epoch, options.Epochs, $"held-out cosine {state.Cosines[^1]:0.0000}"));
            trainer.RunEpoch(state.Epoch, learned, cancellation);
            state.Record(trainer.MeanCosine(heldOut));
            state.Save(checkpoint, fingerprint);
        }
        progress.Report(new DistillProgress("training", options.Epochs, options.Epochs, $"held-out cosine {state.Cosines[state.BestEpoch]:0.0000}"));
        File.Delete(checkpoint);
        return new Training(state.BestRows, heldOut.Length, state.Cosines, state.BestEpoch);
    }

    private static int[][] Cut(List<TrainingText> texts, StaticTokenizer tokenizer, int threads)
    {
        int[][] cut = new int[texts.Count][];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            Span<int> rows = stackalloc int[MaxTokens];
            cut[i] = rows[..tokenizer.Tokenize(texts[i].Text, rows)].ToArray();
        });
        return cut;
    }

    /// <summary>Chosen by content, so that growing the texts does not move one from one side to the other; words are never held out.</summary>
    private static bool IsHeldOut(TrainingText text)
        => !text.IsWord && XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.Text)) % HeldOutOf == 0;

    /// <summary>Digest of all that the trained rows depend on.</summary>
    private static UInt128 FingerprintOf(TrainerOptions options, int[][] rowsOfTexts, int[][] rowsOfRarer, Matrix places)
    {
        XxHash128 hash = new();
        hash.Append(Encoding.UTF8.GetBytes(options.ToString()));
        hash.Append(MemoryMarshal.AsBytes<float>(places.Values));
        foreach (int[] rows in rowsOfTexts.Concat(rowsOfRarer))
        {
            hash.Append(MemoryMarshal.AsBytes<int>(rows));
            hash.Append("\n"u8);
        }
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Writes a student's vocabulary and graph.</summary>
    /// <returns>The graph.</returns>
    internal static ModelFile WriteRows(string directory, StaticTokenizer tokenizer, QuantizedRows rows)
    {
        File.WriteAllText(Path.Combine(directory, VocabularyFile), string.Concat(tokenizer.Words.Select(w => w + "\n")));
        StudentGraph.Write(Path.Combine(directory, GraphFile), rows);
        return ModelManifest.Describe(directory, GraphFile);
    }

    private static void WriteModel(DistillOptions options, CommitteeSpace space, StaticTokenizer tokenizer, QuantizedRows rows, DistillReport report)
    {
        string directory = options.OutputDirectory;
        ModelFile graph = WriteRows(directory, tokenizer, rows);
        SpaceParts parts = space.Parts;
        parts.Write(Path.Combine(directory, SpaceFile));
        new ModelManifest
        {
            Name = options.Name,
            Version = options.Version ?? graph.Sha256[..VersionDigits],
            Languages = [.. report.Texts.Keys],
            Files = [graph, ModelManifest.Describe(directory, VocabularyFile), ModelManifest.Describe(directory, SpaceFile)],
            Graph = GraphFile,
            Space = SpaceFile,
            Tokenizer = new TokenizerManifest { Kind = TokenizerKind.Static, File = VocabularyFile },
            Inputs = new ModelInputs(StudentGraph.Input),
            Output = StudentGraph.Output,
            Pooling = Pooling.None,
            Normalize = true,
            Dimension = rows.Dimension,
            MaxTokens = MaxTokens,
            NestedDimensions = [rows.Dimension / 4, rows.Dimension / 2, rows.Dimension],
            Licence = options.Licence,
            Training = RecordOf(options, parts, report),
        }.Write(directory);
    }

    private static JsonElement RecordOf(DistillOptions options, SpaceParts space, DistillReport report)
        => JsonSerializer.SerializeToElement(
            new
            {
                objective = "sum of rows of length 1; 1 - cosine to the committee's vector of the text, plus the cross-entropy of the batch's neighbourhoods",
                teachers = space.Teachers.Select(t => new { model = t.Identity, weight = t.Weight }),
                parent = options.Parent is { } folder ? ModelManifest.Read(folder).Identity : null,
                options.Seed,
                options.Epochs,
                options.Recipe,
                report,
            },
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
