using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Training.Simd;
using Retrieval.Training.Teachers;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Space;

/// <summary>
/// The space that students learn: every teacher's vector centred by language and side, made length 1, weighted, all side by
/// side, projected by PCA, made length 1. Dimensions fall in variance, so that prefixes can be used alone. Texts of other
/// languages than the pivot's are seen by the multilingual teachers only, whose vectors a ridge regression, learned on the
/// pivot's texts, brings to the same place.
/// </summary>
internal sealed class CommitteeSpace
{
    /// <summary>Single words are many and say little about shopping: they count less in the projection.</summary>
    private const float WordWeight = 0.3f;

    /// <summary>Texts from which the projection is learned; more change nothing that can be measured.</summary>
    private const int MaxFitTexts = 60_000;

    /// <summary>With fewer texts of a language and side the centre is that of its queries, else of the pivot's.</summary>
    private const int MinCentreTexts = 100;

    private const int BlockTexts = 1024;
    private const double Penalty = 1;

    private readonly IReadOnlyList<Teacher> all;
    private readonly IReadOnlyList<Teacher> multilingual;
    private readonly Dictionary<(int Teacher, string Language, TextKind Side), float[]> centres;
    private readonly int threads;
    private readonly Matrix projection;
    private readonly Matrix? bridge;

    private CommitteeSpace(IReadOnlyList<Teacher> teachers, IReadOnlyList<TrainingText> texts, int dimension, int seed, int threads)
    {
        this.threads = threads;
        all = teachers;
        multilingual = [.. teachers.Where(t => t.IsMultilingual)];
        centres = Centres(teachers, texts);

        TrainingText[] pivot = [.. texts.Where(t => t.Language == TrainingText.Pivot)];
        if (pivot.Length < dimension)
            throw new TrainingException($"found {pivot.Length} English texts; a space of {dimension} dimensions needs at least as many, better 10,000. Add some, such as models/texts/en.tsv");
        TrainingText[] sample = [.. pivot.Where((_, i) => (long)i * MaxFitTexts / pivot.Length != (long)(i - 1) * MaxFitTexts / pivot.Length || pivot.Length <= MaxFitTexts)];

        projection = TopEigenvectors.Compute(Gram(sample), dimension, seed, threads).Transpose();
        bridge = multilingual.Count == 0 ? null : Bridge(sample);
    }

    private CommitteeSpace(IReadOnlyList<Teacher> teachers, SpaceParts parts, int threads)
    {
        this.threads = threads;
        all = teachers;
        multilingual = [.. teachers.Where(t => t.IsMultilingual)];
        centres = parts.Centres;
        projection = parts.Projection;
        bridge = parts.Bridge;
    }

    /// <summary>Dimensions of the space.</summary>
    public int Dimension => projection.Columns;

    /// <summary>Learns the space from the teachers' cached vectors.</summary>
    /// <param name="teachers">The committee.</param>
    /// <param name="texts">Texts whose vectors are all cached.</param>
    /// <param name="dimension">Dimensions of the space.</param>
    /// <param name="seed">Seed of the eigenvectors' first guess.</param>
    /// <param name="threads">Threads to use.</param>
    public static CommitteeSpace Fit(IReadOnlyList<Teacher> teachers, IReadOnlyList<TrainingText> texts, int dimension, int seed, int threads)
        => new(teachers, texts, dimension, seed, threads);

    /// <summary>A space that was learned before.</summary>
    /// <param name="teachers">Its teachers, in its order.</param>
    /// <param name="parts">What it consists of.</param>
    /// <param name="threads">Threads to use.</param>
    public static CommitteeSpace Of(IReadOnlyList<Teacher> teachers, SpaceParts parts, int threads) => new(teachers, parts, threads);

    /// <summary>What the space consists of, to be kept.</summary>
    public SpaceParts Parts => new([.. all.Select(t => new SpaceTeacher(t.Identity, t.Dimension, t.Weight))], centres, projection, bridge);

    /// <summary>The same space in other coordinates.</summary>
    /// <param name="rotation">Orthogonal, dimension × dimension.</param>
    public CommitteeSpace Turned(Matrix rotation) => new(all, Parts with { Projection = Turn(projection, rotation), Bridge = bridge is null ? null : Turn(bridge, rotation) }, threads);

    /// <summary>The texts that it can place: English ones, and those of a language that every multilingual teacher knows.</summary>
    public static bool CanPlace(IReadOnlyList<Teacher> teachers, string language) => language == TrainingText.Pivot
        ? teachers.Any(t => t.Knows(language))
        : teachers.Any(t => t.IsMultilingual) && teachers.Where(t => t.IsMultilingual).All(t => t.Knows(language));

    /// <summary>Places texts in the space.</summary>
    /// <param name="texts">Texts whose vectors are all cached; each of the pivot's language or known to a multilingual teacher.</param>
    /// <returns>Vectors of length 1, a row a text.</returns>
    public Matrix Place(IReadOnlyList<TrainingText> texts)
    {
        Matrix placed = new(texts.Count, projection.Columns);
        foreach (var side in Enumerable.Range(0, texts.Count).GroupBy(i => texts[i].Language == TrainingText.Pivot))
        {
            foreach (int[] block in side.Chunk(BlockTexts))
            {
                Matrix vectors = Project([.. block.Select(i => texts[i])], side.Key ? all : multilingual, side.Key ? projection : bridge!);
                for (int r = 0; r < block.Length; r++)
                    vectors[r].CopyTo(placed[block[r]]);
            }
        }
        return placed;
    }

