using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Tests.Facts;

/// <summary>Canonical values come from what the merchant states, and from the title only where nothing else states them.</summary>
public sealed class ProductFactsTests
{
    [Fact]
    public void A_stated_colour_wins_over_the_title()
    {
        ProductFacts facts = Facts("""{"id":"a","language":"en","title":"Kettle with black handle","color":"Dark red","material":["Stainless steel"]}""");
        Assert.Equal(["red"], facts.Colors);
        Assert.Equal(["stainless steel"], facts.Materials);
    }

    [Fact]
    public void An_attribute_of_that_name_states_the_colour()
        => Assert.Equal(["blue"], Facts("""{"id":"a","language":"fr","title":"Chaise noire","attributes":{"Couleur":"bleu"}}""").Colors);

    [Theory]
    [InlineData("en", "Black steel kettle", "black")]
    [InlineData("fr", "Bouilloire noire", "black")]
    [InlineData("de", "Schwarzer Wasserkocher", "black")]
    [InlineData("es", "Hervidor negro", "black")]
    [InlineData("zh", "黑色电热水壶", "black")]
    public void The_title_states_the_colour_where_nothing_else_does(string language, string title, string color)
        => Assert.Equal([color], Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Colors);

    [Fact]
    public void A_brand_that_is_a_colour_names_none()
        => Assert.Empty(Facts("""{"id":"a","language":"en","title":"Black & Fein cordless drill","brand":"Black & Fein"}""").Colors);

    [Theory]
    [InlineData("fr", "Masque capillaire sans silicone")]
    [InlineData("de", "Deo-Creme ohne Aluminium")]
    [InlineData("es", "Lápiz sin madera")]
    [InlineData("en", "Silicone-free shampoo")]
    [InlineData("zh", "无硅胶洗发水")]
    public void What_a_title_says_to_be_absent_is_no_material(string language, string title)
        => Assert.Empty(Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Materials);

    [Fact]
    public void Values_in_english_are_understood_in_a_feed_of_any_language()
    {
        ProductFacts facts = Facts("""{"id":"a","language":"de","title":"Jacke","gender":"female","age_group":"kids","color":"navy blue"}""");
        Assert.Equal(["female", "kids", "navy"], [.. facts.Genders, .. facts.AgeGroups, .. facts.Colors]);
    }

    [Theory]
    [InlineData("es", "Leche semidesnatada sin lactosa, brick 1 L", "lactose_free")]
    [InlineData("fr", "Pâtes sans gluten, 500 g", "gluten_free")]
    [InlineData("de", "Glutenfreie Nudeln, 500 g", "gluten_free")]
    [InlineData("en", "Vegan chocolate, 100 g", "vegan")]
    [InlineData("zh", "无麸质意面 500克", "gluten_free")]
    public void A_title_states_its_diet(string language, string title, string diet)
        => Assert.Equal([diet], Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Diets);

    [Fact]
    public void An_attribute_that_is_true_states_its_diet_and_one_that_is_false_none()
        => Assert.Equal(["vegan"], Facts("""{"id":"a","language":"en","title":"Chocolate","diets":["vegan"],"attributes":{"vegan":true,"gluten_free":false}}""").Diets);

    [Fact]
    public void What_holds_almonds_holds_nuts_but_what_is_free_of_almonds_is_not_free_of_nuts()
    {
        ProductFacts facts = Facts("""{"id":"a","language":"de","title":"Kekse","allergens":{"contains":["Mandeln","Milch"],"may_contain":["Eier"],"free_from":["Haselnüsse","Erdnüsse"]}}""");
        Assert.Equal(["mandeln", "nuts", "milch", "milk"], facts.Contains);
        Assert.Equal(["eier", "egg"], facts.MayContain);
        Assert.Equal(["haselnüsse", "erdnüsse", "peanuts"], facts.FreeFrom);
    }

    [Fact]
    public void What_is_free_of_lactose_is_not_free_of_milk()
        => Assert.Equal(["laktose", "lactose"], Facts("""{"id":"a","language":"de","title":"Käse","allergens":{"free_from":["Laktose"]}}""").FreeFrom);

