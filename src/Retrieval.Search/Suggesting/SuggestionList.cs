using System.Globalization;
using Retrieval.Text.Analysis;

namespace Retrieval.Search.Suggesting;

/// <summary>One text of the catalogue that can be suggested.</summary>
/// <param name="Text">As the merchant writes it.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Weight">How likely it is to be meant; the heavier comes first.</param>
/// <param name="Documents">The segment's documents that it stands for.</param>
internal sealed record SuggestionEntry(string Text, SuggestionKind Kind, float Weight, int[] Documents);

/// <summary>A run of keys, <paramref name="End"/> exclusive.</summary>
internal readonly record struct KeyRange(int Start, int End)
{
    public bool IsEmpty => Start >= End;
}

/// <summary>
/// The texts of one segment in one language in the order of their suffixes from each word on: a sorted array that is walked like a trie,
/// one binary search a letter, with a tree of maxima over it so that the heaviest entries of any run are found without reading the run.
/// Immutable; safe to share between threads.
/// </summary>
internal sealed class SuggestionList
{
    // Nobody types the tenth word of a title first.
    private const int MostStarts = 8;

    private readonly SuggestionEntry[] entries;
    private readonly string[] folded;
    private readonly (int Entry, int Offset)[] keys;
    private readonly int[] heaviest;
    private readonly int leaves;

    public SuggestionList(SuggestionEntry[] entries)
    {
        this.entries = entries;
        folded = Array.ConvertAll(entries, static entry => TextFolding.Fold(entry.Text));
        keys = [.. Enumerable.Range(0, entries.Length).SelectMany(entry => Starts(folded[entry]).Select(offset => (entry, offset)))];
        Array.Sort(keys, (a, b) => Suffix(a).CompareTo(Suffix(b), StringComparison.Ordinal));
        leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, keys.Length));
        heaviest = Tournament();
    }

    public KeyRange All => new(0, keys.Length);

    public SuggestionEntry Entry(int key) => entries[keys[key].Entry];

    /// <summary>True where the key is the beginning of its text, not of a later word.</summary>
    public bool IsWhole(int key) => keys[key].Offset == 0;

    /// <summary>The letter of a key, <c>'\0'</c> behind its end.</summary>
    public char Letter(int key, int depth)
    {
        (int entry, int offset) = keys[key];
        string text = folded[entry];
        return offset + depth < text.Length ? text[offset + depth] : '\0';
    }

    /// <summary>The keys of a run, all alike before <paramref name="depth"/>, that go on with a letter.</summary>
    public KeyRange Narrow(KeyRange run, int depth, char letter) =>
        new(Bound(run, depth, letter), Bound(run, depth, (char)(letter + 1)));

    /// <summary>The heaviest key of a run that is not empty; of equal ones the first.</summary>
    public int Heaviest(KeyRange run)
    {
        int best = run.Start;
        for (int low = run.Start + leaves, high = run.End + leaves; low < high; low >>= 1, high >>= 1)
        {
            if ((low & 1) == 1) best = Heavier(best, heaviest[low++]);
            if ((high & 1) == 1) best = Heavier(best, heaviest[--high]);
        }
        return best;
    }

    public float Weight(int key) => Entry(key).Weight;

    private int Bound(KeyRange run, int depth, char letter)
    {
        (int low, int high) = (run.Start, run.End);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Letter(middle, depth) < letter) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int Heavier(int a, int b)
    {
        if (b < 0) return a;
        if (a < 0) return b;
        float difference = Weight(a) - Weight(b);
        return difference > 0 || (difference == 0 && a < b) ? a : b;
    }

    private int[] Tournament()
    {
        var tree = new int[2 * leaves];
        for (int i = 0; i < leaves; i++) tree[leaves + i] = i < keys.Length ? i : -1;
        for (int i = leaves - 1; i > 0; i--) tree[i] = Heavier(tree[2 * i], tree[(2 * i) + 1]);
        return tree;
    }

    private ReadOnlySpan<char> Suffix((int Entry, int Offset) key) => folded[key.Entry].AsSpan(key.Offset);

    /// <summary>Where a shopper may begin: at each word, and at each ideograph, since those are written without spaces.</summary>
    private static IEnumerable<int> Starts(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length && count < MostStarts; i++)
        {
            bool starts = char.IsLetterOrDigit(text[i]) && (i == 0 || !char.IsLetterOrDigit(text[i - 1]) || IsIdeograph(text[i]));
            if (!starts) continue;
            count++;
            yield return i;
        }
    }

    private static bool IsIdeograph(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;
}
