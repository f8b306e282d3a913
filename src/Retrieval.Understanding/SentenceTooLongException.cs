namespace Retrieval.Understanding;

/// <summary>A sentence is longer than <see cref="SentenceReader.LongestSentence"/> characters.</summary>
/// <param name="length">Its length in characters.</param>
public sealed class SentenceTooLongException(int length)
    : ArgumentException($"The sentence has {length} characters; at most {SentenceReader.LongestSentence} are read. Shorten it.")
{
    /// <summary>The sentence's length in characters.</summary>
    public int Length { get; } = length;
}
