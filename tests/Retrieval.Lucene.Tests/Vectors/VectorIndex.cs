using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Vectors;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Vectors;

/// <summary>Small indexes of vectors for the tests of this folder.</summary>
internal static class VectorIndex
{
    public const string Field = "vector";

    public static IndexWriter Writer(Directory directory, bool compound = false)
    {
        var policy = new TieredMergePolicy { NoCFSRatio = compound ? 1 : 0, MaxCFSSegmentSizeMB = double.PositiveInfinity };
        return new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            Codec = new VectorCodec(Field),
            UseCompoundFile = compound,
            MergePolicy = policy,
        });
    }

    /// <summary>A document with an identifier, a stock numeric column and, unless null, a vector.</summary>
    public static Document Document(int id, float[]? vector)
    {
        var document = new Document
        {
            new StringField("id", $"{id}", global::Lucene.Net.Documents.Field.Store.YES),
            new NumericDocValuesField("number", id),
        };
        if (vector is not null)
            document.Add(VectorField.Create(Field, vector));
        return document;
    }

    /// <summary>A direction with each value normally distributed around one of eight centres.</summary>
    public static float[] Random(Random random, int dimension)
    {
        int centre = random.Next(8);
        float[] vector = [.. Enumerable.Range(0, dimension).Select(i => Normal(random) + (2 * MathF.Sin((centre * 31) + (i * (centre + 1)))))];
        float length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    public static int IdOf(IndexReader reader, int document) => int.Parse(reader.Document(document).Get("id"), System.Globalization.CultureInfo.InvariantCulture);

    private static float Normal(Random random)
        => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
