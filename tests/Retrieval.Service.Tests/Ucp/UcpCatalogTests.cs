using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Search.Constraints;

namespace Retrieval.Service.Tests.Ucp;

/// <summary>
/// What must hold of the UCP Catalog: every answer is of the protocol's schema; query and situation are understood as a sentence; price,
/// categories, currency and country are kept; variants stand in their product, the best first; relaxations, allergens and warnings are
/// told; pages neither repeat nor miss; lookups say which id led where; what cannot be answered is told by a message.
/// </summary>
public sealed class UcpCatalogTests(SampleServer server)
{
    private const string Search = "shopping/catalog_search.json#/$defs/search_response";
    private const string Lookup = "shopping/catalog_lookup.json#/$defs/lookup_response";
    private const string Product = "shopping/catalog_lookup.json#/$defs/get_product_response";

    [Theory]
    [InlineData("/.well-known/ucp")]
    [InlineData($"/ucp/{SampleServer.Index}/.well-known/ucp")]
    public async Task The_profile_names_both_transports(string path)
    {
        JsonElement profile = (await server.Http.GetFromJsonAsync<JsonElement>(path)).GetProperty("ucp");
        UcpSchemas.AssertValid(profile, "ucp.json#/$defs/business_schema");
        Assert.Equal("2026-04-08", profile.GetProperty("version").GetString());
        string root = $"http://{server.Addresses.Http}/ucp/{SampleServer.Index}";
        Assert.Equal([root, $"{root}/mcp"], profile.GetProperty("services").GetProperty("dev.ucp.shopping").EnumerateArray().Select(static service => service.GetProperty("endpoint").GetString()));
    }

    [Fact]
    public async Task The_protocols_own_requests_are_answered()
    {
        foreach (JsonElement example in UcpSchemas.Examples("rest"))
        {
            if (example.TryGetProperty("query", out _)) await Send("search", example, Search);
            if (example.TryGetProperty("ids", out _)) await Send("lookup", example, Lookup);
        }
        foreach (JsonElement example in UcpSchemas.Examples("mcp").Where(static example => example.TryGetProperty("params", out _)))
        {
            JsonElement catalog = example.GetProperty("params").GetProperty("arguments").GetProperty("catalog");
            switch (example.GetProperty("params").GetProperty("name").GetString())
            {
                case "search_catalog": await Send("search", catalog, Search); break;
                case "lookup_catalog": await Send("lookup", catalog, Lookup); break;
                case "get_product": await Send("product", catalog, null); break;
            }
        }
    }

    [Fact]
    public void The_schemas_refuse_what_is_not_of_the_protocol() =>
        Assert.ThrowsAny<Exception>(() => UcpSchemas.AssertValid(JsonDocument.Parse("""{"ucp":{"version":"2026-04-08"},"products":[{"id":"1","title":"no price"}]}""").RootElement, Search));

    [Fact]
    public async Task Every_sentence_of_the_samples_is_answered_in_the_protocols_form()
    {
        foreach (string line in File.ReadLines(Retrieval.Tests.Shared.Workspace.PathOf("data-samples", "queries.tsv")))
        {
            JsonElement answer = await Send("search", new { query = line.Split('\t')[1], pagination = new { limit = 20 } }, Search);
            foreach (JsonElement product in answer.GetProperty("products").EnumerateArray())
            {
                string[] groups = [.. Variants(product).Select(variant => server.Products[variant.GetProperty("id").GetString()!]).Select(static known => known.GroupId ?? known.Id).Distinct()];
                Assert.Equal([product.GetProperty("id").GetString()!], groups);
            }
        }
    }

