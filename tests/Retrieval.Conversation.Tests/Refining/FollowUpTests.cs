using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Refining;

/// <summary>What is said after an answer without any cue: it describes what was shown, tells of who is given something, asks what goes along, or begins anew.</summary>
public sealed class FollowUpTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("canapé", "convertible", "canapé convertible", "FUR-024")]
    [InlineData("蓝牙耳机", "降噪的", "蓝牙耳机 降噪", "ELE-")]
    [InlineData("headphones", "noise cancelling ones", "headphones noise cancelling", "ELE-001")]
    public void Words_that_the_kinds_shown_are_described_by_refine(string first, string then, string text, string id)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(text, response.Understanding.Text);
        Assert.StartsWith(id, response.Answer.Recommended!.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("headphones", "kalimba")]
    [InlineData("Mixer", "Toaster")]
    [InlineData("blender", "descaler")]
    public void Other_words_begin_anew(string first, string then) => Assert.Equal(then, Say(first, then).Understanding.Text);

    [Theory]
    [InlineData("quiero regalar algo a mi hermana", "le gusta cocinar")]
    [InlineData("gift for my sister", "she loves cooking")]
    [InlineData("Geschenk für meine Schwester", "sie kocht gern")]
    [InlineData("cadeau pour ma sœur", "elle aime cuisiner")]
    public void What_is_told_of_somebody_narrows_the_presents(string first, string then)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.NotEmpty(response.Answer.Offered);
        Assert.All(response.Answer.Offered, option => Assert.Matches("^(KIT|GIF|MED)-", option.Id));
    }

    [Fact]
    public void An_age_told_before_holds_for_what_is_told_after()
    {
        AskResponse response = Say("gift for my 6 year old nephew", "he loves dinosaurs", "under $30");
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.NotNull(response.Understanding.Ages);
        Assert.Contains(response.Understanding.Constraints, static constraint => constraint is Constraint.Price { Max: 30 });
    }

    [Theory]
    [InlineData("running shoes", "what goes with them?")]
    [InlineData("Smartphone Nubira N8", "was passt dazu?")]
    public void What_goes_along_is_asked_of_the_first_shown(string first, string then)
    {
        AskResponse before = assistant.Ask(new AskRequest { Sentence = first });
        AskResponse response = assistant.Ask(new AskRequest { Sentence = then, Context = before.Context });
        Assert.Equal(Purpose.Complement, response.Understanding.Purpose);
        string[] along = [.. shop.Products[before.Answer.Recommended!.Id].Related.Where(static related => related.GoesWith).Select(static related => related.Id)];
        Assert.NotEmpty(response.Answer.Offered);
        Assert.Contains(response.Answer.Recommended!.Id, along);
    }

    [Theory]
    [InlineData("robe", "à fleurs", "robe fleurs")]
    [InlineData("Kleid", "mit Blumen", "Kleid Blumen")]
    [InlineData("vestido", "con flores", "vestido flores")]
    public void What_a_thing_has_is_no_other_thing(string first, string then, string text)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(text, response.Understanding.Text);
        Assert.Contains(response.Answer.Recommended!.Id, (string[])["FAS-009", "FAS-055"]);
    }

    [Theory]
    [InlineData("chaussures de randonnée", "imperméables", "chaussures randonnée imperméables")]
    [InlineData("沙发", "能当床的", "沙发 能当床")]
    [InlineData("headphones", "a foldable one", "headphones foldable")]
    public void What_it_is_like_is_no_other_thing(string first, string then, string text) => Assert.Equal(text, Say(first, then).Understanding.Text);

    [Theory]
    [InlineData("una sartén para inducción", "la de mejor valoración")]
    [InlineData("a kettle", "the one with the best reviews")]
    [InlineData("une bouilloire", "celle avec les meilleurs avis")]
    public void The_best_rated_is_an_order_and_no_price(string first, string then)
    {
        AskResponse response = Say(first, then);
        Assert.Contains(response.Understanding.Preferences, static wish => wish is Preference.Sort { By: "rating", Descending: true });
        Assert.DoesNotContain(response.Understanding.Constraints, static constraint => constraint is Constraint.Price);
    }

    [Theory]
    [InlineData("toy for a 6 year old under £30", "no, a book", "MED-")]
    [InlineData("jouet pour un enfant de 6 ans à moins de 30 €", "non, un livre", "MED-")]
    [InlineData("Spielzeug für ein 6-jähriges Kind unter 30 €", "nein, ein Buch", "MED-")]
    public void A_correction_keeps_age_and_budget(string first, string then, string id)
    {
        AskResponse response = Say(first, then);
        Assert.NotNull(response.Understanding.Ages);
        Assert.Contains(response.Understanding.Constraints, static constraint => constraint is Constraint.Price { Max: 30 });
        Assert.StartsWith(id, response.Answer.Recommended!.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gift for my dad who loves gardening under 30 €", "rather a book", "MED-", "father")]
    [InlineData("cadeau pour mon père qui aime cuisiner, moins de 30 €", "plutôt un livre", "MED-", "father")]
    [InlineData("Geschenk für meine Oma bis 30 €", "lieber eine Kerze", "GIF-", "grandparent")]
    [InlineData("regalo para mi madre por menos de 30 €", "mejor una vela", "GIF-", "mother")]
    public void Another_thing_for_the_same_person_is_still_a_present(string first, string then, string id, string recipient)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.Contains(new Preference.Named("recipient", recipient), response.Understanding.Preferences);
        Assert.Contains(response.Understanding.Constraints, static constraint => constraint is Constraint.Price { Max: 30 });
        Assert.NotEmpty(response.Answer.Offered);
        Assert.All(response.Answer.Offered, option => Assert.StartsWith(id, option.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("une poêle", "une autre")]
    [InlineData("a frying pan", "another one")]
    [InlineData("Pfanne", "eine andere")]
    [InlineData("una sartén", "otra")]
    public void Another_one_is_none_of_those_shown(string first, string then)
    {
        AskResponse before = Say(first), response = assistant.Ask(new AskRequest { Sentence = then, Context = before.Context });
        Assert.Equal(before.Understanding.Text, response.Understanding.Text);
        Assert.NotEmpty(response.Answer.Offered);
        Assert.Empty(response.Answer.Offered.Select(static option => option.Id).Intersect(before.Answer.Offered.Select(static option => option.Id)));
    }

    [Theory]
    [InlineData("laptop", "more memory", Dimension.Memory)]
    [InlineData("ordinateur portable", "plus de RAM", Dimension.Memory)]
    [InlineData("Laptop", "mehr Arbeitsspeicher", Dimension.Memory)]
    [InlineData("ordinateur portable 8 Go", "plus de stockage", Dimension.Storage)]
    [InlineData("笔记本电脑", "内存大一点", Dimension.Memory)]
    [InlineData("blender", "more powerful", Dimension.Power)]
    public void More_of_something_is_a_bound_of_it(string first, string then, Dimension dimension)
    {
        AskResponse response = Say(first, then);
        Constraint.Quantity bound = Assert.Single(response.Understanding.Constraints.OfType<Constraint.Quantity>(), quantity => quantity.Dimension == dimension);
        Assert.NotNull(bound.Min);
        Assert.True(response.Answer.Recommended!.Fit.IsFull);
    }

    [Theory]
    [InlineData("set of 4 wine glasses", "a bigger set", 5)]
    [InlineData("lot de 4 verres", "un lot plus grand", 5)]
    [InlineData("4er-Set Weingläser", "ein größeres Set", 5)]
    [InlineData("set de 4 copas", "un lote más grande", 5)]
    public void A_bigger_set_has_more_pieces(string first, string then, int least)
    {
        AskResponse response = Say(first, then);
        Assert.Contains(response.Understanding.Constraints, constraint => constraint is Constraint.Count { Max: null } count && count.Min == least);
        Assert.True(response.Answer.Recommended!.Fit.IsFull);
    }

    [Theory]
    [InlineData("un tapis", "plus clair", "tapis clair")]
    [InlineData("una alfombra", "más clara", "alfombra claro")]
    [InlineData("a rug", "darker", "rug dark")]
    public void Lighter_and_darker_are_of_what_was_shown(string first, string then, string text) => Assert.Equal(text, Say(first, then).Understanding.Text);

    [Fact]
    public void Cheaper_is_a_bound_and_no_order() => Assert.DoesNotContain(Say("blender", "cheaper").Understanding.Preferences, static wish => wish is Preference.Sort);

    [Theory]
    [InlineData("wall paint", "12 m²")]
    [InlineData("NVMe SSD", "7 TB")]
    [InlineData("jeu de société coopératif dès 5 ans", "0,33 h")]
    public void A_fact_is_told_as_the_shop_says_it(string sentence, string never) =>
        Assert.DoesNotContain(never, Say(sentence).Answer.Offered.SelectMany(static option => option.Facts));

    [Fact]
    public void Minutes_and_gigabytes_are_told_in_the_words_of_the_language()
    {
        Assert.Contains("20 min", Say("jeu de société coopératif dès 5 ans").Answer.Recommended!.Facts);
        Assert.Contains("8 Go", Say("ordinateur portable 8 Go").Answer.Recommended!.Facts);
    }

    [Fact]
    public void Where_nothing_goes_along_it_is_said() => Assert.Equal(AnswerKind.Nothing, Say("cafetera italiana", "¿qué combina con eso?").Answer.Kind);

    [Fact]
    public void Another_brand_is_no_brand_of_that_name() =>
        Assert.DoesNotContain(Say("蓝牙耳机", "换个品牌").Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "brand" });

    [Fact]
    public void Every_language_asks_for_something_and_for_what_goes_along() =>
        Assert.All(LanguageCodes.All, static language =>
        {
            foreach (string section in (string[])["something", "goes_with", "having", "correction"])
                Assert.True(LanguageFiles.Open("cues", language).RootElement.GetProperty(section).GetArrayLength() > 0, $"{language} has no \"{section}\"");
        });

    private AskResponse Say(params string[] sentences)
    {
        AskResponse? before = null;
        foreach (string sentence in sentences) before = assistant.Ask(new AskRequest { Sentence = sentence, Context = before?.Context });
        return before!;
    }

    [Theory]
    [InlineData("a gift for my mum", "nothing to eat")]
    [InlineData("ein Geschenk für meine Mutter", "nichts zu essen")]
    [InlineData("un cadeau pour ma mère", "rien à manger")]
    [InlineData("un regalo para mi madre", "nada de comer")]
    [InlineData("送给妈妈的礼物", "不要吃的")]
    public void Presents_that_are_not_to_be_eaten_are_no_food(string first, string then)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.NotEmpty(response.Answer.Offered);
        Assert.All(response.Answer.Offered, option => Assert.DoesNotContain(ProductKinds.Of(shop.Products[option.Id]), static kind => ProductKinds.IsA(kind, "food")));
        Assert.All(response.Answer.Offered, static option => Assert.True(option.Fit.IsFull));
    }

    [Theory]
    [InlineData("auriculares", "dos")]
    [InlineData("headphones", "2")]
    [InlineData("headphones", "two")]
    [InlineData("Kopfhörer", "zwei")]
    public void A_number_alone_is_the_place_of_one_that_was_shown(string first, string then)
    {
        AskResponse before = assistant.Ask(new AskRequest { Sentence = first });
        AskResponse response = assistant.Ask(new AskRequest { Sentence = then, Context = before.Context });
        Assert.Equal(before.Answer.Alternatives[0].Id, response.Answer.Recommended?.Id);
        Assert.Empty(response.Answer.Alternatives);
    }

    [Theory]
    [InlineData("Zelt", "zwei", 2)]
    [InlineData("tienda de campaña", "dos", 2)]
    [InlineData("tent", "four", 4)]
    public void A_number_alone_is_for_how_many_where_what_was_shown_is_for_persons(string first, string then, int persons)
    {
        AskResponse response = Say(first, then);
        Assert.Equal(persons, response.Understanding.Persons?.Least);
        Assert.All(response.Answer.Offered, option => Assert.True(ProductFacts.Of(shop.Products[option.Id]).Persons?.To >= persons));
    }

    [Theory]
    [InlineData("vajilla", "dos")]
    [InlineData("vajilla", "2")]
    public void A_number_alone_chooses_of_a_question(string first, string then)
    {
        AskResponse before = assistant.Ask(new AskRequest { Sentence = first });
        AskResponse response = assistant.Ask(new AskRequest { Sentence = then, Context = before.Context });
        Assert.Equal(2, before.Answer.Question!.Choices.Count);
        Assert.EndsWith(before.Answer.Question.Choices[1], response.Understanding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_are_no_thing_of_their_own_and_stand_nowhere_describe_what_was_shown()
    {
        AskResponse response = Say("Schokolade", "zartbitter");
        Assert.Equal("Schokolade zartbitter", response.Understanding.Text);
        Assert.NotEmpty(response.Answer.Offered);
        Assert.Equal("Fahrradschloss", Say("Schokolade", "Fahrradschloss").Understanding.Text);
    }

    [Fact]
    public void A_bigger_pack_weighs_more_than_all_pieces_of_the_one_shown()
    {
        AskResponse response = Say("Katzenfutter", "größere Packung");
        Assert.Contains(response.Understanding.Constraints, static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Mass, Min: >= 2.4 });
    }

    [Theory]
    [InlineData("en", "another colour", "this colour only")]
    [InlineData("de", "in einer anderen Farbe", "nur in dieser Farbe")]
    [InlineData("zh", "换个颜色", "红色")]
    public void Where_there_is_no_other_colour_the_answer_says_so(string language, string then, string told)
    {
        Product only = Shop.Blender("CB-100", "50") with { Color = ["red"], Title = language switch { "de" => "Standmixer", "zh" => "搅拌机", _ => "Countertop blender" }, Language = language switch { "de" => Language.De, "zh" => Language.Zh, _ => Language.En } };
        using var one = new Shop(only);
        var alone = new AskEngine(one.Engine);
        AskResponse before = alone.Ask(new AskRequest { Sentence = only.Title });
        Answer answer = alone.Ask(new AskRequest { Sentence = then, Context = before.Context }).Answer;
        Assert.Equal("CB-100", answer.Recommended?.Id);
        Assert.Contains(told, answer.Text, StringComparison.Ordinal);
    }
}
