using System.Text.Json;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Codecs;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Scoring;

namespace Retrieval.Benchmarks.Lucene;

/// <summary>
/// A corpus of JSON Lines with id, title, description, brand, category and price, indexed as the peers index it:
/// titles and descriptions with positions and norms, the others as plain terms, the price in cents as a column.
/// </summary>
internal static class ProductCorpus
{
    private const string PriceField = "price";

    /// <summary>Writes an index with several threads and returns the number of documents.</summary>
    public static int Write(string corpus, string folder, Codec? codec, int threads, bool singleSegment)
    {
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new StandardAnalyzer(LuceneVersion.LUCENE_48, CharArraySet.Empty))
        {
            RAMBufferSizeMB = 256,
            Similarity = new BM25Similarity(),
            UseCompoundFile = false,
            MergePolicy = new TieredMergePolicy { NoCFSRatio = 0 },
        };
        if (codec is not null)
            config.Codec = codec;
        using var directory = FSDirectory.Open(folder);
        using var writer = new IndexWriter(directory, config);
        int documents = 0;
        Parallel.ForEach(File.ReadLines(corpus), new ParallelOptions { MaxDegreeOfParallelism = threads }, line =>
        {
            writer.AddDocument(Parse(line));
            Interlocked.Increment(ref documents);
        });
        writer.Commit();
        if (singleSegment)
            writer.ForceMerge(1);
        writer.Commit();
        return documents;
    }

    /// <summary>Every word of a query in the title, twice as heavy, and in the description.</summary>
    public static WeightedTerm[][] ReadQueries(string file)
        => [.. File.ReadLines(file).Select(line => line.Split(' ').SelectMany(word => (WeightedTerm[])[new("title", word, 2), new("description", word)]).ToArray())];

    /// <summary>The documents with prices from least to most cents, both ends in.</summary>
    public static ulong[] PriceFilter(IndexReader reader, long least, long most)
    {
        ulong[] words = new ulong[(reader.MaxDoc + 63) >> 6];
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            NumericDocValues prices = leaf.AtomicReader.GetNumericDocValues(PriceField);
            for (int i = 0; i < leaf.Reader.MaxDoc; i++)
            {
                int document = leaf.DocBase + i;
                if (prices.Get(i) >= least && prices.Get(i) <= most)
                    words[document >> 6] |= 1UL << document;
            }
        }

        return words;
    }

    private static Document Parse(string line)
    {
        using JsonDocument product = JsonDocument.Parse(line);
        JsonElement root = product.RootElement;
        long cents = (long)Math.Round(root.GetProperty(PriceField).GetDouble() * 100);
        return
        [
            new StringField("id", root.GetProperty("id").GetRawText(), Field.Store.YES),
            new TextField("title", root.GetProperty("title").GetString(), Field.Store.NO),
            new TextField("description", root.GetProperty("description").GetString(), Field.Store.NO),
            new StringField("brand", root.GetProperty("brand").GetString(), Field.Store.NO),
            new StringField("category", root.GetProperty("category").GetString(), Field.Store.NO),
            new Int32Field(PriceField, (int)cents, Field.Store.NO),
            new NumericDocValuesField(PriceField, cents),
        ];
    }
}
