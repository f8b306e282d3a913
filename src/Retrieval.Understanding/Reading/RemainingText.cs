using System.Text;
using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Writes the words left for retrieval: what no step dropped, without filler and function words, as the shopper wrote them.</summary>
internal static class RemainingText
{
    public static string Write(Draft draft)
    {
        PhraseMatch purpose = DropPurposeWords(draft);
        string text = Content(draft);
        if (text.Length == 0 && (Baby(draft) ?? CountedThing(draft)) is { } thing) return thing;
        if (purpose.Length == 0 || text.Any(char.IsLetter)) return text;
        string word = draft.Words(purpose.Start, purpose.End);
        return text.Length > 0 ? $"{word} {text}" : word;
    }

    /// <summary>"Something for the baby": a baby's things are found by its name, as a pet's are. Not in Chinese, whose shoppers say 宝宝 and whose shops 婴儿.</summary>
    private static string? Baby(Draft draft)
    {
        if (draft.Purpose != Purpose.Find || draft.Language == Language.Zh || !draft.Preferences.Exists(static wish => wish is Preference.Named { Kind: "recipient", Value: "baby" })) return null;
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.BabyWord, at) is { Length: > 0 } word) return draft.Words(word.Start, word.End);
        }
        return null;
    }

    /// <summary>"50 napkins": where nothing else is named, what is counted is what is sought. The 节 of 情人节 counts nothing.</summary>
    private static string? CountedThing(Draft draft)
    {
        for (int at = 1; at < draft.Count; at++)
        {
            if (NumberReader.Read(draft.Tokens, at - 1, draft.Language).Length == 1 && draft.FindAnyway(Cue.CountAfter, at) is { Length: > 0 } counted && !draft.HasBetween(Cue.PackWord, at, counted.End) && !draft.HasBetween(Cue.Piece, at, counted.End)) return draft.Words(at, counted.End);
        }
        return null;
    }

    /// <summary>The words left without filler and function words.</summary>
    public static string Content(Draft draft)
    {
        DropPhrases(draft, Cue.Filler);
        DropPhrases(draft, Cue.Function);
        return Join(draft);
    }

    /// <summary>True where nothing is left without the words for a gift, a basket or a comparison.</summary>
    public static bool IsOnlyPurpose(Draft draft)
    {
        DropPurposeWords(draft);
        return !Content(draft).Any(char.IsLetter);
    }

    /// <summary>The word for a gift, a basket or a comparison stays only if nothing else does. Returns the first.</summary>
    private static PhraseMatch DropPurposeWords(Draft draft)
    {
        ReadOnlySpan<string> kinds = draft.Purpose switch
        {
            Purpose.Gift => [Cue.Gift, Cue.GiftVerb],
            Purpose.List => [Cue.Basket],
            Purpose.Compare => [Cue.Compare],
            _ => [],
        };
        PhraseMatch first = default;
        foreach (string kind in kinds)
        {
            for (int at = 0; at < draft.Count; at++)
            {
                PhraseMatch phrase = draft.FindAnyway(kind, at);
                if (phrase.Length == 0) continue;
                if (first.Length == 0) first = phrase;
                if (kind == Cue.Gift) DropAdjectives(draft, phrase);
                if (draft.Is(kind, at)) draft.Drop(phrase);
            }
        }
        return first;
    }

    /// <summary>"A small gift" names nothing that is small.</summary>
    private static void DropAdjectives(Draft draft, PhraseMatch gift)
    {
        int before = AgeReading.EndsAt(draft, Cue.GiftAdjective, gift.Start);
        if (before > 0 && draft.IsFree(gift.Start - 1)) draft.Claim(gift.Start - before, gift.Start, TokenUse.Dropped);
        if (draft.FindAnyway(Cue.GiftAdjective, gift.End) is { Length: > 0 } behind && draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt && draft.IsFree(gift.End)) draft.Drop(behind);
    }

    /// <summary>Drops the longest phrases of a kind. Words with a capital inside a sentence are names: the SE of "Watch SE".</summary>
    private static void DropPhrases(Draft draft, string kind)
    {
        int name = 0;
        for (int at = 0; at < draft.Count; at++)
        {
            // Chinese words are not set apart: 他 is no pronoun in 吉他.
            if (draft.Language == Language.Zh && KindNames.For(Language.Zh).LengthOfNameAt(draft.Tokens, at) is > 1 and var length) name = Math.Max(name, at + length);
            if (at < name) continue;
            PhraseMatch phrase = draft.FindAnyway(kind, at);
            bool free = phrase.Length > 0;
            for (int i = at; i < phrase.End && free; i++) free = draft.IsFree(i);
            // The a of "Pixel 8a" is no article.
            bool isGlued = phrase.Length == 1 && at > 0 && draft.Tokens[at] is { Kind: TokenKind.Word, Joint: Joint.Glued } && draft.Tokens[at - 1].Kind == TokenKind.Number && draft.UseOf(at - 1) != TokenUse.Dropped;
            if (free && !isGlued && !(phrase.Length == 1 && IsName(draft, at))) draft.Drop(phrase);
        }
    }

    private static bool IsName(Draft draft, int at)
    {
        Token token = draft.Tokens[at];
        return at > 0 && token.Length > 1 && !draft.IsBreak(at - 1) && char.IsUpper(draft.Sentence[token.Start]) && draft.Sentence.AsSpan().IndexOfAnyInRange('a', 'z') >= 0;
    }

    private static string Join(Draft draft)
    {
        var text = new StringBuilder(draft.Sentence.Length);
        ReadOnlySpan<Token> tokens = draft.Tokens;
        int last = -1;
        for (int at = 0; at < tokens.Length; at++)
        {
            bool elidedAlone = tokens[at].Folded.EndsWith('\'') && (at + 1 >= tokens.Length || draft.UseOf(at + 1) == TokenUse.Dropped || tokens[at + 1].Joint == Joint.Apart);
            if (elidedAlone || draft.UseOf(at) == TokenUse.Dropped || (tokens[at].Kind == TokenKind.Symbol && !IsInsideName(draft, at)) || IsPercentage(tokens, at)) continue;
            // "Wool rug or jute rug" is one rug.
            if (last >= 0 && last < at - 1 && tokens[at].Kind == TokenKind.Word && tokens[at].Folded == tokens[last].Folded) continue;
            if (last >= 0)
            {
                bool together = last == at - 1 && tokens[at].Joint != Joint.Apart;
                if (together) text.Append(draft.Sentence, tokens[last].End, tokens[at].Start - tokens[last].End);
                else text.Append(' ');
            }
            text.Append(draft.Sentence, tokens[at].Start, tokens[at].Length);
            last = at;
        }
        return text.ToString();
    }

    private static bool IsPercentage(ReadOnlySpan<Token> tokens, int at)
        => tokens[at].Kind == TokenKind.Number && at + 1 < tokens.Length && tokens[at + 1].Folded == "%";

    /// <summary>The slash of "f/1.8": glued on both sides between words that stay.</summary>
    private static bool IsInsideName(Draft draft, int at)
        => at > 0 && at + 1 < draft.Count && !draft.IsBreak(at) && draft.Tokens[at].Joint == Joint.Glued && draft.Tokens[at + 1].Joint == Joint.Glued
            && draft.Tokens[at].Folded is "/" or "+" or "&" or "." or "'" or "-" or "x" && draft.UseOf(at - 1) != TokenUse.Dropped && draft.UseOf(at + 1) != TokenUse.Dropped;
}
