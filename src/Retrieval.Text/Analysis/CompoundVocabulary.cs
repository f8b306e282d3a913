using System.Collections.Frozen;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Analysis;

/// <summary>
/// The words of a catalogue that compounds of German and Dutch are split into, with how often each occurs. Immutable, safe to share.
/// <para>Splitting is a dynamic programme in the manner of Koehn and Knight, "Empirical Methods for Compound Splitting" (2003): of all
/// ways to cut a word into known words, with a linking element between them, the one with the fewest parts wins, among those the one
/// whose parts are commonest. The whole word is always kept beside its parts, so a wrong split costs little.</para>
/// </summary>
public sealed class CompoundVocabulary
{
    // Shorter parts ("bad", "ei") split far more words wrongly than rightly: measured by that paper and ours alike.
    private const int ShortestPart = 4;
    private const int LongestWord = 40;
    private static readonly string[] GermanLinks = ["", "s", "n", "en", "es", "er", "e"];
    private static readonly string[] DutchLinks = ["", "s", "en", "e"];

    private readonly FrozenDictionary<string, int> frequencies;

    /// <summary>Takes words with their frequencies. Words shorter than a part can be, or holding anything but letters, are left out.</summary>
    public CompoundVocabulary(IEnumerable<KeyValuePair<string, int>> frequencies) =>
        this.frequencies = frequencies
            .Where(entry => entry.Key.Length is >= ShortestPart and <= LongestWord && entry.Key.All(char.IsLetter))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words with their frequencies, to be kept with an index.</summary>
    public IReadOnlyDictionary<string, int> Frequencies => frequencies;

    /// <summary>
    /// Counts words of titles as the splitter meets them: folded, not stemmed.
    /// </summary>
    /// <param name="titles">Titles with their language; only German and Dutch ones count.</param>
    public static CompoundVocabulary Of(IEnumerable<(string Text, Language Language)> titles)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var cuts = new List<Cut>();
        foreach ((string text, Language language) in titles)
        {
            if (language is not (Language.De or Language.Nl)) continue;
            cuts.Clear();
            TokenCuts.Of(TextFolding.Fold(text), cuts);
            foreach (Cut cut in cuts)
            {
                if (cut.Kind == CutKind.Word && !cut.AtSamePosition) counts[cut.Text] = counts.GetValueOrDefault(cut.Text) + 1;
            }
        }
        return new CompoundVocabulary(counts);
    }

    /// <summary>The parts of a compound, in order; empty where the word is best left whole.</summary>
    /// <param name="word">A folded word.</param>
    /// <param name="language">German or Dutch: decides the linking elements.</param>
    public IReadOnlyList<string> Split(string word, Language language)
    {
        if (word.Length is < 2 * ShortestPart or > LongestWord) return [];
        string[] links = language == Language.Nl ? DutchLinks : GermanLinks;
        // best[i]: the best split of the first i letters, by the sum of log frequencies and the number of parts.
        var best = new (double LogSum, int Parts, int From, int PartLength)[word.Length + 1];
        for (int end = ShortestPart; end <= word.Length; end++)
        {
            for (int from = 0; from <= end - ShortestPart; from++)
            {
                if (from > 0 && best[from].Parts == 0) continue;
                if (from == 0 && end == word.Length) continue;
                foreach (string link in end == word.Length ? [""] : links)
                {
                    int length = end - from - link.Length;
                    if (length < ShortestPart || !word.AsSpan(from + length, link.Length).SequenceEqual(link)) continue;
                    if (!frequencies.TryGetValue(word.Substring(from, length), out int frequency)) continue;
                    double logSum = best[from].LogSum + Math.Log(frequency);
                    int parts = best[from].Parts + 1;
                    // Fewer parts first; among as many, the commoner ones.
                    bool better = best[end].Parts == 0 || parts < best[end].Parts || (parts == best[end].Parts && logSum > best[end].LogSum);
                    if (better) best[end] = (logSum, parts, from, length);
                }
            }
        }
        return best[word.Length].Parts < 2 ? [] : Walk(word, best);
    }

    private static List<string> Walk(string word, (double LogSum, int Parts, int From, int PartLength)[] best)
    {
        var parts = new List<string>();
        for (int end = word.Length; end > 0; end = best[end].From) parts.Insert(0, word.Substring(best[end].From, best[end].PartLength));
        return parts;
    }
}
