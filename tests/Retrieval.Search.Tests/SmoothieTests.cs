using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;

namespace Retrieval.Search.Tests;

/// <summary>The demo's sentence in five languages: the first three hits make smoothies and keep the limit.</summary>
public class SmoothieTests(SampleShop shop)
{
    [Theory]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", "FR")]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", null)]
    [InlineData("smoothie blender under 60 €", "FR")]
    [InlineData("smoothie blender under 60 €", null)]
    [InlineData("Smoothie-Mixer bis 60 Euro", "DE")]
    [InlineData("batidora para smoothies por menos de 60 euros", "ES")]
    [InlineData("60欧元以下的奶昔搅拌机", null)]
    public void The_first_three_hits_make_smoothies_and_keep_the_limit(string query, string? market)
    {
        SearchResponse response = shop.Engine.Search(new SearchRequest { Query = query, Market = market, WholeProducts = true });
        string shown = string.Join("; ", response.Hits.Select(hit => $"{hit.Product.Id} {hit.Product.Title} {hit.Price}"));
        Assert.True(response.Hits.Count >= 3, $"only {shown}");
        foreach (Hit hit in response.Hits.Take(3))
        {
            Assert.True(hit.Fit.IsFull && hit.Price is { Currency: "EUR", Amount: <= 6000 }, $"{hit.Product.Id} does not keep the limit: {shown}");
            Assert.True(MakesSmoothies(hit.Whole!), $"{hit.Product.Id} makes no smoothies: {shown}");
        }
    }

    private static bool MakesSmoothies(Product product)
    {
        string text = string.Join(' ', [product.Title, product.Description ?? "", .. product.Synonyms, .. product.UseCases, .. product.Highlights, .. product.Category]);
        bool isPart = product.Related.Any(related => related.Type is "required_part") || product.Id == "KIT-024";
        return !isPart && new[] { "smoothie", "奶昔", "果昔", "榨汁", "batido" }.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("blender under 10 €")]
    [InlineData("Mixer unter 10 Euro")]
    [InlineData("mixeur à moins de 10 €")]
    [InlineData("batidora por menos de 10 euros")]
    [InlineData("10元以下的榨汁机")]
    public void Under_a_price_that_no_blender_has_the_nearest_blender_is_told_not_coffee(string query)
    {
        SearchResponse found = shop.Engine.Search(new SearchRequest { Query = query, Top = 3 });
        Assert.Single(found.Relaxed);
        Assert.All(found.Hits.Take(2), static hit => Assert.StartsWith("KIT-0", hit.Product.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(found.Hits, static hit => hit.Product.Id.StartsWith("GRO-", StringComparison.Ordinal));
    }
}
