using System.Runtime.CompilerServices;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Norms;

/// <summary>Sentences of our own in eight languages with the norms and compatibilities that they ask for; half of them were not looked at while the grammar was built.</summary>
public class NormSentencesTests
{
    [Theory]
    [InlineData("learnt", 1)]
    [InlineData("unseen", 1)]
    [InlineData("later", 0.98)]
    public void A_norm_or_a_compatibility_is_recognised(string half, double least)
    {
        var missed = new List<string>();
        string[] rows = File.ReadAllLines(Path.Combine(Folder(), "..", "Data", "norms", $"{half}.tsv"));
        foreach (string row in rows)
        {
            string[] cells = row.Split('\t');
            LanguageCodes.TryParse(cells[0], out Language language);
            ShoppingIntent intent = SentenceReader.Understand(cells[1], new UnderstandingContext(Language: language));
            string found = string.Join(", ", intent.Norms.SelectMany(static norm => norm.Terms));
            if (found != cells[2]) missed.Add($"{cells[1]}: {cells[2]} expected, {found} found");
        }
        double share = 1 - ((double)missed.Count / rows.Length);
        TestContext.Current.SendDiagnosticMessage($"{half}: {share:P1} of {rows.Length}");
        Assert.True(share >= least, $"{share:P1}\n{string.Join('\n', missed)}");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
