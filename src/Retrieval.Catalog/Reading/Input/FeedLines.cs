namespace Retrieval.Catalog.Reading.Input;

/// <summary>What <see cref="FeedLines.Next"/> met.</summary>
internal enum LineState : byte
{
    /// <summary>A line stands in <see cref="FeedLines.Current"/>.</summary>
    Line,
    /// <summary>A line longer than the limit was passed over.</summary>
    TooLong,
    /// <summary>The file is at its end.</summary>
    End,
}

/// <summary>
/// The lines of a file as UTF-8 bytes without their ends (LF or CR LF) and without a byte order mark. Memory is bounded by the
/// longest line that is allowed. Lines are not checked to be UTF-8; whoever decodes one does.
/// </summary>
internal sealed class FeedLines(FeedFile file)
{
    /// <summary>The contract's limit of a line, 8 MiB.</summary>
    public const int MaxLineBytes = 8 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private long consumed;
    private bool begun;
    private int lineStart;
    private int lineLength;

    public FeedFile File => file;

    /// <summary>Number of the current line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes of (decompressed) text before the current line.</summary>
    public long Offset { get; private set; }

    /// <summary>The current line; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Current => buffer.AsMemory(lineStart, lineLength);

    /// <summary>Whether the current line holds nothing but blanks.</summary>
    public bool IsBlank => Current.Span.TrimStart(" \t\r"u8).IsEmpty;

    /// <summary>The refusal of a line that was passed over for its length.</summary>
    public CatalogLine TooLong()
        => new(null, [new Diagnostic(file.Path, Number, "", $"longer than {MaxLineBytes >> 20} MiB", DiagnosticKind.OverLimit)]);

    /// <summary>The beginning of the file, up to <paramref name="bytes"/>, to tell its format from; only before the first line.</summary>
    public ReadOnlySpan<byte> Peek(int bytes)
    {
        Begin();
        while (end - start < bytes && Fill()) { }
        return buffer.AsSpan(start, Math.Min(bytes, end - start));
    }

    /// <summary>Everything from the next line on, as a stream; lines cannot be read any more.</summary>
    public RestOfFile Rest()
    {
        Begin();
        return new RestOfFile(buffer.AsMemory(start, end - start), file);
    }

    /// <exception cref="CatalogException">The file cannot be read, or is UTF-16 or UTF-32.</exception>
    public LineState Next()
    {
        Begin();
        Offset = consumed;
        int searched = start;
        while (true)
        {
            int newline = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (newline >= 0) return Take(searched + newline, searched + newline + 1);
            int pending = end - start;
            if (pending > MaxLineBytes) return SkipLine();
            if (!Fill()) return pending == 0 ? LineState.End : Take(end, end);
            searched = start + pending;
        }
    }

    private void Begin()
    {
        if (begun) return;
        begun = true;
        while (end < 4 && Fill()) { }
        ReadOnlySpan<byte> head = buffer.AsSpan(0, end);
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]) || head.StartsWith<byte>([0, 0, 0xFE, 0xFF]))
            throw new CatalogException($"{file.Path} is not UTF-8 (byte offset 0 holds a UTF-16 or UTF-32 mark); save it as UTF-8");
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF])) start = 3;
        consumed = start;
    }

    private LineState Take(int lineEnd, int next)
    {
        int length = lineEnd - start;
        if (length > MaxLineBytes)
        {
            Advance(next);
            return LineState.TooLong;
        }
        lineStart = start;
        lineLength = length > 0 && buffer[lineEnd - 1] == '\r' ? length - 1 : length;
        Advance(next);
        return LineState.Line;
    }

    private LineState SkipLine()
    {
        while (true)
        {
            int newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Advance(start + newline + 1);
                return LineState.TooLong;
            }
            consumed += end - start;
            start = end = 0;
            if (!Fill())
            {
                Number++;
                return LineState.TooLong;
            }
        }
    }

    private void Advance(int next)
    {
        consumed += next - start;
        start = next;
        Number++;
    }

    /// <summary>Reads more behind <see cref="end"/>, moving what is pending to the front and growing where it has to.</summary>
    private bool Fill()
    {
        if (end == buffer.Length)
        {
            int pending = end - start;
            byte[] target = pending > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
            buffer.AsSpan(start, pending).CopyTo(target);
            (buffer, start, end) = (target, 0, pending);
        }
        int read = file.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
