using System.IO.Compression;

namespace Retrieval.Catalog.Reading.Input;

/// <summary>Opens a file of a feed: standard input for <c>-</c>, gzip told by its first bytes and never by the name.</summary>
internal sealed class FeedFile : IDisposable
{
    public const string StandardInput = "-";

    private const int BufferBytes = 1 << 16;

    private readonly Stream raw;
    private readonly Stream content;

    // Without this switch .NET reads a cut-off gzip file as if it ended there, and half a catalogue would pass for a whole one.
    // It has to be set before the process decompresses for the first time.
    static FeedFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private FeedFile(string path, Stream raw)
    {
        Path = path;
        this.raw = raw;
        var peeked = new PeekedStream(raw);
        content = peeked.StartsWith([0x1F, 0x8B]) ? new GZipStream(peeked, CompressionMode.Decompress) : peeked;
    }

    public string Path { get; }

    /// <summary>Bytes of the file on disk consumed so far; 0 for standard input and pipes.</summary>
    public long BytesRead => raw is FileStream { CanSeek: true } file ? file.Position : 0;

    /// <exception cref="CatalogException">The file is missing, a directory, or may not be read.</exception>
    public static FeedFile Open(string path)
    {
        if (path == StandardInput) return new FeedFile(path, Console.OpenStandardInput());
        if (Directory.Exists(path)) throw new CatalogException($"{path} is a directory; name the file of the feed inside it");
        try
        {
            return new FeedFile(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogException($"{path} does not exist", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CatalogException($"{path} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Reads text, decompressed; 0 at the end.</summary>
    /// <exception cref="CatalogException">The compressed file is broken or cut off, or the disk fails.</exception>
    public int Read(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new CatalogException($"{Path} is a broken gzip file ({e.Message.TrimEnd('.')}); transfer it again", e);
        }
        catch (IOException e)
        {
            throw new CatalogException($"{Path} cannot be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        content.Dispose();
        raw.Dispose();
    }
}
