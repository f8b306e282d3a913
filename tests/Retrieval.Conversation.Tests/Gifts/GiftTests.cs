using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Gifts;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Tests.Gifts;

/// <summary>Ideas for somebody: within the budget, from more than one department, with the interest that was told.</summary>
public sealed class GiftTests(SampleShop shop)
{
    [Fact]
    public void A_host_gets_ideas_of_several_kinds()
    {
        Answer answer = Ask("idées de cadeaux pour une hôte");
        Assert.StartsWith("fr/gift", answer.Template, StringComparison.Ordinal);
        Assert.Equal(3, answer.Offered.Count());
        Assert.Distinct(answer.Offered.Select(option => shop.Products[option.Id].Category[^1]));
        Assert.StartsWith("GIF-", answer.Recommended!.Id, StringComparison.Ordinal);
        Assert.Equal("EUR", answer.Recommended.Price!.Value.Currency);
    }

    [Fact]
    public void A_notebook_for_a_teacher_is_no_laptop() =>
        Assert.DoesNotContain(new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = "送给老师的礼物", Market = "CN" }).Answer.Offered, static option => option.Id == "ELE-034");

    [Theory]
    [InlineData("Geschenk für meinen Chef, nicht zu teuer")]
    [InlineData("a gift for my boss, not too expensive")]
    [InlineData("un cadeau pas trop cher pour mon chef")]
    public void A_present_that_is_not_too_dear_is_not_the_cheapest_thing_of_the_shop(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.NotEmpty(answer.Offered);
        Assert.All(answer.Offered, static option => Assert.DoesNotMatch("Macarrones|Coquillettes|Carottes", option.Title));
    }

    [Theory]
    [InlineData("gift ideas for a host")]
    [InlineData("Geschenk für die Gastgeberin")]
    [InlineData("ideas de regalo para mi profesora")]
    [InlineData("etwas für Oma")]
    [InlineData("wedding gift for a couple")]
    [InlineData("送女朋友的礼物")]
    [InlineData("cadeau voor mijn vader")]
    public void Who_is_told_to_like_nothing_gets_what_such_people_are_given(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(3, answer.Offered.Count());
        string[][] categories = [.. answer.Offered.Select(option => shop.Products[option.Id].Category.ToArray())];
        Assert.Distinct(categories.Select(static category => category[^1]));
        Assert.DoesNotContain(categories, static category => category[0] is "Baby" or "Bébé" or "Bebé" or "母婴" or "Electronics" or "Elektronik" or "Électronique" or "Electrónica" or "电子产品");
    }

    [Theory]
    [InlineData("regalo para mi suegra, que cumple años el sábado")]
    [InlineData("gift for my mother in law")]
    [InlineData("Geschenk für meine Lehrerin")]
    [InlineData("a surprise for my wife")]
    public void Whoever_is_grown_up_gets_nothing_for_children(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.NotEmpty(answer.Offered);
        Assert.DoesNotContain(answer.Offered, option => shop.Products[option.Id].AgeGroup.Any(static group => group is "kids" or "toddler" or "infant" or "newborn"));
    }

    [Theory]
    [InlineData("gift for a newborn under $40", "US")]
    [InlineData("cadeau de naissance pour mon neveu", "FR")]
    [InlineData("Geschenk zur Geburt", null)]
    [InlineData("给新生儿的礼物", "CN")]
    public void A_baby_gets_nothing_for_older_children(string sentence, string? market)
    {
        Answer answer = new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence, Market = market }).Answer;
        Assert.NotEmpty(answer.Offered);
        Assert.All(answer.Offered, option =>
        {
            Product product = shop.Products[option.Id];
            Assert.False((ProductFacts.Of(product).Ages?.From ?? 0) >= 12 || product.AgeGroup.Any(static group => group is "kids" or "adult"), product.Title);
        });
    }

    [Theory]
    [InlineData("iets leuks voor een housewarming onder de 20 euro")]
    [InlineData("something warm for my dad who goes fishing, max 80 euros")]
    [InlineData("etwas Schönes für meine Freundin bis 40 Euro")]
    [InlineData("algo bonito para mi abuela")]
    public void Something_nice_for_somebody_asks_for_ideas(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Contains("/gift/", answer.Template, StringComparison.Ordinal);
        Assert.Empty(answer.Relaxed);
        Assert.DoesNotContain(answer.Offered, option => shop.Products[option.Id].AgeGroup.Any(static group => group is "kids" or "toddler" or "infant" or "newborn"));
    }

    [Fact]
    public void A_thing_that_is_named_is_no_idea() => Assert.Equal(AnswerKind.Nothing, Ask("a kalimba for my dad who loves music").Kind);

    [Fact]
    public void Every_recipients_interests_have_ideas_in_every_language()
    {
        string[] recipients = [.. EmbeddedTable.Rows(typeof(AskEngine).Assembly, "recipients.tsv").Select(static row => row[0])];
        Assert.NotEmpty(recipients);
        foreach (Language language in LanguageCodes.All)
            Assert.All(recipients, recipient => Assert.InRange(IdeaBook.Interests(language).IdeasForRecipient(recipient).Count, 4, 10));
    }

    [Theory]
    [InlineData("gift for my mother who loves tea, under 40 €")]
    [InlineData("je cherche un cadeau pour l'anniversaire de ma mère, elle adore le thé, pas plus de 40 €, livré avant samedi")]
    public void An_interest_and_a_budget_are_kept(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(answer.Recommended!.Id, (string[])["GIF-013", "GIF-020"]);
        Assert.All(answer.Offered, static option => Assert.True(option.Price!.Value.Major <= 40));
    }

    [Theory]
    [InlineData("regalo para mi madre, le encanta el té, menos de 40 €")]
    [InlineData("Geschenk für meine Mutter, sie liebt Tee, unter 40 €")]
    [InlineData("送妈妈的礼物，她爱喝茶，300元以内")]
    [InlineData("regalo per mia madre, adora il tè, meno di 40 €")]
    [InlineData("prenda para a minha mãe, adora chá, até 40 €")]
    [InlineData("cadeau voor mijn moeder, ze houdt van thee, onder 40 €")]
    public void Who_loves_tea_gets_tea(string sentence)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(answer.Recommended!.Id, (string[])["GIF-004", "GIF-013", "GIF-020", "GIF-031", "GRO-089"]);
    }

    [Theory]
    [InlineData("gift for dad, he likes to grill", "GAR-009 GAR-018 GAR-020")]
    [InlineData("Geschenk für meinen Vater, er grillt gern", "GAR-009 GAR-018 GAR-020")]
    [InlineData("cadeau pour mon oncle, il adore les barbecues", "GAR-009 GAR-018 GAR-020")]
    [InlineData("regalo para mi padre, le encantan las barbacoas", "GAR-009 GAR-018 GAR-020")]
    [InlineData("送男友礼物，他喜欢烧烤", "GAR-009 GAR-018 GAR-020")]
    [InlineData("present for my brother, he runs a lot", "SPO-007 SPO-033 SPO-038")]
    [InlineData("Geschenk für meine Schwester, sie läuft viel", "SPO-007 SPO-033 SPO-038")]
    [InlineData("cadeau pour mon frère, il court beaucoup", "SPO-007 SPO-033 SPO-038")]
    [InlineData("regalo para mi hermano, le gusta correr", "SPO-007 SPO-033 SPO-038")]
    [InlineData("regalo para mi hermana, corre mucho", "SPO-007 SPO-033 SPO-038")]
    [InlineData("送朋友的礼物，他喜欢跑步", "SPO-007 SPO-033 SPO-038")]
    [InlineData("gift idea for someone who loves fishing", "SPO-004 SPO-015 SPO-024 SPO-030 SPO-036")]
    [InlineData("Geschenk für meinen Bruder, er angelt gern", "SPO-004 SPO-015 SPO-024 SPO-030 SPO-036")]
    [InlineData("cadeau pour mon père, il aime pêcher", "SPO-004 SPO-015 SPO-024 SPO-030 SPO-036")]
    [InlineData("regalo para mi padre, le gusta pescar", "SPO-004 SPO-015 SPO-024 SPO-030 SPO-036")]
    [InlineData("送爸爸的礼物，他喜欢钓鱼", "SPO-004 SPO-015 SPO-024 SPO-030 SPO-036")]
    [InlineData("gift for a friend who loves cycling", "SPO-018 SPO-025")]
    [InlineData("Geschenk für meinen Onkel, er fährt gern Rad", "SPO-018 SPO-025")]
    [InlineData("cadeau pour mon mari, il fait du vélo", "SPO-018 SPO-025")]
    [InlineData("regalo para mi tía, le encanta la bici", "SPO-018 SPO-025")]
    [InlineData("送同事的礼物，他喜欢骑行", "SPO-018 SPO-025")]
    [InlineData("cadeau pour ma mère, elle adore jardiner", "GAR-010 GAR-012")]
    [InlineData("Geschenk für Oma, sie gärtnert gern", "GAR-010 GAR-012 GAR-011")]
    [InlineData("cadeau voor vader, hij vist graag", "SPO-004 SPO-015 SPO-024 SPO-030 GAR-025")]
    [InlineData("regalo per mia sorella, le piace correre", "SPO-007 SPO-033 SPO-038")]
    [InlineData("presente para o meu pai, ele adora churrasco", "GAR-009 GAR-018 GAR-020")]
    public void Who_likes_to_do_something_gets_what_goes_with_it(string sentence, string ids)
    {
        Answer answer = Ask(sentence);
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(answer.Recommended!.Id, ids.Split(' '));
    }

    [Theory]
    [InlineData("送男朋友的礼物，他喜欢做饭")]
    [InlineData("cadeau de crémaillère pour des amis qui cuisinent, 50 € max")]
    [InlineData("Einweihungsgeschenk für Freunde, die gern kochen, bis 50 €")]
    [InlineData("present for my brother who loves cooking")]
    public void Who_cooks_gets_no_potatoes(string sentence) =>
        Assert.All(Ask(sentence).Offered, static option => Assert.DoesNotContain("GRO-", option.Id, StringComparison.Ordinal));

    [Theory]
    [InlineData("birthday present for a 5 year old girl who likes animals")]
    [InlineData("Geschenk für einen 10-jährigen Jungen, der gern experimentiert")]
    [InlineData("regalo para una niña de 4 años")]
    public void A_child_gets_what_is_for_its_age(string sentence) =>
        Assert.All(Ask(sentence).Offered, option => Assert.True(option.Fit.IsFull, $"{option.Id} {option.Title}"));

    private Answer Ask(string sentence) => new AskEngine(shop.Engine).Ask(new AskRequest { Sentence = sentence }).Answer;
}
