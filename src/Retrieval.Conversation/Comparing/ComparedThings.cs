using System.Runtime.InteropServices;
using Retrieval.Conversation.Refining;
using Retrieval.Conversation.Wording;
using Retrieval.Search;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Comparing;

/// <summary>
/// Splits a sentence that asks to choose ("A or B for the train?", "the difference between A and B") into the things to choose between, each
/// a wish of its own with the words and constraints that all share.
/// </summary>
internal static class ComparedThings
{
    /// <summary>Most things that are compared; of more the first ones.</summary>
    public const int Most = 3;

    private const string Ends = ",;:.!?，；：。！？、()";

    /// <summary>The wishes, in their order; fewer than two where the sentence cannot be split.</summary>
    /// <param name="turn">The whole wish.</param>
    /// <param name="engine">Understands each part.</param>
    /// <param name="market">Where the shopper buys.</param>
    public static IReadOnlyList<Turn> In(Turn turn, SearchEngine engine, string? market)
    {
        CuePhrases cues = CuePhrases.For(turn.Intent.Language);
        List<Part> parts = Parts(turn.Sentence, cues, "versus");
        if (!parts.Exists(static part => part.IsChoice)) parts = Parts(turn.Sentence, cues, "and");
        List<(Part Part, ShoppingIntent Said, string Text)> read = [.. parts.Select(part => Read(part))];
        string shared = string.Join(' ', read.Where(static entry => !entry.Part.IsChoice && entry.Text.Length > 0).Select(static entry => entry.Text));
        return
        [
            .. read.Where(static entry => entry.Part.IsChoice && (entry.Text.Length > 0 || entry.Said.Constraints.Count > 0)).Take(Most).Select(entry => turn with
            {
                Sentence = $"{entry.Part.Text} {shared}".Trim(),
                Intent = turn.Intent with
                {
                    Purpose = Purpose.Find, Text = $"{entry.Text} {shared}".Trim(), Kinds = entry.Said.Kinds, Head = entry.Said.Head, Norms = [.. entry.Said.Norms, .. read.Where(static other => !other.Part.IsChoice).SelectMany(static other => other.Said.Norms)],
                    Persons = entry.Said.Persons ?? read.Where(static other => !other.Part.IsChoice).Select(static other => other.Said.Persons).FirstOrDefault(static persons => persons is not null),
                    Constraints = Refinement.Merged(turn.Intent.Constraints, entry.Said.Constraints, entry.Said.Language),
                },
            }),
        ];

        (Part, ShoppingIntent, string) Read(Part part)
        {
            ShoppingIntent said = engine.Understand(part.Text, market, turn.Intent.Language);
            return (part, said, new TurnWords(part.Text, said.Text, cues).Left);
        }
    }

    /// <summary>What stands between two joining words or a joining word and the end of its clause is a choice, the rest is not.</summary>
    private static List<Part> Parts(string sentence, CuePhrases cues, string joining)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, cues.Language));
        var parts = new List<Part>();
        int start = 0;
        bool isJoined = false;
        for (int at = 0; at <= tokens.Length;)
        {
            int length = 0;
            bool joins = at < tokens.Length && cues.At(tokens, at, joining, out length) is not null;
            bool ends = at == tokens.Length || (tokens[at].Kind == TokenKind.Symbol && Ends.Contains(sentence[tokens[at].Start]));
            if (joins || ends)
            {
                string text = start < at ? sentence[tokens[start].Start..tokens[at - 1].End] : "";
                if (text.Length > 0) parts.Add(new Part(text, joins || isJoined));
                isJoined = joins;
                start = at + Math.Max(1, length);
            }
            at += Math.Max(1, length);
        }
        return parts;
    }

    private readonly record struct Part(string Text, bool IsChoice);
}
