using System.Runtime.InteropServices;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Norms;

/// <summary>
/// Finds the norms and compatibilities that a text of one language names: phrases of the <see cref="NormBook"/>, codes, models of product
/// lines. A place such as the oven counts only beside a cue ("safe for oven and microwave", "oven and dishwasher safe"). Immutable, safe
/// for concurrent use.
/// </summary>
public sealed class NormReader
{
    // "not suitable for induction", "nicht für Induktion geeignet": so many words may stand between the denial and what it denies.
    private const int ReachOfDenial = 2;

    // 不适用于 is four characters.
    private const int LongestDenial = 4;

    // "for my new Samsung Galaxy S23".
    private const int ReachOfFor = 4;

    private static readonly Lazy<NormReader>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<NormReader>(() => new NormReader(language)))];

    private readonly Language language;
    private readonly NormBook book;
    private readonly ModelReader models;

    private NormReader(Language language)
    {
        this.language = language;
        book = NormBook.For(language);
        models = ModelReader.For(language);
    }

    /// <summary>The reader of a language; English where it is undetermined.</summary>
    public static NormReader For(Language language) => Of[(int)language].Value;

    /// <summary>The models of product lines that a text names, in its order.</summary>
    /// <param name="tokens">Its tokens, split in this language.</param>
    /// <param name="isAnyLine">Tells by a word's token whether it may name a line that no table knows.</param>
    public List<NormMention> Models(ReadOnlySpan<Token> tokens, Func<int, bool> isAnyLine) => models.Models(tokens, isAnyLine);

    /// <summary>True shortly behind a phrase such as "for" or "compatible with", in its clause, and at a word that is no plain one before a number.</summary>
    /// <param name="tokens">Tokens of a text, split in this language.</param>
    /// <param name="at">A word that may name a product line.</param>
    public bool IsWhatItIsFor(ReadOnlySpan<Token> tokens, int at)
    {
        if (LengthOf(NormBook.Plain, tokens, at) > 0) return false;
        for (int back = 1; back <= ReachOfFor && at - back >= 0; back++)
        {
            if (tokens[at - back] is { Kind: TokenKind.Symbol, Folded: "." or ";" or ":" or "!" or "?" or "(" or ")" or "," }) return false;
            if (LengthOf(NormBook.ForThing, tokens, at - back) > 0) return true;
        }
        return false;
    }

    /// <summary>The norms of a text, in its order.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens, split in this language.</param>
    /// <param name="about">What else is said of the thing: its title.</param>
    public List<NormMention> Norms(string text, ReadOnlySpan<Token> tokens, string about = "")
    {
        var found = new List<NormMention>();
        // Places between cues: those behind an open cue count at once, the others wait for one that closes.
        bool isOpen = false, isDenied = false;
        var waiting = new List<NormMention>();
        for (int at = 0; at < tokens.Length;)
        {
            if (NormCodes.Read(text, tokens, at, found) is > 0 and var code)
            {
                at += code;
                continue;
            }
            ReadOnlySpan<Sense> senses = book.Phrases.Longest(tokens, at, null, out int length);
            Sense? opening = length == 0 && tokens[at].Kind == TokenKind.Word ? book.Opening(tokens[at].Folded) : null;
            if (opening is { } compound && IsDenied(compound.Value, tokens, at, false) is var isNone && !(isNone && compound.Kind == NormBook.Tells)) Add(compound.Value, at, 1, isNone, compound.Kind == NormBook.Tells);
            if (length == 0)
            {
                isOpen = false;
                waiting.Clear();
                at++;
                continue;
            }
            bool isNorm = false, isPlace = false, isLink = false, isBefore = false, isAfter = false;
            foreach (Sense sense in senses)
            {
                switch (sense.Kind)
                {
                    case NormBook.Norm when sense.Value[0] == '!':
                        Add(sense.Value[1..], at, length, denied: true);
                        isNorm = true;
                        break;
                    case NormBook.Norm:
                        Add(sense.Value, at, length, IsDenied(sense.Value, tokens, at, isOpen && isDenied) || IsDeniedBehind(tokens, at + length));
                        isNorm = true;
                        break;
                    case NormBook.Tells:
                        // "Without batteries" says nothing of cables.
                        if (!IsDenied(sense.Value, tokens, at, false)) Add(sense.Value, at, length, denied: false, onlyTells: true);
                        isNorm = true;
                        break;
                    case NormBook.Place when isOpen:
                        Add(sense.Value, at, length, isDenied || IsDeniedBehind(tokens, at + length));
                        isPlace = true;
                        break;
                    case NormBook.Place:
                        waiting.Add(Mention(sense.Value, at, length, DeniedBefore(tokens, at)));
                        isPlace = true;
                        break;
                    case NormBook.Link: isLink = true; break;
                    case NormBook.Before: isBefore = true; break;
                    case NormBook.After: isAfter = true; break;
                }
            }
            if (isAfter && waiting.Count > 0)
            {
                // "Dishwasher safe" is said in two words.
                foreach (NormMention place in waiting) found.Add(place.End == at ? place with { End = at + length } : place);
                waiting.Clear();
            }
            if (isBefore)
            {
                isOpen = true;
                isDenied = DeniedBefore(tokens, at);
            }
            // A denial between a place and its cue is the cue's: "für die Spülmaschine nicht geeignet".
            else if (!isNorm && !isPlace && !isLink && !IsDeny(tokens, at)) (isOpen, isDenied) = (false, false);
            if (!isPlace && !isLink && !isNorm && !IsDeny(tokens, at)) waiting.Clear();
            at += length;
        }
        return found;

        void Add(string term, int at, int length, bool denied, bool onlyTells = false)
        {
            NormMention mention = Mention(term, at, length, denied) with { OnlyTells = onlyTells };
            if (book.IsMeant(mention.Family, text, about)) found.Add(mention);
        }
    }

    /// <summary>The term that a feed's value is the whole name of; null for none.</summary>
    internal string? WholeValue(string value) => book.WholeValue(PhraseTokenizer.Fold(value.Trim(), language));

    /// <summary>The norm that the name of an attribute is, its cues said by its value: "dishwasher: yes".</summary>
    internal IEnumerable<NormMention> NamedBy(string name, bool isTrue)
    {
        List<Token> tokens = PhraseTokenizer.Split(name, language);
        for (int at = 0; at < tokens.Count; at++)
        {
            ReadOnlySpan<Sense> senses = book.Phrases.Longest(CollectionsMarshal.AsSpan(tokens), at, null, out int length);
            string? term = null;
            foreach (Sense sense in senses)
            {
                if (sense.Kind is NormBook.Norm or NormBook.Place && sense.Value[0] != '!') term = sense.Value;
            }
            if (term is not null) yield return Mention(term, at, length, !isTrue);
        }
    }

    /// <summary>Whether a merchant's value is a plain yes or no; null where it is neither.</summary>
    internal bool? Truth(string value)
    {
        List<Token> tokens = PhraseTokenizer.Split(value, language);
        if (tokens.Count == 0) return null;
        foreach (Sense sense in book.Phrases.Longest(CollectionsMarshal.AsSpan(tokens), 0, null, out int length))
        {
            if (length == tokens.Count && sense.Kind is NormBook.Yes or NormBook.No) return sense.Kind == NormBook.Yes;
        }
        return null;
    }

    internal bool IsCompatibility(string attribute) => book.IsCompatibility(PhraseTokenizer.Fold(attribute, language));

    private static NormMention Mention(string term, int at, int length, bool denied) =>
        new NormMention(NormTerm.FamilyOf(term), NormTerm.MemberOf(term), at, at + length) { IsDenied = denied };

    /// <summary>What a product has or has not is denied by the word before it alone: a headset "sans fil Bluetooth" has it.</summary>
    private bool IsDenied(string term, ReadOnlySpan<Token> tokens, int at, bool isCueDenied) => NormFamilies.RelationIn(NormTerm.FamilyOf(term)) is NormRelation.Each or NormRelation.Wireless or NormRelation.Either or NormRelation.Level or NormRelation.Grade
        ? IsRightBehindDenial(tokens, at)
        : isCueDenied || DeniedBefore(tokens, at);

    private bool IsRightBehindDenial(ReadOnlySpan<Token> tokens, int at)
    {
        for (int back = 1; back <= LongestDenial && at - back >= 0; back++)
        {
            if (LengthOf(NormBook.Deny, tokens, at - back) == back) return true;
        }
        return false;
    }

    private bool DeniedBefore(ReadOnlySpan<Token> tokens, int at)
    {
        for (int back = 1; back <= ReachOfDenial + LongestDenial && at - back >= 0; back++)
        {
            if (tokens[at - back].Kind == TokenKind.Symbol) return false;
            if (LengthOf(NormBook.Deny, tokens, at - back) is > 0 and var length && back - length <= ReachOfDenial) return true;
        }
        return false;
    }

    private bool IsDeny(ReadOnlySpan<Token> tokens, int at) => at < tokens.Length && LengthOf(NormBook.Deny, tokens, at) > 0;

    private bool IsDeniedBehind(ReadOnlySpan<Token> tokens, int at) => at < tokens.Length && LengthOf(NormBook.DenyBehind, tokens, at) > 0;

    private int LengthOf(string role, ReadOnlySpan<Token> tokens, int at)
    {
        foreach (Sense sense in book.Phrases.Longest(tokens, at, role, out int length))
        {
            if (sense.Kind == role) return length;
        }
        return 0;
    }
}
