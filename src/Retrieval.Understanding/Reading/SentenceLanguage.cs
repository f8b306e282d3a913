using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Decides a sentence's language. Where the identifier is not sure, which happens with short sentences full of names, the words that a
/// language's cue book knows count as evidence, and so does the language of the market.
/// </summary>
internal static class SentenceLanguage
{
    private const float Sure = 0.999999f, Likely = 0.9f, LeastProbability = 0.0001f, Floor = 0.0001f;
    /// <summary>Letters from which on the identifier's odds count in full: letters of one word are no independent witnesses.</summary>
    private const double EnoughLetters = 40;
    /// <summary>In units of log-odds: two words outweigh a market.</summary>
    private const double WordEvidence = 3, MarketEvidence = 4, MarketAlone = 8;
    /// <summary>Where no market is told, English is a little likelier, no more.</summary>
    private const double NoMarket = 1;

    /// <summary>What every language says in English, and tells nothing: "king size".</summary>
    private static readonly string[] Loans = [.. CueBook.For(Language.En).Of(Cue.Loan).Select(static loan => loan.Pattern)];

    public static Language Of(string sentence, string? market)
    {
        Language read = Read(sentence, market);
        if (read != Language.En || WithoutLoans(sentence) is not { } rest) return read;
        Language other = Read(rest, market);
        int english = KnownWords(rest, Language.En);
        return english == 0 || KnownWords(rest, other) > english ? other : read;
    }

    /// <summary>The words around a loan; null where there is none, or nothing else.</summary>
    private static string? WithoutLoans(string sentence)
    {
        string rest = sentence;
        foreach (string loan in Loans) rest = rest.Replace(loan, " ", StringComparison.OrdinalIgnoreCase);
        return ReferenceEquals(rest, sentence) || string.IsNullOrWhiteSpace(rest) ? null : rest;
    }

    private static Language Read(string sentence, string? market)
    {
        LanguageGuess guess = LanguageIdentifier.Identify(sentence);
        Language home = Home(sentence, market);
        if (guess.Language == Language.Und) return home;
        if (guess.Language == Language.Zh || (guess.Language == home && guess.Confidence >= Likely)) return guess.Language;
        // Names outweigh in letters what a few words tell: "Roomba j7 of Shark AI Ultra, wat is beter?"
        bool homeKnowsMore = KnownWords(sentence, home) > KnownWords(sentence, guess.Language);
        if (guess.Confidence >= Sure && !homeKnowsMore) return guess.Language;
        Language best = guess.Language;
        // A bare name ("Sennheiser HD 560S"), or words that both languages know, are of the market's unless the letters say more.
        bool words = KnownWords(sentence, guess.Language) > KnownWords(sentence, home);
        double marketEvidence = market is null ? NoMarket : words ? MarketEvidence : MarketAlone;
        double weight = market is null ? 1 : Math.Min(1, sentence.Count(char.IsLetter) / EnoughLetters);
        double highest = double.NegativeInfinity;
        foreach (Language language in LanguageCodes.All)
        {
            float probability = LanguageIdentifier.Probability(sentence, language);
            if ((probability < LeastProbability && language != home) || language == Language.Zh) continue;
            double score = weight * Math.Log(Math.Max(probability, Floor)) + WordEvidence * KnownWords(sentence, language) + (language == home ? marketEvidence : 0);
            if (score <= highest) continue;
            highest = score;
            best = language;
        }
        return best;
    }

    private static int KnownWords(string sentence, Language language)
    {
        PhraseBook phrases = CueBook.For(language).Phrases;
        CompoundValues? compounds = CueBook.For(language).Vocabulary.Compounds;
        var parts = new List<Sense>();
        int known = 0;
        foreach (Token token in PhraseTokenizer.Split(sentence, language))
        {
            if (token.Kind != TokenKind.Word || token.Length < 2) continue;
            bool isKnown = phrases.Knows(token.Folded);
            if (!isKnown && compounds is not null)
            {
                // "damenjeans 29/32 high waist"
                compounds.Find(token.Folded, parts);
                isKnown = parts.Exists(static part => part.Kind is "gender" or "age_group" or "material");
                parts.Clear();
            }
            if (isKnown) known++;
        }
        return known;
    }

    /// <summary>The market's language; where it has several, the one that knows most of the words.</summary>
    private static Language Home(string sentence, string? market)
    {
        Language best = OfMarket(market);
        foreach (Language other in OthersOf(market))
        {
            if (KnownWords(sentence, other) > KnownWords(sentence, best)) best = other;
        }
        return best;
    }

    private static ReadOnlySpan<Language> OthersOf(string? market) => market?.ToUpperInvariant() switch
    {
        "BE" => [Language.Nl, Language.De],
        "CH" => [Language.Fr, Language.It],
        "LU" => [Language.De],
        _ => [],
    };

    private static Language OfMarket(string? market) => market?.ToUpperInvariant() switch
    {
        "FR" or "BE" or "LU" => Language.Fr,
        "DE" or "AT" or "CH" => Language.De,
        "ES" or "MX" or "AR" or "CL" or "CO" or "PE" => Language.Es,
        "CN" or "TW" or "HK" => Language.Zh,
        "IT" => Language.It,
        "PT" or "BR" => Language.Pt,
        "NL" => Language.Nl,
        _ => Language.En,
    };
}
