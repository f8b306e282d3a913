using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Catalog.Facts;

/// <summary>A number of persons in a text.</summary>
/// <param name="Low">The number, of a range the least.</param>
/// <param name="High">The number, of a range the greatest; null where the range is open ("2+ players").</param>
/// <param name="Role">Which words tell that persons are counted.</param>
/// <param name="Start">First token.</param>
/// <param name="NumberAt">Token of the number.</param>
/// <param name="End">Behind the last token.</param>
public readonly record struct PersonCount(int Low, int? High, PersonRole Role, int Start, int NumberAt, int End);

/// <summary>Which words tell that a number counts persons.</summary>
public enum PersonRole : byte
{
    /// <summary>"4-person", "3 places", "sleeps 6".</summary>
    Person,
    /// <summary>"2-6 players": fewer than the least number cannot play.</summary>
    Player,
    /// <summary>"6 guests", "4 of us": what a shopper says of the occasion.</summary>
    Guest,
    /// <summary>"for 4", "for 4 kids": whom it is for.</summary>
    For,
    /// <summary>"with 4", of a meal or a party.</summary>
    With,
}

/// <summary>
/// Reads numbers of persons and of places for them, in titles and in sentences, by the phrases of <c>persons.tsv</c>. Linear in the text; safe for
/// concurrent use.
/// </summary>
public sealed class PersonReader
{
    private const int Most = 50;
    private const string Seats = "seats", To = "to";

