using Retrieval.Catalog.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Suggesting;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Tests.Suggesting;

/// <summary>
/// What must hold of suggestions: they begin with what was typed at the beginning of one of their words; one letter wrong, missing, too many
/// or two swapped is put right; the shopper's language comes first; what is not sold in the market is not suggested; names of many products
/// come before titles; sets found equal those of a slow twin.
/// </summary>
public sealed class SuggesterTests(SampleShop samples)
{
    [Theory]
    [InlineData("smooth", "smooth")]
    [InlineData("zen", "zenko")]
    [InlineData("咖啡", "咖啡")]
    [InlineData("Ä", "ä")]
    public void They_begin_with_what_was_typed(string prefix, string expected)
    {
        IReadOnlyList<Suggestion> suggested = samples.Engine.Suggest(new SuggestRequest { Prefix = prefix });
        Assert.NotEmpty(suggested);
        Assert.All(suggested, suggestion => Assert.Contains(TextFolding.Fold(expected), TextFolding.Fold(suggestion.Text)));
        Assert.All(suggested, static suggestion => Assert.False(suggestion.IsCorrected));
    }

    [Theory]
    [InlineData("zemko")]
    [InlineData("zeko")]
    [InlineData("zennko")]
    [InlineData("znko")]
    [InlineData("eznko")]
    public void One_letter_is_put_right(string typed)
    {
        IReadOnlyList<Suggestion> suggested = samples.Engine.Suggest(new SuggestRequest { Prefix = typed });
        Assert.Contains(suggested, static suggestion => suggestion is { Text: "Zenko", Kind: SuggestionKind.Brand, IsCorrected: true });
    }

    [Theory]
    [InlineData("kafe", Language.De)]
    [InlineData("xafe", Language.De)]
    [InlineData("uber", Language.De)]
    [InlineData("tenko", Language.En)]
    public void The_first_letter_of_a_short_prefix_stays(string typed, Language language)
    {
        IReadOnlyList<Suggestion> suggested = samples.Engine.Suggest(new SuggestRequest { Prefix = typed, Language = language });
        Assert.All(suggested, suggestion => Assert.Contains(suggestion.Text.Split(' '), word => TextFolding.Fold(word)[0] == typed[0]));
    }

    [Fact]
    public void Of_a_longer_one_it_may_be_wrong_too() =>
        Assert.Contains(samples.Engine.Suggest(new SuggestRequest { Prefix = "bordhaus" }), static suggestion => suggestion is { Text: "Nordhaus", IsCorrected: true });

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("zh")]
    public void The_shoppers_language_comes_first(string code)
    {
        Assert.True(LanguageCodes.TryParse(code, out Language language));
        string first = samples.Engine.Suggest(new SuggestRequest { Prefix = code == "zh" ? "不" : "s", Language = language })[0].Text;
        Assert.Contains(samples.Products.Values, product => product.Language == language && (product.Title == first || product.Brand == first || product.Category.Contains(first)));
    }

    [Fact]
    public void Only_what_is_sold_in_the_market_is_suggested()
    {
        using var shop = new Shop(
            Shop.Blender("1") with { Title = "Smoothie maker", ReviewCount = 5, Countries = ["FR"] },
            Shop.Blender("2") with { Title = "Smoothie cup", Brand = "Smoothy" },
            Shop.Blender("3") with { Title = "Smoothie secret", EligibleSearch = false });
        string[] Texts(string? market) => [.. shop.Engine.Suggest(new SuggestRequest { Prefix = "smoo", Market = market }).Select(static suggestion => suggestion.Text)];
        Assert.Equal(["Smoothy", "Smoothie maker", "Smoothie cup"], Texts("FR"));
        Assert.Equal(["Smoothy", "Smoothie cup"], Texts("DE"));
    }

    [Fact]
    public void Names_of_many_products_come_first_and_tell_how_many()
    {
        using var shop = new Shop(
            Shop.Blender("1") with { Title = "Blender red", Brand = "Blendo", ReviewCount = 90 },
            Shop.Blender("2") with { Title = "Blender blue", Brand = "Blendo", Category = ["Kitchen", "Blenders"], ReviewCount = 900 });
        Assert.Equal(
            [("Blendo", SuggestionKind.Brand, 2), ("Blenders", SuggestionKind.Category, 1), ("Blender blue", SuggestionKind.Title, 1), ("Blender red", SuggestionKind.Title, 1)],
            shop.Engine.Suggest(new SuggestRequest { Prefix = "blend" }).Select(static suggestion => (suggestion.Text, suggestion.Kind, suggestion.Products)));
    }

    [Theory]
    [InlineData("prefix", "", 8)]
    [InlineData("prefix", "  ", 8)]
    [InlineData("top", "a", 0)]
    [InlineData("top", "a", 21)]
    public void A_wrong_request_names_its_member(string member, string prefix, int top) =>
        Assert.Equal(member, Assert.Throws<InvalidRequestException>(() => samples.Engine.Suggest(new SuggestRequest { Prefix = prefix, Top = top })).Member);

    [Fact]
    public void The_walk_finds_what_a_slow_twin_finds()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            string Word(int least) => new([.. Enumerable.Range(0, random.Next(least, 7)).Select(_ => (char)('a' + random.Next(3)))]);
            SuggestionEntry[] entries = [.. Enumerable.Range(0, 30).Select(_ => new SuggestionEntry($"{Word(1)} {Word(1)}", SuggestionKind.Title, random.Next(100), [0]))];
            var list = new SuggestionList(entries);
            string prefix = Word(2);
            string[] suffixes = [.. entries.SelectMany(static entry => (string[])[entry.Text, entry.Text[(entry.Text.IndexOf(' ') + 1)..]])];
            string Found(IEnumerable<KeyRange> runs) => string.Join(',', runs.SelectMany(static run => Enumerable.Range(run.Start, run.End - run.Start)).Distinct()
                .Select(key => Suffix(list, key)).Order(StringComparer.Ordinal));
            string Expected(Func<string, bool> fits) => string.Join(',', suffixes.Where(fits).Order(StringComparer.Ordinal));
            Assert.Equal(Expected(suffix => suffix.StartsWith(prefix, StringComparison.Ordinal)), Found([PrefixWalk.Exact(list, prefix)]));
            Assert.Equal(
                Expected(suffix => Edits(prefix).Any(edit => suffix.StartsWith(edit, StringComparison.Ordinal))),
                Found([.. PrefixWalk.OneEdit(list, prefix)]));
            if (!list.All.IsEmpty) Assert.Equal(Enumerable.Range(0, list.All.End).Max(list.Weight), list.Weight(list.Heaviest(list.All)));
        }
    }

    private static string Suffix(SuggestionList list, int key) => new([.. Enumerable.Range(0, 20).Select(depth => list.Letter(key, depth)).TakeWhile(static letter => letter != '\0')]);

    // A letter put before the end; at the end every longer text begins with the prefix already.
    private static IEnumerable<string> Edits(string prefix)
    {
        for (int i = 0; i < prefix.Length; i++)
        {
            yield return prefix.Remove(i, 1);
            if (i + 1 < prefix.Length) yield return $"{prefix[..i]}{prefix[i + 1]}{prefix[i]}{prefix[(i + 2)..]}";
            foreach (char letter in "abc ")
            {
                if (letter == prefix[i]) continue;
                yield return prefix.Remove(i, 1).Insert(i, letter.ToString());
                yield return prefix.Insert(i, letter.ToString());
            }
        }
    }
}
