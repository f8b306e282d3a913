using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Search.Constraints;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>retrieval search</c>: every member of the contract; a stated price is kept; filters and facets; a question that
/// cannot be answered is wrong usage; an index that cannot be read has exit code 3.
/// </summary>
public sealed class SearchCommandTests(SampleIndex sample)
{
    [Fact]
    public void Json_has_every_member_of_the_contract()
    {
        JsonElement answer = RetrievalProcess.Run(
            "search", "--index", sample.Folder, "--market", "FR", "--facets", "brand,price", "--json", "mixeur smoothie à moins de 60 €").Ends(0).Json;
        Assert.Equal("mixeur smoothie à moins de 60 €", answer.GetProperty("query").GetString());
        Assert.True(answer.GetProperty("took_ms").GetDouble() > 0);
        Assert.True(answer.GetProperty("total").GetInt32() >= answer.GetProperty("hits").GetArrayLength());
        Assert.Equal("fr", answer.GetProperty("understanding").GetProperty("language").GetString());
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("relaxed").ValueKind);
        JsonElement hit = answer.GetProperty("hits")[0];
        string[] members = ["rank", "id", "group_id", "title", "price", "availability", "score", "lexical_score", "semantic_score", "fit", "reasons"];
        Assert.Equal(members, hit.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(1, hit.GetProperty("rank").GetInt32());
        Assert.Equal("EUR", hit.GetProperty("price").GetProperty("currency").GetString());
        JsonElement facets = answer.GetProperty("facets");
        Assert.All(facets.GetProperty("brand").EnumerateArray(), static value => Assert.True(value.GetProperty("value").GetString()!.Length > 0 && value.GetProperty("count").GetInt32() > 0));
        Assert.All(facets.GetProperty("price").EnumerateArray(), static range => Assert.True(range.TryGetProperty("from", out _) && range.TryGetProperty("to", out _)));
    }

    [Fact]
    public void A_stated_price_is_kept_by_every_hit()
    {
        JsonElement answer = RetrievalProcess.Run("search", "--index", sample.Folder, "--json", "--top", "50", "smoothie blender under 60 €").Ends(0).Json;
        Assert.NotEqual(0, answer.GetProperty("hits").GetArrayLength());
        Assert.Equal(0, answer.GetProperty("relaxed").GetArrayLength());
        foreach (JsonElement hit in answer.GetProperty("hits").EnumerateArray().Where(static hit => hit.GetProperty("fit").ValueKind == JsonValueKind.String))
        {
            // In another currency only what surely costs less.
            var price = new Money(hit.GetProperty("price").GetProperty("amount").GetInt64(), hit.GetProperty("price").GetProperty("currency").GetString()!);
            Assert.True(price is { Currency: "EUR", Amount: <= 6000 } || CurrencyWorth.IsLess(price, 60, "EUR"), $"{price} is not surely at most 60 EUR");
        }
    }

    [Fact]
    public void A_filter_is_kept_and_raw_words_are_not_understood()
    {
        JsonElement answer = RetrievalProcess.Run(
            "search", "--index", sample.Folder, "--json", "--raw", "--mode", "lexical", "--filter", "brand=\"Zenko\"", "--facets", "brand", "mixeur moins de 60 €").Ends(0).Json;
        Assert.Equal(0, answer.GetProperty("understanding").GetProperty("constraints").GetArrayLength());
        JsonElement only = Assert.Single(answer.GetProperty("facets").GetProperty("brand").EnumerateArray());
        Assert.Equal("Zenko", only.GetProperty("value").GetString());
    }

    [Fact]
    public void People_see_title_price_and_reason()
    {
        Outcome outcome = RetrievalProcess.Run("search", "--index", sample.Folder, "--top", "3", "--explain", "mixeur smoothie à moins de 60 €").Ends(0);
        Assert.Contains("€", outcome.Output);
        Assert.Contains("price ≤ 60 EUR", outcome.Output);
        Assert.Contains("KIT-", outcome.Output);
        Assert.Empty(outcome.Errors);
    }

    [Theory]
    [InlineData("empty", "")]
    [InlineData("empty", "   ")]
    public void An_empty_query_is_wrong_usage(string said, string query) => RetrievalProcess.Run("search", "--index", sample.Folder, query).Ends(2).Says("query", said);

    [Fact]
    public void A_query_of_a_megabyte_is_refused_with_the_limit() =>
        RetrievalProcess.Run(new string('x', 1 << 20), ["search", "--index", sample.Folder, "-"]).Ends(2).Says("1,048,576", "1,000");

    [Theory]
    [InlineData("--filter", "price<=", "character")]
    [InlineData("--top", "0", "top")]
    [InlineData("--market", "Germany", "market")]
    [InlineData("--mode", "psychic", "psychic")]
    public void An_option_that_cannot_be_is_wrong_usage(string option, string value, string said) =>
        RetrievalProcess.Run("search", "--index", sample.Folder, option, value, "blender").Ends(2).Says(said);

    [Fact]
    public void A_missing_index_has_exit_code_3() => RetrievalProcess.Run("search", "--index", sample.NewPath("nowhere"), "blender").Ends(3).Says("nowhere", "retrieval index");

    [Fact]
    public void A_folder_without_an_index_has_exit_code_3() => RetrievalProcess.Run("search", "--index", Path.GetDirectoryName(sample.NewFile("x", "x"))!, "blender").Ends(3).Says("no index");

    [Fact]
    public void A_damaged_index_has_exit_code_3_and_a_way_out()
    {
        string damaged = sample.Copy("damaged");
        File.WriteAllText(Directory.EnumerateFiles(damaged, "manifest.json", SearchOption.AllDirectories).Single(), "{");
        RetrievalProcess.Run("search", "--index", damaged, "blender").Ends(3).Says("manifest.json", "damaged");
    }
}
