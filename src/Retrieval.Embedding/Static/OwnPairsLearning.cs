using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Embedding.Static;

/// <summary>
/// Learns rows for pairs of a catalogue's own words that its names write side by side: what "shower head" says beyond "shower" and "head".
/// A pair's row is the mean of the names that it stands in less that of the names in which its words do, and the shorter the fewer names
/// tell it. A query adds it, a product does not: a query thus moves to where the products of that phrase lie, which is the expansion of
/// queries by feedback (Rocchio, 1971) with the phrase for the feedback and its cost paid by the build. What it is worth, and what it
/// costs where products add it too, stands in <c>models/README.md</c>.
/// </summary>
internal sealed class OwnPairsLearning
{
    // In fewer names a pair has no context that could be told from chance.
    private const int LeastNames = 3;

    // The commonest are kept: 260 bytes each in the index, 290 in memory.
    private const int MostPairs = 60_000;

    // Names that a pair must stand in before half of its context is believed.
    private const float Prior = 2;

    private readonly StaticEncoder taught;
    private readonly OwnWords own;
    private readonly (string Text, int[] Words)[] names;
    private readonly int dimension;

    private OwnPairsLearning(StaticEncoder taught, OwnWords own, IEnumerable<string> names)
    {
        this.taught = taught;
        this.own = own;
        dimension = own.Dimension;
        this.names = [.. names.Select(name => (name, Cut(name)))];
    }

    /// <summary>Learns them.</summary>
    /// <param name="student">The student, without own words.</param>
    /// <param name="own">The catalogue's own words, without pairs.</param>
    /// <param name="names">The names that they were learned from.</param>
    /// <returns>The same words with their pairs.</returns>
    public static OwnWords From(StaticEncoder student, OwnWords own, IEnumerable<string> names) =>
        own.Words.Count == 0 ? own : new OwnPairsLearning(student.With(own), own, names).Learn();

    private OwnWords Learn()
    {
        KeyValuePair<WordPair, int>[] pairs = Pairs();
        var rowOf = pairs.Index().ToDictionary(static pair => pair.Item.Key, pair => own.Words.Count + pair.Index);
        float[] contexts = Contexts(rowOf);
        var rows = new byte[contexts.Length];
        Span<sbyte> values = MemoryMarshal.Cast<byte, sbyte>(rows.AsSpan());
        var scales = new float[contexts.Length / dimension];
        own.Rows.CopyTo(values);
        own.Scales.CopyTo(scales);
        for (int i = 0; i < pairs.Length; i++)
        {
            ((int first, int second), int count) = pairs[i];
            int row = own.Words.Count + i;
            Span<float> context = Of(contexts, row);
            TensorPrimitives.MultiplyAdd(Of(contexts, first), -0.5f, context, context);
            TensorPrimitives.MultiplyAdd(Of(contexts, second), -0.5f, context, context);
            TensorPrimitives.Multiply(context, (LengthOf(first) + LengthOf(second)) / 2 * (count / (count + Prior)), context);
            scales[row] = Int8Row.Round(context, values.Slice(row * dimension, dimension));
        }
        return new OwnWords(own.Words, [.. pairs.Select(static pair => pair.Key)], rows, scales);
    }

    /// <summary>The pairs of enough names, with how many, the commonest first.</summary>
    private KeyValuePair<WordPair, int>[] Pairs()
    {
        var counts = new Dictionary<WordPair, int>();
        foreach ((_, int[] words) in names)
        {
            foreach (WordPair pair in PairsOf(words)) CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _)++;
        }
        return [.. counts.Where(static pair => pair.Value >= LeastNames)
            .OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key.First).ThenBy(static pair => pair.Key.Second).Take(MostPairs)];
    }

    /// <summary>For each own word, and behind them each pair, the mean of the names that it stands in, itself left out.</summary>
    private float[] Contexts(Dictionary<WordPair, int> rowOf)
    {
        var contexts = new float[(own.Words.Count + rowOf.Count) * dimension];
        var counts = new int[own.Words.Count + rowOf.Count];
        float[] sum = new float[dimension], rest = new float[dimension], word = new float[dimension];
        foreach ((string text, int[] words) in names)
        {
            taught.Sum(text, TextKind.Document, sum);
            foreach (int each in words.Distinct())
            {
                if (each < 0) continue;
                sum.CopyTo(rest, 0);
                Without(each);
                Add(each);
            }
            foreach (WordPair pair in PairsOf(words))
            {
                if (!rowOf.TryGetValue(pair, out int row)) continue;
                sum.CopyTo(rest, 0);
                Without(pair.First);
                Without(pair.Second);
                Add(row);
            }
        }
        for (int row = 0; row < counts.Length; row++) TensorPrimitives.Divide(Of(contexts, row), Math.Max(counts[row], 1), Of(contexts, row));
        return contexts;

        void Without(int each)
        {
            taught.ReadRow(taught.Tokenizer.Rows + each, word);
            TensorPrimitives.Subtract(rest, word, rest);
        }

        void Add(int row)
        {
            counts[row]++;
            float length = TensorPrimitives.Norm<float>(rest);
            if (length > 0) TensorPrimitives.MultiplyAdd(rest, 1 / length, Of(contexts, row), Of(contexts, row));
        }
    }

    /// <summary>A name's own words in their order, below 0 for what is none.</summary>
    private int[] Cut(string name)
    {
        Span<int> rows = stackalloc int[StaticEncoder.MaxRows];
        int[] words = rows[..taught.Tokenizer.Tokenize(name, rows)].ToArray();
        for (int i = 0; i < words.Length; i++) words[i] -= taught.Tokenizer.Rows;
        return words;
    }

    /// <summary>The pairs of a name, each once.</summary>
    private static IEnumerable<WordPair> PairsOf(int[] words) =>
        words.Zip(words.Skip(1), static (first, second) => new WordPair(first, second)).Where(static pair => pair is { First: >= 0, Second: >= 0 } && pair.First != pair.Second).Distinct();

    private Span<float> Of(float[] values, int row) => values.AsSpan(row * dimension, dimension);

    private float LengthOf(int word)
    {
        var row = new float[dimension];
        taught.ReadRow(taught.Tokenizer.Rows + word, row);
        return TensorPrimitives.Norm<float>(row);
    }
}
