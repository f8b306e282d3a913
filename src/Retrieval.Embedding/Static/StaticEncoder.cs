using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Manifest;
using Retrieval.Embedding.Static.Simd;
using Retrieval.Embedding.Storage;

namespace Retrieval.Embedding.Static;

/// <summary>
/// The distilled student: a text is the sum of its rows, made length 1. The rows are int8 with one scale a row and are read
/// right out of the constants <c>rows</c> and <c>scales</c> of the model's ONNX graph, whose file is mapped and which gives the same vectors in ONNX
/// Runtime. Queries and documents are encoded alike, but for the pairs that a catalogue's own words form. Immutable, safe for concurrent calls; encoding one text does not
/// allocate for texts in Latin letters and Han.
/// </summary>
public sealed class StaticEncoder : IEncoder
{
    /// <summary>Name of the graph's constant with the rows, int8 [rows, dimension].</summary>
    public const string RowsName = "rows";

    /// <summary>Name of the graph's constant with the scale of each row, float [rows, 1].</summary>
    public const string ScalesName = "scales";

    /// <summary>More rows of one text are not read.</summary>
    internal const int MaxRows = 512;

    private const int MostOnStack = 1024;

    private const int Float = 1;
    private const int Int8 = 3;

    private readonly ReadOnlyMemory<byte> rows;
    private readonly float[] scales;
    private readonly int maxTokens;
    private readonly OwnWords? own;

