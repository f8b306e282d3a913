using Lucene.Net.Codecs;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Storage;
using Retrieval.Tests.Shared;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Storage;

/// <summary>1 a file has the bytes, positions and checksum of Lucene.Net's own; 2 every file of a commit is forced onto the disk before it counts.</summary>
public sealed class OutputDirectoryTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_is_that_of_Lucene_Net(int seed)
    {
        using var ours = new OutputDirectory(Path.Combine(folder, "ours"));
        using FSDirectory stock = FSDirectory.Open(Path.Combine(folder, "stock"));
        Assert.Equal(Written(stock, seed), Written(ours, seed));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "stock", "file")), File.ReadAllBytes(Path.Combine(folder, "ours", "file")));
        using ChecksumIndexInput input = ours.OpenChecksumInput("file", IOContext.DEFAULT);
        input.ReadBytes(new byte[input.Length - CodecUtil.FooterLength()], 0, (int)input.Length - CodecUtil.FooterLength());
        CodecUtil.CheckFooter(input);
    }

    [Fact]
    public void A_commit_forces_its_files_onto_the_disk()
    {
        using var directory = new Recording(new OutputDirectory(folder));
        using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null) { UseCompoundFile = false });
        for (int commit = 0; commit < 3; commit++)
        {
            writer.AddDocument([new StringField("id", $"{commit}", Field.Store.YES)]);
            writer.Commit();
            Assert.Empty(DirectoryReader.ListCommits(directory)[^1].FileNames.Except(directory.Forced));
        }
    }

    [Fact]
    public void Threads_write_their_files_side_by_side()
    {
        using var directory = new OutputDirectory(folder);
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            directory.CreateOutput($"file{i}", IOContext.DEFAULT).Dispose();
            if (i % 2 == 0) directory.DeleteFile($"file{i}");
        });
        directory.Sync([.. Enumerable.Range(0, 10).Select(i => $"file{(2 * i) + 1}")]);
        Assert.Equal(1000, directory.ListAll().Length);
    }

    [Fact]
    public void What_is_deleted_need_not_be_forced()
    {
        using var directory = new OutputDirectory(folder);
        directory.CreateOutput("gone", IOContext.DEFAULT).Dispose();
        directory.DeleteFile("gone");
        directory.Sync(["gone"]);
        Assert.Throws<FileNotFoundException>(() =>
        {
            directory.CreateOutput("lost", IOContext.DEFAULT).Dispose();
            File.Delete(Path.Combine(folder, "lost"));
            directory.Sync(["lost"]);
        });
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static (long Position, long Length, long Sum)[] Written(Directory directory, int seed)
    {
        var random = new Random(seed);
        var told = new List<(long, long, long)>();
        using IndexOutput output = directory.CreateOutput("file", IOContext.DEFAULT);
        for (int i = 0; i < 300; i++)
        {
            if (random.Next(2) == 0) output.WriteByte((byte)random.Next(256));
            else if (random.Next(10) > 0) output.WriteVInt64(random.NextInt64(long.MaxValue));
            else
            {
                byte[] bytes = new byte[random.Next(200_000)];
                random.NextBytes(bytes);
                int offset = random.Next(bytes.Length + 1);
                output.WriteBytes(bytes, offset, random.Next(bytes.Length - offset + 1));
            }
            if (random.Next(20) == 0) output.Flush();
            told.Add((output.Position, 0, random.Next(20) == 0 ? output.Checksum : 0));
        }
        CodecUtil.WriteFooter(output);
        output.Flush();
        told.Add((output.Position, output.Length, 0));
        return [.. told];
    }

    private sealed class Recording(Directory target) : FilterDirectory(target)
    {
        public HashSet<string> Forced { get; } = [];

        public override void Sync(ICollection<string> names)
        {
            base.Sync(names);
            Forced.UnionWith(names);
        }
    }
}
