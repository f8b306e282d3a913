using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Retrieval.Lucene.Storage;
using Retrieval.Tests.Shared;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Storage;

/// <summary>
/// A file that is verified beside its opening: whoever needs it whole waits and is told of any damage, as often as asked; one that is closed
/// meanwhile does no harm.
/// </summary>
public sealed class MappedFileTests : IDisposable
{
    private const string Name = "file", Codec = "Test";

    private readonly string folder = Workspace.NewFolder();

    [Theory]
    [InlineData(100)]
    [InlineData(5_000_000)]
    public void A_whole_file_is_given_once_it_is_verified(int length)
    {
        byte[] written = Write(length);
        using Directory directory = FSDirectory.Open(folder);
        using MappedFile file = Open(directory);
        file.VerifyBeside();
        AssertBytes(written, file);
        file.ThrowIfDamaged();
    }

    [Theory]
    [InlineData(100, 30)]
    [InlineData(5_000_000, 30)]
    [InlineData(5_000_000, 1 << 20)]
    [InlineData(5_000_000, 4_999_999)]
    public void A_changed_byte_is_told_to_everyone_who_waits(int length, int place)
    {
        byte[] bytes = Write(length);
        bytes[place] ^= 1;
        File.WriteAllBytes(Path.Combine(folder, Name), bytes);
        using Directory directory = FSDirectory.Open(folder);
        using MappedFile file = Open(directory);
        string[] told = [.. Enumerable.Range(0, 2).Select(_ => Assert.Throws<CorruptIndexException>(() =>
        {
            file.VerifyBeside();
            Touch(file);
        }).Message)];
        Assert.All(told, message => Assert.Contains("checksum", message, StringComparison.Ordinal));
        if (length <= 1 << 20) return;
        Assert.Throws<CorruptIndexException>(() => Touch(file));
        Assert.Throws<CorruptIndexException>(file.ThrowIfDamaged);
    }

    [Fact]
    public void A_file_that_is_deleted_and_closed_while_it_is_verified_does_no_harm()
    {
        for (int round = 0; round < 20; round++)
        {
            Write(20_000_000);
            using Directory directory = FSDirectory.Open(folder);
            MappedFile file = Open(directory);
            file.VerifyBeside();
            File.Delete(Path.Combine(folder, Name));
            file.Dispose();
        }
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private static MappedFile Open(Directory directory) => new(directory, Name, Codec, 1, IOContext.DEFAULT);

    private static unsafe void Touch(MappedFile file) => _ = file.Verified;

    private static unsafe void AssertBytes(byte[] written, MappedFile file) => Assert.True(written.AsSpan().SequenceEqual(new ReadOnlySpan<byte>(file.Verified, (int)file.Length)));

    private byte[] Write(int length)
    {
        using Directory directory = FSDirectory.Open(folder);
        using (IndexOutput output = directory.CreateOutput(Name, IOContext.DEFAULT))
        {
            CodecUtil.WriteHeader(output, Codec, 1);
            byte[] bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            output.WriteBytes(bytes, 0, length);
            CodecUtil.WriteFooter(output);
        }
        return File.ReadAllBytes(Path.Combine(folder, Name));
    }
}
