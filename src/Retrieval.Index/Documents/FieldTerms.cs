using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Retrieval.Index.Documents;

/// <summary>
/// Gathers the terms of a document, each under the first field that holds it: from them an answer tells which words of a query stand in a
/// product, and where, without analysing its texts again. A term is kept as 32 bits of its hash: an answer compares some thousands, so
/// that one answer in a million names a word wrongly. Not thread-safe; reused for the next document.
/// </summary>
internal sealed class FieldTerms
{
    private readonly HashSet<uint> seen = [];
    private readonly List<uint> terms = [];
    private readonly List<int> ends = [];
    private readonly List<byte> positions = [];

    /// <summary>Distinct terms, those of the first field first.</summary>
    public ReadOnlySpan<uint> Terms => CollectionsMarshal.AsSpan(terms);

    /// <summary>For each field the end of its terms.</summary>
    public ReadOnlySpan<int> Ends => CollectionsMarshal.AsSpan(ends);

    /// <summary>Positions of the first field's terms, 255 for those behind <see cref="TermPlace.LastPosition"/>.</summary>
    public ReadOnlySpan<byte> Positions => CollectionsMarshal.AsSpan(positions);

    /// <summary>What a term is kept as: the low half of XxHash3 over its UTF-16.</summary>
    public static uint KeyOf(ReadOnlySpan<char> term) => (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(term));

    public void Clear()
    {
        seen.Clear();
        terms.Clear();
        ends.Clear();
        positions.Clear();
    }

    /// <summary>Adds a term of the present field.</summary>
    /// <param name="term">The term.</param>
    /// <param name="position">Its position in the field, from 0.</param>
    public void Add(ReadOnlySpan<char> term, int position)
    {
        uint key = KeyOf(term);
        if (!seen.Add(key)) return;
        terms.Add(key);
        if (ends.Count == 0) positions.Add((byte)Math.Min(position, byte.MaxValue));
    }

    /// <summary>Goes on to the next field.</summary>
    public void EndField() => ends.Add(terms.Count);
}
