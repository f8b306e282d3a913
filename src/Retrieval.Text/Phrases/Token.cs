namespace Retrieval.Text.Phrases;

/// <summary>What a token is made of.</summary>
public enum TokenKind : byte
{
    /// <summary>Letters, or letters and digits of a model name.</summary>
    Word,
    /// <summary>Digits, with their separators; <see cref="Token.Value"/> holds the number.</summary>
    Number,
    /// <summary>One punctuation mark, currency sign or other symbol.</summary>
    Symbol,
    /// <summary>One Han character.</summary>
    Han,
}

/// <summary>How a token stands to the one before it.</summary>
public enum Joint : byte
{
    /// <summary>White space is between them, or nothing is before.</summary>
    Apart,
    /// <summary>Nothing is between them: <c>500ml</c>, <c>d'air</c>.</summary>
    Glued,
    /// <summary>A hyphen is between them: <c>sugar-free</c>, <c>6-pack</c>.</summary>
    Hyphen,
}

/// <summary>A piece of a sentence as the phrase matchers see it.</summary>
/// <param name="Start">Offset of its first character in the sentence.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Joint">How it stands to the token before it.</param>
/// <param name="Folded">Its normal form (<see cref="PhraseTokenizer.Fold"/>), by which phrases are looked up.</param>
/// <param name="Value">The number for <see cref="TokenKind.Number"/>, otherwise not a number.</param>
public readonly record struct Token(int Start, int Length, TokenKind Kind, Joint Joint, string Folded, double Value)
{
    /// <summary>Offset after its last character.</summary>
    public int End => Start + Length;
}
