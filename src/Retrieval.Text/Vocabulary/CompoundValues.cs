using System.Collections.Frozen;
using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Text.Vocabulary;

/// <summary>
/// Values inside compounds of German and Dutch: the modifier in front describes the head (Ledersessel, Herrensocken), unless the head
/// names something for that material (Glasreiniger) or the whole is a word of its own (Holzkohle). Some modifiers (Kinder-) describe
/// only wearable heads and those made in their size (bicycles), noble metals (Silber-) only jewellery. From the section <c>compounds</c> of the language's file: <c>modifiers</c> (kind → value → modifiers),
/// <c>onlyWearable</c> and <c>onlyJewellery</c> (modifiers), <c>wearableHeads</c>, <c>sizedHeads</c>, <c>jewelleryHeads</c>, <c>otherHeads</c>.
/// </summary>
public sealed class CompoundValues
{
    private const int ShortestHead = 3;
    private readonly (string Modifier, Sense Sense)[] modifiers;
    private readonly FrozenSet<string> onlyWearable;
    private readonly FrozenSet<string> onlyJewellery;
    private readonly string[] wearableHeads;
    private readonly string[] sizedHeads;
    private readonly string[] jewelleryHeads;
    private readonly string[] otherHeads;
    private readonly string[] fastenerHeads;
    private readonly FrozenSet<string> fastenerMaterials;

    internal CompoundValues(Language language, JsonElement section)
    {
        string Fold(string word) => PhraseTokenizer.Fold(word, language);
        modifiers = [.. section.GetProperty("modifiers").EnumerateObject()
            .SelectMany(kind => VocabularyFiles.Entries(kind.Value, kind.Name))
            .SelectMany(entry => PhrasePattern.Expand(entry.Pattern).Select(modifier => (Fold(modifier), entry.Sense)))
            .OrderByDescending(pair => pair.Item1.Length)];
        onlyWearable = Heads(section, "onlyWearable", Fold).ToFrozenSet(StringComparer.Ordinal);
        onlyJewellery = Heads(section, "onlyJewellery", Fold).ToFrozenSet(StringComparer.Ordinal);
        wearableHeads = Heads(section, "wearableHeads", Fold);
        sizedHeads = Heads(section, "sizedHeads", Fold);
        jewelleryHeads = Heads(section, "jewelleryHeads", Fold);
        otherHeads = Heads(section, "otherHeads", Fold);
        fastenerHeads = Heads(section, "fastenerHeads", Fold);
        fastenerMaterials = Heads(section, "fastenerMaterials", Fold).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Finds the values that a folded word's modifiers state; several modifiers may stand in a row (Herrenlederschuhe).</summary>
    /// <param name="folded">The word as <see cref="PhraseTokenizer.Fold"/> gives it.</param>
    /// <param name="senses">Takes the values found.</param>
    public void Find(string folded, List<Sense> senses)
    {
        // Edelstahlschrauben are of steel, Holzschrauben are for wood.
        bool fastens = EndsWithAny(folded, fastenerHeads);
        if (!fastens && EndsWithAny(folded, otherHeads)) return;
        bool wearable = IsWearable(folded);
        ReadOnlySpan<char> rest = folded;
        while (LongestModifier(rest) is { } found)
        {
            rest = rest[found.Modifier.Length..];
            if (rest.Length < ShortestHead) return;
            if (!wearable && onlyWearable.Contains(found.Modifier) && !EndsWithAny(folded, sizedHeads)) return;
            if (fastens && !fastenerMaterials.Contains(found.Modifier)) return;
            if (onlyJewellery.Contains(found.Modifier) && !EndsWithAny(folded, jewelleryHeads)) return;
            foreach ((string modifier, Sense sense) in modifiers)
            {
                if (modifier == found.Modifier) senses.Add(sense);
            }
        }
    }

    /// <summary>True for a compound whose head is worn.</summary>
    public bool IsWearable(string folded) => EndsWithAny(folded, wearableHeads);

    private (string Modifier, Sense Sense)? LongestModifier(ReadOnlySpan<char> rest)
    {
        foreach ((string Modifier, Sense Sense) candidate in modifiers)
        {
            if (rest.StartsWith(candidate.Modifier, StringComparison.Ordinal)) return candidate;
        }
        return null;
    }

    private static bool EndsWithAny(string word, string[] heads)
    {
        foreach (string head in heads)
        {
            if (word.EndsWith(head, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string[] Heads(JsonElement section, string name, Func<string, string> fold)
        => [.. VocabularyFiles.Strings(section, name).SelectMany(PhrasePattern.Expand).Select(fold)];
}
