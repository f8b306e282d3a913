using System.Runtime.InteropServices;
using Retrieval.Catalog.Kinds;
using Retrieval.Conversation.Gifts;
using Retrieval.Conversation.Wording;
using Retrieval.Search;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>
/// Sets aside what a shopper tells before asking: of "my back hurts, looking for a chair" only the chair is looked for, no thing called "back
/// hurts" with it. What helps with what is told and is the thing asked for is meant: of a bad back, an ergonomic one.
/// </summary>
internal static class Situation
{
    private const string Breaks = ",.;:!?，。；：！？–—";

    /// <summary>The turn of what is asked for; the turn itself where nothing is told before it.</summary>
    /// <param name="turn">A wish that begins anew.</param>
    /// <param name="engine">Understands each part.</param>
    /// <param name="market">Where the shopper buys.</param>
    public static Turn Aside(Turn turn, SearchEngine engine, string? market)
    {
        Language language = turn.Intent.Language;
        CuePhrases cues = CuePhrases.For(language);
        if (turn.Intent.Purpose is not (Purpose.Find or Purpose.List) || Asked(turn.Sentence, cues) is not var (start, end)) return turn;
        (string told, string asked) = (turn.Sentence[..start], turn.Sentence[end..]);
        (ShoppingIntent before, ShoppingIntent wish) = (engine.Understand(told, market, language), engine.Understand(asked, market, language));
        // "Bread, cheese, and I need apples" is a list; "under 60 €, I'm looking for a blender" tells nothing that would be looked for.
        if (before.Text.Length == 0 || wish.Text.Length == 0 || (before.Kinds.Count > 0 && (wish.Kinds.Count == 0 || !cues.Opens(told, "of_oneself")))) return turn;
        string? help = IdeaBook.Needs(language).IdeasFor(told).FirstOrDefault(idea => engine.Understand(idea, market, language).Kinds.Any(kind => wish.Kinds.Any(other => ProductKinds.IsA(kind, other))));
        return turn with
        {
            Sentence = asked,
            Intent = turn.Intent with
            {
                // What is told may name what the thing is for: blunt knives, and a sharpener.
                Text = before.Kinds.Count > 0 ? turn.Intent.Text : help ?? wish.Text,
                Kinds = wish.Kinds, Head = wish.Head, Purpose = wish.Purpose,
            },
        };
    }

    /// <summary>Where the words for asking begin and end, behind a break or a joining word; null where nothing stands before them.</summary>
    private static (int Start, int End)? Asked(string sentence, CuePhrases cues)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, cues.Language));
        // Who asks first may ask again: "I need bread, and I need apples".
        if (tokens.Length == 0 || cues.At(tokens, 0, "asks", out _) is not null) return null;
        for (int at = 1; at < tokens.Length; at++)
        {
            bool isBreak = tokens[at - 1].Length == 1 && Breaks.Contains(sentence[tokens[at - 1].Start]);
            int joined = cues.At(tokens, at, "so", out int so) is not null ? at + so : isBreak ? at : tokens.Length;
            if (joined < tokens.Length && cues.At(tokens, joined, "asks", out int length) is not null && joined + length < tokens.Length) return (tokens[joined].Start, tokens[joined + length].Start);
        }
        return null;
    }
}
