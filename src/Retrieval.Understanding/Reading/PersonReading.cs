using Retrieval.Catalog.Facts;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells for how many persons the thing asked for is to be. Nothing is claimed: its words stay words of the search.</summary>
internal static class PersonReading
{
    /// <summary>The number that is held; null where none is told, or it tells of an occasion and not of a thing ("dinner with 6", gifts "for 4 friends").</summary>
    /// <param name="draft">The sentence, with all that was understood of it claimed.</param>
    /// <param name="text">Words of it that are left for retrieval.</param>
    public static Constraint.Persons? Of(Draft draft, string text)
    {
        // Who compares names both.
        if (draft.Purpose == Purpose.Compare) return null;
        HashSet<string>? left = null;
        if (PersonReader.For(draft.Language).InSentence(draft.Tokens, IsLeft) is not { } count) return null;
        bool isOfThing = count.Role is PersonRole.Person or PersonRole.Player || (count.Role == PersonRole.For && draft.Purpose == Purpose.Find);
        // What one person may have anybody may; a price, a size or an age is no number of persons.
        if (!isOfThing || count.Low < 2 || draft.UseOf(count.NumberAt) == TokenUse.Dropped) return null;
        return new Constraint.Persons(count.Low, draft.Words(count.Start, count.End));

        // Few sentences have a number that this must be asked of.
        bool IsLeft(Token token) => (left ??= [.. PhraseTokenizer.Split(text, draft.Language).Select(static word => word.Folded)]).Contains(token.Folded);
    }
}
