using System.Runtime.InteropServices;
using Retrieval.Lucene.Scoring;
using Retrieval.Search.Fusion;

namespace Retrieval.Search.Legs;

/// <summary>
/// Joins the lists of both legs by document: a document that one leg listed is asked of the other, so that every candidate carries both
/// scores. Its memory is its thread's and stays for the next query.
/// </summary>
internal sealed class LegMerge
{
    [ThreadStatic] private static LegMerge? ofThread;

    private ScoredDocument[] words = [];
    private ScoredDocument[] meaning = [];
    private ulong[] order = [];
    private int[] asked = [];
    private int[] places = [];
    private float[] scores = [];
    private Candidate[] copy = [];

    /// <summary>The calling thread's own.</summary>
    public static LegMerge OfThread => ofThread ??= new LegMerge();

    /// <summary>Room for the candidates of one tier, until the thread retrieves the next.</summary>
    public List<Candidate> Tier { get; } = [];

    /// <summary>Scores documents by one leg: rising documents, and room for a score each.</summary>
    public delegate void Scorer(ReadOnlySpan<int> documents, Span<float> scores);

    /// <summary>Room for what each leg lists.</summary>
    /// <param name="depth">Most documents a leg.</param>
    public (ScoredDocument[] Words, ScoredDocument[] Meaning) Lists(int depth)
    {
        if (words.Length < depth)
        {
            words = new ScoredDocument[depth];
            meaning = new ScoredDocument[depth];
            order = new ulong[2 * depth];
            asked = new int[2 * depth];
            places = new int[2 * depth];
            scores = new float[2 * depth];
            copy = new Candidate[2 * depth];
        }
        return (words, meaning);
    }

    /// <summary>Every document listed, once, rising.</summary>
    /// <param name="wordCount">Documents that the words listed.</param>
    /// <param name="meaningCount">Documents that the meaning listed.</param>
    /// <param name="scoreWords">Scores by the words.</param>
    /// <param name="scoreMeaning">Scores by the meaning.</param>
    /// <param name="joined">Receives them; empty.</param>
    public void Join(int wordCount, int meaningCount, Scorer scoreWords, Scorer scoreMeaning, List<Candidate> joined)
    {
        for (int i = 0; i < wordCount; i++) order[i] = (ulong)words[i].Document << 32 | (uint)i;
        for (int i = 0; i < meaningCount; i++) order[wordCount + i] = (ulong)meaning[i].Document << 32 | (uint)(wordCount + i);
        Span<ulong> sorted = order.AsSpan(0, wordCount + meaningCount);
        sorted.Sort();
        for (int i = 0; i < sorted.Length; i++)
        {
            int document = (int)(sorted[i] >> 32);
            bool isInBoth = i + 1 < sorted.Length && (int)(sorted[i + 1] >> 32) == document;
            int at = (int)(uint)sorted[i];
            float lexical = at < wordCount ? words[at].Score : float.NaN;
            // Of a document in both lists the words' entry comes first.
            float semantic = isInBoth ? meaning[(int)(uint)sorted[++i] - wordCount].Score : at < wordCount ? float.NaN : meaning[at - wordCount].Score;
            joined.Add(new Candidate(document, lexical, semantic, Score: 0));
        }
        Span<Candidate> candidates = CollectionsMarshal.AsSpan(joined);
        ScoreWords(candidates, static candidate => float.IsNaN(candidate.Lexical), scoreWords);
        ReadOnlySpan<float> similarities = Score(candidates, static candidate => float.IsNaN(candidate.Semantic), scoreMeaning);
        for (int i = 0; i < similarities.Length; i++) candidates[places[i]] = candidates[places[i]] with { Semantic = similarities[i] };
    }

    /// <summary>Candidates, no more of them than were joined last, in memory that is good until the next copy.</summary>
    public Span<Candidate> Copy(List<Candidate> candidates)
    {
        candidates.CopyTo(copy);
        return copy.AsSpan(0, candidates.Count);
    }

    /// <summary>The same, scored by other words.</summary>
    public Span<Candidate> ScoredAgain(List<Candidate> candidates, Scorer scoreWords)
    {
        Span<Candidate> again = Copy(candidates);
        ScoreWords(again, static _ => true, scoreWords);
        return again;
    }

    private void ScoreWords(Span<Candidate> candidates, Predicate<Candidate> isMeant, Scorer scoreWords)
    {
        ReadOnlySpan<float> worded = Score(candidates, isMeant, scoreWords);
        for (int i = 0; i < worded.Length; i++) candidates[places[i]] = candidates[places[i]] with { Lexical = worded[i] };
    }

    /// <summary>Scores some of the candidates; which, stands in <see cref="places"/>.</summary>
    private ReadOnlySpan<float> Score(ReadOnlySpan<Candidate> candidates, Predicate<Candidate> isMeant, Scorer score)
    {
        int count = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            if (!isMeant(candidates[i])) continue;
            asked[count] = candidates[i].Document;
            places[count++] = i;
        }
        if (count > 0) score(asked.AsSpan(0, count), scores.AsSpan(0, count));
        return scores.AsSpan(0, count);
    }
}
