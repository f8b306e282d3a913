using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Documents;

/// <summary>The weight of a word is BM25F's formula over the fields that hold it, worked out by hand; what a product denies is no word of it.</summary>
public sealed class ImpactWeightsTests
{
    private static readonly LanguageAnalyzers Analyzers = new();

    private static readonly Dictionary<string, float> Lengths = new() { ["title"] = 4, ["description"] = 10, ["attributes"] = 5 };

    [Fact]
    public void A_weight_is_the_sum_over_fields_of_boost_times_normalised_frequency()
    {
        var product = new Product
        {
            Id = "1", Title = "Blender blender jug", Language = Language.En, Brand = "Zenko", Description = "A blender",
        };
        var weights = new ImpactWeights(Analyzers, Lengths).Of(product, new FieldTerms());

        float inTitle = 5f * 2 / (0.5f + (0.5f * 3 / 4));
        float inDescription = 1f * 1 / (0.25f + (0.75f * 1 / 10));
        Assert.Equal(inTitle + inDescription, weights["blender"], tolerance: 1e-4f);
        Assert.Equal(1f, weights["zenko"], tolerance: 1e-5f);
    }

    [Fact]
    public void A_boolean_attribute_that_is_false_gives_no_word_and_one_that_is_true_gives_its_name()
    {
        var product = new Product
        {
            Id = "1", Title = "Headphones", Language = Language.En,
            Attributes = [new("wireless", ["false"], AttributeKind.Boolean), new("foldable", ["true"], AttributeKind.Boolean)],
        };
        var weights = new ImpactWeights(Analyzers, Lengths).Of(product, new FieldTerms());

        Assert.DoesNotContain("wireless", weights.Keys);
        Assert.Contains(weights.Keys, word => word.StartsWith("foldabl", StringComparison.Ordinal));
    }

    [Fact]
    public void Mean_lengths_are_those_of_the_sample_and_never_below_one()
    {
        Product[] sample = [new() { Id = "1", Title = "two words", Language = Language.En }, new() { Id = "2", Title = "these are four words here", Language = Language.En }];
        var lengths = ImpactWeights.MeanLengths(Analyzers, sample);

        Assert.Equal(2.5f, lengths["title"], tolerance: 1e-5f);
        Assert.Equal(1f, lengths["description"]);
    }
}
