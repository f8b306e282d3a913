using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Lucene.Impacts;

/// <summary>
/// Writes an impact field: every distinct term of a document once, at the position that is its code (<see cref="ImpactCode"/>).
/// Lucene.Net has no way to hand over a term's weight while indexing, but keeps a position faithfully through flush, merge and any codec.
/// The field is indexed with positions and without norms.
/// </summary>
public sealed class ImpactTokenStream : TokenStream
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute position;
    private (string Text, int Code)[] terms = [];
    private int count;
    private int next;
    private int previousPosition;

    /// <summary>An empty stream; <see cref="SetTerms"/> fills it before each document.</summary>
    public ImpactTokenStream()
    {
        term = AddAttribute<ICharTermAttribute>();
        position = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>Takes the terms of the next document with their weights, each above 0.</summary>
    public void SetTerms(IReadOnlyDictionary<string, float> weights)
    {
        if (terms.Length < weights.Count) terms = new (string, int)[Math.Max(weights.Count, 2 * terms.Length)];
        count = 0;
        foreach ((string text, float weight) in weights) terms[count++] = (text, ImpactCode.Of(weight));
        // Positions must not fall from token to token.
        terms.AsSpan(0, count).Sort(static (a, b) => a.Code != b.Code ? a.Code.CompareTo(b.Code) : string.CompareOrdinal(a.Text, b.Text));
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        next = 0;
        previousPosition = -1;
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (next == count) return false;
        ClearAttributes();
        (string text, int code) = terms[next++];
        term.SetEmpty().Append(text);
        position.PositionIncrement = code - previousPosition;
        previousPosition = code;
        return true;
    }
}
