using System.Runtime.CompilerServices;
using Retrieval.Embedding.Storage;

namespace Retrieval.Embedding.Tests.Storage;

public sealed class FileMemoryTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public void It_is_what_the_file_holds(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 7))];
        File.WriteAllBytes(path, bytes);
        Assert.Equal(bytes, new FileMemory(path).Memory.ToArray());
    }

    [Fact]
    public void It_stays_as_it_was_when_another_file_is_renamed_over_it_or_it_is_disposed()
    {
        File.WriteAllText(path, "before");
        var file = new FileMemory(path);
        File.WriteAllText(path + ".new", "afterwards");
        File.Move(path + ".new", path, overwrite: true);
        ((IDisposable)file).Dispose();
        Assert.Equal("before"u8, file.Memory.Span);
        Assert.Equal("afterwards"u8, new FileMemory(path).Memory.Span);
    }

    [Fact]
    public void It_is_mapped_as_long_as_somebody_has_a_part_of_it()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the mappings of a process are read from /proc");
        File.WriteAllText(path, "abc");
        Use();
        Collect();
        Assert.False(IsMapped());

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Use()
        {
            ReadOnlyMemory<byte> part = Map();
            Collect();
            Assert.True(IsMapped());
            Assert.Equal("bc"u8, part.Span);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        ReadOnlyMemory<byte> Map() => new FileMemory(path).Memory[1..];
    }

    private bool IsMapped() => File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal);

    private static void Collect()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
