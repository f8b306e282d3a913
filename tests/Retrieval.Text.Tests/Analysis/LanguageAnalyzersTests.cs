using CsCheck;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Text.Tests.Analysis;

/// <summary>
/// What the chains promise: 1 spellings of one thing share a term; 2 words that carry meaning survive the stop lists;
/// 3 inflected forms meet; 4 Chinese is searched by characters and bigrams; 5 German compounds meet their parts;
/// 6 no input, however broken, stops a chain.
/// </summary>
public sealed class LanguageAnalyzersTests
{
    private static readonly LanguageAnalyzers Chains = new();

    private static HashSet<string> Terms(Language language, string text, LanguageAnalyzers? chains = null) =>
        Tokens.Of((chains ?? Chains).For(language), text).SelectMany(position => position).ToHashSet();

    [Theory]
    [InlineData("WH-1000XM5", "wh1000xm5")]
    [InlineData("WH 1000 XM5", "wh1000xm5")]
    [InlineData("WH-1000 XM5", "WH1000XM5")]
    [InlineData("500ml", "500 ml")]
    [InlineData("0,6 l", "0.6L")]
    [InlineData("T-Shirt", "tshirt")]
    [InlineData("iPhone 15", "iphone15")]
    [InlineData("1,299", "1.299")]
    [InlineData("ｉＰｈｏｎｅ１５", "iphone 15")]
    public void Spellings_of_one_thing_share_their_longest_term(string one, string other)
    {
        foreach (Language language in LanguageCodes.All)
        {
            var shared = Terms(language, one);
            shared.IntersectWith(Terms(language, other));
            string longest = Terms(language, one).Union(Terms(language, other)).MaxBy(term => term.Length)!;
            Assert.Contains(longest, shared);
        }
    }

    [Theory]
    [InlineData(Language.Fr, "sans", "pas", "son")]
    [InlineData(Language.De, "ohne", "nicht", "kein")]
    [InlineData(Language.Es, "sin", "no", "son")]
    [InlineData(Language.En, "without", "not", "no")]
    [InlineData(Language.It, "senza", "non")]
    public void Words_that_carry_meaning_are_not_stopped(Language language, params string[] words)
    {
        foreach (string word in words) Assert.NotEmpty(Terms(language, word));
    }

    [Theory]
    [InlineData(Language.En, "blenders", "blender")]
    [InlineData(Language.En, "men's shoes", "men shoe")]
    [InlineData(Language.Fr, "l'eau", "eau")]
    [InlineData(Language.Fr, "mixeurs", "mixeur")]
    [InlineData(Language.Fr, "CRÈME BRÛLÉE", "creme brulee")]
    [InlineData(Language.Fr, "d’été", "ete")]
    [InlineData(Language.De, "Müsli", "Muesli")]
    [InlineData(Language.De, "Töpfe", "topf")]
    [InlineData(Language.De, "Straße", "strasse")]
    [InlineData(Language.Es, "batidoras", "batidora")]
    [InlineData(Language.Es, "niños", "nino")]
    [InlineData(Language.Es, "vasos", "vaso")]
    [InlineData(Language.It, "tazze", "tazza")]
    [InlineData(Language.It, "dell'acqua", "acqua")]
    [InlineData(Language.Pt, "liquidificadores", "liquidificador")]
    [InlineData(Language.Nl, "blenders", "blender")]
    public void Inflected_and_accented_forms_meet(Language language, string one, string other) =>
        Assert.Equal(Terms(language, other), Terms(language, one));

    [Fact]
    public void Chinese_gives_single_characters_and_overlapping_bigrams() =>
        Assert.Equal(new HashSet<string> { "榨", "汁", "机", "榨汁", "汁机" }, Terms(Language.Zh, "榨汁机"));

    [Fact]
    public void German_compounds_meet_their_parts_with_linking_letters()
    {
        var vocabulary = CompoundVocabulary.Of([("Smoothie Mixer", Language.De), ("Geschirr Spüler Küche", Language.De), ("Arbeit Handschuhe", Language.De)]);
        var chains = new LanguageAnalyzers(vocabulary);
        Assert.Superset(Terms(Language.De, "mixer", chains), Terms(Language.De, "Smoothiemixer", chains));
        Assert.Superset(Terms(Language.De, "handschuhe arbeit", chains), Terms(Language.De, "Arbeitshandschuhe", chains));
        Assert.Contains(Terms(Language.De, "Smoothiemixer").Single(), Terms(Language.De, "Smoothiemixer", chains));
    }

    [Fact]
    public void Undetermined_text_is_split_and_lower_cased_only() =>
        Assert.Equal([["wh"], ["1000xm5"], ["the"], ["crème"]], Tokens.Of(Chains.For(Language.Und), "WH-1000XM5 the Crème"));

    [Fact]
    public void No_text_however_broken_stops_a_chain() =>
        Gen.String.Sample(
            text =>
            {
                foreach (Language language in LanguageCodes.All) Tokens.Of(Chains.For(language), text);
                Tokens.Of(Chains.For(Language.Und), text);
            },
            seed: "abxi-Y36ZhP1",
            iter: 300);

    [Fact]
    public void A_very_long_run_is_cut_to_a_term_that_an_index_takes() =>
        Assert.All(Terms(Language.En, new string('x', 100_000)), term => Assert.InRange(term.Length, 1, 255));

    [Fact]
    public void Folding_is_idempotent() =>
        Gen.String.Sample(text => Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(TextFolding.Fold(text))), seed: "abxi-Y36ZhP1", iter: 2000);
}
