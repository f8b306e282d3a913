using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.Win32.SafeHandles;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Storage;

/// <summary>
/// One index file as memory: mapped where the directory keeps files on disk, copied where it does not (a near-real-time cache, RAM). Opening it
/// touches its two ends. Whether what it holds can be believed is for who opens it to say: <see cref="VerifyBeside"/> has the checksum of
/// Lucene.Net's footer verified meanwhile, parts may have checksums of their own.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private const int FooterLength = 16;
    private const int PartLength = 1 << 20;

    private readonly string? path;
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private byte* copy;
    private volatile Task? verification;
    private volatile bool isClosed;

    /// <param name="directory">The directory.</param>
    /// <param name="name">The file.</param>
    /// <param name="codec">Whose file it is.</param>
    /// <param name="version">The version of its format.</param>
    /// <param name="context">What it is opened for.</param>
    /// <exception cref="CorruptIndexException">The header is not <paramref name="codec"/>'s, or the file was cut off.</exception>
    public MappedFile(Directory directory, string name, string codec, int version, IOContext context)
    {
        Name = name;
        using IndexInput input = directory.OpenInput(name, context);
        CodecUtil.CheckHeader(input, codec, version, version);
        HeaderLength = (int)input.Position;
        Length = input.Length;
        path = PathOf(directory, name);
        if (path is not null)
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

    /// <summary>
    /// Verifies the checksum: of a small file at once, of a large one on another thread, by reading the file rather than its pages, which so take
    /// no memory until they are needed.
    /// </summary>
    /// <exception cref="CorruptIndexException">The checksum does not hold.</exception>
    public void VerifyBeside()
    {
        if (path is null || Length <= PartLength)
        {
            VerifyChecksum();
            return;
        }

        // Opened here: the file may be deleted before the other thread comes to it.
        SafeFileHandle handle = File.OpenHandle(path);
        verification = Task.Run(() =>
        {
            using (handle)
                VerifyChecksum(handle);
        });
    }

    /// <summary>The first byte, once the verification that was begun is done.</summary>
    /// <exception cref="CorruptIndexException">The checksum does not hold.</exception>
    public byte* Verified
    {
        get
        {
            if (verification is { } pending)
                Await(pending);
            return Start;
        }
    }

    /// <summary>Tells what the verification that was begun has found by now, without waiting for it.</summary>
    /// <exception cref="CorruptIndexException">The checksum does not hold.</exception>
    public void ThrowIfDamaged()
    {
        if (verification is { IsCompleted: true } done)
            Await(done);
    }

    /// <exception cref="CorruptIndexException">The checksum does not hold.</exception>
    public void VerifyChecksum()
    {
        var sum = new Crc32();
        for (long at = 0, end = Length - sizeof(long); at < end; at += PartLength)
            sum.Append(new ReadOnlySpan<byte>(Start + at, (int)Math.Min(PartLength, end - at)));
        Compare(sum, new ReadOnlySpan<byte>(Start + Length - sizeof(long), sizeof(long)));
    }

    private void VerifyChecksum(SafeFileHandle handle)
    {
        byte[] part = new byte[PartLength];
        var sum = new Crc32();
        for (long at = 0, end = Length - sizeof(long); at < end && !isClosed; at += PartLength)
        {
            Span<byte> wanted = part.AsSpan(0, (int)Math.Min(PartLength, end - at));
            Read(handle, wanted, at);
            sum.Append(wanted);
        }

        Read(handle, part.AsSpan(0, sizeof(long)), Length - sizeof(long));
        Compare(sum, part);
    }

    private void Await(Task pending)
    {
        pending.GetAwaiter().GetResult();
        verification = null;
    }

    private void Read(SafeFileHandle handle, Span<byte> part, long at)
    {
        for (int filled = 0; filled < part.Length;)
        {
            int count = RandomAccess.Read(handle, part[filled..], at + filled);
            if (count == 0)
                throw Corrupt(at + filled, "the file has become shorter", "restore the file or rebuild the index");
            filled += count;
        }
    }

    private void Compare(Crc32 sum, ReadOnlySpan<byte> written)
    {
        long found = sum.GetCurrentHashAsUInt32(), expected = BinaryPrimitives.ReadInt64BigEndian(written);
        if (found != expected && !isClosed)
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
        // What is verified reads the file, not what is unmapped here; it only need not go on.
        isClosed = true;
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
