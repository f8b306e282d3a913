namespace Retrieval.Catalog.Facts;

/// <summary>For how many persons a product is stated to be, both ends inclusive. Immutable.</summary>
/// <param name="From">The least number that it takes, such as a game's players; null where fewer may have it.</param>
/// <param name="To">The number that it has places for; null where no end is stated ("2+ players").</param>
public readonly record struct PersonSpan(int? From, int? To);
