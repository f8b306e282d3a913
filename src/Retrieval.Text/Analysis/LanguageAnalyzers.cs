using Lucene.Net.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Analysis;

/// <summary>
/// One analysis chain a language, the same for documents and queries. German and Dutch chains split compounds against the words
/// of a catalogue, so an index keeps its own <see cref="LanguageAnalyzers"/> with the vocabulary it was built with.
/// Safe for concurrent use; analyzers must not be disposed by callers.
/// </summary>
public sealed class LanguageAnalyzers
{
    private readonly Analyzer[] analyzers;

    /// <summary>Makes the chains.</summary>
    /// <param name="compounds">Words that German and Dutch compounds are split into; null splits none.</param>
    public LanguageAnalyzers(CompoundVocabulary? compounds = null)
    {
        analyzers = new Analyzer[LanguageCodes.All.Count + 1];
        analyzers[(int)Language.Und] = new UndeterminedAnalyzer();
        foreach (Language language in LanguageCodes.All) analyzers[(int)language] = new LanguageAnalyzer(language, compounds);
    }

    /// <summary>The chain of a language. <see cref="Language.Und"/> splits at anything that is no letter or digit and lower-cases, nothing else.</summary>
    public Analyzer For(Language language) => analyzers[(int)language];
}
