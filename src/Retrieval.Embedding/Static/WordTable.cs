using System.Collections;
using System.Numerics;

namespace Retrieval.Embedding.Static;

/// <summary>
/// Words with their numbers: one text with a word a line, and a hash table (open addressing, linear probing) of places in it. It is ready in a
/// fraction of the time that a dictionary takes, for which every word must be made an object of its own. Immutable, safe for concurrent use.
/// </summary>
internal sealed class WordTable : IReadOnlyList<string>
{
    private readonly string lines;
    private readonly int[] starts;
    // Numbers of words plus 1; 0 is free. At most half of them are taken.
    private readonly int[] slots;

    /// <summary>Makes a table.</summary>
    /// <param name="lines">The words, each once, each ended by a line feed.</param>
    /// <exception cref="ArgumentException">A word is there twice, or the last is not ended.</exception>
    public WordTable(string lines)
    {
        if (lines.Length > 0 && lines[^1] != '\n') throw new ArgumentException("the last word is not ended by a line feed", nameof(lines));
        this.lines = lines;
        Count = lines.AsSpan().Count('\n');
        starts = new int[Count + 1];
        slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, 2 * Count))];
        for (int number = 0, start = 0; number < Count; number++)
        {
            int end = lines.IndexOf('\n', start);
            ReadOnlySpan<char> word = lines.AsSpan(start, end - start);
            start = starts[number + 1] = end + 1;
            ref int slot = ref SlotOf(word);
            if (slot != 0) throw new ArgumentException($"the word \"{word}\" is there twice", nameof(lines));
            slot = number + 1;
        }
    }

    /// <summary>Makes a table of words, each once and without a line feed; a table is one already.</summary>
    public static WordTable Of(IEnumerable<string> words) => words as WordTable ?? new(string.Concat(words.Select(static word => word + "\n")));

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public string this[int number] => Word(number).ToString();

    /// <summary>The number of a word; -1 where it is not there.</summary>
    public int NumberOf(ReadOnlySpan<char> word) => SlotOf(word) - 1;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (int number = 0; number < Count; number++) yield return this[number];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ReadOnlySpan<char> Word(int number) => lines.AsSpan(starts[number]..(starts[number + 1] - 1));

    /// <summary>The slot that a word stands in, or the free one that it would stand in.</summary>
    private ref int SlotOf(ReadOnlySpan<char> word)
    {
        uint mask = (uint)slots.Length - 1, at = Hash(word) & mask;
        while (slots[at] is > 0 and int number && !Word(number - 1).SequenceEqual(word)) at = (at + 1) & mask;
        return ref slots[at];
    }

    // Words come from files whose digests are checked: nobody chooses them to collide. The multiplier is Knuth's, of the golden ratio.
    private static uint Hash(ReadOnlySpan<char> word)
    {
        ulong hash = (uint)word.Length;
        foreach (char c in word) hash = (hash ^ c) * 0x9E3779B97F4A7C15 ^ (hash >> 29);
        return (uint)(hash >> 32);
    }
}
