using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Retrieval.Text.Analysis;

/// <summary>Words split at anything that is no letter or digit, lower-cased: no stemming, no stop words. What benchmarks compare with.</summary>
internal sealed class UndeterminedAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
        new(new LetterOrDigitTokenizer(reader));

    private sealed class LetterOrDigitTokenizer(TextReader input) : CharTokenizer(LuceneVersion.LUCENE_48, input)
    {
        protected override bool IsTokenChar(int c) => c < 128 ? char.IsAsciiLetterOrDigit((char)c) : IsLetterOrDigit(c);

        protected override int Normalize(int c) => c < 128 ? char.ToLowerInvariant((char)c) : ToLower(c);

        private static bool IsLetterOrDigit(int c) => System.Text.Rune.IsValid(c) && System.Text.Rune.IsLetterOrDigit(new System.Text.Rune(c));

        private static int ToLower(int c) => System.Text.Rune.IsValid(c) ? System.Text.Rune.ToLowerInvariant(new System.Text.Rune(c)).Value : c;
    }
}
