using Retrieval.Tests.Shared;
using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>
/// The project's own sentences with gold. <c>Data/learnt</c>: the phrases and the grammar were built while looking at them.
/// <c>Data/unseen</c>: written afterwards in three sittings; at their first reading 95.6 % of 274 constraint sets were exact, then 96.0 % of 150
/// (en fr de es zh) and 83.3 % of 30 (it pt nl). A fourth sitting wrote harder ones, as people chat with shops: 89.4 % of 245; after the slips
/// of one half were mended 88.4 % of the other; after those too 95.2 % of 124 written last. A fifth sitting wrote sentences of all trades with every kind of constraint: 83.0 % of 100 at their first
/// reading; after the slips of those were mended 82.0 %, 89.0 % and 89.2 % of three more sets of 100, 100 and 120 (the last by language: en 90, fr 95,
/// de 90, es 100, zh 80). Two sets of 125 by
/// a writer who knew nothing of the engine: 91.2 % (en 92, fr 92, de 96, es 80, zh 96) and 89.6 % (en 88, fr 84, de 92, es 92, zh 92) at their first reading; the
/// second, still unseen after the slips of the first and of 100 more of other trades (78.0 %) were mended, 92.8 % (en 96, the others 92). Two more such sets: 98.2 % of 110
/// in eight languages, many of them one sentence translated, and, unseen after those slips, 93.0 % of 100 (en 90, fr 95, de 95, es 85, zh 100). Two sets of 120
/// in eight languages by a writer who knew nothing of the engine: 94.2 % (en 87, fr 100, de 100, es 87, zh 93, it 93, nl 100, pt 93) and, unseen after those slips, 91.7 %
/// (en 93, fr 100, de 87, es 100, zh 80, it 93, nl 87, pt 93). Two more by such a writer, 100 in five languages each, that prefer the second or third way of saying a thing:
/// 92.0 % (en 95, fr 85, de 100, es 85, zh 95) and, unseen after those slips, 90.0 % (en 80, fr 100, de 100, es 85, zh 85). Ten writers
/// with a language each, who went through all trades and looked for traps: 86.6 % of 500 (en 88, fr 87, de 87, es 87, zh 84) and, unseen after those slips, 90.0 % of 500
/// (en 91, fr 96, de 94, es 83, zh 86) and 91.7 % of 120 (it 95, pt 93, nl 88); 93.1 % of 320 that other writers
/// made after those (en 88, fr 97, de 88, es 98, zh 94);
/// and 96.7 % of 375 in everyday wording after those (en 93, fr 95, de 100, es 97, zh 98, it 96, pt 100, nl 96); 96.4 % of 250 more
/// (de 98, the others 96); 92.0 % of 400 that others looked for traps in (en 90, fr 96, de 91, es 93, zh 90); 95.7 % of 210 in everyday wording after those (en 98, fr 98, de 93, es 93, zh 98); 86.3 %
/// of 300 by writers who went through kinds of constraints and ways to say them (en 90, fr 87, de 88, es 82, zh 85); 90.0 % of 250 after those (en 92, fr 92, de 86, es 92, zh 88);
/// 95.0 % of 300 in everyday and terse wording after those (en 97, fr 97, de 92, es 95, zh 95) and, unseen
/// after the slips of those, 91.7 % of 300 as people speak (en 88, fr 92, de 93, es 97, zh 88);
/// 92.8 % of 180 in three languages after those (fr 93, es 90, zh 95) and 85.8 % of 120 by the same kind of writers (en 92, de 80); 92.8 % of 250 in
/// everyday wording after those (en 96, fr 96, de 88, es 90, zh 94) and, unseen after the slips of those, 95.0 % of 200 (en 93, fr 98, the others 95),
/// then 90.0 % of 200 that lean towards parts, plumbing, pets, crafts, camping and orders for kitchens (en 88, fr 88, de 93, es 88, zh 95);
/// 92.8 % of 250 that prefer another way of saying a thing (en 94, fr 90, de 88, es 96, zh 96) and, unseen after the slips of those, 95.0 % of 300 in everyday
/// wording (en 90, fr 97, de 95, es 95, zh 98), then 95.0 % of 300 that tell of gifts, baskets, comparisons and accessories (en 98, fr 95, de 90, es 95, zh 97;
/// what the shopper is up to 93.0 %). This tells what to expect of sentences nobody has seen. General slips that they showed were mended since.
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
