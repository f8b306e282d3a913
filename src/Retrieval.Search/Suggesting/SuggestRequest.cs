using Retrieval.Text.Languages;

namespace Retrieval.Search.Suggesting;

/// <summary>A question for what a shopper who has begun to type may mean.</summary>
public sealed record SuggestRequest
{
    /// <summary>Longest prefix in UTF-16 units.</summary>
    public const int LongestPrefix = 100;

    /// <summary>Most suggestions that can be asked for.</summary>
    public const int MostSuggestions = 20;

    /// <summary>What was typed so far, 1–<see cref="LongestPrefix"/> characters.</summary>
    public required string Prefix { get; init; }

    /// <summary>Country or subdivision the shopper buys in; null applies no region.</summary>
    public string? Market { get; init; }

    /// <summary>The shopper's language, whose suggestions come first; <see cref="Language.Und"/> prefers none.</summary>
    public Language Language { get; init; }

    /// <summary>Number of suggestions wanted, 1–<see cref="MostSuggestions"/>.</summary>
    public int Top { get; init; } = 8;
}

/// <summary>What a suggestion names.</summary>
public enum SuggestionKind : byte
{
    /// <summary>A product, by its title.</summary>
    Title,
    /// <summary>A category, by the narrowest part of its path.</summary>
    Category,
    /// <summary>A brand.</summary>
    Brand,
}

/// <summary>Something that the shopper may mean.</summary>
/// <param name="Text">As the merchant writes it.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Products">Products it stands for, in every market; 1 for most titles.</param>
/// <param name="IsCorrected">True where the text begins with what was typed only after one letter was put right.</param>
public sealed record Suggestion(string Text, SuggestionKind Kind, int Products, bool IsCorrected);
