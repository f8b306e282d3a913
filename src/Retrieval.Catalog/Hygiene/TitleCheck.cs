using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Hygiene;

/// <summary>Looks at titles: their length, capitals, and whether another product has the same words.</summary>
internal sealed class TitleCheck
{
    private const int AdvisedLeast = 70;
    private const int AdvisedMost = 90;
    private const int FewestLettersForCapitals = 12;

    // By the fingerprint of a title's words: the thing (group, else product) that had it first.
    private readonly Dictionary<ulong, string> first = [];

    public IEnumerable<(string Kind, string Detail)> Check(Product product)
    {
        string title = product.Title;
        // A Chinese character says about as much as two letters.
        int length = title.Length + (product.Language == Language.Zh ? title.Count(c => c >= '一') : 0);
        if (length < AdvisedLeast) yield return ("title_short", $"{title.Length} characters: {title}");
        if (length > AdvisedMost) yield return ("title_long", $"{title.Length} characters: {title}");
        if (IsCapitals(title)) yield return ("title_capitals", title);
        string thing = product.GroupId ?? product.Id;
        ulong words = IdFingerprints.Of(Words(title));
        if (!first.TryAdd(words, thing) && first[words] != thing) yield return ("duplicate_title", $"\"{title}\" as {first[words]}");
    }

    /// <summary>A title's words without case, order and punctuation.</summary>
    internal static string Words(string title)
    {
        var words = new List<string>();
        int start = -1;
        for (int i = 0; i <= title.Length; i++)
        {
            bool isWord = i < title.Length && char.IsLetterOrDigit(title[i]);
            if (isWord && start < 0) start = i;
            if (isWord || start < 0) continue;
            words.Add(title[start..i].ToLowerInvariant());
            start = -1;
        }
        words.Sort(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    private static bool IsCapitals(string title)
        => title.Count(char.IsUpper) >= FewestLettersForCapitals && !title.Any(char.IsLower);
}
