using CsCheck;
using Retrieval.Lucene.Vectors;

namespace Retrieval.Lucene.Tests.Vectors;

/// <summary>1 the kept ones are the best of all offered, ties by document; 2 keys give back score and document in order.</summary>
public sealed class CandidatesTests
{
    [Fact]
    public void The_kept_ones_are_the_best_of_all_that_were_offered()
        => Gen.Select(Gen.Int[-20, 20].Array[0, 400], Gen.Int[1, 70]).Sample((scores, wanted) =>
        {
            var candidates = new Candidates();
            candidates.Start(wanted);
            for (int document = 0; document < scores.Length; document++)
            {
                if (scores[document] > candidates.Threshold)
                    candidates.Add(scores[document], document);
            }

            var expected = scores.Select((score, document) => (score, document)).OrderByDescending(c => c.score).ThenBy(c => c.document).Take(wanted);
            var kept = candidates.Kept().ToArray().OrderDescending().Select(key => ((int)Candidates.ScoreOf(key), Candidates.DocumentOf(key)));
            return expected.SequenceEqual(kept);
        });

    [Fact]
    public void Keys_are_ordered_by_score_then_by_lower_document()
        => Gen.Select(Gen.Float.Where(float.IsFinite), Gen.Float.Where(float.IsFinite), Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue]).Sample((a, b, c, d) =>
        {
            ulong first = Candidates.KeyOf(a, c), second = Candidates.KeyOf(b, d);
            Assert.Equal(a, Candidates.ScoreOf(first));
            Assert.Equal(c, Candidates.DocumentOf(first));
            Assert.Equal(a != b ? a.CompareTo(b) : d.CompareTo(c), first.CompareTo(second));
        });
}