    [Fact]
    public async Task Query_and_situation_are_one_sentence()
    {
        JsonElement answer = await Send("search", new { query = "Handcreme", context = new { intent = "vegan, unter 20 Euro" } }, Search);
        JsonElement[] euros = [.. Products(answer).Where(static product => product.GetProperty("price_range").GetProperty("max").GetProperty("currency").GetString() == "EUR")];
        Assert.NotEmpty(euros);
        Assert.All(euros, static product => Assert.InRange(product.GetProperty("price_range").GetProperty("max").GetProperty("amount").GetInt64(), 1, 2000));
        // A price in another currency that does not surely keep the bound is told, as is a cream that does not say whether it is vegan.
        (string Path, Money Price)[] abroad = [.. Products(answer).Index().Select(static at => ($"$.products[{at.Index}]", at.Item.GetProperty("price_range").GetProperty("max")))
            .Select(static at => (at.Item1, new Money(at.Item2.GetProperty("amount").GetInt64(), at.Item2.GetProperty("currency").GetString()!))).Where(static at => at.Item2.Currency != "EUR")];
        string?[] told = [.. answer.GetProperty("messages").EnumerateArray().Where(static message => message.GetProperty("code").GetString() == "not_stated").Select(static message => message.GetProperty("path").GetString())];
        Assert.NotEmpty(abroad);
        Assert.All(abroad, product => Assert.True(told.Contains(product.Path) || CurrencyWorth.IsLess(product.Price, 20, "EUR"), $"{product} may be more than 20 EUR, and nothing tells so"));
    }

    [Fact]
    public async Task Filters_are_kept()
    {
        JsonElement answer = await Send("search", new { query = "mixer", filters = new { price = new { min = 3000, max = 6000 }, categories = (string[])["Mixeurs", "Mixer"] }, context = new { currency = "EUR" } }, Search);
        Assert.NotEmpty(Products(answer));
        foreach (JsonElement product in Products(answer))
        {
            Assert.Matches("Mixeurs|Mixer", product.GetProperty("categories")[0].GetProperty("value").GetString());
            Assert.All(Variants(product), static variant => Assert.InRange(variant.GetProperty("price").GetProperty("amount").GetInt64(), 3000, 6000));
        }
        JsonElement browsed = await Send("search", new { filters = new { categories = (string[])["Mixeurs"] } }, Search);
        Assert.NotEmpty(Products(browsed));
        JsonElement none = await Send("search", new { filters = new { categories = (string[])["Submarines"] } }, Search);
        Assert.Empty(Products(none));
        Assert.Contains("category_unknown", Codes(none));
    }

    [Fact]
    public async Task A_price_without_a_currency_is_read_in_the_markets_and_told()
    {
        JsonElement answer = await Send("search", new { query = "tea", filters = new { price = new { max = 1500 } }, context = new { address_country = "GBR" } }, Search);
        Assert.Contains("currency_assumed", Codes(answer));
        Assert.All(Products(answer).SelectMany(Variants), static variant =>
        {
            Assert.Equal("GBP", variant.GetProperty("price").GetProperty("currency").GetString());
            Assert.InRange(variant.GetProperty("price").GetProperty("amount").GetInt64(), 0, 1500);
        });
    }

    [Fact]
    public async Task A_price_in_a_currency_that_nothing_has_finds_nothing_and_is_told()
    {
        JsonElement answer = await Send("search", new { query = "tea", filters = new { price = new { max = 1500 } }, context = new { currency = "KWD", language = "de" } }, Search);
        Assert.Empty(Products(answer));
        Assert.Contains("currency_unused", Codes(answer));
    }

