using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests.Answers;

/// <summary>Every sentence of the sample query set, in every mode and several markets, keeps every promise of the contract.</summary>
public class SampleAnswersTests(SampleShop shop)
{
    public static TheoryData<SearchMode, string?> ModesAndMarkets => new(
        from mode in Enum.GetValues<SearchMode>()
        from market in new[] { null, "FR", "US-CA", "GB", "CN" }
        where mode == SearchMode.Hybrid || market is null or "FR"
        select (mode, market));

    [Theory]
    [MemberData(nameof(ModesAndMarkets))]
    public void Every_sample_query_is_answered_as_promised(SearchMode mode, string? market)
    {
        Assert.Multiple([.. shop.Queries.Select<string, Action>(query => () =>
        {
            var request = new SearchRequest { Query = query, Mode = mode, Market = market, Top = 20, WholeProducts = true };
            AnswerCheck.Of(request, shop.Engine.Search(request), shop.Index.Manifest.Currency, SampleShop.Now);
        })]);
    }

    [Fact]
    public void Nor_is_a_norm_broken() =>
        Assert.Multiple([.. shop.NormSentences.Select<string, Action>(query => () =>
        {
            var request = new SearchRequest { Query = query, Top = 20, WholeProducts = true };
            AnswerCheck.Of(request, shop.Engine.Search(request), shop.Index.Manifest.Currency, SampleShop.Now);
        })]);

    [Fact]
    public void Words_named_without_explanation_are_those_of_the_first_field_explained()
    {
        int named = 0;
        foreach (string query in shop.Queries)
        {
            var request = new SearchRequest { Query = query, Top = 20 };
            IReadOnlyList<Hit> shown = shop.Engine.Search(request).Hits;
            IReadOnlyList<Hit> explained = shop.Engine.Search(request with { Explain = true }).Hits;
            for (int i = 0; i < shown.Count; i++)
            {
                string? words = shown[i].Reasons.SingleOrDefault(reason => reason.Kind == "words")?.Text;
                string? first = explained[i].Reasons.First(reason => reason.Kind is "words" or "meaning") is { Kind: "words" } reason && !reason.Text.StartsWith("score ") ? reason.Text : null;
                Assert.True(words == first, $"`{query}`: {shown[i].Product.Id} is said to hold {words}, its texts hold {first}");
                if (words is not null) named++;
            }
        }
        Assert.True(named > 200, $"only {named} hits name words");
    }

    [Fact]
    public void Most_sample_queries_find_something()
    {
        string[] unanswered = [.. shop.Queries.Where(query => shop.Engine.Search(new SearchRequest { Query = query }).Hits.Count == 0)];
        Assert.True(unanswered.Length <= 2, $"no answer to: {string.Join(" | ", unanswered)}");
    }
}
