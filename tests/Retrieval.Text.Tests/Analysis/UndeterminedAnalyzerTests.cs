using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;
using System.Text;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Tests.Analysis;

/// <summary>That text of no known language is cut as Lucene.Net's tokenizer of characters cuts it, offsets included.</summary>
public sealed class UndeterminedAnalyzerTests
{
    private static readonly string[] Parts = ["a", "B", "7", "é", "İ", "ß", "中", "٣", "𝐀", "𐐀", " ", "-", "\n", "\u0301", "\uD800", "\uDC00", "¾", "word", new string('y', 254), new string('z', 700)];

    [Fact]
    public void Tokens_are_those_of_the_tokenizer_of_characters()
    {
        var random = new Random(3);
        Analyzer ours = new LanguageAnalyzers().For(Language.Und);
        using var twin = new TwinAnalyzer();
        int tokens = 0;
        for (int i = 0; i < 5_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Parts[random.Next(Parts.Length - (i % 10 == 0 ? 0 : 2))]));
            List<(string, int, int)> expected = TokensOf(twin, text);
            Assert.Equal(expected, TokensOf(ours, text));
            tokens += expected.Count;
        }
        Assert.True(tokens > 10_000);
    }

    private static List<(string Term, int Start, int End)> TokensOf(Analyzer analyzer, string text)
    {
        var tokens = new List<(string, int, int)>();
        using TokenStream stream = analyzer.GetTokenStream("text", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken()) tokens.Add((term.ToString(), offset.StartOffset, offset.EndOffset));
        stream.End();
        tokens.Add(("", offset.StartOffset, offset.EndOffset));
        return tokens;
    }

    private sealed class TwinAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) => new(new Twin(reader));
    }

    private sealed class Twin(TextReader input) : CharTokenizer(LuceneVersion.LUCENE_48, input)
    {
        protected override bool IsTokenChar(int c) => Rune.IsValid(c) && Rune.IsLetterOrDigit(new Rune(c));

        protected override int Normalize(int c) => Rune.ToLowerInvariant(new Rune(c)).Value;
    }
}
