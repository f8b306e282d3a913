using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Baskets;

/// <summary>
/// How surely a product is a thing that a few words name, whatever languages both are written in. A title names its thing at its head, the
/// last word of a phrase in English, German, Dutch and Chinese, the first in the Romance languages, and describes it after that; so the
/// words are laid beside each short run of the title, those at its head before others, beside the head itself, the category and the whole
/// title. Each of several words must be met: a bag for the cat is no sleeping bag. Safe for concurrent use.
/// </summary>
/// <param name="kinds">Tells how near two phrases are.</param>
internal sealed class ThingMatch(KindsOfThings kinds)
{
    // From here on it is the thing. Chinese words are near each other by the characters they share, so they have to be nearer.
    private const double Least = 0.45, LeastOfHan = 0.5;

    /// <summary>From here on there is no doubt: two things that are not joined by the sentence alone are told apart by the shop.</summary>
    public const double Sure = 0.6;

    // Chosen on 162 things in five languages over the sample shop, half of them kept unseen.
    private const double RunShare = 0.35, CategoryShare = 0.4, TitleShare = 0.1, HeadShare = 0.15;
    private const double EachWord = 0.45;
    private const double CharactersMet = 0.7;
    private const double NotAtHead = 0.85, BehindHead = 0.7, OtherRun = 0.9, NextToHead = 0.95;

    private const int LongestRun = 3;
    private const int LongestHanRun = 5;
    private const int LeastStem = 4;
    private const int LeastContent = 3;
    private const int LongestEnding = 2;

    // "Roggenmischbrot" is bread, "Brotdose" is none.
    private const double Compound = 0.95, CompoundOfIt = 0.8;

    /// <summary>From which sureness on words mean a product.</summary>
    public static double LeastOf(string words) => PhraseTokenizer.Split(words, Language.Zh) is [{ Kind: TokenKind.Han }, ..] ? LeastOfHan : Least;

    /// <summary>The sureness, about 0–1.</summary>
    /// <param name="words">What names the thing, without quantities and courtesy.</param>
    /// <param name="language">The words' language.</param>
    /// <param name="product">The product.</param>
    public double Of(string words, Language language, Product product)
    {
        List<Part> parts = Parts(product);
        if (parts.Count == 0) return 0;
        double run = parts.Max(part => Run(words, part, product.Language));
        double title = kinds.Nearness(words, product.Title);
        double head = Head(words, parts[0], product.Language);
        double met = Math.Min(1, Met(words, language, product) / EachWord);
        if (product.Category is not [.., var leaf]) return met * ((RunShare * run) + (TitleShare * title) + (HeadShare * head)) / (1 - CategoryShare);
        double category = Near(words, Kind(leaf, parts[0], product.Language), product.Language);
        return met * ((RunShare * run) + (CategoryShare * category) + (TitleShare * title) + (HeadShare * head));
    }

    /// <summary>True where a product has all of several things in its title: a table with its chairs is one thing.</summary>
    public bool HasAll(IEnumerable<string> things, Language language, Product product) =>
        things.All(thing => Parts(product).Exists(part => Run(thing, part, product.Language) >= NotAtHead * Sure) && Met(thing, language, product) >= EachWord);

    private double Run(string words, Part part, Language language)
    {
        double best = 0;
        int longest = part.IsHan ? LongestHanRun : LongestRun;
        for (int at = 0; at < part.Words.Count; at++)
        {
            for (int count = 1; count <= longest && at + count <= part.Words.Count; count++)
            {
                int fromHead = IsHeadLast(language) ? part.Words.Count - at - count : at;
                bool mayFollow = fromHead == 1 && language is not (Language.En or Language.Zh);
                double place = (fromHead == 0 ? 1 : mayFollow ? NextToHead : NotAtHead) * (part.IsFirst ? 1 : part.IsHan ? OtherRun : BehindHead);
                if (place > best) best = Math.Max(best, place * Near(words, part.Text(at, count), language));
            }
        }
        return best;
    }

    /// <summary>Which of the kinds that a category names the product is: of "Tea &amp; Coffee" tea bags are tea.</summary>
    private string Kind(string category, Part title, Language language)
    {
        CuePhrases cues = CuePhrases.For(language);
        Token[] tokens = [.. PhraseTokenizer.Split(category, language)];
        var kinds = new List<string>();
        int start = 0;
        for (int at = 0; at <= tokens.Length; at++)
        {
            int joint = 0;
            bool ends = at == tokens.Length || tokens[at].Kind == TokenKind.Symbol || cues.At(tokens, at, "and", out joint) is not null;
            if (!ends) continue;
            if (at > start) kinds.Add(category[tokens[start].Start..tokens[at - 1].End]);
            start = at + Math.Max(1, joint);
        }
        return kinds.Count < 2 ? category : kinds.MaxBy(kind => Run(kind, title, language))!;
    }

    private double Head(string words, Part part, Language language)
    {
        double best = 0;
        for (int count = 1; count <= (part.IsHan ? LongestHanRun - 1 : 2) && count <= part.Words.Count; count++)
            best = Math.Max(best, Near(words, IsHeadLast(language) ? part.Text(part.Words.Count - count, count) : part.Text(0, count), language));
        return best;
    }

