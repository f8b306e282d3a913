using System.Runtime.InteropServices;
using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// A sentence while it is being understood. Each reading step claims the tokens that it has understood, so that no token is read
/// twice; what no step claims is the text left for retrieval. Of the phrases that begin at one token only the longest count,
/// whichever kinds they are of.
/// </summary>
internal sealed class Draft
{
    private readonly List<Token> tokens;
    private readonly List<PhraseMatch> matches = new(64);
    private readonly int[] firstMatch;
    private readonly HashSet<string> kinds = [];
    private readonly TokenUse[] uses;
    private bool? isWorn;

    public Draft(string sentence, Language language, UnderstandingContext context)
    {
        Sentence = sentence;
        Language = language;
        Context = context;
        Cues = CueBook.For(language);
        tokens = PhraseTokenizer.Split(sentence, language);
        uses = new TokenUse[tokens.Count];
        firstMatch = new int[tokens.Count + 1];
        for (int at = 0; at < tokens.Count; at++)
        {
            firstMatch[at] = matches.Count;
            Cues.Phrases.All(Tokens, at, matches);
        }
        firstMatch[tokens.Count] = matches.Count;
        foreach (PhraseMatch match in matches) kinds.Add(match.Sense.Kind);
    }

    public string Sentence { get; }
    public Language Language { get; }
    public UnderstandingContext Context { get; }
    public CueBook Cues { get; }
    public List<Constraint> Constraints { get; } = [];
    public List<Preference> Preferences { get; } = [];
    public Purpose Purpose { get; set; }
    /// <summary>The lowest age in years that is stated of somebody; null for none.</summary>
    public int? Age { get; private set; }

    /// <summary>The ages that numbers state; null for none.</summary>
    public AgeSpan? Ages { get; private set; }

    public int Count => tokens.Count;
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(tokens);
    public LanguageVocabulary Vocabulary => Cues.Vocabulary;

    public bool IsFree(int at) => uses[at] == TokenUse.Free;
    /// <summary>True where a word is not understood, or only kept from being misread.</summary>
    public bool IsReadable(int at) => uses[at] is TokenUse.Free or TokenUse.Protected;
    public TokenUse UseOf(int at) => uses[at];

    /// <summary>The phrase of a kind that begins at a token, free in all its tokens and not shorter than any other phrase there; length 0 for none.</summary>
    public PhraseMatch Find(string kind, int at)
    {
        PhraseMatch found = default;
        int longest = 0;
        if (at >= Count || !IsFree(at)) return found;
        for (int i = firstMatch[at]; i < firstMatch[at + 1]; i++)
        {
            PhraseMatch match = matches[i];
            if (match.Length < longest || Cue.HidesNothing(match.Sense.Kind) || !AreFree(match)) continue;
            if (match.Length > longest)
            {
                longest = match.Length;
                found = default;
            }
            if (match.Sense.Kind == kind && found.Length == 0) found = match;
        }
        return found;
    }

    /// <summary>The longest phrase of a kind that begins at a token, whatever else begins there and whoever has claimed it.</summary>
    public PhraseMatch FindAnyway(string kind, int at)
    {
        PhraseMatch found = default;
        if (at < 0 || at >= Count) return found;
        for (int i = firstMatch[at]; i < firstMatch[at + 1]; i++)
        {
            if (matches[i].Sense.Kind == kind && matches[i].Length > found.Length) found = matches[i];
        }
        return found;
    }

    /// <summary>Length of the longest phrase of any kind at a token; 1 where there is none.</summary>
    public int LongestAt(int at) => firstMatch[at + 1] > firstMatch[at] ? matches[firstMatch[at + 1] - 1].Length : 1;

    /// <summary>True for a lexicalised phrase that no longer phrase covers and no cue equals: "new" in it may be a condition, "boy" a person.</summary>
    public bool OnlyValuesRival(PhraseMatch name)
    {
        for (int i = firstMatch[name.Start]; i < firstMatch[name.Start + 1]; i++)
        {
            PhraseMatch rival = matches[i];
            bool value = rival.Sense.Kind is LanguageVocabulary.Lexicalised or Cue.Loan or "color" or "material" or "gender" or "age_group" or "condition" or "diet" or "substance";
            if (rival.Length > name.Length || (rival.Length == name.Length && !value)) return false;
        }
        return true;
    }

    /// <summary>True where some phrase of a kind begins at a free token, longer ones of other kinds notwithstanding.</summary>
    public bool Begins(string kind, int at) => at < Count && IsFree(at) && FindAnyway(kind, at).Length > 0;

