using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Playwright;
using Retrieval.Index.Building;
using Retrieval.Service.Hosting;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Page;

/// <summary>
/// What must hold of the page: it shows what was understood and lets it be taken away; facets narrow; suggestions, search and views work by
/// the keyboard alone; rankers stand side by side with what moved; it speaks five languages, fits a phone, and asks no other host.
/// </summary>
public sealed class PageTests(SampleServer server, Browser browser)
{
    private const string Sentence = "je cherche un mixeur pour smoothies à moins de 60 €";

    private string Address => $"http://{server.Addresses.Http}/";

    [Fact]
    public async Task A_sentence_shows_what_was_understood_and_each_constraint_can_be_taken_away()
    {
        (IPage page, List<string> faults) = await OpenAsync("fr-FR");
        await SearchAsync(page, Sentence);
        ILocator price = page.GetByRole(AriaRole.Button, new() { Name = "Retirer : Prix ≤ 60 EUR" });
        await Assertions.Expect(price).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#hits .card").First).ToContainTextAsync("€");
        await page.Locator("#hits .card summary").First.ClickAsync();
        Assert.Equal(3, await page.Locator("#hits .card").First.GetByRole(AriaRole.Meter).CountAsync());

        await price.PressAsync("Enter");
        await Assertions.Expect(price).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#chips")).ToContainTextAsync("Remettre : Prix ≤ 60 EUR");
        // Who goes by keyboard has not lost the place.
        await Assertions.Expect(page.Locator("#chips button").Last).ToBeFocusedAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Facets_narrow_and_can_be_taken_back()
    {
        (IPage page, List<string> faults) = await OpenAsync("en-US");
        await SearchAsync(page, "smoothie blender");
        ILocator brand = page.Locator("#facets fieldset", new() { HasText = "Brand" }).GetByRole(AriaRole.Checkbox).First;
        string name = (await page.Locator("#facets fieldset", new() { HasText = "Brand" }).Locator("label span").First.TextContentAsync())!;
        await brand.CheckAsync();
        ILocator chip = page.GetByRole(AriaRole.Button, new() { Name = $"Leave out: {name}" });
        await Assertions.Expect(chip).ToBeVisibleAsync();
        foreach (ILocator hit in await page.Locator("#hits .card").AllAsync())
            Assert.Equal(name, server.Products[(await hit.GetAttributeAsync("data-id"))!].Brand);
        await chip.ClickAsync();
        await Assertions.Expect(chip).ToHaveCountAsync(0);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Everything_is_reached_by_the_keyboard()
    {
        (IPage page, List<string> faults) = await OpenAsync("en-US");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "What are you looking for?" }).FocusAsync();
        await page.Keyboard.TypeAsync("zemk");
        await Assertions.Expect(page.GetByRole(AriaRole.Listbox).GetByRole(AriaRole.Option).First).ToContainTextAsync("Zenko");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "What are you looking for?" })).ToHaveValueAsync("Zenko");
        await Assertions.Expect(page.Locator("#hits .card").First).ToBeVisibleAsync();

        await page.Locator("body").PressAsync("Tab");
        for (int i = 0; i < 60 && await page.EvaluateAsync<string?>("document.activeElement.dataset.view ?? null") != "compare"; i++) await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#compare")).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_assistant_answers_and_goes_on()
    {
        (IPage page, List<string> faults) = await OpenAsync("fr-FR");
        await page.Locator("nav button[data-view=ask]").ClickAsync();
        await page.Locator("#ask input").FillAsync(Sentence);
        await page.Keyboard.PressAsync("Enter");
        ILocator first = page.Locator("#talk .turn.shop").First;
        await Assertions.Expect(first.Locator(".card.first")).ToContainTextAsync("Recommandé");
        // What goes with the first choice stands under a heading of its own.
        Assert.InRange(await first.Locator(".card:not(h3 ~ .card)").CountAsync(), 1, 3);
        await page.Locator("#refinements button").Nth(1).PressAsync("Enter");
        await Assertions.Expect(page.Locator("#talk .turn.shop")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#ask :focus")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Recommencer" }).ClickAsync();
        await Assertions.Expect(page.Locator("#talk .turn")).ToHaveCountAsync(0);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Two_rankers_stand_side_by_side_with_what_moved()
    {
        (IPage page, List<string> faults) = await OpenAsync("en-US");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).First.ClickAsync();
        await page.Locator("#compare input").FillAsync("something warm for cold evenings");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#right-hits li").First).ToBeVisibleAsync();
        string[] left = await IdsAsync(page, "#left-hits li"), right = await IdsAsync(page, "#right-hits li");
        Assert.NotEqual(left, right);
        for (int i = 0; i < right.Length; i++)
        {
            int other = Array.IndexOf(left, right[i]);
            string expected = other < 0 ? "only here" : other > i ? $"▲ {other - i}" : other < i ? $"▼ {i - other}" : "=";
            Assert.Equal(expected, await page.Locator("#right-hits li .move").Nth(i).TextContentAsync());
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Where_there_are_keys_it_asks_for_one()
    {
        string root = Workspace.NewFolder("keys"), folder = Path.Combine(root, "shop"), configuration = Path.Combine(root, "service.json");
        File.WriteAllText(configuration, $$"""{"keys":[{"id":"reader","sha256":"{{Convert.ToHexStringLower(SHA256.HashData("open sesame"u8))}}","role":"read"}]}""");
        IndexBuilder.Build(folder, [new() { Id = "1", Title = "Copper kettle" }], new() { Threads = 1 });
        await using (RetrievalServer locked = await RetrievalServer.StartAsync(RunningServer.Options(folder).ConfiguredBy(configuration), CancellationToken.None))
        {
            (IPage page, _) = await browser.OpenAsync($"http://{locked.Addresses.Http}/", new() { Locale = "en-US" }, isReady: "dialog[open]");
            await page.Locator("#key input").FillAsync("wrong");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#key")).ToBeVisibleAsync();
            await page.Locator("#key input").FillAsync("open sesame");
            await page.Keyboard.PressAsync("Enter");
            await page.WaitForSelectorAsync("html[data-ready]", new() { State = WaitForSelectorState.Attached });
            await SearchAsync(page, "kettle");
        }
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("en-GB", "Search")]
    [InlineData("fr-CA", "Chercher")]
    [InlineData("de-AT", "Suchen")]
    [InlineData("es-MX", "Buscar")]
    [InlineData("zh-CN", "搜索")]
    public async Task It_speaks_the_readers_language(string locale, string find)
    {
        (IPage page, List<string> faults) = await OpenAsync(locale);
        await Assertions.Expect(page.Locator("#search form button")).ToHaveTextAsync(find);
        Assert.Equal(locale[..2], await page.EvaluateAsync<string>("document.documentElement.lang"));
        Assert.Equal(0, await page.Locator("[data-text]").EvaluateAllAsync<int>("all => all.filter(one => one.textContent === '').length"));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task It_fits_a_phone(ColorScheme scheme)
    {
        (IPage page, List<string> faults) = await OpenAsync("de-DE", new() { ViewportSize = new() { Width = 360, Height = 740 }, ColorScheme = scheme });
        await SearchAsync(page, "leise Kaffeemaschine bis 100 Euro");
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Locator("nav button[data-view=compare]").ClickAsync();
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Locator("nav button[data-view=ask]").ClickAsync();
        await page.Locator("#ask input").FillAsync("leise Kaffeemaschine bis 100 Euro");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#talk .turn.shop .card").First).ToBeVisibleAsync();
        // However long the answer, the next sentence is written without scrolling.
        await Assertions.Expect(page.Locator("#ask input")).ToBeInViewportAsync(new() { Ratio = 1 });
        Assert.InRange((await page.Locator("#ask input").BoundingBoxAsync())!.Width, 300, 360);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        string ground = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark, ground.Split('(', ',')[1] is { } red && int.Parse(red, System.Globalization.CultureInfo.InvariantCulture) < 60);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Its_policy_lets_it_load_nothing_else()
    {
        HttpResponseMessage page = await server.Http.GetAsync("/");
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "If-None-Match", page.Headers.ETag!.ToString() } } };
        Assert.Equal(HttpStatusCode.NotModified, (await server.Http.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/page/../appsettings.json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync("/page/nothing.js")).StatusCode);
    }

    [Fact]
    public void Every_language_has_every_text()
    {
        Dictionary<string, HashSet<string>> keys = Directory.EnumerateFiles(Workspace.PathOf("src", "Retrieval.Service", "Page", "Files", "texts")).ToDictionary(
            static file => Path.GetFileNameWithoutExtension(file), static file => Names(JsonDocument.Parse(File.ReadAllText(file)).RootElement).ToHashSet());
        Assert.Equal(["de", "en", "es", "fr", "zh"], keys.Keys.Order());
        Assert.All(keys.Values, texts => Assert.Equal(keys["en"], texts));
    }

    [Fact]
    public async Task Canonical_values_are_said_in_the_readers_words()
    {
        (IPage page, List<string> faults) = await OpenAsync("fr-FR");
        await SearchAsync(page, "chocolat noir végane");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retirer : Régime végane" })).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_address_keeps_view_and_query()
    {
        (IPage page, _) = await OpenAsync("en-US");
        await SearchAsync(page, "frying pan & lid");
        Assert.EndsWith("#q=frying+pan+%26+lid", page.Url, StringComparison.Ordinal);
        await page.Locator("nav button[data-view=compare]").ClickAsync();
        string shared = page.Url;
        (IPage other, List<string> faults) = await OpenAsync("en-US");
        await other.GotoAsync("about:blank");
        await other.GotoAsync(shared);
        await Assertions.Expect(other.Locator("#compare")).ToBeVisibleAsync();
        await other.Locator("nav button[data-view=search]").ClickAsync();
        await Assertions.Expect(other.Locator("#search input[name=query]")).ToHaveValueAsync("frying pan & lid");
        await Assertions.Expect(other.Locator("#hits .card").First).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Another_index_begins_another_conversation()
    {
        string root = Workspace.NewFolder("two"), kitchen = Path.Combine(root, "kitchen"), garden = Path.Combine(root, "garden");
        IndexBuilder.Build(kitchen, [new() { Id = "1", Title = "Copper kettle" }], new() { Threads = 1 });
        IndexBuilder.Build(garden, [new() { Id = "1", Title = "Garden hose" }], new() { Threads = 1 });
        await using (RetrievalServer two = await RetrievalServer.StartAsync(RunningServer.Options(kitchen) with { Indexes = [kitchen, garden] }, CancellationToken.None))
        {
            (IPage page, List<string> faults) = await browser.OpenAsync($"http://{two.Addresses.Http}/", new() { Locale = "en-US" });
            await page.Locator("nav button[data-view=ask]").ClickAsync();
            foreach ((string index, string sentence, string title) in ((string, string, string)[])[("kitchen", "copper kettle", "Copper kettle"), ("garden", "garden hose", "Garden hose")])
            {
                await page.Locator("#index").SelectOptionAsync(index);
                await page.Locator("#ask input").FillAsync(sentence);
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(page.Locator("#talk .turn.shop")).ToHaveCountAsync(1);
                await Assertions.Expect(page.Locator("#talk .card").First).ToContainTextAsync(title);
            }
            await Assertions.Expect(page.Locator("#fault")).ToBeHiddenAsync();
            Assert.Empty(faults);
        }
        Directory.Delete(root, recursive: true);
    }

    private async Task<(IPage, List<string>)> OpenAsync(string locale, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.Locale = locale;
        return await browser.OpenAsync(Address, options);
    }

    private static IEnumerable<string> Names(JsonElement texts) =>
        texts.EnumerateObject().SelectMany(static text => text.Value.ValueKind == JsonValueKind.Object ? Names(text.Value).Prepend(text.Name) : [text.Name]);

    private static async Task SearchAsync(IPage page, string sentence)
    {
        await page.Locator("#search input[name=query]").FillAsync(sentence);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#hits .card").First).ToBeVisibleAsync();
    }

    private static async Task<string[]> IdsAsync(IPage page, string hits) => await page.Locator(hits).EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.id)");
}
