using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Text.Analysis;

/// <summary>
/// Cuts a product's or a shopper's text into tokens of the folded form (<see cref="TextFolding"/>): runs of letters and digits,
/// numbers with their decimals, Han character by character. It also makes the spellings of one thing meet by writing further
/// tokens at the same position (<see cref="TokenCuts"/>): <c>WH-1000XM5</c>, <c>wh1000xm5</c> and <c>WH 1000 XM5</c>;
/// <c>500ml</c> and <c>500 ml</c>; <c>T-shirt</c> and <c>tshirt</c>. Tokens with a digit are marked as keywords, so that no stemmer touches them.
/// </summary>
internal sealed class ShopTokenizer : Tokenizer
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute position;
    private readonly IOffsetAttribute offset;
    private readonly ITypeAttribute type;
    private readonly IKeywordAttribute keyword;

    private readonly List<Cut> cuts = [];
    private readonly char[] buffer = new char[4096];
    private int next;
    private int end;

    public ShopTokenizer(TextReader input) : base(input)
    {
        term = AddAttribute<ICharTermAttribute>();
        position = AddAttribute<IPositionIncrementAttribute>();
        offset = AddAttribute<IOffsetAttribute>();
        type = AddAttribute<ITypeAttribute>();
        keyword = AddAttribute<IKeywordAttribute>();
    }

    public override void Reset()
    {
        base.Reset();
        cuts.Clear();
        next = 0;
        string text = TextFolding.Fold(ReadAll());
        end = text.Length;
        TokenCuts.Of(text, cuts);
    }

    public override bool IncrementToken()
    {
        if (next == cuts.Count) return false;
        ClearAttributes();
        Cut cut = cuts[next++];
        term.SetEmpty().Append(cut.Text);
        position.PositionIncrement = cut.AtSamePosition ? 0 : 1;
        offset.SetOffset(cut.Start, cut.End);
        type.Type = cut.Kind == CutKind.Han ? StandardTokenizer.TOKEN_TYPES[StandardTokenizer.IDEOGRAPHIC] : StandardTokenizer.TOKEN_TYPES[StandardTokenizer.ALPHANUM];
        keyword.IsKeyword = cut.Kind == CutKind.WithDigit;
        return true;
    }

    public override void End()
    {
        base.End();
        offset.SetOffset(end, end);
    }

    private string ReadAll()
    {
        int read = m_input.Read(buffer, 0, buffer.Length);
        if (read < buffer.Length) return new string(buffer, 0, Math.Max(0, read));
        return new string(buffer) + m_input.ReadToEnd();
    }
}
