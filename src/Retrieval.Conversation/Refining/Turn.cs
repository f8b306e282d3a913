using Retrieval.Catalog.Products;
using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>What a sentence asks on top of the conversation.</summary>
/// <param name="Sentence">The whole wish in words, for the legs of the search.</param>
/// <param name="Intent">What is understood of the whole conversation.</param>
/// <param name="Categories">Categories that a choice narrowed it to.</param>
/// <param name="Filter">What the refinement rules out; null for nothing.</param>
/// <param name="Hidden">Ids that were shown and are not wanted again.</param>
internal sealed record Turn(string Sentence, ShoppingIntent Intent, IReadOnlyList<string> Categories, Filter? Filter, IReadOnlyList<string> Hidden)
{
    /// <summary>True where what is to be given is named, so that nothing else will do: "rather a book".</summary>
    public bool IsGiftNamed { get; init; }

    /// <summary>The product that was shown and that something is to go with; null for none.</summary>
    public Product? With { get; init; }

    /// <summary>The product that was to be had in another colour; null for none.</summary>
    public Product? Recoloured { get; init; }
}
