using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Lucene.Scoring;
using Retrieval.Lucene.Vectors;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Legs;

/// <summary>
/// Words and meaning of one query over one snapshot. Each leg lists its best documents under the filter; a document that one leg listed
/// gets the exact score of the other too.
/// </summary>
internal sealed class BothLegs
{
    // The whole sentence against what it states: who it is for also says which thing is meant.
    private const float SentenceShare = 0.5f;

    private const int MostOnStack = 1024;

    private readonly IndexSnapshot snapshot;
    private readonly ITermSearcher words;
    private readonly Language language;
    private readonly float[] vector;
    private readonly VectorEffort effort;
    private readonly int thingTerms;

    public BothLegs(IndexSnapshot snapshot, GenerationView view, IEncoder? encoder, SearchRequest request, ShoppingIntent intent)
    {
        this.snapshot = snapshot;
        words = Scorer(snapshot, request.Scorer);
        string thing = ThingWords.Of(intent), sentence = Sentence(request, intent, thing), stated = StatedWords.Of(thing, sentence, intent);
        language = view.LanguageFor(intent.Language);
        Terms = request.Mode == SearchMode.Semantic ? [] : QueryTerms.Of(thing, stated, sentence, snapshot.Analyzers, language, view.Languages, view.Fields, out thingTerms);
        // What the words miss in another language, meaning alone must find.
        effort = Terms.Length > 0 && view.Languages.Contains(language) ? VectorEffort.Brief : VectorEffort.Thorough;
        vector = request.Mode == SearchMode.Lexical ? [] : Encoded(encoder, request, stated);
        if (request is { Mode: SearchMode.Hybrid, Scorer: WordScorer.Ours } && Terms.Length > 0) FusedWords = new QueryWords(PositionsOf(stated));
    }

    /// <summary>The terms looked for; none where the words were not asked.</summary>
    public WeightedTerm[] Terms { get; }

    /// <summary>The words by which fused candidates are rescored; null where one leg is asked for alone, whose own order is wanted then.</summary>
    public QueryWords? FusedWords { get; }

    /// <summary>True where the meaning takes part.</summary>
    public bool HasMeaning => vector.Length > 0;

    /// <summary>Candidates of both legs within a set, each leg at most <paramref name="depth"/> deep, by rising document.</summary>
    /// <returns>Good until the thread asks again.</returns>
    public List<Candidate> Retrieve(DocumentSet within, int depth) => Retrieve(within, depth, LegMerge.OfThread.Tier);

    /// <summary>The best of each leg within a set.</summary>
    public List<Candidate> Best(DocumentSet within) => Retrieve(within, depth: 1, []);

    private List<Candidate> Retrieve(DocumentSet within, int depth, List<Candidate> found)
    {
        found.Clear();
        depth = Math.Min(depth, within.Count);
        if (depth == 0) return found;
        LegMerge merge = LegMerge.OfThread;
        (ScoredDocument[] byWords, ScoredDocument[] byMeaning) = merge.Lists(depth);
        // To ask of each window of documents which are in the set costs something even where all are.
        DocumentSet? filter = within.Count == snapshot.MaxDoc ? null : within;
        int wordCount = Terms.Length == 0 ? 0
            : filter?.Filter is { } kept ? words.Search(Terms, depth, kept, byWords) : words.Search(Terms, depth, filter is null ? [] : filter.Words, byWords);
        int meaningCount = HasMeaning ? snapshot.Nearest(vector, depth, filter, byMeaning, effort) : 0;
        merge.Join(wordCount, meaningCount, ScoreWords, ScoreMeaning, found);
        return found;
    }

    /// <summary>A document with the scores of both legs, listed by them or not.</summary>
    public Candidate Scored(int document)
    {
        float lexical = 0, semantic = 0;
        ScoreWords([document], new Span<float>(ref lexical));
        ScoreMeaning([document], new Span<float>(ref semantic));
        return new Candidate(document, lexical, semantic, Score: 0);
    }

    /// <summary>The same candidates, scored by the words that name the thing alone: what is red or vegan is not therefore the thing.</summary>
    /// <returns>Good until the thread asks again.</returns>
    public Span<Candidate> ByThing(List<Candidate> candidates)
    {
        LegMerge merge = LegMerge.OfThread;
        return thingTerms < Terms.Length && thingTerms > 0
            ? merge.ScoredAgain(candidates, (documents, scores) => words.Score(Terms.AsSpan(0, thingTerms), documents, scores))
            : merge.Copy(candidates);
    }

    /// <summary>The terms of a text by position, as the query's chain writes them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="places">Receives where each position's word stands in the text; null for nobody.</param>
    public IReadOnlyList<IReadOnlyList<string>> PositionsOf(string text, List<(int Start, int End)>? places = null) => Tokens.Of(snapshot.Analyzers.For(language), text, places);

    private void ScoreWords(ReadOnlySpan<int> documents, Span<float> scores)
    {
        if (Terms.Length > 0) words.Score(Terms, documents, scores);
        else scores.Clear();
    }

    private void ScoreMeaning(ReadOnlySpan<int> documents, Span<float> scores)
    {
        if (HasMeaning) snapshot.Similarities(vector, documents, scores);
        else scores.Clear();
    }

    /// <summary>"Something" is a word of some products' descriptions and says nothing of what is meant.</summary>
    private static string Sentence(SearchRequest request, ShoppingIntent intent, string thing) =>
        request.Raw || thing == request.Query ? request.Query : SentenceReader.Content(request.Query, intent.Language);

    private static ITermSearcher Scorer(IndexSnapshot snapshot, WordScorer scorer) => scorer == WordScorer.Ours
        ? snapshot.LexicalSearcher
        : snapshot.StockSearcher ?? throw new InvalidRequestException("scorer", "this index was not built with both codecs; index it with `--codec both` to compare scorers");

    private float[] Encoded(IEncoder? encoder, SearchRequest request, string text)
    {
        if (encoder is null || snapshot.Manifest.Dimension == 0)
        {
            if (request.Mode == SearchMode.Hybrid) return [];
            throw new InvalidRequestException("mode", "this index has no vectors, so there is no semantic search; index it with a model, or ask for mode lexical");
        }
        var encoded = new float[encoder.Dimension];
        encoder.Encode(text, TextKind.Query, encoded);
        if (text != request.Query) AddSentence(encoder, request.Query, encoded);
        return encoded.AsSpan().IndexOfAnyExcept(0f) < 0 ? [] : encoded;
    }

    /// <summary>Moves the vector of what is stated towards that of the whole sentence; of length 1 again, or zero where both are.</summary>
    private static void AddSentence(IEncoder encoder, string sentence, Span<float> vector)
    {
        Span<float> whole = encoder.Dimension <= MostOnStack ? stackalloc float[encoder.Dimension] : new float[encoder.Dimension];
        encoder.Encode(sentence, TextKind.Query, whole);
        TensorPrimitives.MultiplyAdd(whole, SentenceShare, vector, vector);
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }
}
