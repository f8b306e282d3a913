using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Retrieval.Lucene.Tests;

/// <summary>For writers whose fields bring their own tokens.</summary>
internal sealed class NoAnalyzer : Analyzer
{
    protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
        => throw new InvalidOperationException("every field brings its tokens");
}

/// <summary>The words between a text's blanks, as they are.</summary>
internal sealed class SplitWords : TokenStream
{
    private readonly string[] words;
    private readonly ICharTermAttribute term;
    private int next;

    public SplitWords(string text)
    {
        words = text.Split(' ');
        term = AddAttribute<ICharTermAttribute>();
    }

    public override void Reset() => next = 0;

    public override bool IncrementToken()
    {
        if (next == words.Length)
            return false;
        ClearAttributes();
        term.SetEmpty().Append(words[next++]);
        return true;
    }
}
