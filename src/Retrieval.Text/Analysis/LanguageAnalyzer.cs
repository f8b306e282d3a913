using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Tartarus.Snowball.Ext;
using Lucene.Net.Util;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Analysis;

/// <summary>
/// The chain of one language: <see cref="ShopTokenizer"/> → elisions and possessives → stop words → compounds → stemming.
/// Every chain writes Chinese as single characters with overlapping bigrams beside them, since titles mix scripts.
/// </summary>
internal sealed class LanguageAnalyzer(Language language, CompoundVocabulary? compounds) : Analyzer
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private readonly CharArraySet stopWords = new(Version, LanguageData.Words("stopwords", language), ignoreCase: false);
    private readonly CharArraySet elisions = new(Version, LanguageData.Words("elisions", language), ignoreCase: false);

    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
    {
        var tokenizer = new ShopTokenizer(reader);
        TokenStream stream = tokenizer;
        if (elisions.Count > 0) stream = new ElisionFilter(stream, elisions);
        stream = new EnglishPossessiveFilter(Version, stream);
        stream = new StopFilter(Version, stream, stopWords);
        stream = new CJKBigramFilter(stream, CJKScript.HAN, outputUnigrams: true);
        if (compounds is not null && language is Language.De or Language.Nl) stream = new CompoundFilter(stream, compounds!, language);
        if (language == Language.De) stream = new GermanNormalizationFilter(stream);
        return new TokenStreamComponents(tokenizer, Stemmed(stream));
    }

    private TokenStream Stemmed(TokenStream stream) => language switch
    {
        Language.En => new PorterStemFilter(stream),
        Language.Fr => new FrenchLightStemFilter(stream),
        Language.De => new GermanLightStemFilter(stream),
        Language.Es => new SpanishLightStemFilter(new FinalVowelFilter(stream, longest: 4)),
        Language.It => new ItalianLightStemFilter(new FinalVowelFilter(stream, longest: 5)),
        Language.Pt => new PortugueseLightStemFilter(stream),
        Language.Nl => new SnowballFilter(stream, new DutchStemmer()),
        _ => stream,
    };
}
