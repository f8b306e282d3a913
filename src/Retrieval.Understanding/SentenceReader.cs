using Retrieval.Catalog.Norms;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;
using Retrieval.Understanding.Reading;

namespace Retrieval.Understanding;

/// <summary>
/// Understands a shopper's sentence. The steps run in a fixed order and each claims the words that it has understood; their grammar is
/// one for all languages, the phrases stand in data files. Linear in the sentence's length. Safe for concurrent use.
/// </summary>
public static class SentenceReader
{
    /// <summary>Longest sentence in characters (UTF-16). A basket of forty items fits; a longer text is refused before anything is read.</summary>
    public const int LongestSentence = 1000;

    /// <summary>The words of a sentence that say something, understood or not: without what is said to a shop assistant ("I am looking for",
    /// "something", "please") and without articles and the like.</summary>
    /// <param name="sentence">What the shopper wrote, at most <see cref="LongestSentence"/> characters.</param>
    /// <param name="language">Its language.</param>
    /// <exception cref="SentenceTooLongException">The sentence is longer.</exception>
    public static string Content(string sentence, Language language)
    {
        if (sentence.Length > LongestSentence) throw new SentenceTooLongException(sentence.Length);
        return RemainingText.Content(new Draft(sentence, language, new UnderstandingContext()));
    }

    /// <summary>True where an intent's text names nothing but what the shopper is up to: it is empty, or "gift ideas", "was schenke ich".</summary>
    public static bool NamesNothing(ShoppingIntent intent)
        => intent.Text.Length == 0 || RemainingText.IsOnlyPurpose(new Draft(intent.Text, intent.Language, new UnderstandingContext()) { Purpose = intent.Purpose });

    /// <summary>Understands a sentence.</summary>
    /// <param name="sentence">What the shopper wrote, at most <see cref="LongestSentence"/> characters.</param>
    /// <param name="context">Market and catalogue.</param>
    /// <exception cref="SentenceTooLongException">The sentence is longer.</exception>
    public static ShoppingIntent Understand(string sentence, UnderstandingContext context)
    {
        if (sentence.Length > LongestSentence) throw new SentenceTooLongException(sentence.Length);
        var draft = new Draft(sentence, context.Language ?? SentenceLanguage.Of(sentence, context.Market), context);
        PhraseMatch correction = CorrectionReading.Read(draft);
        TitleReading.Protect(draft);
        ValueReading.Protect(draft);
        List<NormMention> norms = NormReading.Protect(draft);
        PurposeReading.ReadCues(draft);
        WishReading.ReadSorts(draft);
        DeliveryReading.Read(draft);
        BrandReading.ReadCatalogue(draft);
        QuantityReading.Read(draft);
        AgeReading.ReadWords(draft);
        DeliveryReading.DropWords(draft);
        ExclusionReading.Read(draft);
        BrandReading.Read(draft);
        WishReading.ReadPeople(draft);
        ValueReading.Read(draft);
        WishReading.ReadLikes(draft);
        AgeReading.ReadGroups(draft);
        if (correction.Length > 0)
        {
            UnderstandingContext part = context with { Language = draft.Language };
            CorrectionReading.Apply(draft.Constraints, Understand(draft.Words(0, correction.Start), part).Constraints, Understand(draft.Words(correction.End, draft.Count), part).Constraints);
        }
        PurposeReading.ReadStructure(draft);
        string text = RemainingText.Write(draft);
        (IReadOnlyList<string> kinds, string? head) = ThingReading.Of(draft, text, norms);
        return new ShoppingIntent(draft.Language, text, draft.Constraints, draft.Preferences, draft.Purpose)
        {
            Age = draft.Age, Ages = draft.Ages, Kinds = kinds, Head = head, Norms = NormReading.Of(draft, norms, kinds, head), Persons = PersonReading.Of(draft, text),
        };
    }
}
