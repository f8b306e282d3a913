using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Postings;
using Retrieval.Lucene.Stored;

namespace Retrieval.Lucene.Tests.Stored;

/// <summary>What is stored comes back as it was, whatever its size; blocks that do not hold it are told, not read past.</summary>
public sealed class Lz4StoredFieldsTests
{
    [Fact]
    public void What_is_stored_comes_back_through_flushes_deletes_and_merges()
    {
        BlockMaxCodec.Register();
        var random = new Random(5);
        var stored = new Dictionary<int, byte[]>();
        using var directory = new RAMDirectory();
        using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer()) { Codec = new BlockMaxCodec(), UseCompoundFile = false });
        for (int number = 0; number < 800; number++)
        {
            stored[number] = Bytes(random, number);
            writer.AddDocument([new StringField("id", $"{number}", Field.Store.NO), new StoredField("number", number), new StoredField("bytes", stored[number])]);
            if (number % 150 == 149) writer.Commit();
            if (number % 7 == 6)
            {
                writer.DeleteDocuments(new Term("id", $"{number - 3}"));
                stored.Remove(number - 3);
            }
        }
        writer.Commit();
        Check();
        writer.ForceMerge(1);
        writer.Commit();
        Check();
        Assert.True(new CheckIndex(directory).DoCheckIndex().Clean);

        void Check()
        {
            using DirectoryReader reader = DirectoryReader.Open(directory);
            var seen = new HashSet<int>();
            IBits? live = MultiFields.GetLiveDocs(reader);
            foreach (int doc in Enumerable.Range(0, reader.MaxDoc).OrderBy(_ => random.Next()))
            {
                if (live is not null && !live.Get(doc)) continue;
                Document document = reader.Document(doc);
                int number = document.GetField("number").GetInt32Value()!.Value;
                BytesRef bytes = document.GetBinaryValue("bytes");
                Assert.Equal(stored[number], bytes.Bytes.AsSpan(bytes.Offset, bytes.Length).ToArray());
                Assert.True(seen.Add(number));
            }
            Assert.Equal(stored.Count, seen.Count);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(1 << 20)]
    public void A_block_of_another_length_is_told(int length)
    {
        byte[] written = Block(new byte[300]);
        var output = new GrowableByteArrayDataOutput(64);
        output.WriteVInt32(length);
        output.WriteBytes(written, 0, written.Length);
        Assert.Throws<CorruptIndexException>(() => new Lz4Compression().NewDecompressor().Decompress(new ByteArrayDataInput(output.Bytes, 0, output.Length), 300, 0, 300, new BytesRef()));
    }

    [Fact]
    public void Damaged_blocks_never_read_past_their_end()
    {
        var random = new Random(3);
        byte[] text = Bytes(random, 600);
        byte[] written = Block(text);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] damaged = [.. written];
            for (int i = 0; i < 3; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var output = new GrowableByteArrayDataOutput(64);
            output.WriteVInt32(damaged.Length);
            output.WriteBytes(damaged, 0, damaged.Length);
            var bytes = new BytesRef();
            try
            {
                new Lz4Compression().NewDecompressor().Decompress(new ByteArrayDataInput(output.Bytes, 0, output.Length), text.Length, 0, text.Length, bytes);
                Assert.Equal(text.Length, bytes.Length);
            }
            catch (CorruptIndexException)
            {
                // What it should say of most.
            }
        }
    }

    /// <summary>A block without its length.</summary>
    private static byte[] Block(byte[] bytes)
    {
        var output = new GrowableByteArrayDataOutput(64);
        new Lz4Compression().NewCompressor().Compress(bytes, 0, bytes.Length, output);
        var input = new ByteArrayDataInput(output.Bytes, 0, output.Length);
        int length = input.ReadVInt32();
        return output.Bytes.AsSpan(input.Position, length).ToArray();
    }

    /// <summary>Compressible and not, empty, and larger than two chunks now and then.</summary>
    private static byte[] Bytes(Random random, int number)
    {
        var bytes = new byte[number % 97 == 0 ? random.Next(80_000) : number % 11 == 0 ? 0 : random.Next(2_000)];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(number % 2 == 0 ? random.Next(256) : 'a' + (i % (1 + (number % 13))));
        return bytes;
    }
}
