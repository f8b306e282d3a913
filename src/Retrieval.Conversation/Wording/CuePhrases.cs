using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Wording;

/// <summary>
/// The phrases by which a turn of a conversation is recognised ("cheaper", "the second one"), from <c>Data/cues/{code}.json</c>: a section is
/// a list of patterns, or an object of values with their patterns. Immutable, safe for concurrent use.
/// </summary>
internal sealed class CuePhrases
{
    private static readonly Lazy<CuePhrases>[] Loaded = LanguageFiles.Each(static language => new CuePhrases(language));

    private readonly PhraseBook book;

    private CuePhrases(Language language)
    {
        Language = language;
        using JsonDocument file = LanguageFiles.Open("cues", language);
        book = PhraseBook.Build(PhraseSections.Read(file.RootElement), language);
    }

    public Language Language { get; }

    public static CuePhrases For(Language language) => Loaded[(int)language].Value;

    /// <summary>True where a sentence holds a phrase of a section.</summary>
    public bool Has(string sentence, string section) => First(sentence, section) is not null;

    /// <summary>The value of the first phrase of a section in a sentence; null where there is none.</summary>
    public string? First(string sentence, string section)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, Language));
        for (int at = 0; at < tokens.Length; at++)
        {
            if (At(tokens, at, section, out _) is { } value) return value;
        }
        return null;
    }

    /// <summary>True where a sentence opens with a phrase of a section.</summary>
    public bool Opens(string sentence, string section) => At(CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, Language)), 0, section, out _) is not null;

    /// <summary>A sentence without the phrase of a section that it opens with; the sentence itself where nothing else would be left.</summary>
    public string Without(string sentence, string section)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, Language));
        return tokens.Length > 0 && At(tokens, 0, section, out int length) is not null && length < tokens.Length ? sentence[tokens[length].Start..] : sentence;
    }

    /// <summary>A sentence in which what is said in a roundabout way stands plainly: "no food" for "nothing to eat".</summary>
    public string Plainly(string sentence)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, Language));
        for (int at = 0; at < tokens.Length; at++)
        {
            if (At(tokens, at, "plainly", out int length) is { } plain) return $"{sentence[..tokens[at].Start]}{plain}{sentence[tokens[at + length - 1].End..]}";
        }
        return sentence;
    }

    /// <summary>The value of the longest phrase of a section that begins at a token, with its number of tokens; null where there is none.</summary>
    public string? At(ReadOnlySpan<Token> tokens, int at, string section, out int length)
    {
        foreach (Sense sense in book.Longest(tokens, at, section, out length))
        {
            if (sense.Kind == section) return sense.Value;
        }
        length = 0;
        return null;
    }
}
