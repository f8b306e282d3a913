using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Retrieval.Catalog.Kinds;
using Retrieval.Embedding.Encoders;
using Retrieval.Embedding.Static;
using Retrieval.Index.Snapshots;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Spelling;

/// <summary>
/// Corrects the words left of a sentence against the catalogue: a word that neither the catalogue nor the model knows becomes the word of
/// a title that differs in a letter (two in long words; Damerau 1964), and that the model knows or several products hold. Model numbers, names and every word
/// that some product holds stay as they are. Near terms are found by Lucene.Net's Levenshtein automata over the terms of the index.
/// </summary>
internal sealed class Speller
{
    private const int ShortestWord = 4, ShortestWithoutModel = 6, ShortestOfTwoEdits = 8, LongestWord = 30;

    // A slip of the pen seldom hits the first letter, and an automaton that may change it reads the whole dictionary.
    private const int SameBeginning = 1;

    // A word of fewer products may be a slip itself, unless the model knows it; in a large catalogue even then.
    private const int LeastProducts = 3, ProductsOfOne = 50_000;

    private const int MostEditsOfStems = 2, MostTerms = 32;

    private const int MostTitles = 16;

    private readonly IndexSnapshot snapshot;
    private readonly GenerationView view;
    private readonly StaticTokenizer? known;
    private readonly int leastProducts;

    /// <param name="snapshot">The catalogue.</param>
    /// <param name="view">Its languages and fields.</param>
    /// <param name="encoder">The model of the index; the words that it was taught are never corrected.</param>
    public Speller(IndexSnapshot snapshot, GenerationView view, IEncoder? encoder)
    {
        this.snapshot = snapshot;
        this.view = view;
        known = (encoder as StaticEncoder)?.Tokenizer;
        leastProducts = Math.Max(known is null ? LeastProducts : 1, snapshot.ProductCount / ProductsOfOne);
    }

    /// <summary>The intent with its words corrected, and what was.</summary>
    public ShoppingIntent Correct(ShoppingIntent intent)
    {
        Language language = view.LanguageFor(intent.Language);
        // Chinese is written in characters, of which none can lack a letter.
        if (language is Language.Zh or Language.Und) return intent;
        List<Token> tokens = PhraseTokenizer.Split(intent.Text, language);
        List<Correction>? corrected = null;
        string text = intent.Text;
        for (int at = tokens.Count - 1; at >= 0; at--)
        {
            if (!MayBeSlip(intent.Text, tokens, at, language)) continue;
            string written = intent.Text.Substring(tokens[at].Start, tokens[at].Length);
            if (Nearest(written, language) is not { } near) continue;
            (corrected ??= []).Insert(0, new Correction(written, near));
            text = string.Concat(text.AsSpan(0, tokens[at].Start), near, text.AsSpan(tokens[at].End));
        }
        if (corrected is null) return intent;
        IReadOnlyList<string> kinds = intent.Kinds.Count > 0 ? intent.Kinds : KindNames.For(language).OfName(text);
        string? head = corrected.Find(word => PhraseTokenizer.Fold(word.Written, language) == intent.Head) is { Read: { } read } ? PhraseTokenizer.Fold(read, language) : intent.Head;
        return intent with { Text = text, Corrected = corrected, Kinds = kinds, Head = head };
    }

