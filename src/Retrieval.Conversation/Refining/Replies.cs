using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>Takes a sentence as the reply to the question that was asked back: by the place of a choice, by its words, or "any".</summary>
internal sealed class Replies(AllergyQuestion allergies)
{
    // "Nuts, soy and egg"; a longer reply is a sentence of its own.
    private const int MostWordsOfAllergies = 8;

    /// <summary>The turn that the reply is; null where nothing was asked or the sentence is no reply.</summary>
    public Turn? Of(string sentence, ConversationContext before)
    {
        if (before.Choices.Count == 0) return null;
        if (Allergic(sentence, before) is { } safe) return safe;
        return Chosen(sentence, before) is { } choice ? Narrowed(before, choice, sentence) : null;
    }

    /// <summary>The reply to the question what somebody is allergic to, by one of its choices or in words of its own.</summary>
    private Turn? Allergic(string sentence, ConversationContext before)
    {
        if (!before.Choices.Any(static choice => choice.Allergen is not null)) return null;
        string reply = Chosen(sentence, before) is { Allergen: not null } choice ? choice.Label : sentence;
        IReadOnlyList<Constraint> stated = PhraseTokenizer.Split(reply, before.Intent.Language).Count <= MostWordsOfAllergies ? allergies.Stated(reply, before.Intent.Language) : [];
        return stated.Count == 0 ? null : new Turn($"{before.Sentence} {reply}", before.Intent with { Constraints = Refinement.Merged(before.Intent.Constraints, stated, before.Intent.Language) }, before.Categories, null, []);
    }

    private static Turn Narrowed(ConversationContext before, OpenChoice choice, string sentence)
    {
        if (choice.Categories.Count == 0) return new Turn(before.Sentence, before.Intent, before.Categories, null, []);
        ShoppingIntent intent = before.Intent with { Text = $"{before.Intent.Text} {choice.Label}".Trim() };
        return new Turn($"{before.Sentence} {sentence}", intent, choice.Categories, null, []);
    }

    /// <summary>The choice that a reply takes; one without categories where any will do.</summary>
    private static OpenChoice? Chosen(string sentence, ConversationContext before)
    {
        Language language = before.Intent.Language;
        CuePhrases cues = CuePhrases.For(language);
        if (cues.First(sentence, "ordinal") is { } place && int.TryParse(place, out int number) && number <= before.Choices.Count) return before.Choices[number - 1];
        if (TurnWords.NumberAlone(sentence, language) is { } bare && bare <= before.Choices.Count) return before.Choices[bare - 1];
        HashSet<string> said = Words(sentence, language);
        OpenChoice? named = before.Choices.Select(choice => (Choice: choice, Words: Words(choice.Label, language)))
            .Where(entry => entry.Words.Count > 0 && entry.Words.Count(said.Contains) * 2 > entry.Words.Count)
            .OrderByDescending(entry => entry.Words.Count(said.Contains)).Select(static entry => entry.Choice).FirstOrDefault();
        return named ?? (cues.Has(sentence, "any") ? new OpenChoice("", []) : null);
    }

    private static HashSet<string> Words(string text, Language language) =>
        [.. PhraseTokenizer.Split(text, language).Where(static token => token.Kind is TokenKind.Word or TokenKind.Han or TokenKind.Number).Select(static token => token.Folded)];
}
