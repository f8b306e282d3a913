using Retrieval.Tests.Shared;
using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>The outside development sentences, where they are at hand: the floor that was reached holds in each language.</summary>
public sealed class DevelopmentSentencesTests
{
    [Fact]
    public void TheDevelopmentSentencesAreUnderstoodInEachLanguage()
    {
        Scorer scorer = GoldFile.Score(Workspace.Outside("data", "understanding", "dev.jsonl"));
        foreach ((string language, Scorer.Tally tally) in scorer.Languages)
        {
            TestContext.Current.SendDiagnosticMessage($"{language}: {tally}");
            Assert.True(tally.ExactShare >= 0.98 && tally.LanguageShare >= 0.99, $"{language}: {tally}\n{string.Join('\n', scorer.Errors)}");
        }
    }
}
