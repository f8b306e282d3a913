namespace Retrieval.Text.Phrases;

/// <summary>A set of words that tells of most other words by one bit that they are none of it. Not to be added to while it is read.</summary>
public sealed class MarkedWords
{
    private readonly WordMarks marks = new();
    private readonly HashSet<string> words = new(StringComparer.Ordinal);

    /// <summary>Adds a word.</summary>
    public void Add(string word)
    {
        marks.Add(word);
        words.Add(word);
    }

    /// <summary>True for a word that was added.</summary>
    public bool Contains(string word) => marks.MayHold(word) && words.Contains(word);
}
