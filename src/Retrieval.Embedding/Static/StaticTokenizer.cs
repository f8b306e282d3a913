using System.Buffers;

namespace Retrieval.Embedding.Static;

/// <summary>
/// Cuts a text into rows of the student's table. The text is folded (<see cref="CharacterFolding"/>) and falls into runs of
/// letters, numbers ("1.5" is one) and Han. A known word is its row; in a run of Han the longest known word comes first. An
/// unknown word is its stem without an ending, else the known words that it is put together from ("smoothiemixer"), else
/// hashed grams of 3 to 5 characters, which bring it near words written alike. Immutable, safe for concurrent use.
/// <para>Row 0 is padding; then one row a word in the vocabulary's order; then the rows of the grams.</para>
/// </summary>
public sealed class StaticTokenizer
{
    /// <summary>A longer text is cut to this many characters.</summary>
    internal const int MaxCharacters = 2048;

    /// <summary>Texts up to this length are folded on the stack.</summary>
    private const int StackCharacters = 256;

    private const int LongestHan = FoldedWords.LongestHan;
    private const int ShortestPart = 4;
    private const int MaxGrams = 12;

    /// <summary>One of so many gram rows is for unknown numbers, whose rows thus say nothing of words.</summary>
    private const int NumberShare = 8;

    /// <summary>Endings that leave the meaning: plurals and agreement in the Latin languages, longest first.</summary>
    private static readonly string[] Endings = ["es", "en", "s", "e", "n"];

    /// <summary>What German and Dutch put between the parts of a compound, and nothing.</summary>
    private static readonly string[] Links = ["", "s", "n", "en", "es"];

    private readonly WordTable words;
    private readonly WordTable? own;
    private readonly int lastKnown;
    private readonly int numberRows;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="words">Known words, folded, each once.</param>
    /// <param name="gramRows">Rows of hashed grams and unknown numbers, at least 2.</param>
    /// <exception cref="ArgumentException">A word is there twice.</exception>
    public StaticTokenizer(IEnumerable<string> words, int gramRows) : this(WordTable.Of(words), gramRows)
    {
    }

    /// <summary>Makes a tokenizer of a table of its words.</summary>
    internal StaticTokenizer(WordTable words, int gramRows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(gramRows, 2);
        this.words = words;
        lastKnown = words.Count;
        GramRows = gramRows;
        numberRows = (gramRows / NumberShare) + 1;
    }

    private StaticTokenizer(StaticTokenizer all, int lastKnown, WordTable? own = null)
    {
        words = all.words;
        GramRows = all.GramRows;
        numberRows = all.numberRows;
        this.lastKnown = lastKnown;
        this.own = own;
    }

    /// <summary>The known words; word <c>i</c> has row <c>i + 1</c>.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Rows of hashed grams and unknown numbers.</summary>
    public int GramRows { get; }

    /// <summary>Rows in all, padding included.</summary>
    public int Rows => 1 + words.Count + GramRows;

    /// <summary>Row of a known word, folded; 0 when it is not known. A catalogue's own words have the rows from <see cref="Rows"/> on.</summary>
    public int RowOf(ReadOnlySpan<char> word)
    {
        if (own is not null && own.NumberOf(word) is >= 0 and int number) return Rows + number;
        int row = words.NumberOf(word) + 1;
        return row <= lastKnown ? row : 0;
    }

    /// <summary>Whether a folded word is one of <see cref="Words"/>, so that it needs not be spelled.</summary>
    public bool IsKnown(string word) => words.NumberOf(word) >= 0;

    /// <summary>The same table with a catalogue's own words before it.</summary>
    /// <param name="own">The words, folded, each once; word <c>i</c> gets the row <c>Rows + i</c>.</param>
    public StaticTokenizer With(IEnumerable<string> own) => new(this, lastKnown, WordTable.Of(own));

    /// <summary>The words that a text is cut into, folded, before any is spelled: letters, numbers, and of Han the longest known.</summary>
    public IEnumerable<string> WordsOf(string text)
    {
        foreach (string run in FoldedWords.Of(text.Length > MaxCharacters ? text[..MaxCharacters] : text))
        {
            if (!FoldedWords.IsHan(run))
            {
                yield return run;
                continue;
            }
            for (int start = 0, length; start < run.Length; start += length)
            {
                (_, length) = LongestKnown(run.AsSpan(start));
                yield return run.Substring(start, length);
            }
        }
    }

    /// <summary>The same table, cut as if only the first words were known: what training teaches stems, parts and grams with.</summary>
    /// <param name="words">Number of words that stay known.</param>
    public StaticTokenizer Knowing(int words) => new(this, words);

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The text; what exceeds 2,048 characters is cut.</param>
    /// <param name="rows">Receives the rows; what exceeds it is cut.</param>
    /// <returns>Number of rows written.</returns>
    public int Tokenize(ReadOnlySpan<char> text, Span<int> rows)
    {
        text = text[..Math.Min(text.Length, MaxCharacters)];
        int needed = text.Length * CharacterFolding.MaxGrowth;
        char[]? rented = needed > StackCharacters ? ArrayPool<char>.Shared.Rent(needed) : null;
        Span<char> folded = rented ?? stackalloc char[StackCharacters];
        folded = folded[..CharacterFolding.Fold(text, folded)];

        RowList found = new(rows);
        foreach (Range run in new TextRuns(folded))
            AddRun(folded[run], ref found);

        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return found.Count;
    }

