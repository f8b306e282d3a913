namespace Retrieval.Lucene.Scoring;

/// <summary>
/// Idle scorers of a searcher, one a concurrent query: their memory is warm and nothing is allocated to take one.
/// A query takes the first idle one it finds; those too many for the places are freed.
/// </summary>
internal sealed class ScorerPool(BlockMaxSearcher searcher) : IDisposable
{
    private readonly TopScorer?[] idle = new TopScorer?[Math.Max(4, 2 * Environment.ProcessorCount)];

    public TopScorer Rent()
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (idle[i] is not null && Interlocked.Exchange(ref idle[i], null) is { } scorer)
                return scorer;
        }

        return new TopScorer(searcher);
    }

    public void Return(TopScorer scorer)
    {
        for (int i = 0; i < idle.Length; i++)
        {
            if (idle[i] is null && Interlocked.CompareExchange(ref idle[i], scorer, null) is null)
                return;
        }

        scorer.Dispose();
    }

    public void Dispose()
    {
        for (int i = 0; i < idle.Length; i++)
            Interlocked.Exchange(ref idle[i], null)?.Dispose();
    }
}
