using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// One index file as memory: mapped where the directory keeps files on disk, copied where it does not (a near-real-time cache, RAM).
/// Unless told otherwise the checksum of Lucene.Net's footer is verified on opening, so that pointers read later can be trusted.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private const int FooterLength = 16;

    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private byte* copy;

    /// <param name="directory">The directory.</param>
    /// <param name="name">The file.</param>
    /// <param name="codec">Whose file it is.</param>
    /// <param name="version">The version of its format.</param>
    /// <param name="context">What it is opened for.</param>
    /// <param name="isVerified">False leaves the checksum to <see cref="VerifyChecksum"/>: for files that are read in few places and check what they read.</param>
    /// <exception cref="CorruptIndexException">The header is not <paramref name="codec"/>'s, or the checksum does not hold.</exception>
    public MappedFile(Directory directory, string name, string codec, int version, IOContext context, bool isVerified = true)
    {
        Name = name;
        using IndexInput input = directory.OpenInput(name, context);
        CodecUtil.CheckHeader(input, codec, version, version);
        HeaderLength = (int)input.Position;
        Length = input.Length;
        if (PathOf(directory, name) is { } path)
        {
            file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
            view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + view.PointerOffset;
        }
        else
        {
            Start = copy = CopyOf(input, Length);
        }

        try
        {
            if (isVerified)
                VerifyChecksum();
            else
                VerifyLength();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    public byte* Start { get; private set; }

    public long Length { get; }

    public int HeaderLength { get; }

    /// <summary>The last byte before the footer.</summary>
    public long End => Length - FooterLength;

    /// <exception cref="CorruptIndexException">The file is too short or its checksum does not hold.</exception>
    public void VerifyChecksum()
    {
        VerifyLength();
        long expected = BinaryPrimitives.ReadInt64BigEndian(new ReadOnlySpan<byte>(Start + Length - sizeof(long), sizeof(long)));
        var crc = new Crc32();
        for (long at = 0, end = Length - sizeof(long); at < end;)
        {
            int count = (int)Math.Min(1 << 20, end - at);
            crc.Append(new ReadOnlySpan<byte>(Start + at, count));
            at += count;
        }

        long found = crc.GetCurrentHashAsUInt32();
        if (found != expected)
            throw Corrupt(Length - sizeof(long), $"the checksum is {found:x8}, the footer says {expected:x8}", "restore the file or rebuild the index");
    }

    private void VerifyLength()
    {
        if (Length < HeaderLength + FooterLength)
            throw Corrupt(Length, "the file ends before its footer", "restore the file or rebuild the index");
        ulong footer = BinaryPrimitives.ReadUInt64BigEndian(new ReadOnlySpan<byte>(Start + End, sizeof(ulong)));
        // The magic number, then the algorithm of the checksum, which is always 0.
        if (footer != (ulong)(uint)CodecUtil.FOOTER_MAGIC << 32)
            throw Corrupt(End, "the footer does not stand where the file ends: it was cut off or written on", "restore the file or rebuild the index");
    }

    public CorruptIndexException Corrupt(long offset, string found, string remedy)
        => new($"{Name}, byte {offset}: {found}; {remedy}");

    public void Dispose()
    {
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        file?.Dispose();
        if (copy != null)
            NativeMemory.AlignedFree(copy);
        copy = null;
        Start = null;
    }

    private static string? PathOf(Directory directory, string name)
    {
        while (directory is FilterDirectory filter)
            directory = filter.Delegate;
        if (directory is not FSDirectory onDisk)
            return null;
        string path = Path.Combine(onDisk.Directory.FullName, name);
        return File.Exists(path) ? path : null;
    }

    private static byte* CopyOf(IndexInput input, long length)
    {
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 64), 64);
        byte[] part = new byte[(int)Math.Min(1 << 16, Math.Max(length, 1))];
        input.Seek(0);
        for (long at = 0; at < length;)
        {
            int count = (int)Math.Min(part.Length, length - at);
            input.ReadBytes(part, 0, count);
            part.AsSpan(0, count).CopyTo(new Span<byte>(memory + at, count));
            at += count;
        }

        return memory;
    }
}
