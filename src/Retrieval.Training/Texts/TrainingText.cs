using Retrieval.Embedding.Encoders;

namespace Retrieval.Training.Texts;

/// <summary>One text to learn from.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Kind">
/// What it is: <c>word</c>, <c>category</c>, <c>query</c>, <c>gloss</c> or <c>title</c>. Titles are documents, all others stand
/// on the query's side. A single word gives its row its first value.
/// </param>
/// <param name="Text">The text.</param>
/// <param name="Key">The same for one thing named in several languages; none when null.</param>
public sealed record TrainingText(string Language, string Kind, string Text, string? Key = null)
{
    /// <summary>Language whose texts all teachers see, and towards which others are aligned.</summary>
    internal const string Pivot = "en";

    /// <summary>A text of one side.</summary>
    internal static TrainingText Of(string text, string language, TextKind side) => new(language, side == TextKind.Document ? "title" : "query", text);

    /// <summary>The side on which teachers encode it.</summary>
    internal TextKind Side => Kind == "title" ? TextKind.Document : TextKind.Query;

    /// <summary>A word of a word list.</summary>
    internal bool IsWord => Kind == "word";
}

/// <summary>Two texts whose vectors should be close: a word and its translation, a query and a product that was bought.</summary>
/// <param name="Language">Language of <paramref name="Text"/>.</param>
/// <param name="Text">The text that is drawn.</param>
/// <param name="TowardsLanguage">Language of <paramref name="Towards"/>.</param>
/// <param name="Towards">The text that it is drawn to.</param>
public sealed record TextPair(string Language, string Text, string TowardsLanguage, string Towards);
