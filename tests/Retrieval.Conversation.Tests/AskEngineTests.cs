using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests;

/// <summary>What a shopper sees over the sample shop: options, relaxed options, questions back, and turns on top of one another.</summary>
public sealed class AskEngineTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", "fr")]
    [InlineData("smoothie blender under 60 €", "en")]
    [InlineData("Smoothie-Mixer bis 60 Euro", "de")]
    [InlineData("batidora para smoothies por menos de 60 euros", "es")]
    public void Three_blenders_that_differ(string sentence, string language)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.StartsWith(language + "/options", answer.Template, StringComparison.Ordinal);
        Assert.Equal(2, answer.Alternatives.Count);
        Assert.All(answer.Offered, option => Assert.StartsWith("KIT-0", option.Id, StringComparison.Ordinal));
        Assert.All(answer.Offered, option => Assert.True(option.Price!.Value.Major <= 60));
        Assert.All(answer.Alternatives, option => Assert.NotEmpty(option.Differs));
        Assert.All(answer.Offered, option => Assert.Equal(3, option.Facts.Count));
    }

    [Theory]
    [InlineData("cordless drill body only", "GB", "DIY-002", "on back order, delivered later")]
    [InlineData("coffret 2 flûtes à champagne", "FR", "GIF-017", "en précommande")]
    [InlineData("Notebook Hexlane Werk 15", "DE", "ELE-035", "nachbestellt, Lieferung später")]
    public void What_comes_later_is_said_first(string sentence, string market, string id, string told)
    {
        Option option = assistant.Ask(new AskRequest { Sentence = sentence, Market = market }).Answer.Offered.Single(option => option.Id == id);
        Assert.Equal(told, option.Facts[0]);
    }

    [Theory]
    [InlineData("children's book")]
    [InlineData("libro para niños")]
    public void What_only_may_fit_is_no_choice_beside_what_fits(string sentence)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.True(answer.Recommended!.Fit.IsFull);
    }

    [Theory]
    [InlineData("rain jacket size L for men under 100 €", "price", "FAS-043")]
    [InlineData("Regenjacke Herren Größe L unter 100 €", "price", "FAS-043")]
    [InlineData("red coat", "color", "FAS-034")]
    [InlineData("manteau rouge", "color", "FAS-034")]
    public void What_is_only_like_the_thing_does_not_hide_the_nearest_that_is_one(string sentence, string relaxed, string id)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(id, answer.Recommended?.Id);
        Assert.Equal(relaxed, Assert.Single(answer.Relaxed).Constraint is Constraint.Named named ? named.Kind : "price");
    }

    [Theory]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", "« mixeur pour smoothies »")]
    [InlineData("lámpara de pie", "«lámpara de pie»")]
    [InlineData("适用电磁炉的炒锅", "“电磁炉的炒锅”")]
    [InlineData("smoothie blender under 60 €", "“smoothie blender”")]
    public void The_thing_is_told_as_it_was_said(string sentence, string told) => Assert.Contains(told, Ask(sentence).Answer.Text, StringComparison.Ordinal);

    [Fact]
    public void Two_things_that_are_given_up_stand_in_one_French_sentence() =>
        Assert.StartsWith("Rien à moins de 100 € ; le plus proche est à 139 € ; rien dans cette couleur", Ask("sac à main en cuir rouge, pas plus de 100 €").Answer.Text.Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);

    [Theory]
    [InlineData("snacks sin frutos secos")]
    [InlineData("toy for a 3 year old, no plastic")]
    [InlineData("leche vegetal sin azúcar")]
    [InlineData("Milchersatz ohne Soja")]
    public void Nobody_is_offered_what_is_for_animals_nor_a_cows_milk_for_a_plants(string sentence) =>
        Assert.DoesNotContain(Ask(sentence).Answer.Offered, static option => option.Id.StartsWith("PET", StringComparison.Ordinal) || option.Id is "GRO-001" or "GRO-017");

    [Theory]
    [InlineData("juguete para perro")]
    [InlineData("friandises pour chien")]
    public void What_is_asked_for_an_animal_is_offered(string sentence) =>
        Assert.StartsWith("PET", Ask(sentence).Answer.Recommended?.Id, StringComparison.Ordinal);

    [Theory]
    [InlineData("garden supplies")]
    [InlineData("accessoires de jardin")]
    [InlineData("Gartenbedarf")]
    [InlineData("园艺用品")]
    [InlineData("pet supplies")]
    public void Supplies_for_a_department_are_asked_about(string sentence)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(AnswerKind.Clarify, answer.Kind);
        Assert.InRange(answer.Question!.Choices.Count, 2, 4);
    }

    [Fact]
    public void What_the_market_pays_for_is_recommended_before_what_is_as_surely_the_thing()
    {
        Answer anywhere = Ask("un couteau pour couper le pain").Answer, inFrance = assistant.Ask(new AskRequest { Sentence = "un couteau pour couper le pain", Market = "FR" }).Answer;
        Assert.Equal(["KIT-073", "KIT-075"], anywhere.Offered.Take(2).Select(static option => option.Id).Order());
        Assert.Equal("KIT-073", inFrance.Recommended!.Id);
    }

    [Theory]
    [InlineData("blender under 10 €", "nothing under €10; the nearest is €24.90")]
    [InlineData("Mixer unter 10 Euro", "nichts unter 10 €; das nächste kostet 24,90 €")]
    [InlineData("60元以下的榨汁杯", "没有低于¥60的商品；最接近的是¥99")]
    public void Nothing_so_cheap_is_said_with_the_nearest(string sentence, string said)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(AnswerKind.Options, answer.Kind);
        Assert.Contains(said, Assert.Single(answer.Relaxed).Text, StringComparison.Ordinal);
        Assert.Contains(said[1..], answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("something for the garden")]
    [InlineData("dog")]
    [InlineData("jardin")]
    public void An_open_sentence_is_asked_back_and_a_choice_narrows_it(string sentence)
    {
        AskResponse first = Ask(sentence);
        Assert.Equal(AnswerKind.Clarify, first.Answer.Kind);
        AskResponse second = Ask(first.Answer.Question!.Choices[0], first);
        Assert.Equal(AnswerKind.Options, second.Answer.Kind);
        Assert.All(second.Answer.Offered, option => Assert.Contains(string.Join(" > ", shop.Products[option.Id].Category), first.Context.Choices[0].Categories));
        Assert.Equal(second.Answer.Recommended!.Id, Ask("1", first).Answer.Recommended!.Id);
    }

    [Theory]
    [InlineData("hi", "Kitchen")]
    [InlineData("bonjour", "Cuisine")]
    [InlineData("Ich brauche etwas", "Küche")]
    [InlineData("hola, buenas tardes", "Cocina")]
    [InlineData("你好", "厨房")]
    public void Who_has_asked_for_nothing_yet_may_choose_a_department(string greeting, string department)
    {
        AskResponse first = Ask(greeting);
        Assert.Equal(AnswerKind.Clarify, first.Answer.Kind);
        Assert.Equal(4, first.Answer.Question!.Choices.Count);
        Assert.Contains(department, first.Answer.Question.Choices);
        AskResponse second = Ask(department, first);
        Assert.Equal(AnswerKind.Options, second.Answer.Kind);
        Assert.All(second.Answer.Offered, option => Assert.Equal(department, shop.Products[option.Id].Category[0]));
    }

    [Theory]
    [InlineData("something for the baby")]
    [InlineData("quelque chose pour le bébé à moins de 50 €")]
    [InlineData("etwas für das Baby")]
    [InlineData("algo para el bebé")]
    public void Something_for_a_baby_is_asked_back(string sentence)
    {
        AskResponse first = Ask(sentence);
        Assert.Equal(AnswerKind.Clarify, first.Answer.Kind);
        Assert.All(first.Context.Choices, static choice => Assert.All(choice.Categories, static path => Assert.Matches("^(Baby|Bébé|Bebé)", path)));
    }

    [Theory]
    [InlineData("something for my dad")]
    [InlineData("quelque chose pour mon père, 40 € max")]
    [InlineData("etwas für meine Oma")]
    [InlineData("algo para los niños")]
    public void Something_for_somebody_is_answered_with_ideas_of_several_kinds(string sentence)
    {
        AskResponse response = Ask(sentence);
        Assert.Equal(Purpose.Gift, response.Understanding.Purpose);
        Assert.Equal(AnswerKind.Options, response.Answer.Kind);
        Assert.NotEmpty(response.Answer.Alternatives);
        Assert.Distinct(response.Answer.Offered.Select(option => shop.Products[option.Id].Category[^1]));
    }

    [Theory]
    [InlineData("lampe E27", "E27 : non précisé")]
    [InlineData("lámpara E27", "E27: no indicado")]
    [InlineData("灯 E27", "E27：未说明")]
    public void What_a_product_does_not_state_is_said_in_the_shoppers_words(string sentence, string said)
    {
        Option[] offered = [.. Ask(sentence).Answer.Offered];
        Assert.All(offered, option => Assert.Equal(option.Fit.NotStated.Count, option.Unstated.Count));
        Assert.Contains(offered, option => option.Unstated.Contains(said));
    }

    [Theory]
    [InlineData("smoothie blender under 60 €")]
    [InlineData("vegane Handcreme ohne Parfum")]
    [InlineData("男士羽绒服 黑色 L码")]
    [InlineData("iPhone 15 case black under £30")]
    public void A_clear_sentence_is_not_asked_back(string sentence) => Assert.Equal(AnswerKind.Options, Ask(sentence).Answer.Kind);

    [Theory]
    [InlineData("blender", "cheaper")]
    [InlineData("mixeur", "moins cher")]
    [InlineData("Mixer", "etwas günstiger")]
    [InlineData("batidora", "más barata")]
    public void Cheaper_is_below_the_price_shown(string sentence, string refinement)
    {
        AskResponse first = Ask(sentence), second = Ask(refinement, first);
        Assert.True(second.Answer.Recommended!.Price!.Value.Major < first.Answer.Recommended!.Price!.Value.Major);
        Assert.Equal(first.Understanding.Text, second.Understanding.Text);
    }

    [Fact]
    public void The_language_of_a_refinement_is_spoken_on()
    {
        AskResponse first = Ask("Mixer"), second = Ask("etwas günstiger", first);
        Assert.Equal(Language.De, second.Answer.Language);
        Assert.True(second.Answer.Recommended!.Fit.IsFull);
    }

    [Theory]
    [InlineData("headphones", "wireless", "headphones wireless")]
    [InlineData("je cherche une souris", "plutôt sans fil", "souris sans fil")]
    [InlineData("souris", "sans fil", "souris sans fil")]
    [InlineData("Kopfhörer", "kabellos", "Kopfhörer kabellos")]
    [InlineData("vestido rojo", "más largo", "vestido largo")]
    [InlineData("鼠标", "静音", "鼠标 静音")]
    [InlineData("Lampe", "pour le bureau", "Lampe bureau")]
    public void A_describing_word_adds_to_the_wish(string sentence, string refinement, string wish) => Assert.Equal(wish, Ask(refinement, Ask(sentence)).Understanding.Text);

    [Theory]
    [InlineData("less than 40", "GBP")]
    [InlineData("less than $40", "USD")]
    [InlineData("max 40 €", "EUR")]
    public void A_bare_price_is_in_the_currency_that_was_shown(string refinement, string currency)
    {
        AskResponse first = Ask("office chair under £300"), second = Ask(refinement, first);
        Assert.Equal(currency, Assert.Single(second.Understanding.Constraints.OfType<Constraint.Price>()).Currency);
    }

    [Fact]
    public void What_goes_with_the_thing_is_no_alternative_to_it() => Assert.DoesNotContain(Ask("office chair under £300").Answer.Alternatives, static option => option.Id == "OFF-003");

    [Theory]
    [InlineData("women's running shoes")]
    [InlineData("waterproof bluetooth speaker")]
    [InlineData("Futterautomat für die Katze")]
    [InlineData("arroz para paella")]
    public void Two_words_say_which_kind_is_meant(string sentence) => Assert.Equal(AnswerKind.Options, Ask(sentence).Answer.Kind);

    [Theory]
    [InlineData("jardin")]
    [InlineData("algo para el jardín")]
    [InlineData("etwas für den Garten")]
    [InlineData("花园")]
    public void Choices_are_written_in_the_language_of_the_question(string sentence)
    {
        AskResponse asked = Ask(sentence);
        Assert.All(asked.Answer.Question!.Choices, choice => Assert.Contains(shop.Products.Values, product => product.Language == asked.Answer.Language && product.Category[^1] == choice));
    }

    [Theory]
    [InlineData("concert tickets for saturday")]
    [InlineData("gebrauchtes Hubschraubertriebwerk")]
    public void What_the_shop_does_not_sell_is_not_offered(string sentence) => Assert.Equal(AnswerKind.Nothing, Ask(sentence).Answer.Kind);

    [Theory]
    [InlineData("I'm allergic to nuts, do you have umbrellas without nickel?", "(nut free, without nickel)")]
    [InlineData("Ich hab eine Nussallergie, habt ihr Schokolade?", "„Schokolade“ (nussfrei)")]
    [InlineData("我对坚果过敏，想要雨伞", "（无坚果）")]
    public void A_nothing_says_what_is_never_given_up(string sentence, string promise)
    {
        Answer answer = Ask(sentence).Answer;
        Assert.Equal(AnswerKind.Nothing, answer.Kind);
        Assert.Contains(promise, answer.Text);
    }

    [Fact]
    public void A_constraint_stated_again_replaces_the_one_before_and_the_others_stay()
    {
        AskResponse first = Ask("white sneakers for men size 42 under 80 €"), second = Ask("no, under 65 €", first);
        Constraint.Price price = Assert.Single(second.Understanding.Constraints.OfType<Constraint.Price>());
        Assert.Equal(65, price.Max);
        Assert.Contains(second.Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "size", Value: "42" });
    }

    [Fact]
    public void A_new_wish_begins_anew()
    {
        AskResponse first = Ask("smoothie blender under 60 €"), second = Ask("I'm looking for wireless headphones", first);
        Assert.Empty(second.Understanding.Constraints.OfType<Constraint.Price>());
        Assert.StartsWith("ELE-", second.Answer.Recommended!.Id, StringComparison.Ordinal);
    }

    [Fact]
    public void Others_are_not_those_shown_before()
    {
        AskResponse first = Ask("smoothie blender"), second = Ask("show me others", first);
        Assert.Empty(second.Answer.Offered.Select(static option => option.Id).Intersect(first.Answer.Offered.Select(static option => option.Id)));
    }

    private AskResponse Ask(string sentence, AskResponse? before = null) => assistant.Ask(new AskRequest { Sentence = sentence, Context = before?.Context });

    [Theory]
    [InlineData("chocolate, I'm allergic", "nuts", "nut_free")]
    [InlineData("chocolat, je suis allergique", "2", "soja")]
    [InlineData("Schokolade, ich habe eine Allergie", "gegen Milch", "lactose_free")]
    [InlineData("chocolate, tengo alergia", "gluten", "gluten_free")]
    [InlineData("我过敏，巧克力", "坚果", "nut_free")]
    [InlineData("groceries for the week, I have a food allergy", "milk", "lactose_free")]
    public void An_allergy_without_a_name_is_asked_about_and_the_reply_is_kept(string sentence, string reply, string kept)
    {
        AskResponse asked = Ask(sentence);
        Assert.Equal(AnswerKind.Clarify, asked.Answer.Kind);
        AskResponse answered = assistant.Ask(new AskRequest { Sentence = reply, Context = asked.Context });
        Assert.NotEqual(AnswerKind.Clarify, answered.Answer.Kind);
        Assert.Contains(answered.Understanding.Constraints, constraint => constraint is Constraint.Named { Kind: "diet" or "exclude" } named && named.Value == kept);
    }

    [Theory]
    [InlineData("chocolate, I'm allergic to peanuts")]
    [InlineData("Bettdecke für Allergiker")]
    [InlineData("hypoallergenic cream")]
    public void A_named_allergy_is_not_asked_about(string sentence) => Assert.DoesNotContain("llerg", Ask(sentence).Answer.Question?.Text ?? "", StringComparison.Ordinal);

    [Theory]
    [InlineData("je cherche un mixeur pour smoothies à moins de 60 €", "moins cher", "blender")]
    [InlineData("batidora para smoothies", "más barata", "blender")]
    [InlineData("Smoothie-Mixer", "günstiger", "blender")]
    [InlineData("smoothie blender", "cheaper", "blender")]
    [InlineData("榨汁杯", "便宜一点", "blender")]
    [InlineData("mouse", "left-handed", "mouse")]
    [InlineData("Maus", "für Linkshänder", "mouse")]
    [InlineData("kettle", "in red", "kettle")]
    [InlineData("casque audio", "plutôt en blanc", "headphones")]
    [InlineData("laptop", "cheaper", "laptop")]
    public void A_refinement_keeps_the_thing(string sentence, string refinement, string thing)
    {
        AskResponse first = Ask(sentence);
        if (first.Answer.Question is { } question) first = Ask(question.Choices[0], first);
        AskResponse second = Ask(refinement, first), third = Ask(refinement, second);
        foreach (AskResponse refined in (AskResponse[])[second, third]) Assert.All(refined.Answer.Offered, option => Assert.True(AskedSentences.Is(thing, option.Id), $"{option.Id} {option.Title}"));
        Assert.NotEmpty(second.Answer.Offered);
    }

    [Fact]
    public void Rather_in_a_colour_is_that_colour()
    {
        AskResponse refined = Ask("plutôt en noir", Ask("mixeur"));
        Assert.Contains(new Constraint.Named("color", "black"), refined.Understanding.Constraints);
    }
}
