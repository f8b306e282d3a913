using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Tests.Support;
using Retrieval.Search.Tests.Support;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Refining;

/// <summary>What is said of the products that were shown: the place of one, what is wrong with it, another colour of it.</summary>
public sealed class RefinementTests(SampleShop shop)
{
    private readonly AskEngine assistant = new(shop.Engine);

    [Theory]
    [InlineData("smoothie blender", "the second one", 1)]
    [InlineData("smoothie blender", "I'll take the third one, please", 2)]
    [InlineData("mixeur", "plutôt le deuxième", 1)]
    [InlineData("mixeur", "le premier me plaît", 0)]
    [InlineData("Mixer", "ich nehme den zweiten", 1)]
    [InlineData("Mixer", "danke, der letzte gefällt mir", 2)]
    [InlineData("batidora", "me gusta la segunda", 1)]
    [InlineData("榨汁杯", "第二个", 1)]
    [InlineData("vorrei un frullatore per smoothie", "prendo il secondo", 1)]
    [InlineData("procuro um liquidificador para smoothies", "fico com o segundo", 1)]
    [InlineData("blender", "de tweede graag", 1)]
    public void A_place_takes_the_product_that_was_shown_there(string sentence, string reply, int place)
    {
        AskResponse first = Ask(sentence);
        AskResponse second = Ask(reply, first);
        Assert.Equal(Offered(first)[Math.Min(place, Offered(first).Count - 1)], Assert.Single(Offered(second)));
        Assert.Equal(first.Understanding.Constraints, second.Understanding.Constraints);
    }

    [Theory]
    [InlineData("headphones", "not from Zenko", "Zenko")]
    [InlineData("Kopfhörer", "keine von Zenko", "Zenko")]
    [InlineData("auriculares", "que no sean de Zenko", "Zenko")]
    [InlineData("un blender", "pas de la marque Zenko", "Zenko")]
    [InlineData("耳机", "不要澄声的", "澄声")]
    public void A_brand_that_is_not_wanted_is_left_out(string sentence, string reply, string brand)
    {
        AskResponse second = Ask(reply, Ask(sentence));
        Assert.Contains(second.Understanding.Constraints, constraint => constraint is Constraint.Named { Kind: "exclude" } not && not.Value.Equals(brand, StringComparison.OrdinalIgnoreCase));
        Assert.All(second.Answer.Offered, option => Assert.False(option.Title.Contains(brand, StringComparison.Ordinal)));
        PromiseCheck.Check(reply, second, shop, null);
    }

    [Theory]
    [InlineData("羽绒服 男 不要黑色", "黑色也可以", "exclude", "color")]
    [InlineData("des gants en cuir", "finalement sans cuir", "material", "exclude")]
    public void What_is_wanted_after_all_takes_back_what_was_not_and_the_other_way_round(string sentence, string reply, string gone, string stated)
    {
        AskResponse second = Ask(reply, Ask(sentence));
        Assert.DoesNotContain(second.Understanding.Constraints, constraint => constraint is Constraint.Named named && named.Kind == gone);
        Assert.Contains(second.Understanding.Constraints, constraint => constraint is Constraint.Named named && named.Kind == stated);
    }

    [Theory]
    [InlineData("monitor 24 inch", "bigger")]
    [InlineData("Monitor 24 Zoll", "größer")]
    [InlineData("un moniteur 24 pouces", "plus grand")]
    public void Bigger_is_measured_by_what_was_stated(string sentence, string reply)
    {
        Constraint.Quantity bound = Assert.Single(Ask(reply, Ask(sentence)).Understanding.Constraints.OfType<Constraint.Quantity>());
        Assert.Equal(Dimension.Screen, bound.Dimension);
        Assert.True(bound is { Min: > 24, Max: null });
    }

    [Theory]
    [InlineData("beach towels", "the cheapest one")]
    [InlineData("toallas de playa", "la más barata")]
    [InlineData("un tapis", "le moins cher")]
    [InlineData("Kopfhörer", "den günstigsten")]
    [InlineData("耳机", "最便宜的")]
    public void The_cheapest_is_an_order_and_no_bound(string sentence, string reply)
    {
        AskResponse second = Ask(reply, Ask(sentence));
        Assert.Empty(second.Understanding.Constraints.OfType<Constraint.Price>());
        Assert.Contains(second.Understanding.Preferences, static wish => wish is Preference.Sort { By: "price", Descending: false });
        Assert.Equal(AnswerKind.Options, second.Answer.Kind);
        Option first = second.Answer.Offered.First();
        Assert.DoesNotContain(second.Answer.Offered, option => option.Price?.Currency == first.Price?.Currency && option.Price?.Amount < first.Price?.Amount);
    }