    /// <summary>How near the title comes to that of several words which it meets least; 1 for a single word.</summary>
    private double Met(string words, Language language, Product product)
    {
        CuePhrases cues = CuePhrases.For(language);
        Token[] tokens = [.. PhraseTokenizer.Split(words, language)];
        if (tokens is [{ Kind: TokenKind.Han }, ..]) return MetCharacters(tokens, product.Title);
        string[] content = [.. tokens.Where((token, i) => token.Kind == TokenKind.Word && token.Length >= LeastContent && cues.At(tokens, i, "describes", out _) is null).Select(token => words.Substring(token.Start, token.Length))];
        if (content.Length < 2) return 1;
        List<string> told = [.. Parts(product).SelectMany(static part => part.IsHan ? [part.Text(0, part.Words.Count)] : part.Words.Select((_, i) => part.Text(i, 1)))];
        if (product.Category is [.., var leaf]) told.Add(leaf);
        return content.Min(word => told.Max(other => Near(word, other, product.Language)));
    }

    /// <summary>A lamp for the head shares one of two characters with one for the desk; a word with none in common may be a synonym.</summary>
    private static double MetCharacters(Token[] tokens, string title)
    {
        double met = tokens.Count(token => title.Contains(token.Folded, StringComparison.Ordinal)) / (double)tokens.Length;
        return met == 0 ? 1 : EachWord * met / CharactersMet;
    }

    private double Near(string words, string run, Language language)
    {
        string asked = PhraseTokenizer.Fold(words, language), told = PhraseTokenizer.Fold(run, language);
        if (asked == told) return 1;
        double near = kinds.Nearness(words, run);
        if (asked.Length < LeastContent || asked.Contains(' ') || told.Contains(' ')) return near;
        if (IsOneStem(asked, told)) return Math.Max(near, Compound);
        if (language is not (Language.De or Language.Nl)) return near;
        return told.EndsWith(asked, StringComparison.Ordinal) ? Math.Max(near, Compound) : told.StartsWith(asked, StringComparison.Ordinal) ? CompoundOfIt * near : near;
    }

    /// <summary>"pomme" and "pommes": one begins with the other, or with all of it but its ending.</summary>
    private static bool IsOneStem(string a, string b)
    {
        if (a[0] is > '\u2E7F' || Math.Abs(a.Length - b.Length) > LongestEnding) return false;
        int common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common]) common++;
        return common >= LeastStem && Math.Max(a.Length, b.Length) - common <= LongestEnding && Math.Min(a.Length, b.Length) - common <= 1;
    }

    private static bool IsHeadLast(Language language) => language is Language.En or Language.De or Language.Nl or Language.Zh;

    /// <summary>The title's parts: words up to a number, a mark, or a word behind which it describes ("with"), without brand and packing.</summary>
    private static List<Part> Parts(Product product)
    {
        Language language = product.Language;
        CuePhrases cues = CuePhrases.For(language);
        Token[] tokens = [.. PhraseTokenizer.Split(product.Title, language)];
        HashSet<string> brand = product.Brand is null ? [] : [.. PhraseTokenizer.Split(product.Brand, language).Select(static token => token.Folded)];
        var parts = new List<Part>();
        var words = new List<Token>();
        for (int at = 0; at < tokens.Length; at++)
        {
            bool isPacking = cues.At(tokens, at, "container", out int packing) is not null;
            bool describes = cues.At(tokens, at, "describes", out int describing) is not null;
            bool isWord = tokens[at].Kind is TokenKind.Word or TokenKind.Han;
            bool isNext = words.Count > 0 && tokens[at].Kind == words[^1].Kind && (tokens[at].Kind == TokenKind.Word || tokens[at].Joint == Joint.Glued);
            if (IsModelNumber(tokens, at, language)) continue;
            if ((!isWord || isPacking || describes || !isNext) && words.Count > 0) Close();
            if (isPacking || describes) at += Math.Max(packing, describing) - 1;
            else if (isWord && !brand.Contains(tokens[at].Folded)) words.Add(tokens[at]);
        }
        if (words.Count > 0) Close();
        return parts;

        void Close()
        {
            parts.Add(new Part(product.Title, [.. words], IsFirst: parts.Count == 0));
            words.Clear();
        }
    }

    /// <summary>"Ridge 2 Tent" goes on behind its number, "Olive Oil 500 ml" does not.</summary>
    private static bool IsModelNumber(Token[] tokens, int at, Language language) =>
        tokens[at].Kind == TokenKind.Number && at + 1 < tokens.Length && tokens[at + 1].Kind == TokenKind.Word
        && MeasureParser.UnitAt(tokens, at + 1, LanguageVocabulary.For(language), out _) is null;

    private readonly record struct Part(string Title, IReadOnlyList<Token> Words, bool IsFirst)
    {
        public bool IsHan => Words[0].Kind == TokenKind.Han;

        public string Text(int at, int count) => Title[Words[at].Start..Words[at + count - 1].End];
    }
}