    public bool Is(string kind, int at) => Find(kind, at).Length > 0;

    /// <summary>True where a single word is a phrase of some kind.</summary>
    public bool HasMeaning(int at)
    {
        for (int i = firstMatch[at]; i < firstMatch[at + 1]; i++)
        {
            if (matches[i].Length == 1) return true;
        }
        return false;
    }

    /// <summary>True where a phrase of a kind stands somewhere in the sentence.</summary>
    public bool Has(string kind) => kinds.Contains(kind);

    /// <summary>True where a word ends with one of a kind: the "koffer" of "Handgepäckkoffer".</summary>
    public bool HasEnding(string kind)
    {
        if (Has(kind)) return true;
        foreach (PhraseEntry entry in Cues.Of(kind))
        {
            if (EndsAnyWord(entry.Pattern)) return true;
        }
        return false;
    }

    /// <summary>True where some word ends with another: Gusspfanne.</summary>
    public bool EndsAnyWord(string end)
    {
        string folded = PhraseTokenizer.Fold(end, Language);
        return tokens.Exists(token => token.Kind == TokenKind.Word && token.Folded.EndsWith(folded, StringComparison.Ordinal));
    }

    /// <summary>True where digits are glued to a word of a kind: iphone13.</summary>
    public bool BeginsAnyWord(string kind)
        => tokens.Exists(token => token.Kind == TokenKind.Word && token.Folded.AsSpan().IndexOfAnyInRange('0', '9') is > 1 and var digit && Cues.Of(kind).Any(entry => token.Folded.AsSpan(0, digit).SequenceEqual(entry.Pattern)));

    /// <summary>True where a phrase of a kind stands in the sentence, or in German or Dutch a compound begins with one: Babybrei.</summary>
    public bool HasBeginning(string kind)
        => Has(kind) || Language is Language.De or Language.Nl && Cues.Of(kind).Any(entry => tokens.Exists(token => token.Kind == TokenKind.Word && token.Folded.StartsWith(entry.Pattern, StringComparison.Ordinal)));

    /// <summary>True in a sentence about something worn, be it called so or the end of a compound.</summary>
    public bool IsWorn => isWorn ??= Has(Cue.Wearable) || Enumerable.Range(0, Count).Any(IsWearableCompound);

    public bool IsWearableCompound(int at) => tokens[at].Kind == TokenKind.Word && Vocabulary.Compounds is { } compounds && compounds.IsWearable(tokens[at].Folded);

    /// <summary>True where a phrase of a kind begins in a range of tokens.</summary>
    public bool HasBetween(string kind, int start, int end)
    {
        for (int i = firstMatch[Math.Max(start, 0)]; i < firstMatch[Math.Min(end, Count)]; i++)
        {
            if (matches[i].Sense.Kind == kind) return true;
        }
        return false;
    }

    /// <summary>Every sense of the longest phrases at a token.</summary>
    public void SensesAt(int at, List<PhraseMatch> senses)
    {
        senses.Clear();
        for (int i = firstMatch[at]; i < firstMatch[at + 1]; i++)
        {
            PhraseMatch match = matches[i];
            if (!AreFree(match)) continue;
            if (senses.Count > 0 && match.Length > senses[0].Length) senses.Clear();
            senses.Add(match);
        }
    }

    /// <summary>Claims a range of tokens.</summary>
    public void Claim(int start, int end, TokenUse use)
    {
        for (int at = start; at < end; at++) uses[at] = use;
    }

    public void Drop(PhraseMatch match) => Claim(match.Start, match.End, TokenUse.Dropped);

    /// <summary>The words of a range as the shopper wrote them.</summary>
    public string Words(int start, int end) => Sentence[tokens[start].Start..tokens[end - 1].End];

    /// <summary>The first token of the clause that a token stands in: after the comma, stop or colon before it.</summary>
    public int ClauseStart(int at)
    {
        while (at > 0 && !IsBreak(at - 1)) at--;
        return at;
    }

    /// <summary>The token after the clause that a token stands in.</summary>
    public int ClauseEnd(int at)
    {
        while (at < Count && !IsBreak(at)) at++;
        return at;
    }

    /// <summary>True for punctuation that ends a clause.</summary>
    public bool IsBreak(int at) => tokens[at].Kind == TokenKind.Symbol && tokens[at].Folded is "," or "." or ";" or ":" or "!" or "?" or "(" or ")" or "¿" or "¡";

