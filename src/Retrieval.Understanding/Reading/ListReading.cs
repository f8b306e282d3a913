using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells whether several things are asked for at once, by how the words that are left are joined.</summary>
internal static class ListReading
{
    private const int LeastItems = 3, LongestNoun = 4;

    /// <summary>"A, B and C".</summary>
    public static bool IsList(Draft draft) => CountItems(draft) >= LeastItems;

    /// <summary>Items joined by commas of which the last follows "and"; a product described "with" things is one.</summary>
    private static int CountItems(Draft draft)
    {
        int items = 0, longest = 0, length = 0, most = 0;
        bool content = false, joined = false, described = false, opened = false;
        bool statements = draft.Has(Cue.Statement);
        for (int at = 0; at < draft.Count; at++)
        {
            bool and = draft.Is(Cue.And, at) || draft.Sentence[draft.Tokens[at].Start] == '、';
            if (and || draft.IsBreak(at))
            {
                if (EndsSentence(draft, at))
                {
                    if (content && !described) items++;
                    most = Math.Max(most, joined ? items : 0);
                    (items, length, content, joined, described, opened) = (0, 0, false, false, false, false);
                    continue;
                }
                if (content && !described) items++;
                // "Pens, pencils, and erasers"
                joined |= (and || opened) && (content || and && items > 0 && draft.IsBreak(at - 1));
                // "For the raclette: cheese, ham, potatoes"
                opened |= draft.Tokens[at].Folded == ":" && !draft.Constraints.Exists(static constraint => constraint is Constraint.Quantity or Constraint.Named { Kind: "exclude" });
                content = false;
                length = 0;
                // "with a lid and a whisk" is one description.
                described &= and;
                continue;
            }
            // "My laptop is dying, so I want": what is needed begins behind what is told.
            // 露营得带帐篷、睡袋: nor does the 带 of what must come along describe anything.
            if ((statements || draft.Language == Language.Zh) && draft.FindAnyway(Cue.Need, at) is { Length: > 0 } need && (need.Length > 1 || draft.Language != Language.Zh))
            {
                content = described = false;
                at = need.End - 1;
                continue;
            }
            // "And they must bring it tomorrow", "1400 rpm": neither is an item; but "Girlanden für die Feier".
            if (statements && AgeReading.EndsAt(draft, Cue.RecipientBefore, at) == 0 && draft.UseOf(at) != TokenUse.Dropped && draft.FindAnyway(Cue.Statement, at).Length > 0 || !content && IsFeature(draft, at)) described = true;
            // "Protein powder, chocolate, in a tub"
            described |= draft.IsFree(at) && draft.FindAnyway(Cue.With, at).Length > 0 || length == 0 && draft.Language != Language.Zh && draft.FindAnyway(Cue.MadeOf, at).Length > 0 && draft.FindAnyway(Cue.Partitive, at).Length == 0;
            content |= IsContent(draft, at);
            longest = Math.Max(longest, ++length);
        }
        if (content && !described) items++;
        // 牛奶，面包，鸡蛋: short nouns and nothing else are a list without an "and".
        joined |= draft.Language == Language.Zh && longest <= LongestNoun && draft.Constraints.Count == 0 && draft.Preferences.Count == 0;
        return joined ? Math.Max(most, items) : most;
    }

    /// <summary>"1400 rpm", "16 gigs of ram": a clause that begins with a measure tells of the thing, unless it is a weight or a capacity, in which groceries are listed.</summary>
    private static bool IsFeature(Draft draft, int at)
        => draft.Tokens[at].Kind == TokenKind.Number && MeasureParser.UnitAt(draft.Tokens, at + 1, draft.Vocabulary, out _) is { Dimension: not (Dimension.Mass or Dimension.Capacity) };

    /// <summary>What is listed stands in one sentence: "My trainer keeps nagging me. Is there a protein powder, chocolate, and no sucralose?"</summary>
    private static bool EndsSentence(Draft draft, int at)
        => draft.Language != Language.Zh && draft.Tokens[at].Folded is "." or "?" or "!" && draft.IsCapital(at + 1) && draft.Tokens[at + 1].Joint == Joint.Apart;

    public static bool IsContent(Draft draft, int at)
        => at < draft.Count && draft.UseOf(at) is TokenUse.Free or TokenUse.Protected && draft.Tokens[at].Kind is TokenKind.Word or TokenKind.Han or TokenKind.Number
            && !draft.Is(Cue.Function, at) && !draft.Is(Cue.Filler, at)
            // "180 de alto y 90 de ancho" lists nothing.
            && !(AgeReading.EndsAt(draft, Cue.LengthAfter, at + 1) > 0 && draft.Constraints.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Length }));
}