    [Fact]
    public async Task Relaxations_allergens_and_warnings_become_messages()
    {
        JsonElement relaxed = await Send("search", new { query = "mixeur à moins de 5 €", filters = new { categories = (string[])["Mixeurs"] } }, Search);
        Assert.Contains("relaxed", Codes(relaxed));
        string id = server.Products.Values.First(static product => product is { EligibleSearch: true, Price: not null, Allergens.Contains.Count: > 0 }).Id;
        JsonElement looked = await Send("lookup", new { ids = (string[])[id], context = new { language = "de" } }, Lookup);
        JsonElement disclosure = looked.GetProperty("messages").EnumerateArray().First(static message => message.GetProperty("code").GetString() == "allergens");
        Assert.Equal("disclosure", disclosure.GetProperty("presentation").GetString());
        Assert.StartsWith("Enthält: ", disclosure.GetProperty("content").GetString());
        Assert.Equal("$.products[0]", disclosure.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_miss()
    {
        string[] whole = Ids(await Send("search", new { query = "coffee", pagination = new { limit = 40 } }, Search));
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            JsonElement page = await Send("search", new { query = "coffee", pagination = new { limit = 9, cursor } }, Search);
            paged.AddRange(Ids(page));
            cursor = page.GetProperty("pagination").TryGetProperty("cursor", out JsonElement next) ? next.GetString() : null;
        }
        while (cursor is not null && paged.Count < 36);
        Assert.Equal(whole.Take(paged.Count), paged);
        Assert.Equal(paged.Count, paged.Distinct().Count());
    }

    [Fact]
    public async Task A_high_limit_is_clamped_and_ten_are_given()
    {
        Assert.Equal(50, Products(await Send("search", new { filters = new { price = new { min = 0 } }, pagination = new { limit = 5000 }, context = new { currency = "EUR" } }, Search)).Count());
        Assert.Equal(10, Products(await Send("search", new { filters = new { price = new { min = 0 } }, context = new { currency = "EUR" } }, Search)).Count());
    }

    [Fact]
    public async Task A_lookup_says_which_id_led_where()
    {
        var group = server.Products.Values.Where(static product => product is { GroupId: not null, EligibleSearch: true, Price: not null }).GroupBy(static product => product.GroupId!).First(static variants => variants.Count() > 1);
        string exact = group.Last().Id;
        JsonElement answer = await Send("lookup", new { ids = (string[])[group.Key, exact, exact, "nobody"] }, Lookup);
        JsonElement product = Assert.Single(Products(answer));
        Assert.Equal(group.Key, product.GetProperty("id").GetString());
        string[] inputs = [.. Variants(product).SelectMany(static variant => variant.GetProperty("inputs").EnumerateArray()).Select(static input => $"{input.GetProperty("id")} {input.GetProperty("match")}").Order()];
        Assert.Equal(new[] { $"{exact} exact", $"{group.Key} featured" }.Order(), inputs);
        JsonElement missing = answer.GetProperty("messages").EnumerateArray().Single(static message => message.GetProperty("code").GetString() == "not_found");
        Assert.Equal("nobody", missing.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Selections_narrow_and_the_least_wanted_is_given_up_first()
    {
        var group = server.Products.Values.Where(static product => product is { GroupId: not null, EligibleSearch: true, Price: not null, Color.Count: 1, Size.Count: 1 })
            .GroupBy(static product => product.GroupId!).First(static variants => variants.Count() > 1);
        var chosen = group.Last();
        object size = new { name = "Size", label = chosen.Size[0] };
        JsonElement narrowed = (await Send("product", new { id = group.Key, selected = (object[])[size] }, Product)).GetProperty("product");
        Assert.All(Variants(narrowed), variant => Assert.Equal(chosen.Size[0], server.Products[variant.GetProperty("id").GetString()!].Size[0]));
        Assert.Equal(chosen.Size[0], narrowed.GetProperty("selected")[0].GetProperty("label").GetString());
        JsonElement relaxed = (await Send("product", new { id = group.Key, selected = (object[])[size, new { name = "Color", label = "no such colour" }], preferences = (string[])["Size", "Color"] }, Product)).GetProperty("product");
        Assert.Equal("Size", Assert.Single(relaxed.GetProperty("selected").EnumerateArray()).GetProperty("name").GetString());
        Assert.All(relaxed.GetProperty("options").EnumerateArray().SelectMany(static option => option.GetProperty("values").EnumerateArray()), static value => Assert.True(value.TryGetProperty("exists", out _)));
    }

    [Fact]
    public async Task An_unknown_product_is_an_unrecoverable_message()
    {
        JsonElement answer = await Send("product", new { id = "nobody" }, null);
        Assert.Equal("error", answer.GetProperty("ucp").GetProperty("status").GetString());
        UcpSchemas.AssertValid(answer.GetProperty("messages")[0], "shopping/types/message_error.json");
        Assert.Equal("unrecoverable", answer.GetProperty("messages")[0].GetProperty("severity").GetString());
    }

    public static TheoryData<string, string, string> WrongRequests => new()
    {
        { "search", "{}", "invalid_request" },
        { "search", """{"query":"  "}""", "invalid_request" },
        { "search", """{"query":7}""", "invalid_request" },
        { "search", """{"query":"tea","pagination":{"limit":0}}""", "invalid_request" },
        { "search", """{"query":"tea","pagination":{"cursor":"AAAA"}}""", "invalid_cursor" },
        { "search", """{"query":"tea","filters":{"price":{"max":-1}}}""", "invalid_request" },
        { "search", """not json""", "invalid_request" },
        { "search", "null", "invalid_request" },
        { "search", """{"query":"tea","filters":{"categories":[null]}}""", "invalid_request" },
        { "search", """{"query":"tea","filters":{"price":{"max":1e30}}}""", "invalid_request" },
        { "search", $$"""{"query":"{{new string('x', 1001)}}"}""", "invalid_request" },
        { "lookup", """{"ids":[null]}""", "invalid_request" },
        { "lookup", """{"ids":"1"}""", "invalid_request" },
        { "product", """{"id":"KIT-001","selected":[null]}""", "invalid_request" },
        { "product", """{"id":"KIT-001","selected":[{"name":"Size"}]}""", "invalid_request" },
        { "lookup", """{"ids":[]}""", "invalid_request" },
        { "lookup", $$"""{"ids":[{{string.Join(',', Enumerable.Range(0, 101).Select(static i => $"\"{i}\""))}}]}""", "request_too_large" },
        { "product", "{}", "invalid_request" },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task What_cannot_be_answered_is_told(string operation, string body, string code)
    {
        HttpResponseMessage refused = await server.Http.PostAsync($"/ucp/{SampleServer.Index}/catalog/{operation}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonElement answer = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, answer.GetProperty("messages")[0].GetProperty("code").GetString());
        Assert.Equal("error", answer.GetProperty("ucp").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_search_is_refused()
    {
        JsonElement page = await Send("search", new { query = "coffee", pagination = new { limit = 1 } }, Search);
        string cursor = page.GetProperty("pagination").GetProperty("cursor").GetString()!;
        HttpResponseMessage refused = await server.Http.PostAsJsonAsync($"/ucp/{SampleServer.Index}/catalog/search", new { query = "tea", pagination = new { cursor } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task An_unknown_index_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.PostAsJsonAsync("/ucp/nowhere/catalog/search", new { query = "tea" })).StatusCode);

    private async Task<JsonElement> Send(string operation, object request, string? schema)
    {
        HttpResponseMessage response = await server.Http.PostAsJsonAsync($"/ucp/{SampleServer.Index}/catalog/{operation}", request);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        if (schema is not null) UcpSchemas.AssertValid(answer, schema);
        return answer;
    }

    private static IEnumerable<JsonElement> Products(JsonElement answer) => answer.GetProperty("products").EnumerateArray();

    private static IEnumerable<JsonElement> Variants(JsonElement product) => product.GetProperty("variants").EnumerateArray();

    private static string[] Ids(JsonElement answer) => [.. Products(answer).Select(static product => product.GetProperty("id").GetString()!)];

    private static IEnumerable<string?> Codes(JsonElement answer) =>
        answer.TryGetProperty("messages", out JsonElement messages) ? messages.EnumerateArray().Select(static message => message.GetProperty("code").GetString()) : [];
}
