using System.Runtime.InteropServices;
using Retrieval.Catalog.Facts;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Baskets;

/// <summary>A thing on a shopper's list.</summary>
/// <param name="For">Its words, as the shopper wrote them.</param>
/// <param name="Quantity">How many, at least 1.</param>
/// <param name="Persons">For how many persons they are together, which products with places for fewer are several of; null where that is not told.</param>
internal sealed record WantedItem(string For, int Quantity, int? Persons = null)
{
    /// <summary>It says what it is for or has: "milk for somebody with coeliac disease", where the disease is not the milk's.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>It counts packs and not what is in them: "two packs of eggs".</summary>
    public bool IsInPacks { get; init; }

    /// <summary>How many it takes of what serves so many each.</summary>
    public static int PiecesFor(int persons, int each) => (persons + each - 1) / each;
}

/// <summary>How it is known that a sentence is a list.</summary>
internal enum ListEvidence : byte
{
    /// <summary>It names one that everybody knows ("weekly basket for 4").</summary>
    Standing,
    /// <summary>It says so: by its purpose, or each thing has its own number or article.</summary>
    Told,
    /// <summary>Its things are only joined ("litter and treats", "salt and pepper mill"): the shop has to have each by itself.</summary>
    Joined,
}

/// <summary>The things that a sentence asks for at once.</summary>
/// <param name="Items">The things, in their order.</param>
/// <param name="Evidence">How it is known that they are several.</param>
internal sealed record WantedItems(IReadOnlyList<WantedItem> Items, ListEvidence Evidence)
{
    /// <summary>Most things of a basket; a longer list keeps its first ones.</summary>
    public const int Most = 20;

    private const int MostOfOne = 99;
    private const string Breaks = ",;+、，；\n·•";

    /// <summary>What a sentence asks for; null where that is one thing.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="asked">What is understood of it.</param>
    public static WantedItems? In(string sentence, ShoppingIntent asked)
    {
        if (asked.Purpose is Purpose.Compare or Purpose.Complement) return null;
        Language language = asked.Language;
        List<Token> tokens = PhraseTokenizer.Split(sentence, language);
        int filled = FilledWith(CollectionsMarshal.AsSpan(tokens), CuePhrases.For(language));
        if (filled < 0 && asked.Purpose == Purpose.Gift) return null;
        HashSet<string> left = [.. PhraseTokenizer.Split(asked.Text, language).Select(static token => token.Folded)];
        IReadOnlyList<StandingItem> standing = Named(CollectionsMarshal.AsSpan(tokens), left, asked, out bool isWhole, out int? persons);
        int colon = Colon(sentence, tokens);
        string told = filled >= 0 ? sentence[tokens[filled].Start..] : colon < 0 ? sentence : sentence[(colon + 1)..];
        Piece[] pieces = [.. Pieces(told, language).Select(piece => Read(piece, left, asked)).OfType<Piece>()];
        if (standing.Count > 0 && (isWhole || asked.Purpose == Purpose.List) && !(colon >= 0 && pieces.Length > 1) && !pieces.Skip(1).Any())
            return new WantedItems(Scaled(standing, persons, asked), ListEvidence.Standing);
        if (pieces.Length < 2) return null;
        bool isTold = asked.Purpose == Purpose.List || filled >= 0 || (colon >= 0 && standing.Count > 0) || told.Contains(" + ", StringComparison.Ordinal) || IsEachCounted(pieces) || IsEachMeasured(pieces);
        bool isCountedBehind = Array.TrueForAll(pieces[1..], static piece => piece.IsCounted) && !Array.Exists(pieces[..^1], static piece => piece.DescribesCounted);
        if (!isTold && !isCountedBehind && Array.Exists(pieces[..^1], static piece => piece.Describes)) return null;
        return new WantedItems([.. pieces.Take(Most).Select(static piece => piece.Item)], isTold ? ListEvidence.Told : ListEvidence.Joined);
    }

    /// <summary>"a laptop with a good screen and a long battery life" counts what one thing has; "litter and a scratching post" are two.</summary>
    private static bool IsEachCounted(Piece[] pieces) =>
        Array.TrueForAll(pieces[1..], static piece => piece.IsCounted) && !Array.Exists(pieces[..^1], piece => piece.DescribesCounted || (piece.Describes && !pieces[0].IsCounted));