    private void AddRun(scoped ReadOnlySpan<char> run, ref RowList rows)
    {
        if (CharacterFolding.IsHan(run[0]))
            AddHan(run, ref rows);
        else if (RowOf(run) is > 0 and int row)
            rows.Add(row);
        else if (char.IsDigit(run[0]))
            rows.Add(NumberRow(run));
        else
            AddUnknown(run, ref rows);
    }

    private void AddHan(scoped ReadOnlySpan<char> run, ref RowList rows)
    {
        while (run.Length > 0)
        {
            (int row, int length) = LongestKnown(run);
            rows.Add(row > 0 ? row : GramRow(run[..length], false, false));
            run = run[length..];
        }
    }

    /// <summary>The longest known word that a run of Han begins with; its first character, with row 0, where none is known.</summary>
    private (int Row, int Length) LongestKnown(ReadOnlySpan<char> run)
    {
        int length = Math.Min(LongestHan, run.Length);
        int row = RowOf(run[..length]);
        while (row == 0 && length > 1)
            row = RowOf(run[..--length]);
        return (row, length);
    }

    private void AddUnknown(scoped ReadOnlySpan<char> word, ref RowList rows)
    {
        if (StemRow(word) is > 0 and int stem)
            rows.Add(stem);
        else if (!TryAddParts(word, ref rows))
            AddGrams(word, ref rows);
    }

    private int StemRow(ReadOnlySpan<char> word)
    {
        foreach (string ending in Endings)
        {
            if (word.Length >= ShortestPart + ending.Length && word.EndsWith(ending) && RowOf(word[..^ending.Length]) is > 0 and int row)
                return row;
        }
        return 0;
    }

    /// <summary>Adds the parts of a compound: the longest known end, and before it again known words.</summary>
    private bool TryAddParts(scoped ReadOnlySpan<char> word, ref RowList rows)
    {
        for (int cut = ShortestPart; cut <= word.Length - ShortestPart; cut++)
        {
            ReadOnlySpan<char> end = word[cut..];
            int last = RowOf(end);
            if (last == 0)
                last = StemRow(end);
            if (last == 0)
                continue;
            foreach (string link in Links)
            {
                if (!word[..cut].EndsWith(link) || cut - link.Length < ShortestPart)
                    continue;
                ReadOnlySpan<char> start = word[..(cut - link.Length)];
                int mark = rows.Count;
                if (RowOf(start) is > 0 and int first)
                    rows.Add(first);
                else if (!TryAddParts(start, ref rows))
                    continue;
                rows.Add(last);
                return rows.Count > mark;
            }
        }
        return false;
    }

    private void AddGrams(scoped ReadOnlySpan<char> word, ref RowList rows)
    {
        // Grams of "<word>", whose marks tell beginnings and ends from middles.
        int added = 0;
        int marked = word.Length + 2;
        for (int size = 3; size <= 5; size++)
        {
            for (int start = 0; start + size <= marked && added < MaxGrams; start++, added++)
            {
                bool opens = start == 0;
                bool closes = start + size == marked;
                ReadOnlySpan<char> inner = word[(opens ? 0 : start - 1)..(closes ? word.Length : start + size - 1)];
                rows.Add(GramRow(inner, opens, closes));
            }
        }
    }

    private int NumberRow(ReadOnlySpan<char> number) => 1 + words.Count + (int)(Hash(number, false, false) % (uint)numberRows);

    private int GramRow(ReadOnlySpan<char> gram, bool opens, bool closes)
        => 1 + words.Count + numberRows + (int)(Hash(gram, opens, closes) % (uint)(GramRows - numberRows));

    /// <summary>FNV-1a (Fowler, Noll, Vo) over the characters and the marks; part of the model's format.</summary>
    private static uint Hash(ReadOnlySpan<char> gram, bool opens, bool closes)
    {
        uint hash = 2166136261;
        if (opens)
            hash = (hash ^ '<') * 16777619;
        foreach (char c in gram)
            hash = (hash ^ c) * 16777619;
        if (closes)
            hash = (hash ^ '>') * 16777619;
        return hash ^ (hash >> 15);
    }

    /// <summary>Rows found so far; full ones take no more.</summary>
    private ref struct RowList(Span<int> rows)
    {
        private readonly Span<int> rows = rows;

        public int Count { get; private set; }

        public void Add(int row)
        {
            if (Count < rows.Length)
                rows[Count++] = row;
        }
    }
}
