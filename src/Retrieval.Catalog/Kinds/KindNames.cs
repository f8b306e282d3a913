using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Kinds;

/// <summary>
/// What the things that shops sell are called in one language (<c>Data/kinds.*.tsv</c>), and which of the words of a title or a sentence
/// names the thing: in "wood glue for toys" the glue, in "couteau à pain" the knife. Before the first word that only describes, the last
/// name of a thing counts where nouns stand behind what describes them, the first where they stand before it. Immutable, safe for
/// concurrent use.
/// </summary>
public sealed class KindNames
{
    private const int LongestName = 7, LongestUse = 2;

    // "14 inch", "2 litre".
    private const int LongestUnit = 5;

    // Shorter words at a compound's end are seldom nouns.
    private const int ShortestCompoundHead = 4;

    private static readonly Lazy<KindNames>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<KindNames>(() => new KindNames(language == Language.Und ? Language.En : language)))];

    private readonly Language language;
    private readonly FrozenDictionary<string, string[]> names;
    private readonly WordMarks firsts;
    private readonly FrozenSet<string> written;
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly FrozenSet<string> describing;
    private readonly FrozenSet<string> uses;
    private readonly FrozenSet<string> links;
    private readonly FrozenSet<string> containers;
    private readonly FrozenSet<string> beside;
    private readonly FrozenSet<string> measures;

    private KindNames(Language language)
    {
        this.language = language;
        links = Words("link");
        describing = Words("describing");
        uses = Words("use");
        containers = Words("container");
        beside = Words("beside");
        measures = Words("measure");
        var kinds = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var whole = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] row in TableFile.Rows($"kinds.{language.Code()}.tsv"))
        {
            foreach (string name in row.Skip(1))
            {
                string key = string.Join(' ', PhraseTokenizer.Split(name, language).Where(static token => token.Kind != TokenKind.Symbol).Select(Stem));
                if (!kinds.TryGetValue(key, out List<string>? senses)) kinds[key] = senses = [];
                if (!senses.Contains(row[0])) senses.Add(row[0]);
                whole.Add(Written(name));
            }
        }
        names = kinds.ToFrozenDictionary(static entry => entry.Key, static entry => entry.Value.ToArray(), StringComparer.Ordinal);
        written = whole.ToFrozenSet(StringComparer.Ordinal);
        firsts = new WordMarks(kinds.Keys.Select(static name => name.Split(' ')[0]));
        lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The names of a language; English where it is undetermined.</summary>
    public static KindNames For(Language language) => Of[(int)language].Value;

    /// <summary>The kinds of the thing that a text names; none where it names none that is known.</summary>
    /// <param name="text">A title, a category's name, or words of a shopper.</param>
    public IReadOnlyList<string> In(string text) => In(new CutText(text, language));

    /// <summary>The kinds of the thing that a text names, as <see cref="In(string)"/> gives them.</summary>
    public IReadOnlyList<string> In(CutText text) => In(text.WordsIn(language).Tokens, static _ => true);

    /// <summary>The kinds of a text that is a name of this language and nothing else, not inflected: for words that may be of any language.</summary>
    public IReadOnlyList<string> OfName(string text) => written.Contains(Written(text)) ? In(text) : [];

    /// <summary>The kinds of the thing that some of a sentence's words name.</summary>
    /// <param name="tokens">Its tokens, split in this language.</param>
    /// <param name="isContent">False for a token, by its place, that says something else: a price, a person, "please".</param>
    public IReadOnlyList<string> In(ReadOnlySpan<Token> tokens, Func<int, bool> isContent)
    {
        (string[] Kinds, List<Word> Name) named = ([], []);
        foreach (List<Word> segment in Segments(WordsOf(tokens), isContent))
        {
            if (named.Kinds.Length > 0) return segment[0].IsBehindUse && MadeFor(named.Name, segment) is { Length: > 0 } made ? made : named.Kinds;
            string[] kinds = Head(segment, out List<Word> name);
            if (kinds.Length > 0)
            {
                if (uses.Count == 0) return kinds;
                named = (kinds, name);
                continue;
            }
            // Further chunks of a Chinese title may hold the noun; elsewhere what follows only describes.
            if (language != Language.Zh) break;
        }
        return named.Kinds;
    }

    /// <summary>
    /// The kinds of a thing by its name and what it is for, as one name has both: "toalla para la playa" is a "toalla playa", "funda para ordenador
    /// portátil" a "funda portátil"; none where none has.
    /// </summary>
    private string[] MadeFor(List<Word> name, List<Word> use)
    {
        use = use[..Math.Min(LongestUse, use.Count)];
        foreach (List<Word> what in (List<Word>[])[use, .. use.Select(static word => (List<Word>)[word])])
        {
            List<Word> whole = NounsComeFirst ? [.. name, .. what] : [.. what, .. name];
            if (At(whole, 0) is var (kinds, covered) && covered == whole.Count) return kinds;
        }
        return [];
    }

    /// <summary>The word that stands where the name of the thing would, folded; null where none does, or words are not set apart.</summary>
    /// <param name="tokens">Its tokens, split in this language.</param>
    /// <param name="isContent">As in <see cref="In(ReadOnlySpan{Token}, Func{int, bool})"/>.</param>
    public string? HeadOf(ReadOnlySpan<Token> tokens, Func<int, bool> isContent)
    {
        if (language == Language.Zh) return null;
        Word[] words = [.. (Segments(WordsOf(tokens), isContent).FirstOrDefault() ?? []).Where(word => word.IsPlain && !containers.Contains(word.Stem))];
        return words.Length == 0 ? null : NounsComeFirst ? words[0].Folded : words[^1].Folded;
    }

    /// <summary>True where a title or a name holds a word, or ends a compound with it, before anything that only describes.</summary>
    /// <param name="text">The title or name.</param>
    /// <param name="word">The word, as <see cref="HeadOf"/> of any language gives it.</param>
    public bool Names(string text, string word)
    {
        string stem = KindStems.Of(word, language);
        bool endsCompounds = language is Language.De or Language.Nl && word.Length >= ShortestCompoundHead;
        List<Word> first = Segments(WordsOf(new CutText(text, language).Tokens), static _ => true).FirstOrDefault() ?? [];
        return first.Exists(held => held.Stem == stem || (endsCompounds && held.Stem.EndsWith(stem, StringComparison.Ordinal)));
    }

    /// <summary>Number of tokens of the longest name of a thing that begins at a token; 0 where none does.</summary>
    /// <param name="tokens">Tokens of a sentence, split in this language.</param>
    /// <param name="at">Place of the token.</param>
    public int LengthOfNameAt(ReadOnlySpan<Token> tokens, int at)
    {
        var words = new List<Word>(LongestName);
        foreach (Token token in tokens[at..Math.Min(tokens.Length, at + LongestName)]) words.Add(WordOf(token));
        return LengthOfNameAt(words, 0);
    }

    private int LengthOfNameAt(List<Word> words, int at)
    {
        (string[] kinds, int length) = At(words, at);
        return kinds.Length > 0 ? length : 0;
    }

    /// <summary>True where a text names what goes with things of its kind rather than one.</summary>
    public bool IsBeside(string text)
    {
        foreach (ref readonly Token token in new CutText(text, language).Tokens)
        {
            if (beside.Contains(token.Folded)) return true;
        }
        return language == Language.Zh && beside.Any(text.Contains);
    }

    private readonly record struct Word(string Folded, string Stem, TokenKind Kind, Joint Joint, bool IsPlain)
    {
        public bool IsBehindLink { get; init; }

        public bool IsBehindUse { get; init; }
    }

    private List<Word> WordsOf(ReadOnlySpan<Token> tokens)
    {
        var words = new List<Word>(tokens.Length);
        foreach (ref readonly Token token in tokens) words.Add(WordOf(token));
        return words;
    }

    private Word WordOf(in Token token) => new(token.Folded, Stem(token), token.Kind, token.Joint, token.Kind != TokenKind.Number && !HasDigit(token.Folded));

    /// <summary>The words before the first describing one or the end of the clause; in Chinese each run of characters.</summary>
    private IEnumerable<List<Word>> Segments(List<Word> all, Func<int, bool> isContent)
    {
        var words = new List<Word>(all.Count);
        bool link = false, use = false;
        int name = 0;
        for (int at = 0; at < all.Count; at++)
        {
            Word token = all[at];
            // 带 is no "with" in 领带, "in" none in "in-ear".
            if (LengthOfNameAt(all, at) is > 1 and var length) name = Math.Max(name, at + length);
            bool isDescribing = at >= name && describing.Contains(token.Folded);
            bool isEnd = (token.Kind == TokenKind.Symbol && token.Folded is "," or ";" or "(" or "[" or "|" or ":" or ".")
                || isDescribing
                || (language == Language.Zh && token.Joint == Joint.Apart);
            if (isEnd && words.Count > 0)
            {
                yield return words;
                words = [];
            }
            // The 包 of 十包 counts packs, that of 十个包 is a bag.
            bool isMeasure = at >= name && at > 0 && measures.Contains(token.Folded) && (!all[at - 1].IsPlain || containers.Contains(all[at - 1].Stem));
            // "Für den Strand": the article describes as well.
            if (isEnd) use = isDescribing && (uses.Contains(token.Folded) || (use && words.Count == 0));
            if (token.Kind == TokenKind.Symbol || isDescribing || isMeasure) continue;
            if (at >= name && links.Contains(token.Folded)) link = true;
            else if (isContent(at))
            {
                words.Add(token with { IsBehindLink = link, IsBehindUse = use });
                link = false;
            }
        }
        if (words.Count > 0) yield return words;
    }

    /// <summary>The kinds that the words name, and the words that do.</summary>
    private string[] Head(List<Word> words, out List<Word> name)
    {
        string[] head = [];
        name = [];
        int end = -1;
        for (int at = 0; at < words.Count;)
        {
            (string[] kinds, int length) = At(words, at);
            if (kinds.Length > 0)
            {
                if (end < 0 || end == at) name = words.GetRange(at, length);
                if (NounsComeFirst)
                {
                    if (IsOpen(words, at)) return kinds;
                    name = [];
                }
                else if (IsLast(words, at + length)) return end < 0 || end == at ? kinds : head;
                // A German noun may be followed by a name ("Wollteppich Fjell") or by the other half of a compound torn apart ("Laptop Tasche").
                else if (language is Language.De or Language.Nl && words[at + length].Joint != Joint.Hyphen && (end < 0 || end == at)) (head, end) = (kinds, at + length);
            }
            at += Math.Max(1, length);
        }
        return head;
    }

    private bool NounsComeFirst => language is Language.Fr or Language.Es or Language.It or Language.Pt;

    /// <summary>True where nothing but numbers, units and words such as "set" follows.</summary>
    private bool IsLast(List<Word> words, int from)
    {
        for (int at = from; at < words.Count; at++)
        {
            bool isUnit = at > 0 && !words[at - 1].IsPlain && words[at].Stem.Length <= LongestUnit;
            if (words[at].IsPlain && !isUnit && !containers.Contains(words[at].Stem)) return false;
        }
        return true;
    }

    /// <summary>True where a name stands before any "of" but that of "a set of", and ends no compound: a bottle opener is no bottle.</summary>
    private bool IsOpen(List<Word> words, int at)
    {
        if (words[at].Joint == Joint.Hyphen) return false;
        for (int i = 1; i <= at; i++)
        {
            if (words[i].IsBehindLink && !words.Take(i).Any(word => containers.Contains(word.Stem))) return false;
        }
        return true;
    }

    private (string[] Kinds, int Length) At(List<Word> words, int at)
    {
        Span<char> key = stackalloc char[128];
        int written = 0, length = 0;
        string[] found = [];
        int end = firsts.MayHold(words[at].Stem) ? Math.Min(words.Count, at + LongestName) : at;
        for (int i = at; i < end; i++)
        {
            string stem = words[i].Stem;
            if (written + stem.Length + 1 > key.Length) break;
            if (i > at) key[written++] = ' ';
            stem.CopyTo(key[written..]);
            written += stem.Length;
            if (lookup.TryGetValue(key[..written], out string[]? kinds)) (found, length) = (kinds, i - at + 1);
        }
        if (found.Length == 0 && language is Language.De or Language.Nl) (found, length) = (OfCompound(words[at].Stem), 1);
        // "Laptop Tasche" is the compound torn apart.
        if (length < 2 && at + 1 < words.Count && language is Language.De or Language.Nl && lookup.TryGetValue(words[at].Folded + words[at + 1].Stem, out string[]? torn)) (found, length) = (torn, 2);
        return (found, length);
    }

    /// <summary>A compound is a kind of what its last part names: "Brotmesser".</summary>
    private string[] OfCompound(string word)
    {
        for (int from = 3; from + ShortestCompoundHead <= word.Length; from++)
        {
            if (lookup.TryGetValue(word.AsSpan(from), out string[]? kinds)) return kinds;
        }
        return [];
    }

    private string Stem(Token token) => KindStems.Of(token.Folded, language);

    private string Written(string name) => string.Join(' ', PhraseTokenizer.Split(name, language).Where(token => token.Kind != TokenKind.Symbol && !links.Contains(token.Folded)).Select(static token => token.Folded));

    private static bool HasDigit(string word) => word.AsSpan().ContainsAnyInRange('0', '9');

    private FrozenSet<string> Words(string role) => TableFile.Rows("kind-grammar.tsv").Where(row => row[0] == language.Code() && row[1] == role)
        .SelectMany(row => row.Skip(2)).Select(word => role == "container" ? KindStems.Of(PhraseTokenizer.Fold(word, language), language) : PhraseTokenizer.Fold(word, language)).ToFrozenSet(StringComparer.Ordinal);
}
