namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>The contract's limits of a product; a line that breaks one is refused.</summary>
internal static class Limits
{
    public const int IdBytes = 200;
    public const int TitleCharacters = 500;
    public const int DescriptionCharacters = 100_000;
    public const int ListEntries = 1_000;
    public const int AttributeNameCharacters = 200;

    /// <summary>Whether the text has more characters (code points, so that an emoji is one) than the limit.</summary>
    public static bool IsLonger(string text, int characters)
    {
        if (text.Length <= characters) return false;
        int surrogates = 0;
        foreach (char c in text)
        {
            if (char.IsLowSurrogate(c)) surrogates++;
        }
        return text.Length - surrogates > characters;
    }
}
