using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Buffers;

/// <summary>
/// The distinct terms of a buffer, numbered as they come: open addressing with linear probing, at most half full. Nearly all of a lookup is
/// waiting for memory, so the words of a text are looked up together (<see cref="Add"/> each, then <see cref="Resolve"/> each): first all
/// are hashed, then all slots are read, then all are compared, and the processor waits for many of them at once. Lucene.Net's hash reads
/// four places that each say where the next one is, word by word.
/// </summary>
internal sealed class TermTable
{
    private const int FewestSlots = 1 << 16;
    private const int MostBytesOfChar = 3;

    private readonly List<PendingTerm> pending = [];
    private BufferedTerm[] slots = new BufferedTerm[FewestSlots];
    private (int Start, int Length)[] places = new (int, int)[FewestSlots / 2];
    private byte[] text = new byte[1 << 20];
    private byte[] pendingText = new byte[1 << 12];
    private int textLength;
    private int pendingLength;

    public int Count { get; private set; }

    /// <summary>Bytes that the terms take.</summary>
    public long Bytes => textLength + (2L * Unsafe.SizeOf<BufferedTerm>() * Count);

    public ReadOnlySpan<byte> TextOf(int id) => text.AsSpan(places[id].Start, places[id].Length);

    /// <summary>The text of a term for Lucene.Net; the array is ours and must not be written to.</summary>
    public (byte[] Bytes, int Start, int Length) ArrayOf(int id) => (text, places[id].Start, places[id].Length);

    public void Clear()
    {
        Array.Clear(slots);
        pending.Clear();
        Count = textLength = pendingLength = 0;
    }

    /// <summary>Takes a word of a text.</summary>
    public void Add(ReadOnlySpan<char> term)
    {
        int most = checked(pendingLength + (MostBytesOfChar * term.Length));
        if (most > pendingText.Length)
            Array.Resize(ref pendingText, 2 * most);
        Span<byte> utf8 = pendingText.AsSpan(pendingLength);
        if (Ascii.FromUtf16(term, utf8, out int length) != OperationStatus.Done)
            length = Encoding.UTF8.GetBytes(term, utf8);
        ulong hash = XxHash3.HashToUInt64(utf8[..length]);
        pending.Add(new PendingTerm(hash, pendingLength, length));
        pendingLength += length;
    }

    /// <summary>Reads the slots of the words added.</summary>
    /// <returns>How many words there are.</returns>
    public int Seek()
    {
        while (Count + pending.Count > places.Length)
            Grow();
        Span<PendingTerm> words = CollectionsMarshal.AsSpan(pending);
        int mask = slots.Length - 1;
        for (int i = 0; i < words.Length; i++)
        {
            ref PendingTerm word = ref words[i];
            int slot = (int)word.Hash & mask;
            while (slots[slot].Hash != word.Hash && slots[slot].Number != 0)
                slot = (slot + 1) & mask;
            word.Slot = slot;
            Prefetch(ref text[slots[slot].Start]);
        }

        return words.Length;
    }

    /// <summary>The term that a word is, which is new where it was not there.</summary>
    /// <param name="index">Of the words added, after <see cref="Seek"/>, in their order.</param>
    /// <exception cref="ArgumentException">The term is longer than Lucene.Net takes.</exception>
    public ref BufferedTerm Resolve(int index)
    {
        ref readonly PendingTerm word = ref CollectionsMarshal.AsSpan(pending)[index];
        ReadOnlySpan<byte> bytes = pendingText.AsSpan(word.Start, word.Length);
        int mask = slots.Length - 1;
        for (int slot = word.Slot; ; slot = (slot + 1) & mask)
        {
            ref BufferedTerm term = ref slots[slot];
            if (term.Number == 0)
            {
                Insert(ref term, word.Hash, bytes);
                return ref term;
            }

            if (term.Hash == word.Hash && text.AsSpan(term.Start, term.Length).SequenceEqual(bytes))
                return ref term;
        }
    }

    /// <summary>Ends the text; its words are resolved.</summary>
    public void EndText()
    {
        pending.Clear();
        pendingLength = 0;
    }

    /// <summary>The numbers of all terms, in the order of their UTF-8.</summary>
    public int[] Sorted()
    {
        var ids = new int[Count];
        var begins = new ulong[Count];
        for (int id = 0; id < ids.Length; id++)
        {
            ids[id] = id;
            begins[id] = BeginOf(TextOf(id));
        }

        begins.AsSpan().Sort(ids.AsSpan());
        for (int from = 0, to; from < ids.Length; from = to)
        {
            for (to = from + 1; to < ids.Length && begins[to] == begins[from];)
                to++;
            if (to - from > 1)
                ids.AsSpan(from, to - from).Sort((a, b) => TextOf(a).SequenceCompareTo(TextOf(b)));
        }

        return ids;
    }

    /// <summary>The first eight bytes as a number that is ordered like them.</summary>
    private static ulong BeginOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        ulong begin = 0;
        for (int i = 0; i < sizeof(ulong); i++)
            begin = (begin << 8) | (i < bytes.Length ? bytes[i] : 0u);
        return begin;
    }

    /// <summary>Has memory read that will be looked at soon. An array that is moved meanwhile is read where it was, which does nothing.</summary>
    private static unsafe void Prefetch(ref byte memory)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref memory));
    }

    private void Insert(ref BufferedTerm term, ulong hash, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > IndexWriter.MAX_TERM_LENGTH)
            throw new ArgumentException($"a term has {bytes.Length} bytes, more than {IndexWriter.MAX_TERM_LENGTH}; it begins with \"{Encoding.UTF8.GetString(bytes[..30])}\"");
        if (textLength + bytes.Length > text.Length)
            Array.Resize(ref text, (int)Math.Min(Array.MaxLength, 2L * text.Length));
        bytes.CopyTo(text.AsSpan(textLength));
        places[Count++] = (textLength, bytes.Length);
        term = new BufferedTerm { Hash = hash, Number = Count, Start = textLength, Length = bytes.Length };
        textLength += bytes.Length;
    }

    private void Grow()
    {
        Array.Resize(ref places, 2 * places.Length);
        BufferedTerm[] before = slots;
        slots = new BufferedTerm[2 * before.Length];
        int mask = slots.Length - 1;
        foreach (ref readonly BufferedTerm term in before.AsSpan())
        {
            if (term.Number == 0)
                continue;
            int slot = (int)term.Hash & mask;
            while (slots[slot].Number != 0)
                slot = (slot + 1) & mask;
            slots[slot] = term;
        }
    }

    /// <summary>A word that is looked up.</summary>
    private struct PendingTerm(ulong hash, int start, int length)
    {
        public readonly ulong Hash = hash;
        public readonly int Start = start, Length = length;

        /// <summary>The first slot that has its hash, or is empty.</summary>
        public int Slot;
    }
}

/// <summary>A slot of the table: a term, where its text lies, and where it last stood. Half a line of the cache.</summary>
internal struct BufferedTerm
{
    public ulong Hash;

    /// <summary>The term's number plus one; 0 where the slot is empty.</summary>
    public int Number;
    public int Start;
    public int Length;

    /// <summary>The text, counted through, that held it last, and its posting there.</summary>
    public int LastText;
    public int LastPosting;
}
