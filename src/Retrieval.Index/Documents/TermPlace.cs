namespace Retrieval.Index.Documents;

/// <summary>Where a product holds a term first.</summary>
/// <param name="Field">Place of the field in the manifest's fields; −1 where the product does not hold the term.</param>
/// <param name="Position">
/// Position among the words of the first field, from 0, words that a chain leaves out not counted; −1 in any other field and beyond
/// <see cref="LastPosition"/>.
/// </param>
public readonly record struct TermPlace(int Field, int Position)
{
    /// <summary>The last position that is kept apart.</summary>
    public const int LastPosition = 254;

    /// <summary>No field holds the term.</summary>
    public static TermPlace None { get; } = new(-1, -1);

    /// <summary>True where a field holds the term.</summary>
    public bool IsFound => Field >= 0;
}
