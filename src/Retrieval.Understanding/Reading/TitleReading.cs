using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Protects titles and proper names: the colours, materials and people in them describe nothing. 《红与黑》, "DVD La Planète bleue",
/// "a Black Diamond headlamp", "café Carte Noire".
/// </summary>
internal static class TitleReading
{
    private const int LongestTitle = 8;

    /// <summary>What may be misread in a title that no quotation marks surround.</summary>
    private static readonly string[] Misread = ["color", "material", "gender", "age_group", Cue.Child, Cue.BabyWord];

    /// <summary>What ends a title.</summary>
    private static readonly string[] Ends = [Cue.Max, Cue.Min, Cue.Budget, Cue.PriceWord, Cue.Currency, Cue.Without, Cue.InStock, Cue.Delivery, Cue.RecipientBefore];

    public static void Protect(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (QuotedEnd(draft, at) is > 0 and int end) draft.Claim(at + 1, end, TokenUse.Protected);
            else if (draft.Find(Cue.Media, at) is { Length: > 0 } media)
            {
                if (IsRecord(draft, at)) draft.Claim(at, media.End, TokenUse.Protected);
                ProtectTitle(draft, media.End);
                ProtectTitleBefore(draft, at);
                ProtectColourBefore(draft, media);
            }
            else if (IsNameWithColour(draft, at) || IsBrandLikeColour(draft, at)) draft.Claim(at, at + 1, TokenUse.Protected);
        }
    }

    /// <summary>The closing mark of a quotation that is a title, 0 for none. Quotation marks other than those of Chinese titles also stress what is wanted, and inches.</summary>
    private static int QuotedEnd(Draft draft, int at)
    {
        if (draft.Tokens[at].Kind != TokenKind.Symbol || at + 2 >= draft.Count) return 0;
        string closing = draft.Sentence[draft.Tokens[at].Start] switch
        {
            '《' => "》", '〈' => "〉", '「' => "」", '『' => "』", '«' => "»", '„' => "“”\"", '“' => "”\"", '"' => "\"",
            _ => "",
        };
        if (closing.Length == 0) return 0;
        bool isTitle = closing[0] is '》' or '〉' or '」' or '』' || draft.IsCapital(SkipArticle(draft, at + 1)) && draft.Tokens[at].Joint == Joint.Apart;
        if (!isTitle) return 0;
        for (int end = at + 1; end < draft.Count; end++)
        {
            if (draft.Tokens[end].Kind == TokenKind.Symbol && closing.Contains(draft.Sentence[draft.Tokens[end].Start])) return end;
        }
        return 0;
    }

    /// <summary>Behind "DVD" or "novel" a word with a capital begins a title, in German only an article: there every noun has one.</summary>
    private static void ProtectTitle(Draft draft, int start)
    {
        // "Paperback of The Woman in White"
        if (start < draft.Count && (draft.Tokens[start].Folded == ":" || draft.FindAnyway(Cue.MadeOf, start).Length == 1)) start++;
        if (!draft.IsCapital(start) || draft.Language == Language.De && !draft.Is(Cue.Function, start)) return;
        for (int at = start; !draft.IsBoundary(at) && (at == start || !IsEnd(draft, at)); at++)
        {
            // English titles have capitals throughout: "The Gruffalo for kids".
            if (draft.Language == Language.En && !draft.IsCapital(at)) continue;
            ProtectMisread(draft, at, draft.Count);
        }
    }

    /// <summary>"Profondo rosso in DVD", "Men in Black 4K Blu-ray": what stands before a medium is a title where it begins with a capital and "in", or a function word inside it, tells so.</summary>
    private static void ProtectTitleBefore(Draft draft, int media)
    {
        int start = draft.ClauseStart(media), end = media;
        // "Der grüne Heinrich, Roman", where "black jeans, DVD" is a list.
        bool apart = start == media && start > 1 && draft.Tokens[start - 1].Folded == "," && draft.FindAnyway(Cue.Function, draft.ClauseStart(start - 2)).Length == 1;
        if (apart) (start, end) = (draft.ClauseStart(start - 2), start - 1);
        while (start < media && draft.Find(Cue.Filler, start) is { Length: > 0 } filler) start = filler.End;
        // "4K Blu-ray"
        while (end > start && draft.Tokens[end - 1].Joint != Joint.Apart && draft.Tokens[end - 1].Kind == TokenKind.Word && draft.Tokens[end - 1].Length == 1) end -= 2;
        // "Heinz Strunk Der goldene Handschuh Taschenbuch": in German an article with a capital begins a title.
        int article = draft.Language == Language.De && !apart ? ArticleInside(draft, start, end) : 0;
        if (article > 0) (start, apart) = (article, true);
        bool preposition = end > start && draft.Tokens[end - 1].Length <= 3 && draft.FindAnyway(Cue.Function, end - 1).Length == 1;
        if (preposition) end--;
        if (end <= start || end - start > LongestTitle || !draft.IsCapital(start) || !preposition && !apart && !IsWrittenAsTitle(draft, start, end)) return;
        for (int at = apart ? start + 1 : start; at < end; at++)
        {
            if (IsEnd(draft, at)) return;
        }
        for (int at = start; at < end; at++)
        {
            ProtectMisread(draft, at, end);
            if (NumberReader.Read(draft.Tokens, at, draft.Language) is { Length: > 0, IsWeak: false } number) draft.Claim(at, Math.Min(at + number.Length, end), TokenUse.Protected);
        }
    }

    /// <summary>"goldener kompass taschenbuch", "black beauty paperback": in German an inflected colour, in English one that opens the clause, before words that mean nothing else, then the medium that closes the clause. "Rote Schallplatte" is red.</summary>
    private static void ProtectColourBefore(Draft draft, PhraseMatch media)
    {
        if (!draft.IsBoundary(media.End) || draft.FindAnyway(Cue.Titled, media.Start).Length != media.Length) return;
        int at = media.Start - 1;
        while (at > 0 && draft.Tokens[at].Kind == TokenKind.Word && draft.Tokens[at].Joint == Joint.Apart && draft.IsFree(at) && !draft.HasMeaning(at)) at--;
        if (at < 0 || at >= media.Start - 1 || draft.FindAnyway("color", at).Length != 1) return;
        if (draft.Language == Language.De ? !IsInflected(draft.Tokens[at].Folded) : at > draft.ClauseStart(at)) return;
        draft.Claim(at, media.Start, TokenUse.Protected);
    }

    /// <summary>"Taylor Swift Midnights vinyl": behind nothing but names with capitals it is a record. In German every noun has one.</summary>
    private static bool IsRecord(Draft draft, int at)
    {
        if (draft.FindAnyway("material", at) is not { Length: 1, Sense.Value: "vinyl" } || draft.Language is Language.De or Language.Zh || !draft.IsBoundary(at + 1)) return false;
        int start = draft.ClauseStart(at), names = 0;
        while (start < at && draft.Find(Cue.Filler, start) is { Length: > 0 } filler) start = filler.End;
        for (int word = start; word < at; word++)
        {
            if (draft.IsCapital(word)) names++;
            else if (draft.FindAnyway(Cue.Function, word).Length == 0) return false;
        }
        return names > 1;
    }

    private static int ArticleInside(Draft draft, int start, int end)
    {
        for (int at = start + 1; at < end; at++)
        {
            if (draft.IsCapital(at) && draft.FindAnyway(Cue.Function, at).Length == 1) return at;
        }
        return 0;
    }

    /// <summary>"Men in Black": two capitals or more, and nothing without one but function words inside. "Black backpack for school books" is no title.</summary>
    private static bool IsWrittenAsTitle(Draft draft, int start, int end)
    {
        int capitals = 0, small = 0;
        for (int at = start; at < end; at++)
        {
            if (draft.IsCapital(at)) capitals++;
            else if (draft.FindAnyway(Cue.Function, at).Length == 1 && at > start && at < end - 1) small++;
            else if (draft.Tokens[at].Kind == TokenKind.Word) return false;
        }
        return capitals > 1 && small > 0;
    }

    private static bool IsEnd(Draft draft, int at) => Array.Exists(Ends, kind => draft.Is(kind, at));

    private static void ProtectMisread(Draft draft, int at, int end)
    {
        foreach (string kind in Misread)
        {
            if (draft.FindAnyway(kind, at) is { Length: > 0 } value && value.End <= end) draft.Claim(value.Start, value.End, TokenUse.Protected);
        }
    }

    /// <summary>"Braun Rasierer", "Rasierer von Braun", where what is brown is "ein brauner".</summary>
    private static bool IsBrandLikeColour(Draft draft, int at)
    {
        if (!draft.IsCapital(at) || draft.FindAnyway(Cue.ColourBrand, at).Length == 0) return false;
        bool beforeNoun = at + 1 < draft.Count && draft.Tokens[at + 1] is { Kind: TokenKind.Word, Joint: Joint.Apart } && draft.IsCapital(at + 1);
        return beforeNoun || at > 0 && draft.FindAnyway(Cue.BrandFrom, at - 1).Length == 1;
    }

    /// <summary>A colour or material with a capital beside an unknown word with one, where the words before have none.</summary>
    private static bool IsNameWithColour(Draft draft, int at)
    {
        if (at == 0 || !draft.IsCapital(at) || draft.FindAnyway("color", at).Length != 1 && draft.FindAnyway("material", at).Length != 1) return false;
        if (draft.Language == Language.De) return IsInflected(draft.Tokens[at].Folded) && IsLowerWord(draft, at - 1) && IsUnknownName(draft, at + 1);
        bool opens = IsLowerWord(draft, at - 1) && IsUnknownName(draft, at + 1);
        bool closes = draft.Language is not Language.En && at > 1 && IsUnknownName(draft, at - 1) && IsLowerWord(draft, at - 2);
        // "Pokémon Escarlata y Púrpura"
        bool joins = draft.Language is not Language.En && at > 2 && draft.FindAnyway(Cue.And, at - 1).Length == 1 && draft.IsCapital(at - 2) && draft.IsCapital(at - 3);
        // "Zenko Slate 13"
        bool numbered = draft.FindAnyway("material", at).Length == 1 && !draft.IsWorn && IsUnknownName(draft, at - 1) && at + 1 < draft.Count && draft.Tokens[at + 1].Kind == TokenKind.Number && draft.FindAnyway(LanguageVocabulary.Unit, at + 2).Length == 0;
        return opens || closes || joins || numbered;
    }

    /// <summary>In German a colour that is a noun has a capital too, but no ending: "in Weiß".</summary>
    private static bool IsInflected(string folded) => folded.EndsWith("er") || folded.EndsWith("es") || folded.EndsWith('e');

    private static bool IsUnknownName(Draft draft, int at) => draft.IsCapital(at) && draft.Tokens[at].Kind == TokenKind.Word && !draft.HasMeaning(at) && (at == 0 || !draft.IsBreak(at - 1));

    private static bool IsLowerWord(Draft draft, int at) => draft.Tokens[at].Kind == TokenKind.Word && draft.IsLower(at);

    private static int SkipArticle(Draft draft, int at) => draft.Tokens[at].Folded.EndsWith('\'') ? at + 1 : at;

}
