using Retrieval.Tests.Shared;
using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>
/// The project's own sentences with gold. <c>Data/learnt</c>: the phrases and the grammar were built while looking at them.
/// <c>Data/unseen</c>: written by others, and read once before what they showed was mended; its <c>README.md</c> has the figures of those
/// first readings, which tell what to expect of sentences nobody has seen.
/// </summary>
public sealed class OwnSentencesTests
{
    public static TheoryData<string> LearntFiles => Files("learnt");
    public static TheoryData<string> UnseenFiles => Files("unseen");

    [Theory]
    [MemberData(nameof(LearntFiles))]
    public void LearntSentencesAreUnderstood(string name) => AssertFloor(Score("learnt", name), name, exact: 0.98, language: 0.98);

    [Theory]
    [MemberData(nameof(UnseenFiles))]
    public void UnseenSentencesAreUnderstood(string name) => AssertFloor(Score("unseen", name), name, exact: 0.98, language: IsFirstClass(name) ? 0.98 : 0.95, text: IsFirstClass(name) ? 0.9 : 0.85, purpose: IsFirstClass(name) ? 0.98 : 0.97);

    private static bool IsFirstClass(string name) => Path.GetFileNameWithoutExtension(name) is "en" or "fr" or "de" or "es" or "zh";

    private static TheoryData<string> Files(string folder)
        => new(Directory.GetFiles(Workspace.PathOf("tests", "Retrieval.Understanding.Tests", "Data", folder), "*.jsonl").Select(path => Path.GetFileName(path)));

    private static Scorer Score(string folder, string name)
        => GoldFile.Score(Workspace.PathOf("tests", "Retrieval.Understanding.Tests", "Data", folder, name));

    private static void AssertFloor(Scorer scorer, string name, double exact, double language, double text = 0.9, double purpose = 0.98)
    {
        Scorer.Tally tally = Assert.Single(scorer.Languages).Value;
        TestContext.Current.SendDiagnosticMessage($"{name}: {tally}");
        Assert.True(tally.ExactShare >= exact && tally.LanguageShare >= language && tally.TextF1 / tally.Sentences >= text && (double)tally.Purpose / tally.Sentences >= purpose, $"{name}: {tally}\n{string.Join('\n', scorer.Errors)}");
    }
}
