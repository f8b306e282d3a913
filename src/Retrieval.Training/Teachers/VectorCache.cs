using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Retrieval.Training.Teachers;

/// <summary>
/// One teacher's vectors on disk, found by the content of the text. Safe for concurrent use; one process at a time.
/// File: magic "RVC1", int32 dimension; then records of 16 bytes XxHash128 of the text's UTF-8, dimension float16 values,
/// 4 bytes CRC-32 of all that; little-endian. Records are only appended: a process that is killed loses at most the
/// record it was writing, which the next opening cuts off. Memory holds where each vector stands, not the vectors: those
/// of a million products take gigabytes.
/// </summary>
internal sealed class VectorCache : IDisposable
{
    private const int HeaderBytes = 8;
    private const int HashBytes = 16;
    private const int CheckBytes = 4;

    private readonly FileStream file;
    private readonly int dimension;
    private readonly int recordBytes;
    private readonly Dictionary<UInt128, int> places = [];
    private readonly Lock changing = new();
    private int records;

    /// <summary>Opens or creates a cache.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="dimension">Dimensions of the vectors.</param>
    /// <exception cref="TrainingException">The file is another thing, holds vectors of another dimension, or is in use.</exception>
    public VectorCache(string path, int dimension)
    {
        this.dimension = dimension;
        recordBytes = HashBytes + (dimension * 2) + CheckBytes;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: {e.Message} Another run may be using the cache; wait for it or give another cache folder", e);
        }
        try
        {
            ReadOrWriteHeader(path);
            ReadRecords();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the text's vector is here.</summary>
    public bool Contains(string text)
    {
        lock (changing) return places.ContainsKey(HashOf(text));
    }

    /// <summary>Reads a text's vector.</summary>
    /// <returns>False when it is not here; then <paramref name="vector"/> is left as it was.</returns>
    public bool TryRead(string text, Span<float> vector)
    {
        int place;
        lock (changing)
        {
            if (!places.TryGetValue(HashOf(text), out place))
                return false;
        }
        Span<Half> halves = stackalloc Half[dimension];
        Span<byte> bytes = MemoryMarshal.AsBytes(halves);
        if (RandomAccess.Read(file.SafeFileHandle, bytes, OffsetOf(place) + HashBytes) != bytes.Length)
            throw new TrainingException($"{file.Name}: cut short while it was in use. Start again");
        TensorPrimitives.ConvertToSingle(halves, vector);
        return true;
    }

    /// <summary>Adds a text's vector; a text that is here already keeps its own.</summary>
    public void Add(string text, ReadOnlySpan<float> vector)
    {
        UInt128 hash = HashOf(text);
        Span<byte> record = stackalloc byte[recordBytes];
        BinaryPrimitives.WriteUInt128LittleEndian(record, hash);
        TensorPrimitives.ConvertToHalf(vector, MemoryMarshal.Cast<byte, Half>(record[HashBytes..^CheckBytes]));
        BinaryPrimitives.WriteUInt32LittleEndian(record[^CheckBytes..], Crc32.HashToUInt32(record[..^CheckBytes]));
        lock (changing)
        {
            if (places.ContainsKey(hash))
                return;
            RandomAccess.Write(file.SafeFileHandle, record, OffsetOf(records));
            places.Add(hash, records++);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static UInt128 HashOf(string text) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text));

    private long OffsetOf(int place) => HeaderBytes + ((long)place * recordBytes);

    private void ReadOrWriteHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.Length < HeaderBytes)
        {
            "RVC1"u8.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header[4..], dimension);
            file.SetLength(0);
            file.Write(header);
            file.Flush();
            return;
        }
        file.ReadExactly(header);
        if (!header[..4].SequenceEqual("RVC1"u8))
            throw new TrainingException($"{path}: found another kind of file; expected a cache of teachers' vectors. Give another cache folder");
        int found = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (found != dimension)
            throw new TrainingException($"{path}: found vectors of {found} dimensions; the teacher has {dimension}. Delete the file");
    }

    private void ReadRecords()
    {
        byte[] record = new byte[recordBytes];
        while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length
            && Crc32.HashToUInt32(record.AsSpan(..^CheckBytes)) == BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(^CheckBytes)))
        {
            // Files put one behind the other may hold a text twice; the first counts.
            places.TryAdd(BinaryPrimitives.ReadUInt128LittleEndian(record), records++);
        }
        file.SetLength(OffsetOf(records));
    }
}