    /// <summary>Makes an encoder of rows in memory.</summary>
    /// <param name="tokenizer">Cuts texts into rows.</param>
    /// <param name="rows">Rows, int8, one after another: <c>tokenizer.Rows * dimension</c> bytes; not copied.</param>
    /// <param name="scales">Scale of each row.</param>
    /// <param name="dimension">Dimensions of a row, a multiple of 64.</param>
    /// <param name="identity">Name and version.</param>
    /// <param name="maxTokens">Rows that a text is cut to.</param>
    public StaticEncoder(StaticTokenizer tokenizer, ReadOnlyMemory<byte> rows, float[] scales, int dimension, string identity, int maxTokens = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scales.Length, tokenizer.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, tokenizer.Rows * dimension);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dimension % RowSum.Block, 0);
        Tokenizer = tokenizer;
        this.rows = rows;
        this.scales = scales;
        this.maxTokens = Math.Min(maxTokens, MaxRows);
        Dimension = dimension;
        Identity = identity;
    }

    private StaticEncoder(StaticEncoder student, OwnWords own)
    {
        Tokenizer = student.Tokenizer.With(own.Words);
        rows = student.rows;
        scales = student.scales;
        maxTokens = student.maxTokens;
        Dimension = student.Dimension;
        Identity = student.Identity;
        this.own = own;
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public string Identity { get; }

    /// <summary>Cuts texts into rows.</summary>
    public StaticTokenizer Tokenizer { get; }

    /// <summary>Loads a student from its folder; the digests of its files are not checked.</summary>
    /// <param name="directory">The model's folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <exception cref="ModelException">A file is missing or not what the manifest says.</exception>
    public static StaticEncoder Load(string directory, ModelManifest manifest)
    {
        string graph = PathOf(directory, manifest.Graph);
        Dictionary<string, OnnxTensors.Tensor> tensors = OnnxTensors.Read(Mapped(graph), graph);
        WordTable words = WordsOf(PathOf(directory, manifest.Tokenizer.File));
        OnnxTensors.Tensor scales = Find(ScalesName, Float, sizeof(float), 1);
        OnnxTensors.Tensor rows = Find(RowsName, Int8, sizeof(sbyte), manifest.Dimension);
        int count = (int)rows.Dimensions[0];
        if (scales.Dimensions[0] != count)
            throw new ModelException(graph, ScalesName, $"{scales.Dimensions[0]} scales", $"one for each of {count} rows");
        if (count < words.Count + 3)
            throw new ModelException(graph, RowsName, $"{count} rows", $"those of the {words.Count} words of {manifest.Tokenizer.File}, padding, and at least 2 of grams");
        if (manifest.Dimension % RowSum.Block != 0)
            throw new ModelException(graph, RowsName, $"{manifest.Dimension} dimensions", $"a multiple of {RowSum.Block}");

        StaticTokenizer tokenizer = new(words, count - 1 - words.Count);
        return new StaticEncoder(tokenizer, rows.Data, MemoryMarshal.Cast<byte, float>(scales.Data.Span).ToArray(), manifest.Dimension, manifest.Identity, manifest.MaxTokens);

        OnnxTensors.Tensor Find(string name, int type, int bytes, int columns)
        {
            if (!tensors.TryGetValue(name, out OnnxTensors.Tensor? tensor))
                throw new ModelException(graph, name, "no such constant", "the graph of a static student");
            bool fits = tensor.DataType == type && tensor.Dimensions.Count == 2 && tensor.Dimensions[1] == columns
                && tensor.Data.Length == tensor.Dimensions[0] * columns * bytes;
            return fits ? tensor : throw new ModelException(graph, name,
                $"type {tensor.DataType}, shape [{string.Join(", ", tensor.Dimensions)}], {tensor.Data.Length} bytes", $"type {type}, {columns} columns");
        }
    }

    /// <summary>
    /// The same student with the rows of a catalogue's own words before its own, and with those of their pairs in queries; shares its memory.
    /// </summary>
    /// <param name="words">The words, of this student's dimension.</param>
    /// <exception cref="ArgumentException">They are of another dimension.</exception>
    public StaticEncoder With(OwnWords words)
    {
        if (words.Words.Count == 0) return this;
        if (words.Dimension != Dimension) throw new ArgumentException($"rows of {words.Dimension} values do not go with a student of {Dimension}", nameof(words));
        return new StaticEncoder(this, words);
    }

    /// <summary>One row of the table, as floats: what training goes on from.</summary>
    /// <param name="row">Its number, see <see cref="StaticTokenizer"/>.</param>
    /// <param name="values">Receives <see cref="Dimension"/> values.</param>
    public void ReadRow(int row, Span<float> values)
    {
        if (own is not null && row >= Tokenizer.Rows) RowSum.Sum(own.Rows, own.Scales, [row - Tokenizer.Rows], values[..Dimension]);
        else RowSum.Sum(MemoryMarshal.Cast<byte, sbyte>(rows.Span), scales, [row], values[..Dimension]);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Encode(string text, TextKind kind, Span<float> vector) => Encode(text.AsSpan(), kind, vector);

    /// <summary>Encodes one text. A text without a letter or digit gives the zero vector.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="vector">Receives <see cref="Dimension"/> values.</param>
    public void Encode(ReadOnlySpan<char> text, TextKind kind, Span<float> vector)
    {
        vector = vector[..Dimension];
        Sum(text, kind, vector);
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
            TensorPrimitives.Multiply(vector, 1 / length, vector);
    }

    /// <summary>The sum of a text's rows, as long as it comes.</summary>
    internal void Sum(ReadOnlySpan<char> text, TextKind kind, Span<float> sum)
    {
        // Mapped rows go when nobody refers to them: their spans alone would not keep them.
        Span<int> found = stackalloc int[MaxRows];
        found = found[..Tokenizer.Tokenize(text, found[..maxTokens])];
        if (own is null)
        {
            RowSum.Sum(MemoryMarshal.Cast<byte, sbyte>(rows.Span), scales, found, sum);
            GC.KeepAlive(this);
            return;
        }
        // At most a pair a word.
        Span<int> ownFound = stackalloc int[2 * found.Length];
        int taught = 0, ofOwn = 0, before = -1;
        foreach (int row in found)
        {
            int word = row - Tokenizer.Rows;
            if (word < 0)
            {
                found[taught++] = row;
            }
            else
            {
                ownFound[ofOwn++] = word;
                if (kind == TextKind.Query && before >= 0 && own.RowOf(before, word) is >= 0 and int pair) ownFound[ofOwn++] = pair;
            }
            before = word;
        }
        RowSum.Sum(MemoryMarshal.Cast<byte, sbyte>(rows.Span), scales, found[..taught], sum);
        Span<float> ofOwnWords = Dimension <= MostOnStack ? stackalloc float[Dimension] : new float[Dimension];
        RowSum.Sum(own.Rows, own.Scales, ownFound[..ofOwn], ofOwnWords);
        TensorPrimitives.Add(sum, ofOwnWords, sum);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void EncodeBatch(IReadOnlyList<string> texts, TextKind kind, Span<float> vectors)
    {
        for (int i = 0; i < texts.Count; i++)
            Encode(texts[i], kind, vectors.Slice(i * Dimension, Dimension));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Rows belong to whoever still has them, with a catalogue's own words or without.
    }

    private static ReadOnlyMemory<byte> Mapped(string path)
    {
        try
        {
            return new FileMemory(path).Memory;
        }
        catch (IOException unreadable)
        {
            throw new ModelException(path, "", unreadable.Message, "a file of the student", unreadable);
        }
    }

    private static WordTable WordsOf(string path)
    {
        try
        {
            return new WordTable(File.ReadAllText(path));
        }
        catch (ArgumentException broken)
        {
            throw new ModelException(path, "", broken.Message, "a word a line, each once", broken);
        }
    }

    private static string PathOf(string directory, string file)
    {
        string path = Path.GetFullPath(Path.Combine(directory, file));
        return File.Exists(path) ? path : throw new ModelException(path, "", "nothing", "a file of the student");
    }
}