    /// <summary>True at the sentence's end and where punctuation or white space between Chinese words parts.</summary>
    public bool IsBoundary(int at)
        => at >= Count || IsBreak(at) || (Language == Language.Zh && at > 0 && tokens[at].Joint == Joint.Apart && (tokens[at].Kind == TokenKind.Han || tokens[at - 1].Kind == TokenKind.Han));

    /// <summary>True at a boundary and at "and" or "or".</summary>
    public bool IsBoundaryOrJoin(int at) => IsBoundary(at) || Is(Cue.And, at) || Is(Cue.Or, at);

    /// <summary>True where the name of the product that something shall go with ends: at a boundary or at the next constraint.</summary>
    public bool IsBoundaryOfProduct(int at)
        => IsBoundary(at) || Is(Cue.Max, at) || Is(Cue.Min, at) || Is(Cue.About, at) || Is(Cue.Budget, at) || Is(Cue.PriceWord, at) || Is(Cue.Currency, at)
            || Is(Cue.ComplementEnd, at) || Is(Cue.BrandBefore, at) || Is(Cue.SizeBefore, at) || Is(Cue.Delivery, at) || Is(Cue.Without, at) || Is(Cue.InStock, at);

    public void Add(Constraint constraint)
    {
        if (Constraints.Contains(constraint)) return;
        // "Over $200 yet not exceeding $350" states one range.
        for (int i = 0; i < Constraints.Count; i++)
        {
            if (Joined(Constraints[i], constraint) is not { } range) continue;
            Constraints[i] = range;
            return;
        }
        Constraints.Add(constraint);
    }

    /// <summary>The range of a lower and an upper bound of one thing; null where they are none. Two lengths may be of two sides.</summary>
    private Constraint? Joined(Constraint one, Constraint other) => (one, other) switch
    {
        (Constraint.Price { Max: null, Min: { } min } low, Constraint.Price { Min: null, Max: { } max } high) when CurrencyOf(low, high) is { } currency && min <= max => low with { Max = max, Currency = currency },
        (Constraint.Quantity { Max: null, Min: { } min } low, Constraint.Quantity { Min: null, Max: { } max } high) when low.Dimension == high.Dimension && low.Dimension != Dimension.Length && min <= max => low with { Max = max },
        (Constraint.Price { Min: null, Max: not null }, Constraint.Price { Min: not null, Max: null }) or (Constraint.Quantity { Min: null, Max: not null }, Constraint.Quantity { Min: not null, Max: null }) => Joined(other, one),
        _ => null,
    };

    /// <summary>"Under 900, over 300 euros": a bound without a sign, read in the market's currency, is in that of the other.</summary>
    private string? CurrencyOf(Constraint.Price low, Constraint.Price high)
    {
        string unsigned = MarketCurrency.Of(Context.Market, Language);
        return low.Currency == high.Currency || high.Currency == unsigned ? low.Currency : low.Currency == unsigned ? high.Currency : null;
    }

    public void Add(Preference preference)
    {
        if (!Preferences.Contains(preference)) Preferences.Add(preference);
    }

    /// <summary>Adds words of a range as a soft wish.</summary>
    public void AddLike(int start, int end) => Add(new Preference.Named("like", Words(start, end).ToLowerInvariant()));

    public void AddAges(AgeSpan months) => Ages = Ages is { } others ? others.With(months) : months;

    public void AddAge(int years) => Age = Age is { } lowest ? Math.Min(lowest, years) : years;

    /// <summary>True for a token that is written with a capital; false behind the last one.</summary>
    public bool IsCapital(int at) => at < Count && char.IsUpper(Sentence[Tokens[at].Start]);

    /// <summary>True for a token that is written with a small letter; false behind the last one.</summary>
    public bool IsLower(int at) => at < Count && char.IsLower(Sentence[Tokens[at].Start]);

    private bool AreFree(PhraseMatch match)
    {
        for (int at = match.Start; at < match.End; at++)
        {
            if (uses[at] != TokenUse.Free) return false;
        }
        return true;
    }
}

/// <summary>What became of a token.</summary>
internal enum TokenUse : byte
{
    /// <summary>Not understood yet.</summary>
    Free,
    /// <summary>Understood, and a word of the search too.</summary>
    Kept,
    /// <summary>Understood, and no word of the search.</summary>
    Dropped,
    /// <summary>A word of the search that no step may read.</summary>
    Protected,
}
