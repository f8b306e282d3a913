using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Retrieval.Embedding.Encoders;

namespace Retrieval.Embedding.Static;

/// <summary>
/// Learns rows for the words of a catalogue from nothing but the names of its products, in a second, at every build: no teacher, no label.
/// <para>A word's row moves towards the mean of the names that it stands in, which is what tells a brand or a trade word that the student
/// was never taught (Khodak et al., "A La Carte Embedding", 2018, have the idea of a row from its contexts). A word that stands in
/// many names says little of any, so its row gets shorter and its contexts count less (inverse document frequency: Spärck Jones, 1972;
/// as weights in a sum of rows: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017). What both are
/// worth stands in <c>models/README.md</c>.</para>
/// </summary>
public sealed class OwnWordsLearning
{
    // In fewer names a word has no context that could be told from chance.
    private const int LeastNames = 2;

    // The commonest are kept: 260 bytes each in the index and in memory.
    private const int MostWords = 60_000;

    // Of the length of a word's row, for a word in a single name; a word that the student only spells has more to learn.
    private const float ContextShare = 0.3f, SpelledContextShare = 0.7f;

    // Names that a word must stand in before half of its context is believed.
    private const float Prior = 2;

    private const float Power = 0.35f;

    private readonly StaticEncoder student;
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly List<int> counts = [];
    private readonly List<int[]> names = [];

    private OwnWordsLearning(StaticEncoder student) => this.student = student;

    /// <summary>Learns the rows of words, then those of pairs.</summary>
    /// <param name="student">The student, without own words.</param>
    /// <param name="names">Names of products; a sample of a large catalogue will do.</param>
    public static OwnWords From(StaticEncoder student, IEnumerable<string> names)
    {
        var learning = new OwnWordsLearning(student);
        string[] all = [.. names];
        foreach (string name in all) learning.Count(name);
        return OwnPairsLearning.From(student, learning.Learn(), all);
    }

    private void Count(string name)
    {
        int[] cut = [.. student.Tokenizer.WordsOf(name).Select(IdOf)];
        foreach (int word in cut.Distinct()) counts[word]++;
        names.Add(cut);
    }

    private int IdOf(string word)
    {
        ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, word, out bool isKnown);
        if (isKnown) return id;
        id = words.Count;
        words.Add(word);
        counts.Add(0);
        return id;
    }

    private OwnWords Learn()
    {
        int[] own = [.. Enumerable.Range(0, words.Count).Where(word => counts[word] >= LeastNames).OrderByDescending(word => counts[word]).ThenBy(word => words[word], StringComparer.Ordinal).Take(MostWords)];
        var placeOf = new int[words.Count];
        Array.Fill(placeOf, -1);
        for (int place = 0; place < own.Length; place++) placeOf[own[place]] = place;

        int dimension = student.Dimension;
        var taught = new float[own.Length * dimension];
        for (int place = 0; place < own.Length; place++) student.Sum(words[own[place]], TextKind.Document, taught.AsSpan(place * dimension, dimension));
        float[] contexts = Contexts(taught, placeOf);

        var rows = new byte[taught.Length];
        var scales = new float[own.Length];
        for (int place = 0; place < own.Length; place++)
        {
            Span<float> row = taught.AsSpan(place * dimension, dimension);
            Move(row, contexts.AsSpan(place * dimension, dimension), counts[own[place]], student.Tokenizer.IsKnown(words[own[place]]));
            scales[place] = Int8Row.Round(row, MemoryMarshal.Cast<byte, sbyte>(rows.AsSpan(place * dimension, dimension)));
        }
        return new OwnWords([.. own.Select(word => words[word])], [], rows, scales);
    }

    /// <summary>For each own word the mean of the names that it stands in, itself left out, less the mean of all names.</summary>
    private float[] Contexts(float[] taught, int[] placeOf)
    {
        int dimension = student.Dimension;
        var contexts = new float[taught.Length];
        var mean = new float[dimension];
        var sum = new float[dimension];
        var rest = new float[dimension];
        var met = new HashSet<int>();
        foreach (int[] name in names)
        {
            Array.Clear(sum);
            foreach (int word in name) TensorPrimitives.Add(sum, RowOf(word), sum);
            met.Clear();
            foreach (int word in name)
            {
                if (placeOf[word] < 0 || !met.Add(word)) continue;
                TensorPrimitives.Subtract(sum, RowOf(word), rest);
                Span<float> context = contexts.AsSpan(placeOf[word] * dimension, dimension);
                AddDirection(rest, context);
            }
            AddDirection(sum, mean);
        }
        TensorPrimitives.Divide(mean, Math.Max(names.Count, 1), mean);
        for (int word = 0; word < placeOf.Length; word++)
        {
            if (placeOf[word] < 0) continue;
            Span<float> context = contexts.AsSpan(placeOf[word] * dimension, dimension);
            TensorPrimitives.Divide(context, counts[word], context);
            TensorPrimitives.Subtract(context, mean, context);
        }
        return contexts;

        ReadOnlySpan<float> RowOf(int word)
        {
            if (placeOf[word] >= 0) return taught.AsSpan(placeOf[word] * dimension, dimension);
            student.Sum(words[word], TextKind.Document, rest);
            return rest;
        }
    }

    private void Move(Span<float> row, Span<float> context, int count, bool isKnown)
    {
        float length = TensorPrimitives.Norm<float>(row), reach = TensorPrimitives.Norm<float>(context);
        if (length == 0) return;
        float rarity = Rarity(count);
        if (reach > 0)
        {
            float share = (isKnown ? ContextShare : SpelledContextShare) * rarity * (count / (count + Prior));
            TensorPrimitives.MultiplyAdd(context, share * length / reach, row, row);
        }
        TensorPrimitives.Multiply(row, length / TensorPrimitives.Norm<float>(row) * MathF.Pow(rarity, Power), row);
    }

    /// <summary>1 for a word in one name, towards 0 for one in all.</summary>
    private float Rarity(int count) => Math.Clamp(MathF.Log((names.Count + 1) / (count + 0.5f)) / MathF.Log(names.Count + 1), 0.05f, 1);

    private static void AddDirection(ReadOnlySpan<float> vector, Span<float> sum)
    {
        float length = TensorPrimitives.Norm(vector);
        if (length > 0) TensorPrimitives.MultiplyAdd(vector, 1 / length, sum, sum);
    }
}
