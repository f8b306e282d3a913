using System.Collections.Frozen;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Norms;

/// <summary>
/// The phrases of <c>Data/norms.und.tsv</c> and of a language's own table, which says how they are written. Immutable, safe for concurrent use.
/// </summary>
internal sealed class NormBook
{
    // Roles of a phrase, beside that of a norm whose value is its term, and of what tells one of a product but asks for none.
    public const string Norm = "norm", Tells = "tells", Place = "place", Before = "before", After = "after", Link = "link", Deny = "deny", DenyBehind = "denyBehind", ForThing = "for", Later = "later", Yes = "yes", No = "no", Compat = "compat", Plain = "plain";

    private const string AndWord = "and", ToWord = "to", VariantWord = "variant";

    private const string ContextOf = "context:", UnlessOf = "unless:", AnyMember = ":{}";

    private static readonly string[] Roles = [Before, After, Link, Deny, DenyBehind, ForThing, Later, Yes, No, Plain];

    private static readonly Lazy<NormBook>[] Of = [.. Enum.GetValues<Language>().Select(static language => new Lazy<NormBook>(() => new NormBook(language == Language.Und ? Language.En : language)))];

    private readonly Language language;
    private readonly FrozenDictionary<string, string[]> contexts;
    private readonly FrozenDictionary<string, string[]> rivals;
    private readonly string[] compat;
    private readonly FrozenDictionary<char, (string Beginning, Sense Norm)[]> beginnings;
    private readonly FrozenDictionary<string, string> wholeValues;

    private NormBook(Language language)
    {
        this.language = language;
        var entries = new List<PhraseEntry>();
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        var begun = new List<(string Beginning, Sense Norm)>();
        var needed = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var rival = new Dictionary<string, string[]>(StringComparer.Ordinal);
        string[][] rows = [.. TableFile.Rows("norms.und.tsv"), .. TableFile.Rows($"norms.{language.Code()}.tsv")];
        compat = Words(Compat);
        And = Words(AndWord).ToFrozenSet(StringComparer.Ordinal);
        To = Words(ToWord).ToFrozenSet(StringComparer.Ordinal);
        Variants = Words(VariantWord).ToFrozenSet(StringComparer.Ordinal);
        foreach (string[] row in rows)
        {
            if (row[0].StartsWith(ContextOf, StringComparison.Ordinal)) needed[row[0][ContextOf.Length..]] = Folded(row);
            else if (row[0].StartsWith(UnlessOf, StringComparison.Ordinal)) rival[row[0][UnlessOf.Length..]] = Folded(row);
            else if (Roles.Contains(row[0])) entries.AddRange(row.Skip(1).Select(phrase => new PhraseEntry(new Sense(row[0], ""), phrase)));
            else if (row[0] is not (Compat or AndWord or ToWord or VariantWord)) foreach (string phrase in row.Skip(1)) Add(row[0], phrase);
        }
        rivals = rival.ToFrozenDictionary(StringComparer.Ordinal);
        contexts = needed.ToFrozenDictionary(StringComparer.Ordinal);
        wholeValues = whole.ToFrozenDictionary(StringComparer.Ordinal);
        beginnings = begun.GroupBy(static beginning => beginning.Beginning[0]).ToFrozenDictionary(static same => same.Key, static same => same.OrderByDescending(static beginning => beginning.Beginning.Length).ToArray());
        Phrases = PhraseBook.Build(entries, language);

        string[] Words(string role) => [.. rows.Where(row => row[0] == role).SelectMany(Folded)];

        string[] Folded(string[] row) => [.. row.Skip(1).Select(word => PhraseTokenizer.Fold(word, language))];

        void Add(string term, string written)
        {
            (string role, string phrase) = written[0] == '~' ? (Tells, written[1..]) : (Norm, written);
            if (term.EndsWith(AnyMember, StringComparison.Ordinal))
            {
                string family = term[..^AnyMember.Length];
                foreach (string member in NormFamilies.MembersOf(family)) entries.Add(new PhraseEntry(new Sense(Norm, NormTerm.Of(family, member)), phrase.Replace("{}", member, StringComparison.Ordinal)));
            }
            else if (phrase[0] == '=') foreach (string value in PhrasePattern.Expand(phrase[1..])) whole[PhraseTokenizer.Fold(value, language)] = term;
            else if (phrase[0] == '@') entries.Add(new PhraseEntry(new Sense(Place, term), phrase[1..]));
            else if (phrase[^1] == '*') begun.Add((PhraseTokenizer.Fold(phrase[..^1], language), new Sense(role, term)));
            else entries.Add(new PhraseEntry(new Sense(role, term), phrase));
        }
    }

    /// <summary>The book of a language; English where it is undetermined.</summary>
    public static NormBook For(Language language) => Of[(int)language].Value;

    /// <summary>Phrases by their roles.</summary>
    public PhraseBook Phrases { get; }

    /// <summary>Single words and signs between models that are listed: "13/14 and 15".</summary>
    public FrozenSet<string> And { get; }

    /// <summary>Single words and signs between the first and the last of a range of models: "12 to 15".</summary>
    public FrozenSet<string> To { get; }

    /// <summary>Words behind a number that make another model of it: the Pro of "15 Pro".</summary>
    public FrozenSet<string> Variants { get; }

    /// <summary>The term that the whole of a feed's value names; null for none.</summary>
    public string? WholeValue(string folded) => wholeValues.GetValueOrDefault(folded);

    /// <summary>The norm that opens a compound: the Bluetooth of "Bluetoothlautsprecher"; null for none. Longer beginnings stand before shorter ones.</summary>
    public Sense? Opening(string folded)
    {
        if (folded.Length == 0 || !beginnings.TryGetValue(folded[0], out (string, Sense)[]? begun)) return null;
        foreach ((string beginning, Sense norm) in begun)
        {
            if (folded.Length > beginning.Length && folded.StartsWith(beginning, StringComparison.Ordinal)) return norm;
        }
        return null;
    }

    /// <summary>False where a family is meant only beside other words, or not beside them: M8 is a thread of screws, induction charges phones.</summary>
    /// <param name="family">The family.</param>
    /// <param name="texts">The text that names it, and what else is known of the thing.</param>
    public bool IsMeant(string family, params ReadOnlySpan<string> texts) =>
        (!contexts.TryGetValue(family, out string[]? needed) || HasAny(needed, texts)) && !(rivals.TryGetValue(family, out string[]? rival) && HasAny(rival, texts));

    private bool HasAny(string[] words, ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            string folded = PhraseTokenizer.Fold(text, language);
            if (Array.Exists(words, word => folded.Contains(word, StringComparison.Ordinal))) return true;
        }
        return false;
    }

    /// <summary>True where the name of an attribute says that its values are what the product goes with.</summary>
    public bool IsCompatibility(string foldedName) => Array.Exists(compat, word => foldedName.Contains(word, StringComparison.Ordinal));
}
