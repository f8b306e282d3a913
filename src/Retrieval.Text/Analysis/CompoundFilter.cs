using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Util;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Analysis;

/// <summary>Writes the parts of a compound beside it, at its position (<c>smoothiemixer</c> → <c>smoothie</c>, <c>mixer</c>).</summary>
internal sealed class CompoundFilter : TokenFilter
{
    private readonly CompoundVocabulary vocabulary;
    private readonly Language language;
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute position;
    private readonly IKeywordAttribute keyword;
    private readonly Queue<string> parts = new();
    private AttributeSource.State? compound;

    public CompoundFilter(TokenStream input, CompoundVocabulary vocabulary, Language language) : base(input)
    {
        this.vocabulary = vocabulary;
        this.language = language;
        term = AddAttribute<ICharTermAttribute>();
        position = AddAttribute<IPositionIncrementAttribute>();
        keyword = AddAttribute<IKeywordAttribute>();
    }

    public override bool IncrementToken()
    {
        if (parts.TryDequeue(out string? part))
        {
            RestoreState(compound);
            term.SetEmpty().Append(part);
            position.PositionIncrement = 0;
            return true;
        }
        if (!m_input.IncrementToken()) return false;
        if (keyword.IsKeyword) return true;
        foreach (string found in vocabulary.Split(term.ToString(), language)) parts.Enqueue(found);
        if (parts.Count > 0) compound = CaptureState();
        return true;
    }

    public override void Reset()
    {
        base.Reset();
        parts.Clear();
        compound = null;
    }
}
