using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog.Facts;

/// <summary>
/// Allergens in canonical values, beside the merchant's own words. The two directions differ, and each errs to the safe side: what
/// holds almonds holds <c>nuts</c>, but what is free of almonds is free of almonds alone.
/// </summary>
public static class AllergenFacts
{
    private static readonly FrozenDictionary<string, string> GeneralNames =
        TableFile.Rows("allergen-names.tsv").SelectMany(r => r.Skip(1).Select(name => KeyValuePair.Create(name, r[0]))).ToFrozenDictionary();

    /// <summary>The canonical allergen that a word is the general name of, in any language, such as <c>milk</c> for "lácteos"; null for none.</summary>
    public static string? Named(string word) => GeneralNames.GetValueOrDefault(word.Trim().ToLowerInvariant());

    /// <summary>What is inside, or may be: each word, its group by its general name, and every group that the word belongs to.</summary>
    public static IReadOnlyList<string> Inside(IReadOnlyList<string> stated, Language language)
        => stated.Count == 0 ? [] : Distinct(stated, word => [.. CanonicalValues.Find("allergen", word, language), .. CanonicalValues.Find("allergen", word, Language.En)]);

    /// <summary>What it is free from: each word, and its group where the word is the group's general name.</summary>
    public static IReadOnlyList<string> FreeFrom(IReadOnlyList<string> stated) => stated.Count == 0 ? [] : Distinct(stated, _ => []);

    private static IReadOnlyList<string> Distinct(IReadOnlyList<string> stated, Func<string, IEnumerable<string>> groups)
    {
        var values = new List<string>();
        foreach (string words in stated)
        {
            string word = words.Trim().ToLowerInvariant();
            values.Add(word);
            if (GeneralNames.TryGetValue(word, out string? group)) values.Add(group);
            values.AddRange(groups(words));
        }
        return [.. values.Distinct()];
    }
}
