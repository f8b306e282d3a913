using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Text.Analysis;

/// <summary>
/// Takes the final vowel off short words, which the light stemmers of Spanish and Italian leave alone while they shorten the plural:
/// without it <c>vaso</c> and <c>vasos</c>, <c>tazza</c> and <c>tazze</c> would part.
/// </summary>
internal sealed class FinalVowelFilter : TokenFilter
{
    private const int Shortest = 4;
    private readonly int longest;
    private readonly ICharTermAttribute term;
    private readonly IKeywordAttribute keyword;

    public FinalVowelFilter(TokenStream input, int longest) : base(input)
    {
        this.longest = longest;
        term = AddAttribute<ICharTermAttribute>();
        keyword = AddAttribute<IKeywordAttribute>();
    }

    public override bool IncrementToken()
    {
        if (!m_input.IncrementToken()) return false;
        bool isShort = term.Length >= Shortest && term.Length <= longest && !keyword.IsKeyword;
        if (isShort && term.Buffer[term.Length - 1] is 'a' or 'e' or 'i' or 'o') term.Length--;
        return true;
    }
}