    /// <summary>"500 g Nudeln, 1 kg Tomaten, ein Brot": each has its amount or its number.</summary>
    private static bool IsEachMeasured(Piece[] pieces) =>
        Array.Exists(pieces, static piece => piece.IsMeasured) && Array.TrueForAll(pieces, static piece => piece.IsMeasured || piece.IsCounted) && !Array.Exists(pieces[..^1], static piece => piece.Describes);

    /// <summary>The items of the list that a sentence names.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="left">Words of it that are left for retrieval.</param>
    /// <param name="asked">What is understood of it.</param>
    /// <param name="isWhole">True where the sentence says nothing else: "camping stove for two" is no camping trip.</param>
    /// <param name="persons">For how many; null where not told.</param>
    private static IReadOnlyList<StandingItem> Named(ReadOnlySpan<Token> tokens, HashSet<string> left, ShoppingIntent asked, out bool isWhole, out int? persons)
    {
        CuePhrases cues = CuePhrases.For(asked.Language);
        StandingLists lists = StandingLists.For(asked.Language);
        PersonCount? told = PersonReader.For(asked.Language).InSentence(tokens, token => left.Contains(token.Folded));
        persons = told?.High ?? told?.Low;
        IReadOnlyList<StandingItem> named = [];
        bool isOccasion = false, isForList = persons is not null;
        isWhole = true;
        for (int at = 0; at < tokens.Length; at++)
        {
            int length = 0;
            if (named.Count == 0 && lists.At(tokens, at, out int list, out isOccasion) is { Count: > 0 } items) (named, length) = (items, list);
            else if (told is { } counted && at == counted.Start) length = counted.End - at;
            else if (cues.At(tokens, at, "list_word", out int word) is not null) (isForList, length) = (true, word);
            if (length > 0) at += length - 1;
            else if (tokens[at].Kind is TokenKind.Word or TokenKind.Han && left.Contains(tokens[at].Folded)) isWhole = false;
        }
        isWhole &= isForList || !isOccasion;
        return named;
    }

    private static IReadOnlyList<WantedItem> Scaled(IReadOnlyList<StandingItem> standing, int? persons, ShoppingIntent asked)
    {
        bool isVegan = asked.Constraints.Any(static constraint => constraint is Constraint.Named { Kind: "diet", Value: "vegan" });
        return [.. standing.Select(item => (item.Persons, For: isVegan ? item.Vegan ?? item.For : item.For)).Where(static item => item.For.Length > 0)
            .Select(item => new WantedItem(item.For, persons is { } all && item.Persons is { } each ? WantedItem.PiecesFor(all, each) : 1, item.Persons is null ? persons : null))];
    }

    /// <summary>The place of the colon behind which the list begins; -1 where there is none.</summary>
    private static int Colon(string sentence, List<Token> tokens)
    {
        for (int i = 1; i + 1 < tokens.Count; i++)
        {
            if (sentence[tokens[i].Start] is ':' or '：' && tokens[i - 1].Kind != TokenKind.Number && (tokens[i + 1].Joint == Joint.Apart || sentence[tokens[i].Start] == '：')) return tokens[i].Start;
        }
        return -1;
    }

    /// <summary>The token behind which a basket is filled: the tea of "a gift basket with tea and chocolate"; -1 where none is.</summary>
    private static int FilledWith(ReadOnlySpan<Token> tokens, CuePhrases cues)
    {
        for (int at = 0; at < tokens.Length; at++)
        {
            if (cues.At(tokens, at, "filled_with", out int length) is not null && at + length < tokens.Length) return at + length;
        }
        return -1;
    }

    private static List<string> Pieces(string sentence, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        List<Token> tokens = PhraseTokenizer.Split(sentence, language);
        var pieces = new List<string>();
        int start = 0;
        for (int at = 0; at < tokens.Count; at++)
        {
            bool isBreak = tokens[at].Length == 1 && Breaks.Contains(sentence[tokens[at].Start]);
            int length = isBreak ? 1 : 0;
            if (!isBreak && cues.At(CollectionsMarshal.AsSpan(tokens), at, "and", out int and) is not null) length = and;
            if (length == 0) continue;
            pieces.Add(sentence[start..tokens[at].Start]);
            start = tokens[at + length - 1].End;
            at += length - 1;
        }
        pieces.Add(sentence[start..]);
        return pieces;
    }