    private Matrix Turn(Matrix map, Matrix rotation)
    {
        Matrix turned = new(map.Rows, map.Columns);
        MatrixProduct.Multiply(map, rotation, turned, threads);
        return turned;
    }

    private Matrix Project(IReadOnlyList<TrainingText> texts, IReadOnlyList<Teacher> teachers, Matrix map)
    {
        Matrix vectors = new(texts.Count, map.Columns);
        MatrixProduct.Multiply(Stack(texts, teachers), map, vectors, threads);
        for (int r = 0; r < vectors.Rows; r++)
            Normalize(vectors[r]);
        return vectors;
    }

    private static Dictionary<(int, string, TextKind), float[]> Centres(IReadOnlyList<Teacher> teachers, IReadOnlyList<TrainingText> texts)
    {
        Dictionary<(int, string, TextKind), float[]> centres = [];
        foreach (var group in texts.GroupBy(t => (t.Language, t.Side)))
        {
            for (int i = 0; i < teachers.Count; i++)
            {
                Teacher teacher = teachers[i];
                if (!teacher.Knows(group.Key.Language))
                    continue;
                double[] sum = new double[teacher.Dimension];
                float[] vector = new float[teacher.Dimension];
                int count = 0;
                foreach (TrainingText text in group.Where(t => teacher.TryRead(t, vector)))
                {
                    count++;
                    for (int d = 0; d < sum.Length; d++)
                        sum[d] += vector[d];
                }
                if (count >= MinCentreTexts || group.Key == (TrainingText.Pivot, TextKind.Query))
                    centres[(i, group.Key.Language, group.Key.Side)] = [.. sum.Select(s => (float)(s / Math.Max(count, 1)))];
            }
        }
        return centres;
    }

    private float[]? Centre(Teacher teacher, TrainingText text)
    {
        int place = all.Index().First(t => t.Item == teacher).Index;
        return centres.GetValueOrDefault((place, text.Language, text.Side))
            ?? centres.GetValueOrDefault((place, text.Language, TextKind.Query))
            ?? centres.GetValueOrDefault((place, TrainingText.Pivot, TextKind.Query))
            ?? centres.GetValueOrDefault((place, TrainingText.Pivot, TextKind.Document));
    }

    /// <summary>The teachers' vectors side by side, each centred, of length 1, weighted.</summary>
    private Matrix Stack(IReadOnlyList<TrainingText> texts, IReadOnlyList<Teacher> teachers)
    {
        Matrix stack = new(texts.Count, teachers.Sum(t => t.Dimension));
        for (int r = 0; r < texts.Count; r++)
        {
            int start = 0;
            foreach (Teacher teacher in teachers)
            {
                Span<float> part = stack[r].Slice(start, teacher.Dimension);
                start += teacher.Dimension;
                if (!teacher.TryRead(texts[r], part))
                    continue;
                if (Centre(teacher, texts[r]) is { } centre)
                    TensorPrimitives.Subtract(part, centre, part);
                Normalize(part);
                TensorPrimitives.Multiply(part, (float)teacher.Weight, part);
            }
        }
        return stack;
    }

    /// <summary>Weighted XᵀX over the stacked vectors.</summary>
    private Matrix Gram(IReadOnlyList<TrainingText> texts)
    {
        int width = all.Sum(t => t.Dimension);
        Matrix gram = new(width, width);
        foreach (TrainingText[] block in texts.Chunk(BlockTexts))
        {
            Matrix stack = Stack(block, all);
            Weigh(stack, block);
            MatrixProduct.Multiply(stack.Transpose(), stack, gram, threads, accumulate: true);
        }
        return gram;
    }

    private Matrix Bridge(IReadOnlyList<TrainingText> texts)
    {
        int width = multilingual.Sum(t => t.Dimension);
        Matrix gram = new(width, width);
        Matrix moments = new(width, projection.Columns);
        foreach (TrainingText[] block in texts.Chunk(BlockTexts))
        {
            Matrix target = Project(block, all, projection);
            Matrix stack = Stack(block, multilingual);
            Weigh(target, block);
            Weigh(stack, block);
            Matrix transposed = stack.Transpose();
            MatrixProduct.Multiply(transposed, stack, gram, threads, accumulate: true);
            MatrixProduct.Multiply(transposed, target, moments, threads, accumulate: true);
        }
        return Ridge.Solve(gram, moments, Penalty);
    }

    private static void Weigh(Matrix rows, IReadOnlyList<TrainingText> texts)
    {
        for (int r = 0; r < rows.Rows; r++)
        {
            if (texts[r].IsWord)
                TensorPrimitives.Multiply(rows[r], MathF.Sqrt(WordWeight), rows[r]);
        }
    }

    /// <summary>Makes a vector length 1; the zero vector stays.</summary>
    internal static void Normalize(Span<float> vector)
    {
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Multiply(vector, 1 / length, vector);
    }
}