    [Fact]
    public void Quantities_come_from_title_and_attributes()
    {
        ProductFacts facts = Facts("""{"id":"a","language":"fr","title":"Mixeur 600 W","attributes":{"contenance":{"value":0.6,"unit":"l"},"hauteur":"28 cm","voltage":230,"garantie":"oui"}}""");
        Assert.Equal(
            [new Measure(Dimension.Power, 600), new Measure(Dimension.Capacity, 0.6), new Measure(Dimension.Length, 28), new Measure(Dimension.Voltage, 230)], facts.Measures);
    }

    [Theory]
    [InlineData("en", "AA batteries, pack of 6", 6)]
    [InlineData("en", "Storage boxes 3-pack", 3)]
    [InlineData("en", "Toner cartridge Original Black 6 pc(s)", 6)]
    [InlineData("fr", "Lot de 4 boîtes repas", 4)]
    [InlineData("fr", "Ménagère 24 pièces", 24)]
    [InlineData("de", "Gläser, 6er-Pack", 6)]
    [InlineData("de", "Besteckset 24-teilig", 24)]
    [InlineData("es", "Vasos, juego de 6", 6)]
    [InlineData("zh", "抽纸 24包装", 24)]
    [InlineData("zh", "保鲜盒4件装", 4)]
    [InlineData("de", "Mineralwasser 12 x 1 l", 12)]
    [InlineData("fr", "Yaourts nature au lait entier, 8 x 125 g", 8)]
    [InlineData("und", "Lot de 4 boîtes", 4)]
    public void Pieces_of_a_pack_are_counted(string language, string title, int count)
        => Assert.Equal([count], Facts($$"""{"id":"a","title":"{{title}}","language":"{{language}}"}""").Counts);

    [Theory]
    [InlineData("pièces", "12", 12)]
    [InlineData("lot", "lot de 8", 8)]
    public void An_attribute_counts_the_pieces(string name, string value, int count)
        => Assert.Equal([count], Facts($$"""{"id":"a","title":"Œufs","language":"fr","attributes":{"{{name}}":"{{value}}"} }""").Counts);

