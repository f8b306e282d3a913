using System.Runtime.InteropServices;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// A column of words while it is written: its distinct texts in the order of their bytes, and for each document the places of its texts among
/// them. <see cref="WordValues"/> reads it. Documents come in their order.
/// </summary>
internal sealed class WordColumn
{
    private readonly Dictionary<byte[], int> ids = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private readonly List<byte[]> texts = [];
    private readonly List<(int Document, int Id)> words = [];

    public WordColumn() => lookup = ids.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The number by which a text is added.</summary>
    public int IdOf(ReadOnlySpan<byte> text)
    {
        if (lookup.TryGetValue(text, out int id))
            return id;
        byte[] kept = text.ToArray();
        ids.Add(kept, texts.Count);
        texts.Add(kept);
        return texts.Count - 1;
    }

    public void Add(int document, int id) => words.Add((document, id));

    public void Write(ColumnOutput output, int documents)
    {
        byte[][] sorted = [.. texts];
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order, Utf8Comparer.Instance);
        var ordinalOf = new int[order.Length];
        for (int ordinal = 0; ordinal < order.Length; ordinal++)
            ordinalOf[order[ordinal]] = ordinal;
        (int[] starts, int[] ordinals) = ByDocument(documents, ordinalOf);
        bool isSingle = IsSingle(starts);
        output.Write<int>([sorted.Length, ordinals.Length, isSingle ? 1 : 0]);
        WriteTexts(output, sorted);
        if (isSingle)
        {
            WriteCodes(output, ByDocument(starts, ordinals), sorted.Length);
            return;
        }

        output.Write<int>(starts);
        WriteCodes(output, ordinals, sorted.Length);
    }

    /// <summary>As many bytes as every number up to the given one needs.</summary>
    public static int WidthOf(int most) => most <= byte.MaxValue ? 1 : most <= ushort.MaxValue ? 2 : 4;

    private (int[] Starts, int[] Ordinals) ByDocument(int documents, int[] ordinalOf)
    {
        var starts = new int[documents + 1];
        var ordinals = new List<int>(words.Count);
        int next = 0;
        for (int document = 0; document < documents; document++)
        {
            int first = ordinals.Count;
            for (; next < words.Count && words[next].Document == document; next++)
                ordinals.Add(ordinalOf[words[next].Id]);
            if (ordinals.Count - first > 1)
                KeepDistinct(ordinals, first);
            starts[document + 1] = ordinals.Count;
        }

        return (starts, [.. ordinals]);
    }

    private static void KeepDistinct(List<int> ordinals, int first)
    {
        Span<int> own = CollectionsMarshal.AsSpan(ordinals)[first..];
        own.Sort();
        int kept = 1;
        for (int i = 1; i < own.Length; i++)
        {
            if (own[i] != own[kept - 1])
                own[kept++] = own[i];
        }

        ordinals.RemoveRange(first + kept, own.Length - kept);
    }

    private static bool IsSingle(int[] starts)
    {
        for (int document = 1; document < starts.Length; document++)
        {
            if (starts[document] - starts[document - 1] > 1)
                return false;
        }

        return true;
    }

    /// <summary>One above the ordinal of each document; 0 where it has none.</summary>
    private static int[] ByDocument(int[] starts, int[] ordinals)
    {
        var codes = new int[starts.Length - 1];
        for (int document = 0; document < codes.Length; document++)
        {
            if (starts[document + 1] > starts[document])
                codes[document] = ordinals[starts[document]] + 1;
        }

        return codes;
    }

    private static void WriteTexts(ColumnOutput output, byte[][] sorted)
    {
        var ends = new long[sorted.Length];
        long end = 0;
        for (int i = 0; i < sorted.Length; i++)
            ends[i] = end += sorted[i].Length;
        output.Write<long>(ends);
        foreach (byte[] text in sorted)
            output.WriteBytes(text);
        output.Align();
    }

    private static void WriteCodes(ColumnOutput output, int[] codes, int most)
    {
        switch (WidthOf(most))
        {
            case 1: output.Write<byte>(Array.ConvertAll(codes, static code => (byte)code)); break;
            case 2: output.Write<ushort>(Array.ConvertAll(codes, static code => (ushort)code)); break;
            default: output.Write<int>(codes); break;
        }
    }
}
