using System.Globalization;
using System.Runtime.InteropServices;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Refining;

/// <summary>
/// What a turn of a conversation says by its phrases ("cheaper", "the second one", "I don't like it"), and which words of its wish none of
/// them covers. Where phrases overlap the longest one counts.
/// </summary>
internal sealed class TurnWords
{
    private const string Shown = "shown", SizeName = "size", LeftOpen = "left_open", MoreOf = "more_of", LessOf = "less_of", Pack = "pack";

    // More than anybody counts out in a word.
    private const int LargestNumber = 20;

    // The place of whatever was shown last in the answer.
    private const string Last = "last";

    private static readonly string[] Sections =
        [Shown, "cheaper", "cheapest", "dearer", "bigger", "smaller", MoreOf, LessOf, "better_rated", "other_brand", "other_color", LeftOpen, "more", "goes_with", "reject", "comparative", "filler"];

    private static readonly string[] SectionsOfSized = [.. Sections, SizeName];

    private readonly List<Found> found = [];

    /// <param name="sentence">What was said.</param>
    /// <param name="wish">Its words that are left for retrieval.</param>
    /// <param name="cues">The phrases of its language.</param>
    /// <param name="areSized">True where what was shown comes in sizes: "in medium" is one of a jumper, of a lamp it describes.</param>
    /// <param name="place">The place that the sentence is, where it is nothing but a number: "two"; null for none.</param>
    public TurnWords(string sentence, string wish, CuePhrases cues, bool areSized = false, int? place = null)
    {
        string[] sections = areSized ? SectionsOfSized : Sections;
        List<Token> tokens = PhraseTokenizer.Split(sentence, cues.Language);
        ReadOnlySpan<Token> all = CollectionsMarshal.AsSpan(tokens);
        if (place is { } number) found.Add(new Found(Shown, number.ToString(CultureInfo.InvariantCulture), 0, all.Length));
        for (int at = place is null ? 0 : all.Length; at < all.Length;)
        {
            Found longest = LongestAt(all, at, cues, sections);
            if (longest.Length > 0) found.Add(longest);
            at += Math.Max(1, longest.Length);
        }
        bool[] looked = LookedFor(all, PhraseTokenizer.Split(wish, cues.Language));
        // "The first aid kit" is none of the products shown: what is shown is followed by nothing that is looked for.
        found.RemoveAll(phrase => phrase.Section == Shown && phrase.End < looked.Length && looked[phrase.End] && !Covers(phrase.End));
        Left = LeftOf(sentence, all, looked, cues);
    }

    /// <summary>Words of the wish that no phrase covers, as they were written.</summary>
    public string Left { get; }

    /// <summary>Words that stand for what is compared, without the comparison: "quiet" of "quieter".</summary>
    public IEnumerable<string> Compared => found.Where(static phrase => phrase.Section == "comparative").Select(static phrase => phrase.Value);

    /// <summary>Of what there is to be more ("more memory") or less ("lighter"): what it may be stated in, the likeliest first; null is pieces of a pack.</summary>
    public IEnumerable<(bool Up, Dimension?[] Of)> Measured => found.Where(static phrase => phrase.Section is MoreOf or LessOf)
        .Select(static phrase => (phrase.Section == MoreOf, Array.ConvertAll(phrase.Value.Split(' '), static name => name == Pack ? (Dimension?)null : Dimensions.TryParse(name, out Dimension dimension) ? dimension : throw new InvalidDataException($"{name} is no dimension"))));

    /// <summary>Kinds of constraints that are left to the shop after all: <c>color</c> of "any colour".</summary>
    public IEnumerable<string> Open => found.Where(static phrase => phrase.Section == LeftOpen).Select(static phrase => phrase.Value);

    /// <summary>The size that is named in letters or words; null for none.</summary>
    public string? Size => found.Where(static phrase => phrase.Section == SizeName).Select(static phrase => phrase.Value).FirstOrDefault();

    /// <summary>Tokens that phrases cover: of two languages the one with more is spoken.</summary>
    public int Covered => found.Sum(static phrase => phrase.Length);

    /// <summary>True where a phrase of a section was said.</summary>
    public bool Says(string section) => found.Exists(phrase => phrase.Section == section);

    /// <summary>The number that a sentence is and nothing else, in digits or words; null where it is none.</summary>
    public static int? NumberAlone(string sentence, Language language)
    {
        Token[] tokens = [.. PhraseTokenizer.Split(sentence, language).Where(static token => token.Kind != TokenKind.Symbol)];
        return tokens.Length > 0 && NumberReader.Read(tokens, 0, language) is { Length: var length, Value: >= 1 and <= LargestNumber and var value } && length == tokens.Length && value == Math.Floor(value) ? (int)value : null;
    }

    /// <summary>Which of the products shown is meant, from 1; null where none is named.</summary>
    /// <param name="shown">How many were shown.</param>
    public int? Place(int shown)
    {
        int at = found.FindIndex(static phrase => phrase.Section == Shown);
        if (at < 0 || shown == 0) return null;
        return found[at].Value == Last ? shown : Math.Min(shown, int.Parse(found[at].Value, CultureInfo.InvariantCulture));
    }

    private static Found LongestAt(ReadOnlySpan<Token> tokens, int at, CuePhrases cues, string[] sections)
    {
        var longest = new Found("", "", at, 0);
        foreach (string section in sections)
        {
            if (cues.At(tokens, at, section, out int length) is { } value && length > longest.Length) longest = new Found(section, value, at, length);
        }
        return longest;
    }

    /// <summary>Which tokens of the sentence its wish holds; the words of a wish stand in the sentence's order.</summary>
    private static bool[] LookedFor(ReadOnlySpan<Token> tokens, List<Token> wish)
    {
        var looked = new bool[tokens.Length];
        int from = 0;
        foreach (Token word in wish)
        {
            int at = from;
            while (at < tokens.Length && tokens[at].Folded != word.Folded) at++;
            if (at == tokens.Length) continue;
            looked[at] = true;
            from = at + 1;
        }
        return looked;
    }

    private string LeftOf(string sentence, ReadOnlySpan<Token> tokens, bool[] looked, CuePhrases cues)
    {
        var left = new System.Text.StringBuilder();
        int opening = 0;
        while (opening < tokens.Length && cues.At(tokens, opening, "marker", out int length) is not null) opening += length;
        for (int at = opening; at < tokens.Length; at++)
        {
            if (!looked[at] || Covers(at)) continue;
            if (left.Length > 0 && !(looked[at - 1] && !Covers(at - 1) && tokens[at - 1].End == tokens[at].Start)) left.Append(' ');
            left.Append(sentence, tokens[at].Start, tokens[at].Length);
        }
        return left.ToString();
    }

    private bool Covers(int token) => found.Exists(phrase => phrase.Start <= token && token < phrase.End);

    private readonly record struct Found(string Section, string Value, int Start, int Length)
    {
        public int End => Start + Length;
    }
}