    [Theory]
    [InlineData("Katzenfutter, 12 x 200 g", "mass 0.2 2.4")]
    [InlineData("Katzenfutter 24 × 200 g", "mass 0.2 4.8")]
    [InlineData("Mineralwasser 6x1,5 l", "capacity 1.5 9")]
    [InlineData("Katzenfutter 200 g", "mass 0.2")]
    [InlineData("Tapete 2 x 10 m", "length 200 1000")]
    public void A_pack_states_what_a_piece_weighs_and_what_all_do(string title, string stated)
    {
        string[] values = stated.Split(' ');
        Assert.Equal(values[1..], Facts($$"""{"id":"a","title":"{{title}}","language":"de"}""").Measures.Where(measure => measure.Dimension.Name() == values[0]).Select(static measure => measure.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("en", "memory", "16 GB", "memory 16")]
    [InlineData("fr", "mémoire vive", "8 Go", "memory 8")]
    [InlineData("de", "Arbeitsspeicher", "32 GB", "memory 32")]
    [InlineData("es", "memoria RAM", "16 GB", "memory 16")]
    [InlineData("zh", "内存", "16 GB", "memory 16")]
    [InlineData("en", "storage", "512 GB", "storage 512")]
    [InlineData("en", "screen size", "14 in", "screen 14")]
    [InlineData("en", "width", "55 in", "length 139.7")]
    public void The_name_of_an_attribute_tells_what_is_measured(string language, string name, string value, string stated)
    {
        Measure measure = Assert.Single(Facts($$"""{"id":"a","title":"X","language":"{{language}}","attributes":{"{{name}}":"{{value}}"} }""").Measures);
        Assert.Equal(stated, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{measure.Dimension.Name()} {measure.Value}"));
    }

    [Fact]
    public void Every_phrase_of_a_pack_is_found_in_its_language_and_where_the_language_is_not_known()
    {
        foreach (string[] row in TableFile.Rows("pack-counts.tsv"))
        {
            foreach (string phrase in row.Skip(1))
            {
                string title = $"Lorem {phrase.Replace("#", "7")}, ipsum";
                Assert.Equal([7], Facts($$"""{"id":"a","title":"{{title}}","language":"{{row[0]}}"}""").Counts);
                Assert.Equal([7], Facts($$"""{"id":"a","title":"{{title}}","language":"und"}""").Counts);
            }
        }
    }

    [Theory]
    [InlineData("en", "Blender 600 W")]
    [InlineData("en", "Sofa with 3 seats, model X-200 pack")]
    [InlineData("en", "Rug 160 x 230 cm")]
    [InlineData("fr", "Lot de vaisselle")]
    public void What_is_no_count_gives_none(string language, string title)
        => Assert.Empty(Facts($$"""{"id":"a","title":"{{title}}","language":"{{language}}"}""").Counts);

    [Theory]
    [InlineData("en", "Bag WITHOUT leather")]
    [InlineData("en", "No-leather bag")]
    [InlineData("en", "Leather-Free bag")]
    [InlineData("fr", "Sac sans cuir")]
    [InlineData("de", "Tasche ohne Leder")]
    [InlineData("es", "Bolso sin cuero")]
    [InlineData("pt", "Bolsa sem couro")]
    [InlineData("nl", "Tas zonder leer")]
    [InlineData("zh", "包 无皮革")]
    public void What_a_title_says_it_is_not_made_of_is_no_material(string language, string title)
        => Assert.DoesNotContain("leather", Facts($$"""{"id":"a","title":"{{title}}","language":"{{language}}"}""").Materials);

    [Theory]
    [InlineData("en", "Crystal Lab for Ages 8+", 96, null)]
    [InlineData("en", "Raincoat, Yellow, Age 3-4", 36, 59)]
    [InlineData("en", "Jigsaw, 4 years and up", 48, null)]
    [InlineData("fr", "Jeu de société dès 5 ans", 60, null)]
    [InlineData("fr", "Jouet d'éveil, de 6 à 18 mois", 6, 18)]
    [InlineData("de", "Elektronik-Baukasten ab 10 Jahren", 120, null)]
    [InlineData("de", "Bilderbuch von 3 bis 6 Jahren", 36, 83)]
    [InlineData("de", "Rassel ab 3 Monaten", 3, null)]
    [InlineData("es", "Puzle a partir de 5 años", 60, null)]
    [InlineData("es", "Juego de mesa +8 años", 96, null)]
    [InlineData("zh", "磁力拼图 3岁以上", 36, null)]
    [InlineData("zh", "精装绘本 3-6岁", 36, 83)]
    [InlineData("zh", "积木 18个月以上", 18, null)]
    [InlineData("it", "Gioco dai 6 anni", 72, null)]
    [InlineData("pt", "Jogo a partir dos 8 anos", 96, null)]
    [InlineData("nl", "Bordspel vanaf 7 jaar", 84, null)]
    public void A_title_states_the_ages_that_it_is_for(string language, string title, int? from, int? to)
        => Assert.Equal(new AgeSpan(from, to), Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Ages);

    [Theory]
    [InlineData("en", "Whisky 12 years", null)]
    [InlineData("en", "Cordless drill, 2-5 years warranty", null)]
    [InlineData("en", "Storage box 8+ litres", null)]
    [InlineData("en", "Board game 2-4 players", null)]
    [InlineData("fr", "Rhum vieux 12 ans d'âge", null)]
    [InlineData("de", "Abonnement, 12 Monate", null)]
    [InlineData("zh", "保修2年 电钻", null)]
    public void What_speaks_of_no_age_states_none(string language, string title, string? group)
        => Assert.Null(Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}","age_group":"{{group}}"}""").Ages);

    [Fact]
    public void Sizes_in_months_are_ages_and_so_are_spans_in_titles_of_what_is_for_children()
    {
        Assert.Equal(new AgeSpan(6, 18), Facts("""{"id":"a","language":"en","title":"Sleeping bag","size":"6-18 months"}""").Ages);
        Assert.Equal(new AgeSpan(null, 6), Facts("""{"id":"a","language":"fr","title":"Pyjama","size":"6 mois"}""").Ages);
        Assert.Null(Facts("""{"id":"a","language":"en","title":"Sock","size":"39-42"}""").Ages);
        Assert.Equal(new AgeSpan(3, 6), Facts("""{"id":"a","language":"en","title":"Bodysuits, 3-6 Months","age_group":"infant"}""").Ages);
        Assert.Equal(new AgeSpan(6, 47), Facts("""{"id":"a","language":"en","title":"Bath toy, 6 months to 3 years","age_group":"infant"}""").Ages);
    }

    [Theory]
    [InlineData("en", "minimum age", "\"8 years\"", 96, null)]
    [InlineData("en", "minimum age", "8", 96, null)]
    [InlineData("en", "Minimum Age", "{\"value\":18,\"unit\":\"months\"}", 18, null)]
    [InlineData("fr", "âge minimum", "\"5 ans\"", 60, null)]
    [InlineData("de", "Mindestalter", "\"12 Monate\"", 12, null)]
    [InlineData("es", "edad mínima", "\"18 meses\"", 18, null)]
    [InlineData("zh", "适用年龄", "\"3岁以上\"", 36, null)]
    [InlineData("zh", "适用年龄", "\"3-6岁\"", 36, 83)]
    [InlineData("de", "Altersempfehlung", "\"3-6\"", 36, 83)]
    [InlineData("fr", "age range", "\"8+\"", 96, null)]
    [InlineData("nl", "maximum age", "\"3 years\"", null, 47)]
    public void An_attribute_states_them_before_the_title_does(string language, string name, string value, int? from, int? to)
        => Assert.Equal(new AgeSpan(from, to), Facts($$$"""{"id":"a","language":"{{{language}}}","title":"Ages 1+ ab 1 Jahr","attributes":{"{{{name}}}":{{{value}}}}}""").Ages);

    [Fact]
    public void Every_phrase_of_an_age_is_found_in_its_language()
    {
        ILookup<string, string[]> rows = TableFile.Rows("stated-ages.tsv").ToLookup(static row => row[0]);
        foreach (IGrouping<string, string[]> language in rows)
        {
            string unit = language.Single(static row => row[1] == "year")[2];
            foreach (string phrase in language.Where(static row => row[1] is "sure" or "child").SelectMany(static row => row.Skip(2)))
            {
                int number = 4;
                string said = string.Concat(phrase.Select(c => c == '#' ? $"{number++}" : c == '@' ? unit : $"{c}"));
                AgeSpan? found = Facts($$"""{"id":"a","language":"{{language.Key}}","title":"Lorem {{said}}, ipsum","age_group":"kids"}""").Ages;
                Assert.True(found == new AgeSpan(48, number == 6 ? 71 : null), $"{language.Key}: {said} is read as {found}");
            }
        }
    }

    [Theory]
    [InlineData("en", "Ridge Tent, 2-Person, 2.4 kg", null, 2)]
    [InlineData("en", "Dome tent for four people", null, 4)]
    [InlineData("en", "6 Man Tent", null, 6)]
    [InlineData("en", "Harlow 3-Seater Sofa", null, 3)]
    [InlineData("en", "Garden table, seats 6", null, 6)]
    [InlineData("en", "Cabin tent, sleeps 4-6", null, 6)]
    [InlineData("en", "Card game for 2-8 players", 2, 8)]
    [InlineData("en", "Party game, 3+ players", 3, null)]
    [InlineData("fr", "Tente 4 places", null, 4)]
    [InlineData("fr", "Canapé trois places en lin", null, 3)]
    [InlineData("fr", "Service à raclette 8 personnes", null, 8)]
    [InlineData("fr", "Jeu de cartes, 2 à 4 joueurs", 2, 4)]
    [InlineData("de", "4-Personen-Zelt", null, 4)]
    [InlineData("de", "Besteckset für 6 Personen", null, 6)]
    [InlineData("de", "Sofa Malmö, 3-Sitzer", null, 3)]
    [InlineData("de", "Zweisitzer aus Samt", null, 2)]
    [InlineData("de", "Würfelspiel für 2 bis 5 Spieler", 2, 5)]
    [InlineData("es", "Vajilla de 18 piezas para 6 personas", null, 6)]
    [InlineData("es", "Sofá cama de tres plazas", null, 3)]
    [InlineData("es", "Juego de mesa para 2-6 jugadores", 2, 6)]
    [InlineData("zh", "户外双人双层帐篷", null, 2)]
    [InlineData("zh", "四人自动帐篷", null, 4)]
    [InlineData("zh", "布艺沙发 三人位", null, 3)]
    [InlineData("zh", "露营帐篷 3-4人", null, 4)]
    [InlineData("it", "Tenda 3 posti", null, 3)]
    [InlineData("pt", "Tenda para 4 pessoas", null, 4)]
    [InlineData("nl", "Tent voor 4 personen", null, 4)]
    public void A_title_states_for_how_many_it_is(string language, string title, int? from, int? to)
        => Assert.Equal(new PersonSpan(from, to), Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Persons);

    [Theory]
    [InlineData("en", "Set of 4 seat cushions")]
    [InlineData("en", "Toilet seat 18 inch")]
    [InlineData("en", "12-Cup muffin tin")]
    [InlineData("fr", "Jeu pour enfants dès 4 ans")]
    [InlineData("de", "4 Stühle aus Buche")]
    [InlineData("es", "Mesa de 4 patas")]
    [InlineData("zh", "3口充电器")]
    [InlineData("zh", "2024人气款 机器人")]
    [InlineData("zh", "男士手套")]
    public void What_counts_no_persons_states_none(string language, string title)
        => Assert.Null(Facts($$"""{"id":"a","language":"{{language}}","title":"{{title}}"}""").Persons);

    [Theory]
    [InlineData("en", "seats", "3", null, 3)]
    [InlineData("en", "Number of Persons", "\"4 persons\"", null, 4)]
    [InlineData("fr", "nombre de places", "\"4 à 5\"", null, 5)]
    [InlineData("fr", "joueurs", "\"2 à 4\"", 2, 4)]
    [InlineData("de", "Spieler", "\"3-6\"", 3, 6)]
    [InlineData("de", "Sitzplätze", "\"bis zu 8\"", null, 8)]
    [InlineData("es", "plazas", "4", null, 4)]
    [InlineData("zh", "玩家人数", "\"2-6人\"", 2, 6)]
    public void An_attribute_states_for_how_many_before_the_title_does(string language, string name, string value, int? from, int? to)
        => Assert.Equal(new PersonSpan(from, to), Facts($$$"""{"id":"a","language":"{{{language}}}","title":"2-person, 2 Personen, 双人","attributes":{"{{{name}}}":{{{value}}}}}""").Persons);

    [Fact]
    public void A_size_states_for_how_many_before_the_title_does()
        => Assert.Equal(new PersonSpan(null, 6), Facts("""{"id":"a","language":"en","title":"Tent, from 2-person up","size":"6-Person"}""").Persons);

    [Fact]
    public void Every_phrase_of_persons_is_found_in_titles_of_its_language()
    {
        foreach (IGrouping<Language, string[]> language in TableFile.ByLanguage("persons.tsv"))
        {
            foreach (string[] row in language.Where(static row => row[1] is "person" or "player" or "seats" || char.IsDigit(row[1][0])))
            {
                string blank = language.Key == Language.Zh ? "" : " ";
                foreach (string phrase in row.Skip(2).SelectMany(PhrasePattern.Expand))
                {
                    string title = row[1] == "seats" ? $"Lorem {phrase} 3" : char.IsDigit(row[1][0]) ? $"Lorem {phrase}" : $"Lorem 3{blank}{phrase}";
                    PersonSpan? found = Facts($$"""{"id":"a","language":"{{language.Key.Code()}}","title":"{{title}}"}""").Persons;
                    Assert.True(found?.To == (char.IsDigit(row[1][0]) ? row[1][0] - '0' : 3), $"{language.Key}: {title} is read as {found}");
                }
            }
        }
    }

    private static ProductFacts Facts(string json)
    {
        Product product = Native.Line(json).Product!;
        return ProductFacts.Of(product);
    }
}
