using System.Runtime.InteropServices;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Tests.Phrases;

/// <summary>That a phrase book finds what comparing every phrase with every place of a text finds.</summary>
public sealed class PhraseBookTests
{
    private const string Kind = "kind", Other = "other";

    // Few letters, so that many words share first, middle and last letters and lengths, and many begin a phrase.
    private const string Letters = "abé中7";

    [Theory]
    [InlineData(Language.En, 1)]
    [InlineData(Language.De, 2)]
    [InlineData(Language.Fr, 3)]
    [InlineData(Language.Zh, 4)]
    public void Phrases_are_those_that_comparing_all_finds(Language language, int seed)
    {
        var random = new Random(seed);
        string[][] phrases = [.. Enumerable.Range(0, 300).Select(_ => Folded(Sentence(random, 1 + random.Next(3)), language)).Where(static words => words.Length > 0)];
        PhraseEntry[] entries = [.. phrases.Select((words, i) => new PhraseEntry(new Sense(i % 3 == 0 ? Other : Kind, $"{i}"), string.Join(' ', words)))];
        // What a pattern is split into is what counts.
        (string[] Words, Sense Sense)[] listed = [.. entries.Select(entry => (Folded(entry.Pattern, language), entry.Sense))];
        PhraseBook book = PhraseBook.Build(entries, language);
        int found = 0;
        for (int i = 0; i < 500; i++)
        {
            List<Token> tokens = PhraseTokenizer.Split(Sentence(random, 12), language);
            ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
            string[] words = [.. tokens.Select(static token => token.Folded)];
            for (int at = 0; at <= tokens.Count; at++)
            {
                foreach (string? wanted in (string?[])[null, Kind, Other])
                {
                    int longest = listed.Where(phrase => IsAt(phrase.Words, words, at) && (wanted is null || phrase.Sense.Kind == wanted)).Select(static phrase => phrase.Words.Length).DefaultIfEmpty().Max();
                    string[] senses = [.. listed.Where(phrase => phrase.Words.Length == longest && IsAt(phrase.Words, words, at)).Select(static phrase => phrase.Sense.Value)];
                    Assert.Equal(senses, book.Longest(span, at, wanted, out int length).ToArray().Select(static sense => sense.Value));
                    Assert.Equal(longest, length);
                    found += length;
                }
                var matches = new List<PhraseMatch>();
                book.All(span, at, matches);
                Assert.Equal(listed.Where(phrase => IsAt(phrase.Words, words, at)).OrderBy(static phrase => phrase.Words.Length).Select(static phrase => phrase.Sense.Value), matches.Select(static match => match.Sense.Value));
            }
        }
        Assert.True(found > 0);
    }

    private static bool IsAt(string[] phrase, string[] words, int at) => phrase.Length > 0 && words.AsSpan(at).StartsWith(phrase);

    private static string[] Folded(string text, Language language) => [.. PhraseTokenizer.Split(text, language).Select(static token => token.Folded)];

    private static string Sentence(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => new string([.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Letters[random.Next(Letters.Length)])])));
}
