using System.Text;
using System.Text.Unicode;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>
/// The rows of a delimited file. A row of several lines is told by its first; a quote that is never closed costs its own line
/// alone: reading goes on with the line behind it, so that one bad row does not swallow the rest of the feed. That stays linear: the
/// lines that did not close the quote hold none that could open another.
/// </summary>
internal sealed class TableRecords(FeedLines lines)
{
    private readonly record struct TextLine(string Text, long Number, Diagnostic? Fault);

    private readonly Queue<TextLine> pushedBack = new();
    private readonly List<TextLine> open = [];

    /// <summary>Reads the rows under the header, the file's first line.</summary>
    /// <exception cref="CatalogException">The header cannot be read.</exception>
    public IEnumerable<RecordLine> Read(char? delimiterTold = null, bool backslashEscapes = false)
    {
        TextLine? first = NextLine();
        while (first is { Fault: null } blank && string.IsNullOrWhiteSpace(blank.Text)) first = NextLine();
        if (first is not { } top) yield break;
        if (top.Fault is { } fault) throw new CatalogException($"{fault}");
        var row = new DelimitedRow(delimiterTold ?? Delimiter(top.Text), backslashEscapes);
        row.Add(top.Text);
        if (row.IsOpen) throw new CatalogException($"{lines.File.Path}:{top.Number}: the header has a quote that is never closed on its line");
        var header = new TableHeader([.. row.Take().Select(n => n.Trim())]);
        while (NextLine() is { } line)
        {
            if (line.Fault is not null && line.Text.Length == 0) yield return new RecordLine(line.Number, null, line.Fault);
            else if (!string.IsNullOrWhiteSpace(line.Text)) yield return ReadRow(header, row, line);
        }
    }

    /// <summary>The delimiter that the header has most of, outside quotes.</summary>
    public static char Delimiter(string header)
    {
        bool inQuotes = false;
        Span<int> counts = stackalloc int[4];
        foreach (char c in header)
        {
            if (c == '"') inQuotes = !inQuotes;
            int which = inQuotes ? -1 : "\t,;|".IndexOf(c);
            if (which >= 0) counts[which]++;
        }
        int most = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[most]) most = i;
        }
        return counts[most] == 0 ? ',' : "\t,;|"[most];
    }

    private RecordLine ReadRow(TableHeader header, DelimitedRow row, TextLine first)
    {
        Diagnostic? fault = first.Fault;
        row.Add(first.Text);
        open.Clear();
        long bytes = first.Text.Length;
        while (row.IsOpen)
        {
            TextLine? next = bytes > FeedLines.MaxLineBytes ? null : NextLine();
            if (next is not { } line) return Unclosed(row, first);
            open.Add(line);
            bytes += line.Text.Length;
            fault ??= line.Fault;
            row.Add(line.Text);
        }
        string[] cells = row.Take();
        if (fault is not null) return new RecordLine(first.Number, null, fault with { Line = first.Number });
        if (cells.Skip(header.Names.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            return Refused(first, $"{cells.Length} cells where the header has {header.Names.Count}");
        return new RecordLine(first.Number, new TableRow(header, cells));
    }

    private RecordLine Unclosed(DelimitedRow row, TextLine first)
    {
        row.Reset();
        TextLine[] later = [.. open, .. pushedBack];
        pushedBack.Clear();
        foreach (TextLine line in later) pushedBack.Enqueue(line);
        return Refused(first, $"a quote that is not closed within {FeedLines.MaxLineBytes >> 20} MiB or before the file's end");
    }

    private RecordLine Refused(TextLine first, string reason)
        => new(first.Number, null, new Diagnostic(lines.File.Path, first.Number, "", reason, DiagnosticKind.Malformed));

    private TextLine? NextLine()
    {
        if (pushedBack.TryDequeue(out TextLine again)) return again;
        LineState state = lines.Next();
        if (state == LineState.End) return null;
        if (state == LineState.TooLong) return new TextLine("", lines.Number, lines.TooLong().Refusal);
        ReadOnlySpan<byte> utf8 = lines.Current.Span;
        Diagnostic? fault = Utf8.IsValid(utf8) ? null
            : new Diagnostic(lines.File.Path, lines.Number, "", JsonLine.NotUtf8(utf8, lines.Offset), DiagnosticKind.NotUtf8);
        return new TextLine(Encoding.UTF8.GetString(utf8), lines.Number, fault);
    }
}
