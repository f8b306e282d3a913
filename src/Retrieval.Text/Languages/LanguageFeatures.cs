using System.Collections.Frozen;
using System.Text;
using Retrieval.Text.Analysis;

namespace Retrieval.Text.Languages;

/// <summary>
/// What a language is recognised by: hashed character n-grams of one to four letters with the word's edges, and whole words.
/// Lower case, NFC, accents kept, since they tell languages apart. Words that every language writes
/// (<c>Data/international/und.txt</c>) are no features.
/// </summary>
internal static class LanguageFeatures
{
    /// <summary>Number of buckets that features are hashed into; a power of two.</summary>
    public const int Buckets = 1 << 17;

    /// <summary>The languages that the model tells apart, in the order of its columns.</summary>
    public static readonly Language[] Columns = [Language.En, Language.Fr, Language.De, Language.Es, Language.It, Language.Pt, Language.Nl];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> International =
        LanguageData.Words("international", Language.Und).GetAlternateLookup<ReadOnlySpan<char>>();

    // A query has a handful of words; past this many letters more of them change nothing.
    private const int LongestText = 400;

    /// <summary>Adds the buckets of a text's features. Digits and signs count as edges of words.</summary>
    public static void Of(ReadOnlySpan<char> text, List<int> buckets)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        Span<char> lower = stackalloc char[LongestText];
        int length = text.ToLowerInvariant(lower);
        lower = lower[..length];
        Span<char> word = stackalloc char[LongestText + 2];
        for (int start = 0; start < lower.Length;)
        {
            if (!IsWordCharacter(lower[start])) { start++; continue; }
            int end = start;
            while (end < lower.Length && IsWordCharacter(lower[end])) end++;
            Span<char> letters = lower[start..end];
            start = end;
            if (International.Contains(letters)) continue;
            word[0] = '<';
            letters.CopyTo(word[1..]);
            word[letters.Length + 1] = '>';
            AddWord(word[..(letters.Length + 2)], buckets);
        }
    }

    private static void AddWord(ReadOnlySpan<char> word, List<int> buckets)
    {
        buckets.Add(Bucket(word, seed: 7));
        for (int size = 1; size <= 4; size++)
        {
            for (int i = 0; i + size <= word.Length; i++) buckets.Add(Bucket(word.Slice(i, size), seed: 0));
        }
    }

    private static bool IsWordCharacter(char c) => char.IsLetter(c) || c is '\'' or '’';

    /// <summary>FNV-1a over the letters: the weights of a committed model depend on it, so it never changes.</summary>
    private static int Bucket(ReadOnlySpan<char> gram, uint seed)
    {
        uint hash = 2166136261 ^ seed;
        foreach (char c in gram) hash = (hash ^ (c == '’' ? '\'' : c)) * 16777619;
        hash ^= hash >> 15;
        return (int)(hash & (Buckets - 1));
    }

    /// <summary>The text in the form that <see cref="Of"/> expects (NFC), without copying where it is in it already.</summary>
    public static string Normalize(string text) => text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
}
