using CsCheck;
using Retrieval.Text.Languages;
using Retrieval.Tests.Shared;

namespace Retrieval.Text.Tests.Languages;

/// <summary>Sentences and queries get their language; texts that no language owns are undetermined; nothing breaks the identifier.</summary>
public sealed class LanguageIdentifierTests
{
    [Theory]
    [InlineData("smoothie blender under 60 euros", Language.En)]
    [InlineData("quiet dishwasher with cutlery drawer", Language.En)]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", Language.Fr)]
    [InlineData("aspirateur sans sac", Language.Fr)]
    [InlineData("ich suche einen leisen Staubsauger", Language.De)]
    [InlineData("Regenjacke Kinder", Language.De)]
    [InlineData("zapatillas de correr mujer", Language.Es)]
    [InlineData("busco una lampara para el salon", Language.Es)]
    [InlineData("60元以下的榨汁机", Language.Zh)]
    [InlineData("micro sd 卡", Language.Zh)]
    [InlineData("scarpe da corsa uomo", Language.It)]
    [InlineData("frigideira antiaderente com tampa", Language.Pt)]
    [InlineData("waterdichte wandelschoenen voor heren", Language.Nl)]
    public void A_text_gets_its_language(string text, Language expected) => Assert.Equal(expected, LanguageIdentifier.Identify(text).Language);

    [Theory]
    [InlineData("")]
    [InlineData("42 %")]
    [InlineData("usb hdmi")]
    public void A_text_of_no_language_is_undetermined(string text) => Assert.Equal(new LanguageGuess(Language.Und, 0), LanguageIdentifier.Identify(text));

    /// <summary>Short queries, those only that are written in one of the five languages alone: 63 en, 75 fr, 60 de, 74 es, 83 zh.</summary>
    [Theory]
    [InlineData(Language.En, "dev.queries.tsv", 0.93)]
    [InlineData(Language.Fr, "dev.queries.fr.tsv", 0.86)]
    [InlineData(Language.De, "dev.queries.de.tsv", 0.81)]
    [InlineData(Language.Es, "dev.queries.es.tsv", 0.88)]
    [InlineData(Language.Zh, "dev.queries.zh.tsv", 1.0)]
    public void Short_queries_of_one_language_are_told(Language language, string file, double floor)
    {
        string[] files = ["dev.queries.tsv", "dev.queries.fr.tsv", "dev.queries.de.tsv", "dev.queries.es.tsv", "dev.queries.zh.tsv"];
        var queries = files.ToDictionary(name => name, name => File.ReadLines(Workspace.Outside("data", "icecat", name)).Select(line => line.Split('\t')[1].ToLowerInvariant()).ToHashSet());
        var own = queries[file].Where(query => files.Count(name => queries[name].Contains(query)) == 1).ToArray();
        string[] wrong = [.. own.Where(query => LanguageIdentifier.Identify(query).Language != language)];
        Assert.True(1 - (wrong.Length / (double)own.Length) >= floor, $"{wrong.Length} of {own.Length} wrong: {string.Join("; ", wrong)}");
    }

    [Fact]
    public void Probabilities_of_a_text_sum_to_one() =>
        Assert.Equal(1, LanguageCodes.All.Sum(language => LanguageIdentifier.Probability("lampe de bureau", language)), precision: 4);

    [Fact]
    public void No_text_however_broken_stops_the_identifier() =>
        Gen.String.Sample(text => Assert.InRange(LanguageIdentifier.Identify(text).Confidence, 0, 1), seed: "abxi-Y36ZhP1", iter: 1000);
}
