using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Sets;
using Retrieval.Index.Snapshots;
using Retrieval.Lucene.Scoring;
using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Legs;

/// <summary>
/// Words and meaning of one query over one snapshot. Each leg lists its best documents under the filter; a document that one leg listed
/// gets the exact score of the other too.
/// </summary>
internal sealed class BothLegs
{
    // The whole sentence against the words left of it: who it is for and what it is made of also say which thing is meant.
    private const float SentenceShare = 0.5f;

    private readonly IndexSnapshot snapshot;
    private readonly ITermSearcher words;
    private readonly float[] vector;

    public BothLegs(IndexSnapshot snapshot, GenerationView view, IEncoder? encoder, SearchRequest request, ShoppingIntent intent)
    {
        this.snapshot = snapshot;
        words = Scorer(snapshot, request.Scorer);
        string thing = ThingWords.Of(intent);
        Terms = request.Mode == SearchMode.Semantic ? [] : QueryTerms.Of(thing, request.Query, snapshot.Analyzers, view.LanguageFor(intent.Language), view.Languages, view.Fields);
        vector = request.Mode == SearchMode.Lexical ? [] : Encoded(encoder, request, thing);
    }

    /// <summary>The terms looked for; none where the words were not asked.</summary>
    public WeightedTerm[] Terms { get; }

    /// <summary>True where the meaning takes part.</summary>
    public bool HasMeaning => vector.Length > 0;

    /// <summary>Candidates of both legs within a set, each at most <paramref name="depth"/> deep, in no order.</summary>
    public List<Candidate> Retrieve(DocumentSet within, int depth)
    {
        if (within.Count == 0) return [];
        depth = Math.Min(depth, within.Count);
        var found = new ScoredDocument[depth];
        var lexical = new Dictionary<int, float>(2 * depth);
        var semantic = new Dictionary<int, float>(2 * depth);
        if (Terms.Length > 0)
        {
            int count = words.Search(Terms, depth, within.Words, found);
            foreach (ScoredDocument hit in found.AsSpan(0, count)) lexical[hit.Document] = hit.Score;
        }
        if (HasMeaning)
        {
            int count = snapshot.Nearest(vector, depth, within, found);
            foreach (ScoredDocument hit in found.AsSpan(0, count)) semantic[hit.Document] = hit.Score;
        }
        Complete(lexical, semantic, documents => ScoreWords(documents));
        Complete(semantic, lexical, documents => ScoreMeaning(documents));
        return [.. lexical.Select(entry => new Candidate(entry.Key, entry.Value, semantic[entry.Key], Score: 0))];
    }

    private static void Complete(Dictionary<int, float> leg, Dictionary<int, float> other, Func<int[], float[]> score)
    {
        int[] missing = [.. other.Keys.Where(document => !leg.ContainsKey(document))];
        if (missing.Length == 0) return;
        float[] scores = score(missing);
        for (int i = 0; i < missing.Length; i++) leg[missing[i]] = scores[i];
    }

    private float[] ScoreWords(int[] documents)
    {
        var scores = new float[documents.Length];
        if (Terms.Length > 0) words.Score(Terms, documents, scores);
        return scores;
    }

    private float[] ScoreMeaning(int[] documents)
    {
        var scores = new float[documents.Length];
        if (HasMeaning) snapshot.Similarities(vector, documents, scores);
        return scores;
    }

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

    /// <summary>Moves the vector of the words left towards that of the whole sentence; of length 1 again, or zero where both are.</summary>
    private static void AddSentence(IEncoder encoder, string sentence, Span<float> vector)
    {
        var whole = new float[encoder.Dimension];
        encoder.Encode(sentence, TextKind.Query, whole);
        TensorPrimitives.MultiplyAdd(whole, SentenceShare, vector, vector);
        float length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }
}