    private static readonly FrozenDictionary<string, PersonRole> Counted = new Dictionary<string, PersonRole>
    {
        ["person"] = PersonRole.Person, ["player"] = PersonRole.Player, ["guest"] = PersonRole.Guest,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PersonRole> Before = new Dictionary<string, PersonRole>
    {
        ["for"] = PersonRole.For, ["with"] = PersonRole.With,
    }.ToFrozenDictionary();

    private static readonly Lazy<PersonReader>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<PersonReader>(() => new PersonReader(language == Language.Und ? Language.En : language)))];

    private readonly Language language;
    private readonly PhraseBook book;
    // What a title says of persons holds one of these.
    private readonly SearchValues<string> hints;

    private PersonReader(Language language)
    {
        this.language = language;
        string[][] rows = [.. TableFile.ByLanguage("persons.tsv")[language]];
        book = PhraseBook.Build(rows.SelectMany(static row => row.Skip(2).Select(phrase => new PhraseEntry(new Sense(row[1], ""), phrase))), language);
        hints = SearchValues.Create(
            [.. rows.Where(static row => row[1] is "person" or "player" or Seats || char.IsDigit(row[1][0])).SelectMany(static row => row.Skip(2)).SelectMany(PhrasePattern.Expand).Select(static phrase => phrase.Split(' ', '-', '.')[0])],
            StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The reader of a language; of English where it is not known.</summary>
    public static PersonReader For(Language language) => Of[(int)language].Value;

    /// <summary>False for most titles that say nothing of persons, in a fraction of the time that reading them takes.</summary>
    internal bool MayBeIn(string title) => title.AsSpan().ContainsAny(hints);

    /// <summary>Every number of persons or places that a title tells, in its order: not what only shoppers say.</summary>
    internal IEnumerable<PersonCount> InTitle(CutText title)
    {
        for (int at = 0; at < title.Tokens.Length; at++)
        {
            if (TryAt(title.Tokens, at, out PersonCount found) && found.Role is PersonRole.Person or PersonRole.Player)
            {
                yield return found;
                at = found.End - 1;
            }
        }
    }

    /// <summary>The number that an attribute of such a name states: "3", "2 à 4", "bis zu 6 Personen"; null where it states none.</summary>
    internal PersonCount? InValue(ReadOnlySpan<Token> tokens)
    {
        for (int at = 0; at < tokens.Length; at++)
        {
            if (TryNumber(tokens, at, out PersonCount found, out _)) return found;
        }
        return null;
    }

    /// <summary>The first number of persons that a sentence tells; null where it tells none.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="isContent">Tells whether a token is a word of what is looked for: "for 4 plants" tells no persons.</param>
    public PersonCount? InSentence(ReadOnlySpan<Token> tokens, Func<Token, bool> isContent)
    {
        // Reading a number at every token costs more than looking once for what makes it one of persons.
        bool isCounted = HoldsCount(tokens);
        for (int at = 0; at < tokens.Length; at++)
        {
            if (isCounted && TryAt(tokens, at, out PersonCount counted)) return counted;
            if (RoleAt(tokens, at, Before, out int before) is not { } role || !TryNumber(tokens, at + before, out PersonCount number, out bool isWeak)) continue;
            if (isCounted && TryAt(tokens, at + before, out counted)) return counted with { Start = at, Role = counted.Role == PersonRole.Guest ? role : counted.Role };
            bool ends = number.End == tokens.Length || tokens[number.End].Kind == TokenKind.Symbol || (tokens[number.End].Kind != TokenKind.Number && !isContent(tokens[number.End]));
            if (ends && !isWeak) return number with { Role = role, Start = at };
        }
        return null;
    }

    /// <summary>True where a word that tells persons behind a number begins at a token.</summary>
    public bool IsCountedAt(ReadOnlySpan<Token> tokens, int at) => RoleAt(tokens, at, Counted, out _) is not null;

    /// <summary>True where some phrase is one of those that <see cref="TryAt"/> needs.</summary>
    private bool HoldsCount(ReadOnlySpan<Token> tokens)
    {
        for (int at = 0; at < tokens.Length; at++)
        {
            foreach (Sense sense in book.Longest(tokens, at, null, out _))
            {
                if (sense.Kind == Seats || Counted.ContainsKey(sense.Kind) || char.IsAsciiDigit(sense.Kind[0])) return true;
            }
        }
        return false;
    }

    /// <summary>"4 people", "sleeps 6", "zweisitzig".</summary>
    private bool TryAt(ReadOnlySpan<Token> tokens, int at, out PersonCount found)
    {
        found = default;
        foreach (Sense sense in book.Longest(tokens, at, null, out int length))
        {
            if (int.TryParse(sense.Kind, NumberStyles.None, CultureInfo.InvariantCulture, out int told))
            {
                found = new PersonCount(told, told, PersonRole.Person, at, at, at + length);
                return true;
            }
            if (sense.Kind == Seats && TryNumber(tokens, at + length, out found, out _) && MeasureParser.UnitAt(tokens, found.End, LanguageVocabulary.For(language), out _) is null)
            {
                found = found with { Start = at };
                return true;
            }
        }
        if (!TryNumber(tokens, at, out found, out _) || RoleAt(tokens, found.End, Counted, out int behind) is not { } role) return false;
        found = found with { Role = role, End = found.End + behind };
        return true;
    }

    /// <summary>A whole number of persons or a range of such: "4", "2-6", "3 bis 4", "2+".</summary>
    private bool TryNumber(ReadOnlySpan<Token> tokens, int at, out PersonCount found, out bool isWeak)
    {
        found = default;
        if (!TryOne(tokens, at, out int low, out int end, out isWeak)) return false;
        int? high = low;
        int to = book.LengthOf(tokens, end, To);
        if (to > 0 && TryOne(tokens, end + to, out int last, out int behind, out _) && last > low) (high, end) = (last, behind);
        else if (end < tokens.Length && tokens[end] is { Folded: "+", Joint: Joint.Glued }) (high, end) = (null, end + 1);
        found = new PersonCount(low, high, PersonRole.Person, at, at, end);
        return true;
    }

    private bool TryOne(ReadOnlySpan<Token> tokens, int at, out int value, out int end, out bool isWeak)
    {
        (value, end, isWeak) = (0, at, false);
        if (at >= tokens.Length) return false;
        NumberMatch read = NumberReader.Read(tokens, at, language);
        if (read.Length == 0 || read.Value is < 1 or > Most || read.Value != Math.Floor(read.Value)) return false;
        (value, end, isWeak) = ((int)read.Value, at + read.Length, read.IsWeak);
        return true;
    }

    /// <summary>The role of the longest phrase at a token; none where that is one of another kind: 人气 is no 人.</summary>
    private PersonRole? RoleAt(ReadOnlySpan<Token> tokens, int at, FrozenDictionary<string, PersonRole> roles, out int length)
    {
        foreach (Sense sense in book.Longest(tokens, at, null, out length))
        {
            if (roles.TryGetValue(sense.Kind, out PersonRole role)) return role;
        }
        length = 0;
        return null;
    }
}
