using System.IO.Hashing;
using System.Runtime.InteropServices;
using Retrieval.Embedding.Whitening;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Generations;

/// <summary>
/// What queries are whitened by, kept with a generation: <c>whitening.bin</c>, little-endian, the XxHash64 of all that follows (8 bytes), then
/// the matrix (4 bytes a value, dimension × dimension).
/// </summary>
internal static class WhiteningFile
{
    private const string FileName = "whitening.bin";

    public static void Write(string folder, QueryWhitening whitening)
    {
        ReadOnlySpan<byte> matrix = MemoryMarshal.AsBytes(whitening.Matrix);
        var all = new byte[sizeof(ulong) + matrix.Length];
        matrix.CopyTo(all.AsSpan(sizeof(ulong)));
        MemoryMarshal.Write(all, XxHash64.HashToUInt64(matrix));
        Durable.Replace(Path.Combine(folder, FileName), all);
    }

    /// <summary>Reads it.</summary>
    /// <param name="folder">Folder of the generation.</param>
    /// <param name="manifest">Of the generation.</param>
    /// <returns>Null where queries of the generation stay as they are.</returns>
    public static QueryWhitening? Read(string folder, IndexManifest manifest)
    {
        if (!manifest.WhitensQueries) return null;
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw IndexException.Corrupt(path, "it is missing");
        byte[] all = File.ReadAllBytes(path);
        int expected = sizeof(ulong) + (sizeof(float) * manifest.Dimension * manifest.Dimension);
        if (all.Length != expected) throw IndexException.Corrupt(path, $"it has {all.Length} bytes, not the {expected} of vectors of {manifest.Dimension} values");
        if (MemoryMarshal.Read<ulong>(all) != XxHash64.HashToUInt64(all.AsSpan(sizeof(ulong))))
            throw IndexException.Corrupt(path, "its values do not have the checksum of its first bytes");
        return new QueryWhitening(MemoryMarshal.Cast<byte, float>(all.AsSpan(sizeof(ulong))).ToArray(), manifest.Dimension);
    }
}
