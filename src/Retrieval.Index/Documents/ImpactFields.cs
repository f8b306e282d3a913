namespace Retrieval.Index.Documents;

/// <summary>How a searched field counts in the impact list of words.</summary>
/// <param name="Name">One of <see cref="LexicalFields.All"/>.</param>
/// <param name="Boost">Factor of a word's frequency in the field.</param>
/// <param name="LengthWeight">BM25F's b: 0 counts a word the same in a long and a short text, 1 divides by the length.</param>
internal readonly record struct ImpactField(string Name, float Boost, float LengthWeight);

/// <summary>
/// The engine's own weights of the searched fields, chosen on the development sets (ARCHITECTURE.md). Lists such as categories have no
/// length to normalise: a product in a deep path is not less of its kind.
/// </summary>
internal static class ImpactFields
{
    public static IReadOnlyList<ImpactField> Default { get; } =
    [
        new(LexicalFields.Title, 5f, 0.5f),
        new(LexicalFields.Brand, 1f, 0f),
        new(LexicalFields.Category, 1f, 0f),
        new(LexicalFields.Synonyms, 2f, 0f),
        new(LexicalFields.Attributes, 1f, 0.75f),
        new(LexicalFields.Description, 1f, 0.75f),
    ];
}
