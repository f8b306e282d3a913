using System.Runtime.InteropServices;

namespace Retrieval.Embedding.Static;

/// <summary>
/// The words that one catalogue knows, each with a row that goes before the student's, and the pairs of them that its names write side by
/// side, each with a row that a query adds: <see cref="StaticEncoder.With"/> puts them over a student. Immutable, safe for concurrent use.
/// </summary>
public sealed class OwnWords
{
    private readonly ReadOnlyMemory<byte> rows;
    private readonly float[] scales;
    private readonly Dictionary<long, int> rowOfPair;

    /// <summary>Makes them.</summary>
    /// <param name="words">The words, folded as <see cref="StaticTokenizer"/> folds them, each once.</param>
    /// <param name="pairs">Their pairs, each once.</param>
    /// <param name="rows">Rows of the words, then of the pairs, int8, one after another; not copied, may be mapped.</param>
    /// <param name="scales">Scale of each row; not copied.</param>
    /// <exception cref="ArgumentException">There is not a scale a row, a word or a pair is there twice, or a pair is not of the words.</exception>
    public OwnWords(IReadOnlyList<string> words, IReadOnlyList<WordPair> pairs, ReadOnlyMemory<byte> rows, float[] scales)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scales.Length, words.Count + pairs.Count);
        Words = WordTable.Of(words);
        Pairs = pairs;
        this.rows = rows;
        this.scales = scales;
        rowOfPair = new Dictionary<long, int>(pairs.Count);
        foreach (WordPair pair in pairs)
        {
            if ((uint)pair.First >= (uint)words.Count || (uint)pair.Second >= (uint)words.Count)
                throw new ArgumentException($"a pair of the words {pair.First} and {pair.Second}, but there are {words.Count}", nameof(pairs));
            rowOfPair.Add(Key(pair.First, pair.Second), words.Count + rowOfPair.Count);
        }
    }

    /// <summary>The words; word <c>i</c> has row <c>i</c>.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The pairs; pair <c>i</c> has row <c>Words.Count + i</c>.</summary>
    public IReadOnlyList<WordPair> Pairs { get; }

    /// <summary>Values a row; 0 where there are no words.</summary>
    public int Dimension => scales.Length == 0 ? 0 : rows.Length / scales.Length;

    /// <summary>The rows, one after another.</summary>
    public ReadOnlySpan<sbyte> Rows => MemoryMarshal.Cast<byte, sbyte>(rows.Span);

    /// <summary>Scale of each row.</summary>
    public ReadOnlySpan<float> Scales => scales;

    /// <summary>Row of two words side by side; -1 where they are no pair.</summary>
    /// <param name="first">The word before.</param>
    /// <param name="second">The word behind it.</param>
    public int RowOf(int first, int second) => rowOfPair.TryGetValue(Key(first, second), out int row) ? row : -1;

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;
}

/// <summary>Two words that stand side by side.</summary>
/// <param name="First">Number of the word before, see <see cref="OwnWords.Words"/>.</param>
/// <param name="Second">Number of the word behind it.</param>
public readonly record struct WordPair(int First, int Second);
