using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Codecs;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Postings;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests;

/// <summary>
/// A random index that reaches every form of a list with few documents: words from one in two documents (bitmaps) to one in thousands (packed
/// blocks), frequencies up to 60 (exceptions), a field without norms, tokens at one position, empty fields, several segments, deletes.
/// </summary>
internal sealed class RandomIndex : IDisposable
{
    public const string Title = "title";
    public const string Body = "body";
    public const string Plain = "plain";
    public const string Key = "key";

    private readonly Random random;

    public RandomIndex(int seed, int documents, Codec? codec = null, bool singleSegment = false, bool deletes = false)
    {
        BlockMaxCodec.Register();
        random = new Random(seed);
        Directory = new RAMDirectory();
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            Codec = codec ?? new BlockMaxCodec([], [Key]),
            Similarity = new BM25Similarity(),
            UseCompoundFile = false,
            MergePolicy = NoMergePolicy.NO_COMPOUND_FILES,
        };
        if (singleSegment)
            config.MergePolicy = new LogDocMergePolicy { NoCFSRatio = 0 };
        using (var writer = new IndexWriter(Directory, config))
        {
            for (int i = 0; i < documents; i++)
            {
                writer.AddDocument(NewDocument(i));
                if (i % 1500 == 1499)
                    writer.Flush(triggerMerge: false, applyAllDeletes: false);
            }

            for (int i = 0; deletes && i < documents / 10; i++)
                writer.DeleteDocuments(new Term(Key, random.Next(documents).ToString()));
            if (singleSegment)
                writer.ForceMerge(1);
            if (singleSegment && deletes)
                writer.DeleteDocuments(new Term(Key, random.Next(documents).ToString()));
            writer.Commit();
        }

        Reader = DirectoryReader.Open(Directory);
    }

    public Directory Directory { get; }

    public DirectoryReader Reader { get; }

    /// <summary>Word n stands in about one document of n + 2.</summary>
    public static string Word(int n) => $"w{n}";

    /// <summary>A word, often a frequent one, sometimes one that no document has.</summary>
    public static string RandomWord(Random random) => Word((int)Math.Pow(10, random.NextDouble() * 3.7) - 1);

    public static ulong[] RandomFilter(Random random, int maxDoc, double share)
    {
        ulong[] words = new ulong[(maxDoc + 63) >> 6];
        for (int document = 0; document < maxDoc; document++)
        {
            if (random.NextDouble() < share)
                words[document >> 6] |= 1UL << document;
        }

        return words;
    }

    public void Dispose()
    {
        Reader.Dispose();
        Directory.Dispose();
    }

    private Document NewDocument(int key)
    {
        var document = new Document { new StringField(Key, key.ToString(), Field.Store.YES) };
        if (random.Next(20) > 0)
            document.Add(new TextField(Title, new Words(random, 1 + random.Next(6), repeats: 1)));
        document.Add(new TextField(Body, new Words(random, 1 + random.Next(40), repeats: random.Next(50) == 0 ? 60 : 3)));
        if (random.Next(3) > 0)
            document.Add(new Field(Plain, new Words(random, 1 + random.Next(4), repeats: 2), new FieldType(TextField.TYPE_NOT_STORED) { OmitNorms = true, IndexOptions = IndexOptions.DOCS_AND_FREQS }));
        return document;
    }

    /// <summary>Random words; one in ten stands at the position of the word before it, so that Lucene.Net leaves it out of the length.</summary>
    private sealed class Words : TokenStream
    {
        private readonly ICharTermAttribute term;
        private readonly IPositionIncrementAttribute increment;
        private readonly List<(string Word, int Increment)> tokens = [];
        private int next;

        public Words(Random random, int count, int repeats)
        {
            term = AddAttribute<ICharTermAttribute>();
            increment = AddAttribute<IPositionIncrementAttribute>();
            for (int i = 0; i < count; i++)
            {
                string word = RandomWord(random);
                for (int left = random.Next(4) == 0 ? 1 + random.Next(repeats) : 1; left > 0; left--)
                    tokens.Add((word, i > 0 && random.Next(10) == 0 ? 0 : 1 + (random.Next(8) == 0 ? 40 : 0)));
            }
        }

        public override void Reset() => next = 0;

        public override bool IncrementToken()
        {
            if (next == tokens.Count)
                return false;
            ClearAttributes();
            term.SetEmpty().Append(tokens[next].Word);
            increment.PositionIncrement = tokens[next++].Increment;
            return true;
        }
    }
}
