using System.Runtime.InteropServices;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Phrases;

/// <summary>A text and its tokens: cut and folded once, for all that read it. Immutable, safe for concurrent use.</summary>
/// <param name="text">The text.</param>
/// <param name="language">The language that it is cut in.</param>
public sealed class CutText(string text, Language language)
{
    private readonly List<Token> tokens = PhraseTokenizer.Split(text, language);

    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>The language that it is cut in.</summary>
    public Language Language => language;

    /// <summary>The tokens, in order.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(tokens);

    /// <summary>The text as another language cuts it: itself where the two cut alike, but for the values of its numbers.</summary>
    public CutText WordsIn(Language other) => PhraseTokenizer.FoldsLike(language, other) ? this : new CutText(text, other);
}
