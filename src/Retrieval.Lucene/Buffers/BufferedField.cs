using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;

namespace Retrieval.Lucene.Buffers;

/// <summary>One field of a buffer: its postings in the order of documents, norms, and values that are stored or a column.</summary>
internal sealed class BufferedField(string name, IIndexableFieldType type)
{
    private readonly PartList<TermPosting> postings = new();
    private readonly List<(int Document, int End)> holders = [];
    private readonly List<long> norms = [];
    private readonly List<int> positions = [];
    private TokenStream? stream;
    private ICharTermAttribute? term;
    private IPositionIncrementAttribute? increment;
    private int last = -1;

    public string Name => name;

    public IIndexableFieldType Type => type;

    /// <summary>What is stored of each document.</summary>
    public BufferedValues Stored { get; } = new();

    /// <summary>The binary doc value of each document.</summary>
    public BufferedValues Column { get; } = new();

    public bool HasNorms => type.IsIndexed && !type.OmitNorms;

    /// <summary>Bytes that the field takes, with those that inverting it will.</summary>
    public long Bytes => (4L * sizeof(int) * postings.Count) + (24L * holders.Count) + Stored.Bytes + Column.Bytes;

    public void Clear()
    {
        postings.Clear();
        holders.Clear();
        norms.Clear();
        Stored.Clear();
        Column.Clear();
        last = -1;
    }

    /// <summary>Begins with a document; false where the field had it already.</summary>
    public bool Begin(int document) => last < (last = document);

    /// <summary>Takes the tokens of a document.</summary>
    /// <param name="document">The document, above all before.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="boost">The field's boost in it.</param>
    /// <param name="table">Numbers the terms.</param>
    /// <param name="text">Number of this field of this document, above all before.</param>
    /// <param name="similarity">Makes norms.</param>
    public void Invert(int document, TokenStream tokens, float boost, TermTable table, int text, Similarity similarity)
    {
        if (tokens != stream)
            (stream, term, increment) = (tokens, tokens.GetAttribute<ICharTermAttribute>(), tokens.AddAttribute<IPositionIncrementAttribute>());
        int position = -1, overlaps = 0;
        positions.Clear();
        tokens.Reset();
        while (tokens.IncrementToken())
        {
            int step = increment!.PositionIncrement;
            if (step == 0)
                overlaps++;
            position += step;
            if (position < 0)
                throw new ArgumentException($"field {name}: the first token stands {step} positions behind the begin; at least 1 is meant");
            table.Add(term!.Buffer.AsSpan(0, term.Length));
            positions.Add(position);
        }

        int length = table.Seek();
        for (int i = 0; i < length; i++)
        {
            ref BufferedTerm known = ref table.Resolve(i);
            if (known.LastText == text)
            {
                Repeat(known.LastPosting);
                continue;
            }

            (known.LastText, known.LastPosting) = (text, postings.Count);
            postings.Add(new TermPosting(known.Number - 1, HasPositions ? positions[i] : 1));
        }

        table.EndText();
        tokens.End();
        tokens.Dispose();
        holders.Add((document, postings.Count));
        if (HasNorms)
            norms.Add(similarity.ComputeNorm(new FieldInvertState(name, position, length, overlaps, offset: 0, boost)));
    }

    /// <summary>The postings of each term.</summary>
    /// <param name="sorted">All terms of the buffer in their order.</param>
    public InvertedField Inverted(int[] sorted)
    {
        var ends = new int[sorted.Length];
        for (int part = 0; part < postings.PartCount; part++)
        {
            foreach (TermPosting posting in postings.Part(part))
                ends[posting.Term]++;
        }

        int[] present = Array.FindAll(sorted, id => ends[id] > 0);
        int sum = 0;
        foreach (int id in present)
            (ends[id], sum) = (sum, sum + ends[id]);
        var inverted = GC.AllocateUninitializedArray<DocumentPosting>(postings.Count);
        int next = 0, holder = 0;
        for (int part = 0; part < postings.PartCount; part++)
        {
            foreach (TermPosting posting in postings.Part(part))
            {
                while (holders[holder].End == next)
                    holder++;
                inverted[ends[posting.Term]++] = new DocumentPosting(holders[holder].Document, posting.Value);
                next++;
            }
        }

        return new InvertedField(present, ends, inverted, HoldersOfTerms(), type.IndexOptions);
    }

    /// <summary>The norm of each document, 0 where it does not hold the field.</summary>
    public long[] Norms(int documents)
    {
        var all = new long[documents];
        for (int i = 0; i < norms.Count; i++)
            all[holders[i].Document] = norms[i];
        return all;
    }

    private bool HasPositions => type.IndexOptions == IndexOptions.DOCS_AND_FREQS_AND_POSITIONS;

    private void Repeat(int posting)
    {
        if (HasPositions)
            throw new NotSupportedException($"field {name} has a term twice in a document; a buffer keeps one position of a term");
        if (type.IndexOptions == IndexOptions.DOCS_AND_FREQS)
            postings[posting] = postings[posting] with { Value = postings[posting].Value + 1 };
    }

    private int HoldersOfTerms()
    {
        int count = 0, before = 0;
        foreach ((_, int end) in holders)
        {
            if (end > before)
                count++;
            before = end;
        }

        return count;
    }
}

/// <summary>A posting as a document brings it.</summary>
/// <param name="Term">The term's number.</param>
/// <param name="Value">Its frequency, or its one position.</param>
internal readonly record struct TermPosting(int Term, int Value);
