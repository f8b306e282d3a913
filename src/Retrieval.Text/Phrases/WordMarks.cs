using System.Runtime.CompilerServices;

namespace Retrieval.Text.Phrases;

/// <summary>
/// Tells of most words that they are none of some thousands, by one bit and without hashing them whole: a Bloom filter of one hash over a
/// word's length and three of its characters. Not to be added to while it is read.
/// </summary>
public sealed class WordMarks
{
    // Some thousands of words leave nine of ten bits unset.
    private const int Bits = 15;
    private readonly ulong[] marks = new ulong[(1 << Bits) / 64];

    /// <summary>Marks no word.</summary>
    public WordMarks()
    {
    }

    /// <summary>Marks some words.</summary>
    public WordMarks(IEnumerable<string> words)
    {
        foreach (string word in words) Add(word);
    }

    /// <summary>Marks a word.</summary>
    public void Add(string word)
    {
        int mark = MarkOf(word);
        marks[mark / 64] |= 1UL << mark;
    }

    /// <summary>False for a word that was not added; true for one that was, and for few others.</summary>
    public bool MayHold(string word)
    {
        int mark = MarkOf(word);
        return (marks[mark / 64] & (1UL << mark)) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MarkOf(string word)
    {
        int length = word.Length;
        if (length == 0) return 0;
        uint mixed = word[0] | ((uint)word[length / 2] << 16);
        mixed = mixed * 0x9E3779B1 ^ word[length - 1] ^ ((uint)length << 9);
        return (int)(mixed * 0x85EBCA6B >> (32 - Bits));
    }
}