    /// <summary>True for a plain word that the model was not taught: letters alone, no part of a compound with hyphens, no name.</summary>
    private bool MayBeSlip(string text, List<Token> tokens, int at, Language language)
    {
        Token token = tokens[at];
        ReadOnlySpan<char> word = text.AsSpan(token.Start, token.Length);
        if (token.Kind != TokenKind.Word || word.Length < (known is null ? ShortestWithoutModel : ShortestWord) || word.Length > LongestWord) return false;
        bool joined = token.Joint != Joint.Apart || at + 1 < tokens.Count && tokens[at + 1].Joint != Joint.Apart;
        bool name = char.IsUpper(word[0]) && at > 0 && language != Language.De;
        if (joined || name) return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (!char.IsLetter(word[i]) || (i > 0 && char.IsUpper(word[i]))) return false;
        }
        return !IsKnown(word.ToString());
    }

    /// <summary>True for a word that the model was taught.</summary>
    private bool IsKnown(string word) => known is not null && known.RowOf(TextFolding.Fold(word)) > 0;

    private string? Nearest(string written, Language language)
    {
        if (IsHeld(written, language)) return null;
        int most = known is not null && written.Length >= ShortestOfTwoEdits ? 2 : 1;
        (string Term, int Products)[] near = Near(written, language);
        for (int edits = 1; edits <= most; edits++)
        {
            foreach ((string term, int products) in near)
            {
                if (WordOfTitles(term, written, edits) is { } word && (products >= LeastProducts || IsKnown(word))) return word;
            }
        }
        return null;
    }

    /// <summary>
    /// True for a word that some product holds: in the sentence's language by its stem, else as it is written, since a slip may have the stem
    /// that another language's word has. Of a compound the parts do not count.
    /// </summary>
    private bool IsHeld(string word, Language language) => Forms(word, language).Any(form => view.Fields.Any(field => snapshot.HoldsTerm(field.Field, form)));

    /// <summary>The stem of a word, and the word.</summary>
    private string[] Forms(string word, Language language)
    {
        string folded = TextFolding.Fold(word);
        return Tokens.Of(snapshot.Analyzers.For(language), word) is [[var stem, ..], ..] && stem != folded ? [stem, folded] : [folded];
    }

    /// <summary>
    /// The terms of the index that may come from a word like the one written, of most products first. Stems of a slip and of the word meant
    /// may differ by more than the words do, so an edit more is allowed, and the word is looked for as it is written too.
    /// </summary>
    private (string Term, int Products)[] Near(string written, Language language)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string form in Forms(written, language))
        {
            var ofForm = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach ((string field, _) in view.Fields)
            {
                foreach (AtomicReaderContext leaf in snapshot.Reader.Leaves)
                {
                    if (leaf.AtomicReader.GetTerms(field) is not { } terms) continue;
                    var near = new FuzzyTermsEnum(terms, new AttributeSource(), new Term(field, form), MostEditsOfStems, SameBeginning, transpositions: true);
                    while (near.MoveNext())
                    {
                        string text = near.Term.Utf8ToString();
                        ofForm[text] = ofForm.GetValueOrDefault(text) + near.DocFreq;
                    }
                }
            }
            foreach ((string term, int products) in ofForm) found[term] = products;
        }
        return [.. found.Where(entry => entry.Value >= leastProducts).OrderByDescending(static entry => entry.Value).ThenBy(static entry => entry.Key, StringComparer.Ordinal)
            .Take(MostTerms).Select(static entry => (entry.Key, entry.Value))];
    }

    /// <summary>The nearest word that a term comes from, in the titles of the first products that hold it; null where none of them names it.</summary>
    private string? WordOfTitles(string term, string written, int edits)
    {
        (string? best, int fewest) = (null, edits + 1);
        foreach (int doc in Holders(term).Take(MostTitles))
        {
            Language language = snapshot.LanguageOf(doc);
            string title = snapshot.Card(doc).Title;
            foreach (Token token in PhraseTokenizer.Split(title, language))
            {
                if (token.Kind != TokenKind.Word || Math.Abs(token.Length - written.Length) >= fewest) continue;
                string word = title.Substring(token.Start, token.Length);
                int distance = EditDistance.Of(written, word);
                if (distance >= fewest || !Tokens.Of(snapshot.Analyzers.For(language), word).Any(terms => terms.Contains(term))) continue;
                // German nouns keep their capital; elsewhere a title's capitals say nothing.
                (best, fewest) = (language == Language.De ? word : word.ToLowerInvariant(), distance);
            }
        }
        return best;
    }

    private IEnumerable<int> Holders(string term)
    {
        foreach ((string field, _) in view.Fields)
        {
            foreach (AtomicReaderContext leaf in snapshot.Reader.Leaves)
            {
                DocsEnum? docs = leaf.AtomicReader.GetTermDocsEnum(new Term(field, term));
                while (docs is not null && docs.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
                {
                    if (leaf.AtomicReader.LiveDocs?.Get(docs.DocID) != false) yield return leaf.DocBase + docs.DocID;
                }
            }
        }
    }
}