    [Theory]
    [InlineData("kettle", "in blue", "any colour is fine")]
    [InlineData("une bouilloire", "en bleu", "peu importe la couleur")]
    [InlineData("Wasserkocher", "in Blau", "die Farbe ist mir egal")]
    [InlineData("hervidor", "en azul", "cualquier color")]
    [InlineData("电热水壶", "要蓝色的", "颜色随便")]
    public void What_was_stated_is_left_to_the_shop_after_all(string sentence, string stated, string free)
    {
        AskResponse second = Ask(stated, Ask(sentence)), third = Ask(free, second);
        Assert.Contains(second.Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "color" });
        Assert.DoesNotContain(third.Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "color" });
        Assert.Equal(second.Understanding.Text, third.Understanding.Text);
    }

    [Fact]
    public void A_colour_that_is_also_a_thing_is_a_colour_of_what_was_shown()
    {
        AskResponse second = Ask("the cream one", Ask("kettle"));
        Assert.Equal("kettle", second.Understanding.Text);
        Assert.Equal(["KIT-058"], Offered(second));
    }

    [Fact]
    public void A_purpose_said_behind_an_answer_narrows_it()
    {
        AskResponse second = Ask("para correr", Ask("auriculares inalámbricos"));
        Assert.Equal("auriculares inalámbricos correr", second.Understanding.Text);
        Assert.Equal(AnswerKind.Options, second.Answer.Kind);
    }

    [Theory]
    [InlineData("women's dress", "in medium please", "M")]
    [InlineData("women's dress", "do you have it in L?", "L")]
    [InlineData("men's sweater", "a large one", "L")]
    [InlineData("une robe", "en taille moyenne", "M")]
    [InlineData("une robe", "en taille M", "M")]
    [InlineData("ein Kleid", "in Größe 40 bitte", "40")]
    [InlineData("Pullover", "gibt es den in XL?", "XL")]
    [InlineData("un vestido", "la quiero en mediana", "M")]
    [InlineData("zapatillas hombre", "las necesito en la 42", "42")]
    [InlineData("连衣裙", "要中号的", "M")]
    [InlineData("羽绒服", "要大号", "L")]
    public void A_size_of_what_was_shown_is_told_in_a_word(string sentence, string reply, string size)
    {
        AskResponse first = Ask(sentence), second = Ask(reply, first);
        Assert.Equal(first.Understanding.Text, second.Understanding.Text);
        Assert.Contains(new Constraint.Named("size", size), second.Understanding.Constraints);
        PromiseCheck.Check(reply, second, shop, null);
    }

    [Theory]
    [InlineData("tent for 4", "and for two?", "tent two")]
    [InlineData("tent for 4 people", "for 2 people", "tent 2")]
    [InlineData("tente pour 4", "et pour 2 ?", "tente 2")]
    [InlineData("Zelt für 4 Personen", "und für zwei?", "Zelt zwei")]
    [InlineData("tienda de campaña para 4", "para 2", "tienda de campaña 2")]
    [InlineData("四人帐篷", "适合2个人的有吗", "帐篷 2个人")]
    public void Another_number_of_persons_takes_the_place_of_the_one_before(string sentence, string reply, string text)
    {
        AskResponse first = Ask(sentence), second = Ask(reply, first);
        Assert.Equal((2, text), (second.Understanding.Persons?.Least, second.Understanding.Text));
        Assert.NotEmpty(Offered(second));
        PromiseCheck.Check(reply, second, shop, null);
    }

    [Fact]
    public void Where_a_colour_is_sold_out_others_are_shown_and_it_is_said()
    {
        AskResponse grey = Ask("in grey", Ask("office chair"));
        Assert.NotEmpty(Offered(grey));
        Assert.Contains(grey.Answer.Relaxed, static given => given.Constraint is Constraint.Named { Kind: "color" });
        PromiseCheck.Check("in grey", grey, shop, null);
    }

    [Theory]
    [InlineData("desk lamp", "a large one")]
    [InlineData("smoothie blender", "medium")]
    public void What_comes_in_no_sizes_is_asked_for_in_none(string sentence, string reply) =>
        Assert.DoesNotContain(Ask(reply, Ask(sentence)).Understanding.Constraints, static constraint => constraint is Constraint.Named { Kind: "size" });

    [Theory]
    [InlineData("smoothie blender", "not that one", 0)]
    [InlineData("smoothie blender", "I don't like the second one", 1)]
    [InlineData("mixeur", "le premier ne me plaît pas", 0)]
    [InlineData("Mixer", "der erste gefällt mir nicht", 0)]
    [InlineData("batidora", "no me gusta la primera", 0)]
    [InlineData("榨汁杯", "不喜欢第一个", 0)]
    public void What_is_not_liked_is_not_shown_again(string sentence, string reply, int place)
    {
        AskResponse first = Ask(sentence), second = Ask(reply, first);
        Assert.NotEmpty(Offered(second));
        Assert.DoesNotContain(Offered(first)[place], Offered(second));
        Assert.Equal(first.Understanding.Text, second.Understanding.Text);
    }

    [Theory]
    [InlineData("mixeur", "le deuxième est trop cher", 1)]
    [InlineData("smoothie blender", "the second is too expensive", 1)]
    [InlineData("Mixer", "etwas günstiger als der zweite", 1)]
    [InlineData("batidora", "la segunda pero más barata", 1)]
    public void Cheaper_than_a_place_is_below_its_price(string sentence, string reply, int place)
    {
        AskResponse first = Ask(sentence), second = Ask(reply, first);
        Option measure = first.Answer.Offered.ElementAt(place);
        Constraint.Price below = Assert.Single(second.Understanding.Constraints.OfType<Constraint.Price>());
        Assert.Equal(measure.Price!.Value.Currency, below.Currency);
        Assert.True(below.Max < measure.Price.Value.Major);
    }

    [Theory]
    [InlineData("electric kettle black", "do you have it in cream?", "KIT-058")]
    [InlineData("Zenko Go noir", "une autre couleur de celui-là", "KIT-002")]
    public void Another_colour_of_a_product_is_its_variant(string sentence, string reply, string variant) => Assert.Equal(variant, Ask(reply, Ask(sentence)).Answer.Recommended!.Id);

    [Fact]
    public void A_colour_that_is_sold_out_is_said_and_others_in_it_are_offered()
    {
        Answer answer = Ask("gibt es den auch in mintgrün?", Ask("Nordhaus Smoothie-Maker schwarz")).Answer;
        Assert.Equal("KIT-007", Assert.Single(answer.Unavailable).Id);
        Assert.NotEmpty(answer.Offered);
    }

    [Theory]
    [InlineData("smoothie blender", "another colour")]
    [InlineData("mixeur", "une autre couleur")]
    [InlineData("Mixer", "in einer anderen Farbe")]
    [InlineData("batidora", "en otro color")]
    [InlineData("榨汁杯", "换个颜色")]
    public void Another_colour_is_stated_and_not_the_one_shown(string sentence, string reply)
    {
        AskResponse first = Ask(sentence), second = Ask(reply, first);
        IReadOnlyList<string> shown = KnownFacts.Of(shop.Products[first.Answer.Recommended!.Id]).Colors;
        Assert.NotEmpty(Offered(second));
        Assert.All(Offered(second), id =>
        {
            Assert.NotEmpty(shop.Products[id].Color);
            Assert.Empty(KnownFacts.Of(shop.Products[id]).Colors.Intersect(shown));
        });
    }

    [Theory]
    [InlineData("headphones", "quieter", "headphones quiet")]
    [InlineData("mixeur", "moins bruyant", "mixeur silencieux")]
    [InlineData("Mixer", "leiser", "Mixer leise")]
    [InlineData("batidora", "menos ruidosa", "batidora silencioso")]
    [InlineData("料理机", "声音小一点", "料理机 静音")]
    public void A_comparison_adds_what_is_compared(string sentence, string reply, string wish) => Assert.Equal(wish, Ask(reply, Ask(sentence)).Understanding.Text);

    [Theory]
    [InlineData("smoothie blender", "better rated")]
    [InlineData("Mixer", "besser bewertet")]
    [InlineData("mixeur", "mieux noté")]
    public void Better_rated_comes_in_the_order_of_ratings(string sentence, string reply)
    {
        double[] ratings = [.. Offered(Ask(reply, Ask(sentence))).Select(id => shop.Products[id].Rating!.Value)];
        Assert.Equal(ratings.OrderDescending(), ratings);
    }

    [Theory]
    [InlineData("blender", "a cheaper kettle", "kettle")]
    [InlineData("blender", "the first aid kit", "first aid kit")]
    [InlineData("Mixer", "zweite Bratpfanne", "zweite Bratpfanne")]
    public void A_place_or_a_comparison_before_another_thing_begins_anew(string sentence, string reply, string wish) => Assert.Equal(wish, Ask(reply, Ask(sentence)).Understanding.Text);

    [Theory]
    [InlineData("smoothie blender", "thanks")]
    [InlineData("Mixer", "ok")]
    [InlineData("mixeur", "merci")]
    [InlineData("smoothie blender", "which one is better?")]
    public void A_word_that_asks_for_nothing_changes_nothing(string sentence, string reply)
    {
        AskResponse first = Ask(sentence);
        Assert.Equal(Offered(first), Offered(Ask(reply, first)));
    }

    private static List<string> Offered(AskResponse response) => [.. response.Answer.Offered.Select(static option => option.Id)];

    private AskResponse Ask(string sentence, AskResponse? before = null) => assistant.Ask(new AskRequest { Sentence = sentence, Context = before?.Context });
}
