using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Retrieval.Embedding.Static;
using Retrieval.Embedding.Storage;
using Retrieval.Index.Errors;
using Retrieval.Index.Storage;

namespace Retrieval.Index.Generations;

/// <summary>
/// The rows of the catalogue's own words and of their pairs, kept with a generation so that queries and later products are encoded as its
/// products were: <c>words.bin</c>, little-endian, the XxHash64 of all that follows (8 bytes), number of words, of pairs and of values a row
/// (4 bytes each), each word as its length in UTF-8 (7 bits a byte) and its bytes, each pair as the numbers of its words (4 bytes each), the
/// scales (4 bytes each) and the rows (1 byte a value) of words, then of pairs.
/// </summary>
internal static class OwnWordsFile
{
    private const string FileName = "words.bin";

    public static void Write(string folder, OwnWords words)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(0UL);
        writer.Write(words.Words.Count);
        writer.Write(words.Pairs.Count);
        writer.Write(words.Dimension);
        foreach (string word in words.Words) writer.Write(word);
        foreach (WordPair pair in words.Pairs)
        {
            writer.Write(pair.First);
            writer.Write(pair.Second);
        }
        writer.Write(MemoryMarshal.AsBytes(words.Scales));
        writer.Write(MemoryMarshal.AsBytes(words.Rows));
        writer.Flush();
        Span<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        MemoryMarshal.Write(all, XxHash64.HashToUInt64(all[sizeof(ulong)..]));
        Durable.Replace(Path.Combine(folder, FileName), all);
    }

    /// <summary>Reads them.</summary>
    /// <param name="folder">Folder of the generation.</param>
    /// <param name="manifest">Of the generation.</param>
    /// <returns>Null where the generation has none.</returns>
    public static OwnWords? Read(string folder, IndexManifest manifest)
    {
        if (manifest.OwnWords == 0) return null;
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw IndexException.Corrupt(path, "it is missing");
        var file = new FileMemory(path);
        if (file.Memory.Length < sizeof(ulong) || MemoryMarshal.Read<ulong>(file.GetSpan()) != XxHash64.HashToUInt64(file.GetSpan()[sizeof(ulong)..]))
            throw IndexException.Corrupt(path, "its rows do not have the checksum of its first bytes");
        // Few bytes are words and pairs, which are made objects; the rows stay where they are.
        using var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        reader.BaseStream.Position = sizeof(ulong);
        int count = reader.ReadInt32(), pairCount = reader.ReadInt32(), dimension = reader.ReadInt32();
        if (count != manifest.OwnWords || dimension != manifest.Dimension)
            throw IndexException.Corrupt(path, $"it holds {count} words of {dimension} values, the manifest tells of {manifest.OwnWords} of {manifest.Dimension}");
        var words = new string[count];
        for (int i = 0; i < count; i++) words[i] = reader.ReadString();
        var pairs = new WordPair[pairCount];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(pairs.AsSpan()));
        var scales = new float[count + pairCount];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        return new OwnWords(words, pairs, file.Memory.Slice((int)reader.BaseStream.Position, scales.Length * dimension), scales);
    }
}
