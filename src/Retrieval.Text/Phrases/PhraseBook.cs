using System.Collections.Frozen;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Phrases;

/// <summary>What a phrase means: a kind, such as <c>color</c> or <c>unit</c>, and a value of it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Value">The value; empty where the kind says all.</param>
public readonly record struct Sense(string Kind, string Value);

/// <summary>A line of a phrase book: a pattern (<see cref="PhrasePattern"/>) and what it means.</summary>
/// <param name="Sense">What it means.</param>
/// <param name="Pattern">The phrases.</param>
public readonly record struct PhraseEntry(Sense Sense, string Pattern);

/// <summary>
/// The phrases of one language with their meanings, as a trie over folded words (over characters in Chinese). A phrase may have
/// several meanings; who asks decides. Immutable, safe for concurrent use. Looking up costs one hash a word, linear in the phrase.
/// </summary>
public sealed class PhraseBook
{
    private const int Root = 0;
    private readonly FrozenDictionary<string, int> words;
    private readonly FrozenDictionary<long, int> edges;
    private readonly Sense[][] senses;
    // Whether a phrase goes on behind what was read so far; most that are found do not.
    private readonly bool[] goesOn;
    // Words that begin a phrase.
    private readonly WordMarks firsts = new();

    private PhraseBook(Dictionary<string, int> words, Dictionary<long, int> edges, List<List<Sense>> senses)
    {
        this.words = words.ToFrozenDictionary(StringComparer.Ordinal);
        this.edges = edges.ToFrozenDictionary();
        this.senses = [.. senses.Select(list => list.ToArray())];
        goesOn = new bool[senses.Count];
        foreach (long edge in edges.Keys) goesOn[(int)(edge >> 32)] = true;
        foreach ((string folded, int word) in words)
        {
            if (edges.ContainsKey(Edge(Root, word))) firsts.Add(folded);
        }
    }

    /// <summary>Builds the book of a language.</summary>
    /// <exception cref="FormatException">A pattern is malformed.</exception>
    public static PhraseBook Build(IEnumerable<PhraseEntry> entries, Language language)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var edges = new Dictionary<long, int>();
        var senses = new List<List<Sense>> { new() };
        foreach ((Sense sense, string pattern) in entries)
        {
            foreach (string phrase in PhrasePattern.Expand(pattern))
            {
                int node = Root;
                foreach (Token token in PhraseTokenizer.Split(phrase, language))
                {
                    if (!words.TryGetValue(token.Folded, out int word)) words.Add(token.Folded, word = words.Count);
                    if (!edges.TryGetValue(Edge(node, word), out int next))
                    {
                        edges.Add(Edge(node, word), next = senses.Count);
                        senses.Add([]);
                    }
                    node = next;
                }
                if (node != Root && !senses[node].Contains(sense)) senses[node].Add(sense);
            }
        }
        return new PhraseBook(words, edges, senses);
    }

    /// <summary>True where a folded word occurs in some phrase.</summary>
    public bool Knows(string folded) => words.ContainsKey(folded);

    /// <summary>Finds the longest phrase that begins at a token and has a meaning the caller wants.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="at">Where the phrase begins.</param>
    /// <param name="wanted">The kind wanted; null for any.</param>
    /// <param name="length">Number of tokens, 0 where nothing is found.</param>
    /// <returns>All the meanings of the phrase found, of whatever kind.</returns>
    public ReadOnlySpan<Sense> Longest(ReadOnlySpan<Token> tokens, int at, string? wanted, out int length)
    {
        int node = Root, best = Root;
        length = 0;
        if (at >= tokens.Length || !firsts.MayHold(tokens[at].Folded)) return senses[Root];
        for (int i = at; i < tokens.Length && goesOn[node]; i++)
        {
            if (!words.TryGetValue(tokens[i].Folded, out int word) || !edges.TryGetValue(Edge(node, word), out node)) break;
            if (!Has(senses[node], wanted)) continue;
            best = node;
            length = i - at + 1;
        }
        return senses[best];
    }

    /// <summary>Number of tokens of the longest phrase of a kind that begins at a token; 0 where none does.</summary>
    public int LengthOf(ReadOnlySpan<Token> tokens, int at, string kind)
    {
        Longest(tokens, at, kind, out int length);
        return length;
    }

    /// <summary>Lists every phrase that begins at a token, shortest first.</summary>
    public void All(ReadOnlySpan<Token> tokens, int at, List<PhraseMatch> matches)
    {
        int node = Root;
        if (at < tokens.Length && !firsts.MayHold(tokens[at].Folded)) return;
        for (int i = at; i < tokens.Length && goesOn[node]; i++)
        {
            if (!words.TryGetValue(tokens[i].Folded, out int word) || !edges.TryGetValue(Edge(node, word), out node)) return;
            foreach (Sense sense in senses[node]) matches.Add(new PhraseMatch(at, i - at + 1, sense));
        }
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;

    private static bool Has(Sense[] senses, string? wanted)
    {
        if (wanted is null) return senses.Length > 0;
        foreach (Sense sense in senses)
        {
            if (sense.Kind == wanted) return true;
        }
        return false;
    }
}

/// <summary>A phrase found in a sentence, with one of its meanings.</summary>
/// <param name="Start">Its first token.</param>
/// <param name="Length">Number of tokens.</param>
/// <param name="Sense">What it means.</param>
public readonly record struct PhraseMatch(int Start, int Length, Sense Sense)
{
    /// <summary>The token after its last one.</summary>
    public int End => Start + Length;
}
