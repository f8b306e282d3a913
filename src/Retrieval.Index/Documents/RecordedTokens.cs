using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Index.Documents;

/// <summary>
/// The tokens of a text, analysed once: their terms are told while they are recorded, and Lucene.Net gets the recording as a stream of
/// terms and positions, without offsets. Not thread-safe; one for each field of a document, reused for the next document.
/// </summary>
internal sealed class RecordedTokens : TokenStream
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute ownIncrement;
    private readonly List<(int End, int Increment)> tokens = [];
    private char[] text = new char[1024];
    private int next;

    public RecordedTokens()
    {
        term = AddAttribute<ICharTermAttribute>();
        ownIncrement = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>Analyses a text in place of the one before.</summary>
    public void Record(Analyzer analyzer, string field, string source, FieldTerms terms)
    {
        tokens.Clear();
        int length = 0, position = -1;
        using TokenStream stream = analyzer.GetTokenStream(field, source);
        var word = stream.AddAttribute<ICharTermAttribute>();
        var increment = stream.AddAttribute<IPositionIncrementAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            ReadOnlySpan<char> written = word.Buffer.AsSpan(0, word.Length);
            if (length + written.Length > text.Length) Array.Resize(ref text, Math.Max(2 * text.Length, length + written.Length));
            written.CopyTo(text.AsSpan(length));
            length += written.Length;
            tokens.Add((length, increment.PositionIncrement));
            if (increment.PositionIncrement > 0 || position < 0) position++;
            terms.Add(written, position);
        }
        stream.End();
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        next = 0;
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (next == tokens.Count) return false;
        // Both attributes are set each time, and there are no others.
        int start = next == 0 ? 0 : tokens[next - 1].End;
        (int end, int increment) = tokens[next++];
        term.CopyBuffer(text, start, end - start);
        ownIncrement.PositionIncrement = increment;
        return true;
    }
}
