using System.Text;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>
/// Cuts delimited text into cells as RFC 4180 says, line by line, so that a quoted cell may go on over lines. Forgiving where
/// exports are: a quote that does not begin a cell is a letter (17" screen), and text behind a closing quote belongs to the cell. Exports that
/// write \" for a quote within a cell say so.
/// </summary>
internal sealed class DelimitedRow(char delimiter, bool backslashEscapes = false)
{
    private readonly StringBuilder cell = new();
    private readonly List<string> cells = [];
    private bool inQuotes;

    /// <summary>Whether a quoted cell is still open after the lines added so far.</summary>
    public bool IsOpen => inQuotes;

    /// <summary>Adds a line of the row.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        int i = 0;
        if (inQuotes)
        {
            cell.Append('\n');
            i = AddQuoted(line, 0);
            if (inQuotes) return;
            i = AddPlain(line, i);
        }
        while (i <= line.Length) i = AddCell(line, i);
    }

    /// <summary>The cells of the finished row; begins the next.</summary>
    public string[] Take()
    {
        string[] row = cells.ToArray();
        Reset();
        return row;
    }

    /// <summary>Forgets the row.</summary>
    public void Reset()
    {
        cells.Clear();
        cell.Clear();
        inQuotes = false;
    }

    /// <summary>Adds the cell that begins at <paramref name="at"/>; the place of the next one, behind the line at its end.</summary>
    private int AddCell(ReadOnlySpan<char> line, int at)
    {
        if (at < line.Length && line[at] == '"')
        {
            inQuotes = true;
            at = AddQuoted(line, at + 1);
            if (inQuotes) return line.Length + 1;
        }
        return AddPlain(line, at);
    }

    private int AddQuoted(ReadOnlySpan<char> line, int at)
    {
        while (true)
        {
            int quote = backslashEscapes ? line[at..].IndexOfAny('"', '\\') : line[at..].IndexOf('"');
            if (quote < 0)
            {
                cell.Append(line[at..]);
                return line.Length;
            }
            cell.Append(line.Slice(at, quote));
            bool isEscape = line[at + quote] == '\\';
            at += quote + 1;
            if (isEscape)
            {
                bool isQuote = at < line.Length && line[at] == '"';
                cell.Append(isQuote ? '"' : '\\');
                if (isQuote) at++;
                continue;
            }
            if (at < line.Length && line[at] == '"')
            {
                cell.Append('"');
                at++;
                continue;
            }
            inQuotes = false;
            return at;
        }
    }

    private int AddPlain(ReadOnlySpan<char> line, int at)
    {
        int end = line[at..].IndexOf(delimiter);
        ReadOnlySpan<char> rest = end < 0 ? line[at..] : line.Slice(at, end);
        if (cell.Length == 0)
        {
            cells.Add(rest.ToString());
        }
        else
        {
            cells.Add(cell.Append(rest).ToString());
            cell.Clear();
        }
        return end < 0 ? line.Length + 1 : at + end + 1;
    }
}
