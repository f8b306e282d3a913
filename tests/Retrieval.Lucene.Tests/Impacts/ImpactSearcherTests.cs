using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Impacts;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Lucene.Tests.Impacts;

/// <summary>
/// 1 codes are monotonic and near their weight; 2 the searcher gives the formula's scores and order over several segments, with
/// deletes and filters; 3 scores of single documents equal those of the search.
/// </summary>
public sealed class ImpactSearcherTests
{
    private const float K1 = 0.8f;
    private const float Presence = 0.3f;

    [Fact]
    public void A_code_is_near_its_weight_and_never_falls_as_the_weight_rises()
    {
        int previous = 0;
        for (float weight = 0.005f; weight < 200; weight *= 1.01f)
        {
            int code = ImpactCode.Of(weight);
            Assert.InRange(ImpactCode.Weight(code) / weight, 0.975f, 1.025f);
            Assert.True(code >= previous);
            previous = code;
        }
        Assert.Equal(0, ImpactCode.Of(1e-30f));
        Assert.Equal(255, ImpactCode.Of(float.MaxValue));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Search_and_single_scores_follow_the_formula(int seed)
    {
        var random = new Random(seed);
        var documents = Enumerable.Range(0, 300).Select(_ => Document(random)).ToArray();
        using var folder = new RAMDirectory();
        using DirectoryReader reader = Index(folder, documents, random, out HashSet<int> deleted);
        var searcher = new ImpactSearcher(reader, new ImpactSaturation(K1, Presence));
        WeightedTerm[] terms = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new WeightedTerm("words", $"t{random.Next(30)}", random.NextSingle() + 0.5f))];
        ulong[] filter = [.. Enumerable.Range(0, (reader.MaxDoc + 63) / 64).Select(_ => (ulong)random.NextInt64())];

        float[] expected = new float[documents.Length];
        foreach (WeightedTerm term in terms)
        {
            // Deleted documents still count in the statistics until a merge drops them, as everywhere in Lucene.
            int frequency = documents.Count(document => document.ContainsKey(term.Text));
            float idf = (float)Math.Log(1 + ((documents.Length - frequency + 0.5) / (frequency + 0.5)));
            for (int i = 0; i < documents.Length; i++)
            {
                if (!documents[i].TryGetValue(term.Text, out float weight)) continue;
                float kept = ImpactCode.Weight(ImpactCode.Of(weight));
                expected[i] += term.Boost * idf * (Presence + ((1 - Presence) * kept / (K1 + kept)));
            }
        }
        var hits = new ScoredDocument[20];
        int count = searcher.Search(terms, hits.Length, filter, hits);

        int[] order = [.. Enumerable.Range(0, documents.Length)
            .Where(i => expected[i] > 0 && !deleted.Contains(i) && (filter[i >> 6] >> i & 1) != 0)
            .OrderByDescending(i => expected[i]).ThenBy(i => i).Take(hits.Length)];
        Assert.Equal(order, hits[..count].Select(hit => hit.Document));
        Assert.All(hits[..count], hit => Assert.Equal(expected[hit.Document], hit.Score, tolerance: 1e-5f));

        int[] asked = [.. Enumerable.Range(0, 50).Select(_ => random.Next(documents.Length))];
        var scores = new float[asked.Length];
        searcher.Score(terms, asked, scores);
        for (int i = 0; i < asked.Length; i++) Assert.Equal(expected[asked[i]], scores[i], tolerance: 1e-5f);
    }

    private static Dictionary<string, float> Document(Random random) =>
        Enumerable.Range(0, random.Next(0, 12)).Select(_ => $"t{random.Next(30)}").Distinct().ToDictionary(term => term, _ => MathF.Pow(2, (random.NextSingle() * 10) - 5));

    private static DirectoryReader Index(RAMDirectory folder, Dictionary<string, float>[] documents, Random random, out HashSet<int> deleted)
    {
        deleted = [];
        var settings = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null) { MergePolicy = NoMergePolicy.COMPOUND_FILES };
        using var writer = new IndexWriter(folder, settings);
        var stream = new ImpactTokenStream();
        for (int i = 0; i < documents.Length; i++)
        {
            stream.SetTerms(documents[i]);
            writer.AddDocument([new StringField("id", $"{i}", Field.Store.NO), new Field("words", stream, new FieldType(TextField.TYPE_NOT_STORED) { OmitNorms = true })]);
            if (random.Next(50) == 0) writer.Commit();
        }
        writer.Commit();
        for (int i = 0; i < documents.Length; i++)
        {
            if (random.Next(20) != 0) continue;
            writer.DeleteDocuments(new Term("id", $"{i}"));
            deleted.Add(i);
        }
        writer.Commit();
        return DirectoryReader.Open(folder);
    }
}
