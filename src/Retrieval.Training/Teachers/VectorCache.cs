using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace Retrieval.Training.Teachers;

/// <summary>
/// One teacher's vectors on disk, found by the content of the text. Not safe for concurrent use.
/// File: magic "RVC1", int32 dimension; then records of 16 bytes XxHash128 of the text's UTF-8, dimension float16 values,
/// 4 bytes CRC-32 of all that; little-endian. Records are only appended: a process that is killed loses at most the
/// record it was writing, which the next opening cuts off.
/// </summary>
internal sealed class VectorCache : IDisposable
{
    private const int HeaderBytes = 8;
    private const int HashBytes = 16;
    private const int CheckBytes = 4;

    private readonly FileStream file;
    private readonly int dimension;
    private readonly Dictionary<UInt128, int> places = [];
    private readonly List<Half[]> vectors = [];
    private readonly byte[] record;

    /// <summary>Opens or creates a cache.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="dimension">Dimensions of the vectors.</param>
    /// <exception cref="TrainingException">The file is another thing, or holds vectors of another dimension.</exception>
    public VectorCache(string path, int dimension)
    {
        this.dimension = dimension;
        record = new byte[HashBytes + (dimension * 2) + CheckBytes];
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
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
    public bool Contains(string text) => places.ContainsKey(HashOf(text));

    /// <summary>Reads a text's vector.</summary>
    /// <returns>False when it is not here; then <paramref name="vector"/> is left as it was.</returns>
    public bool TryRead(string text, Span<float> vector)
    {
        if (!places.TryGetValue(HashOf(text), out int place))
            return false;
        TensorPrimitives.ConvertToSingle(vectors[place], vector);
        return true;
    }

    /// <summary>Adds a text's vector; a text that is here already keeps its own.</summary>
    public void Add(string text, ReadOnlySpan<float> vector)
    {
        UInt128 hash = HashOf(text);
        if (!places.TryAdd(hash, vectors.Count))
            return;
        Half[] halves = new Half[dimension];
        TensorPrimitives.ConvertToHalf(vector, halves);
        vectors.Add(halves);

        BinaryPrimitives.WriteUInt128LittleEndian(record, hash);
        MemoryMarshal.AsBytes<Half>(halves).CopyTo(record.AsSpan(HashBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(^CheckBytes), Crc32.HashToUInt32(record.AsSpan(..^CheckBytes)));
        file.Write(record);
    }

    /// <summary>Hands all that was added to the operating system.</summary>
    public void Flush() => file.Flush();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static UInt128 HashOf(string text) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(text));

    private void ReadOrWriteHeader(string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.Length < HeaderBytes)
        {
            "RVC1"u8.CopyTo(header);
            BinaryPrimitives.WriteInt32LittleEndian(header[4..], dimension);
            file.SetLength(0);
            file.Write(header);
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
        long end = file.Position;
        while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length
            && Crc32.HashToUInt32(record.AsSpan(..^CheckBytes)) == BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(^CheckBytes)))
        {
            if (places.TryAdd(BinaryPrimitives.ReadUInt128LittleEndian(record), vectors.Count))
                vectors.Add(MemoryMarshal.Cast<byte, Half>(record.AsSpan(HashBytes, dimension * 2)).ToArray());
            end = file.Position;
        }
        file.SetLength(end);
        file.Position = end;
    }
}
