using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Index.Snapshots;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Index.Verify;

/// <summary>
/// Recall of the vector search: for queries spread over the catalogue, the share of the true nearest, by the score of every document, that
/// the search found. A found document counts where its score reaches that of the last true neighbour, so ties do no harm.
/// </summary>
internal static class RecallMeasurement
{
    private const int Queries = 100;
    private const int Seed = 1;
    private const float Tolerance = 1e-5f;

    public static VectorRecall Of(IndexSnapshot snapshot, IEncoder? encoder)
    {
        int[] documents = [.. snapshot.Everything(snapshot.MarketOf(null)).Documents()];
        if (documents.Length == 0) return new VectorRecall(0, 1, 1);
        var scores = new float[documents.Length];
        double at10 = 0;
        double at100 = 0;
        var random = new Random(Seed);
        for (int i = 0; i < Queries; i++)
        {
            float[] query = encoder is null ? Direction(random, snapshot.Manifest.Dimension) : Encoded(encoder, snapshot, documents[(int)((long)i * documents.Length / Queries)]);
            snapshot.Similarities(query, documents, scores);
            float[] best = [.. scores.OrderDescending().Take(100)];
            at10 += Recall(snapshot, query, best, 10);
            at100 += Recall(snapshot, query, best, 100);
        }
        return new VectorRecall(Queries, at10 / Queries, at100 / Queries);
    }

    private static double Recall(IndexSnapshot snapshot, float[] query, float[] best, int k)
    {
        int wanted = Math.Min(k, best.Length);
        var hits = new ScoredDocument[wanted];
        int found = snapshot.Nearest(query, wanted, snapshot.Everything(snapshot.MarketOf(null)), hits);
        float last = best[wanted - 1];
        return hits.Take(found).Count(hit => hit.Score >= last - Tolerance) / (double)wanted;
    }

    private static float[] Encoded(IEncoder encoder, IndexSnapshot snapshot, int document)
    {
        var query = new float[encoder.Dimension];
        snapshot.Encoder(encoder)!.Encode(snapshot.Product(document).Title, TextKind.Query, query);
        return query;
    }

    private static float[] Direction(Random random, int dimension)
    {
        var direction = new float[dimension];
        for (int i = 0; i < dimension; i++) direction[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        return direction;
    }
}
