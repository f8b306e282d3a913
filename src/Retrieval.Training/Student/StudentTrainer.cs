using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Retrieval.Training.Space;

namespace Retrieval.Training.Student;

/// <summary>What the training is like.</summary>
/// <param name="Epochs">Times that all texts are seen.</param>
/// <param name="Batch">Texts a batch.</param>
/// <param name="Rate">First learning rate; falls to a tenth.</param>
/// <param name="NeighbourhoodWeight">Weight of the neighbourhoods beside the targets.</param>
/// <param name="Temperature">Their temperature.</param>
/// <param name="RarerShare">Share of the texts with rarer words that an epoch sees also as if those words were unknown.</param>
/// <param name="Seed">Seed of the batches.</param>
internal sealed record TrainerOptions(int Epochs, int Batch, float Rate, float NeighbourhoodWeight, float Temperature, double RarerShare, int Seed);

/// <summary>
/// Trains rows so that the sum of a text's rows, made length 1, comes to the text's place. Deterministic for a seed,
/// whatever the number of threads.
/// </summary>
internal sealed class StudentTrainer
{
    private readonly int[][] rowsOfTexts;
    private readonly int[][] rowsOfRarer;
    private readonly Matrix targets;
    private readonly TrainerOptions options;
    private readonly int threads;
    private readonly NeighbourhoodLoss loss;

    /// <summary>Prepares the training.</summary>
    /// <param name="rows">The rows' first values; trained in place.</param>
    /// <param name="rowsOfTexts">Rows of each text.</param>
    /// <param name="rowsOfRarer">Rows of each text as if its rarer words were unknown.</param>
    /// <param name="targets">Place of each text, length 1.</param>
    /// <param name="options">What the training is like.</param>
    /// <param name="threads">Threads to use.</param>
    public StudentTrainer(Matrix rows, int[][] rowsOfTexts, int[][] rowsOfRarer, Matrix targets, TrainerOptions options, int threads)
    {
        Rows = rows;
        this.rowsOfTexts = rowsOfTexts;
        this.rowsOfRarer = rowsOfRarer;
        this.targets = targets;
        this.options = options with { Batch = Math.Min(options.Batch, Math.Max(1, rowsOfTexts.Count(r => r.Length > 0))) };
        this.threads = threads;
        Adam = new SparseAdam(rows);
        loss = new NeighbourhoodLoss(this.options.Batch, rows.Columns, options.NeighbourhoodWeight, options.Temperature, threads);
    }

    /// <summary>The rows.</summary>
    public Matrix Rows { get; }

    /// <summary>The optimiser's state.</summary>
    public SparseAdam Adam { get; }

    /// <summary>One pass over some texts. The same epoch of the same seed always sees the same batches.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="texts">Texts to learn from; those without rows are passed over.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public void RunEpoch(int epoch, IReadOnlyList<int> texts, CancellationToken cancellation)
    {
        float rate = options.Rate * (1 - (0.9f * epoch / options.Epochs));
        foreach (Example[] batch in Batches(epoch, texts))
        {
            cancellation.ThrowIfCancellationRequested();
            Step(batch, rate);
        }
    }

    /// <summary>Mean cosine between texts and their places.</summary>
    public double MeanCosine(IReadOnlyList<int> texts)
    {
        float[] sum = new float[Rows.Columns];
        double total = 0;
        foreach (int text in texts)
        {
            SumRows(rowsOfTexts[text], sum);
            float length = TensorPrimitives.Norm<float>(sum);
            total += length > 0 ? TensorPrimitives.Dot(sum, targets[text]) / length : 0;
        }
        return texts.Count == 0 ? 0 : total / texts.Count;
    }

    /// <summary>
    /// Batches of texts of nearly equal length, in random order: among texts of one length the neighbourhoods say most, and
    /// the threads' work is even.
    /// </summary>
    private List<Example[]> Batches(int epoch, IReadOnlyList<int> texts)
    {
        Random random = new(SeedOf(options.Seed, epoch));
        List<Example> examples = [];
        foreach (int text in texts.Where(t => rowsOfTexts[t].Length > 0))
        {
            examples.Add(new Example(text, rowsOfTexts[text]));
            if (rowsOfTexts[text].Length > 1 && !rowsOfTexts[text].AsSpan().SequenceEqual(rowsOfRarer[text]) && random.NextDouble() < options.RarerShare)
                examples.Add(new Example(text, rowsOfRarer[text]));
        }
        Example[] order = [.. examples];
        double[] keys = [.. order.Select(e => e.Rows.Length + (random.NextDouble() * 2))];
        Array.Sort(keys, order);
        List<Example[]> batches = [.. order.Chunk(options.Batch).Where(b => b.Length == options.Batch)];
        random.Shuffle(CollectionsMarshal.AsSpan(batches));
        return batches;

        static int SeedOf(int seed, int epoch) => unchecked((seed * 31) + epoch);
    }

    private void Step(Example[] batch, float rate)
    {
        Matrix students = new(batch.Length, Rows.Columns);
        Matrix goals = new(batch.Length, Rows.Columns);
        Matrix gradient = new(batch.Length, Rows.Columns);
        float[] lengths = new float[batch.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(0, batch.Length, parallel, i =>
        {
            SumRows(batch[i].Rows, students[i]);
            lengths[i] = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(students[i]) + 1e-6f);
            TensorPrimitives.Divide(students[i], lengths[i], students[i]);
            targets[batch[i].Text].CopyTo(goals[i]);
        });

        loss.Gradient(students, goals, gradient);

        // Through the division by the length: only what is at right angles to the vector moves it.
        Parallel.For(0, batch.Length, parallel, i =>
        {
            TensorPrimitives.MultiplyAdd(students[i], -TensorPrimitives.Dot<float>(students[i], gradient[i]), gradient[i], gradient[i]);
            TensorPrimitives.Divide(gradient[i], lengths[i], gradient[i]);
        });

        (int Row, int Text)[] uses = Uses(batch);
        int[] starts = [.. Enumerable.Range(0, uses.Length).Where(u => u == 0 || uses[u].Row != uses[u - 1].Row)];
        Parallel.For(0, starts.Length, parallel, s =>
        {
            Span<float> sum = stackalloc float[Rows.Columns];
            sum.Clear();
            int row = uses[starts[s]].Row;
            for (int u = starts[s]; u < uses.Length && uses[u].Row == row; u++)
                TensorPrimitives.Add(sum, gradient[uses[u].Text], sum);
            Adam.Step(row, sum, rate);
        });
    }

    /// <summary>Which row is used by which text of the batch, by row.</summary>
    private (int Row, int Text)[] Uses(Example[] batch)
    {
        List<(int, int)> uses = [];
        for (int i = 0; i < batch.Length; i++)
        {
            foreach (int row in batch[i].Rows)
                uses.Add((row, i));
        }
        (int, int)[] sorted = [.. uses];
        Array.Sort(sorted);
        return sorted;
    }

    private void SumRows(int[] rows, Span<float> sum)
    {
        sum.Clear();
        foreach (int row in rows)
            TensorPrimitives.Add(sum, Rows[row], sum);
    }

    /// <summary>A text and the rows that it is cut into this time.</summary>
    private readonly record struct Example(int Text, int[] Rows);
}
