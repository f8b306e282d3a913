using Microsoft.ML.OnnxRuntime;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Runtime;
using Retrieval.Embedding.Tokenizers;

namespace Retrieval.Embedding.Encoders;

/// <summary>
/// Any sentence-transformer-style ONNX graph, as its manifest describes it. Safe for concurrent calls: one core a call,
/// buffers pooled. A text without a known token gets what the model makes of its special tokens alone.
/// </summary>
public sealed class OnnxEncoder : IEncoder
{
    /// <summary>Most texts in one run of the graph; see <see cref="MaxBatchTokens"/>.</summary>
    private const int MaxRows = 32;

    /// <summary>
    /// Most tokens in one run, padding included. Small batches keep the activations in a core's cache: of 64 x 4096,
    /// 32 x 2048, 32 x 1024, 32 x 512 and 16 x 256 the fourth was fastest for three transformers and a convolution
    /// (12 layers of 384: 228 texts/s against 174 for the first). It bounds attention's memory as well.
    /// </summary>
    private const int MaxBatchTokens = 512;

    private readonly ModelManifest manifest;
    private readonly ModelTokenizer tokenizer;
    private readonly InferenceSession session;
    private readonly GraphRunPool runs;
    private readonly int threads;

    /// <summary>Opens a model.</summary>
    /// <param name="directory">The model's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="threads">Batches encoded at the same time by <see cref="EncodeBatch"/>, at least 1.</param>
    /// <exception cref="ModelException">A file is missing or broken, or the graph is not what the manifest says.</exception>
    public OnnxEncoder(string directory, ModelManifest manifest, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        this.manifest = manifest;
        this.threads = threads;
        tokenizer = ModelTokenizer.Load(directory, manifest);
        string path = Path.GetFullPath(Path.Combine(directory, manifest.Graph));
        session = OnnxRuntimeLibrary.OpenSession(path);
        GraphContract.Check(session, manifest, path);
        runs = new GraphRunPool(session, manifest);
    }

    /// <inheritdoc/>
    public int Dimension => manifest.Dimension;

    /// <inheritdoc/>
    public string Identity => manifest.Identity;

    /// <summary>Token ids of a text as the graph sees them: prefix and special ids included, cut at the model's limit.</summary>
    /// <param name="text">The text, without its prefix.</param>
    /// <param name="kind">Side of the text.</param>
    public int[] Tokenize(string text, TextKind kind) => tokenizer.Encode(manifest.PrefixOf(kind) + text, manifest.MaxTokens);

    /// <inheritdoc/>
    public void Encode(string text, TextKind kind, Span<float> vector)
        => Run([Tokenize(text, kind)], [0], vector[..Dimension]);

    /// <inheritdoc/>
    public unsafe void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
    {
        int dimension = Dimension;
        int length = checked(texts.Count * dimension);
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors.Length, length, nameof(vectors));

        int[][] tokens = new int[texts.Count][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(0, texts.Count, parallel, i => tokens[i] = Tokenize(texts[i], kind));
        List<int[]> batches = CutIntoBatches(tokens);

        // A lambda cannot hold a span; the pin outlives the loop, which ends before this method does.
        fixed (float* target = vectors)
        {
            nint address = (nint)target;
            Parallel.ForEach(batches, parallel, rows => Run(tokens, rows, new Span<float>((void*)address, length)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        runs.Dispose();
        session.Dispose();
    }

    /// <summary>
    /// Texts of like length together, longest first: little padding, the largest buffers are taken once, and the last
    /// batches are the short ones, so that the cores finish together.
    /// </summary>
    private List<int[]> CutIntoBatches(int[][] tokens)
    {
        int maxRows = Math.Min(manifest.MaxRows ?? MaxRows, MaxRows);
        int[] order = Enumerable.Range(0, tokens.Length).ToArray();
        Array.Sort(order, (a, b) => tokens[a].Length != tokens[b].Length ? tokens[b].Length.CompareTo(tokens[a].Length) : a.CompareTo(b));

        List<int[]> batches = [];
        for (int start = 0; start < order.Length;)
        {
            int rows = Math.Clamp(MaxBatchTokens / tokens[order[start]].Length, 1, maxRows);
            int end = Math.Min(order.Length, start + rows);
            batches.Add(order[start..end]);
            start = end;
        }
        return batches;
    }

    /// <summary>One run of the graph over some rows; each row's vector goes to its place in <paramref name="vectors"/>.</summary>
    private void Run(int[][] tokens, int[] rows, Span<float> vectors)
    {
        GraphRun run = runs.Take();
        try
        {
            int columns = tokens[rows[0]].Length;
            foreach (int row in rows)
                columns = Math.Max(columns, tokens[row].Length);

            run.Fill(tokens, rows, columns);
            ReadOnlySpan<float> output = run.Execute(rows.Length, columns);
            int stride = output.Length / rows.Length;
            for (int r = 0; r < rows.Length; r++)
            {
                Span<float> vector = vectors.Slice(rows[r] * Dimension, Dimension);
                VectorPooling.Pool(manifest.Pooling, output.Slice(r * stride, stride), tokens[rows[r]].Length, vector);
                if (manifest.Normalize)
                    VectorPooling.Normalize(vector);
            }
        }
        finally
        {
            runs.Return(run);
        }
    }
}