    /// <summary>A piece of a list; null where it names no thing ("vegan", "80 € in all").</summary>
    private static Piece? Read(string piece, HashSet<string> left, ShoppingIntent asked)
    {
        Language language = asked.Language;
        CuePhrases cues = CuePhrases.For(language);
        List<Token> tokens = PhraseTokenizer.Split(piece, language);
        ReadOnlySpan<Token> all = CollectionsMarshal.AsSpan(tokens);
        int at = 0;
        while (at < all.Length && cues.At(all, at, "list_lead", out int lead) is not null) at += lead;
        if (at >= all.Length) return null;
        NumberMatch number = NumberReader.Read(all, at, language);
        bool isCounted = number.Length > 0 && at + number.Length < all.Length && !IsMeasured(all, at + number.Length, language) && !IsPartOfWord(all, at + number.Length, cues)
            && number.Value is >= 1 and <= MostOfOne && number.Value == Math.Floor(number.Value);
        int first = isCounted ? at + number.Length : at;
        if (cues.At(all, first, "times", out int times) is not null) first += times;
        if (first < all.Length && cues.At(all, first, isCounted ? "counter" : "container", out int counter) is not null && first + counter < all.Length) first += counter;
        if (first < all.Length && cues.At(all, first, "container", out int container) is not null && first + container < all.Length) first += container;
        if (first >= all.Length) return null;
        bool isInPacks = isCounted && first > at + number.Length && cues.At(all, at + number.Length, "piece", out _) is null;
        // "deux pots" may be read as a pack of two, on a list it is a thing; "40 quid" is its budget.
        bool isThing = isCounted && !asked.Constraints.Any(constraint => constraint is Constraint.Price price && (price.Max == (decimal)number.Value || price.Min == (decimal)number.Value)) && all[first].Kind is TokenKind.Word or TokenKind.Han && !PersonReader.For(language).IsCountedAt(all, first) && cues.At(all, first, "in_all", out _) is null;
        bool describes = false, describesCounted = false;
        for (int i = first; i < all.Length; i++)
        {
            if (i > first && cues.At(all, i, "describes", out int length) is not null)
            {
                describes = true;
                describesCounted |= i + length < all.Length && NumberReader.Read(all, i + length, language).Length > 0;
            }
            isThing |= all[i].Kind is TokenKind.Word or TokenKind.Han && left.Contains(all[i].Folded) && cues.At(all, i, "in_all", out _) is null;
        }
        if (!isThing) return null;
        string words = piece[all[first].Start..].Trim().TrimEnd('.', '。', '!', '?', '？', '！');
        return words.Length == 0 ? null : new Piece(new WantedItem(words, isCounted ? (int)number.Value : 1) { IsDescribed = describes, IsInPacks = isInPacks }, isCounted || at > 0, describes, describesCounted) { IsMeasured = number.Length > 0 && IsAmount(all, at + number.Length, language) };
    }

    // "2 l milk": a unit behind the number says how large, not how many.
    private static bool IsMeasured(ReadOnlySpan<Token> tokens, int at, Language language) =>
        MeasureParser.UnitAt(tokens, at, LanguageVocabulary.For(language), out _) is not null;

    // "500 g Nudeln, 1 kg Tomaten" are two things; "16 GB RAM, 512 GB SSD" are parts of one.
    private static bool IsAmount(ReadOnlySpan<Token> tokens, int at, Language language) =>
        MeasureParser.UnitAt(tokens, at, LanguageVocabulary.For(language), out _) is { Dimension: Dimension.Mass or Dimension.Capacity };

    // "One-hand fold": the number is part of a word; in "a 6-pack of beer" it counts.
    private static bool IsPartOfWord(ReadOnlySpan<Token> tokens, int at, CuePhrases cues) => tokens[at].Joint == Joint.Hyphen && cues.At(tokens, at, "counter", out _) is null;

    /// <summary>What stands between two breaks of a list.</summary>
    /// <param name="Item">The thing.</param>
    /// <param name="IsCounted">It has a number or an article of its own.</param>
    /// <param name="Describes">It says what the thing is for or has.</param>
    /// <param name="DescribesCounted">What it is for or has is counted.</param>
    private sealed record Piece(WantedItem Item, bool IsCounted, bool Describes, bool DescribesCounted)
    {
        /// <summary>It begins with how much of it is wanted.</summary>
        public bool IsMeasured { get; init; }
    }
}
