using Retrieval.Search.Fusion;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Tests.Fusion;

/// <summary>How both legs' scores go together, and what the words of the first candidates add.</summary>
public class ScoreFusionTests
{
    [Fact]
    public void Words_count_as_their_share_and_meaning_as_its_cosine()
    {
        List<Candidate> candidates = [new(0, 10, 0.2f, 0), new(1, 5, 0.9f, 0), new(2, 0, 0.5f, 0)];
        var fusion = new ScoreFusion(Meaning: 0.5f, OtherLanguage: 0.9f, Coverage: 0, Pairs: 0);
        fusion.Order(candidates, Language.En, static _ => Language.En);
        Assert.Equal([(0, 1.1f), (1, 0.95f), (2, 0.25f)], candidates.Select(candidate => (candidate.Document, MathF.Round(candidate.Score, 5))));
    }

    [Fact]
    public void A_product_in_another_language_is_ranked_by_what_its_meaning_promises()
    {
        List<Candidate> candidates = [new(0, 10, 0.2f, 0), new(1, 0, 0.8f, 0)];
        var fusion = new ScoreFusion(Meaning: 0.5f, OtherLanguage: 0.9f, Coverage: 0, Pairs: 0);
        fusion.Order(candidates, Language.En, static document => document == 1 ? Language.De : Language.En);
        Assert.Equal([1, 0], candidates.Select(candidate => candidate.Document));
        Assert.Equal(1.3f, candidates[0].Score, 1e-6f);
    }

    [Fact]
    public void A_product_with_all_words_as_neighbours_goes_before_one_that_repeats_some()
    {
        using var shop = new Shop(
            Shop.Blender("repeats") with { Title = "Coffee coffee coffee coffee" },
            Shop.Blender("apart") with { Title = "Filter made of paper, for coffee" },
            Shop.Blender("all") with { Title = "Paper coffee filter" });
        Assert.StartsWith("all ", shop.Ids("coffee filter"), StringComparison.Ordinal);
        Hit best = shop.Engine.Search(new SearchRequest { Query = "coffee filter", Explain = true }).Hits[0];
        Assert.Contains(best.Reasons, reason => reason.Text == "coverage 1.00, neighbours 1.00");
    }

    [Fact]
    public void A_leg_asked_alone_keeps_its_own_order()
    {
        using var shop = new Shop(Shop.Blender("repeats") with { Title = "Coffee coffee coffee coffee" }, Shop.Blender("all") with { Title = "Paper filter of many sheets for coffee" });
        IReadOnlyList<Hit> hits = shop.Engine.Search(new SearchRequest { Query = "coffee filter", Mode = SearchMode.Lexical, Explain = true }).Hits;
        Assert.Equal(hits.OrderByDescending(hit => hit.LexicalScore), hits);
        Assert.DoesNotContain(hits[0].Reasons, reason => reason.Text.StartsWith("coverage", StringComparison.Ordinal));
    }
}
