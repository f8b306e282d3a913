using System.Text.Json;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests;

/// <summary>What holds of every sentence: limits, order of time, the catalogue's names, the market's currency.</summary>
public sealed class SentenceReaderTests
{
    private static readonly UnderstandingContext France = new("FR");

    [Fact]
    public void AFrenchSentenceIsUnderstoodAsTheContractShows()
    {
        ShoppingIntent intent = SentenceReader.Understand("je cherche un mixeur pour smoothies à moins de 60 €", France);
        Assert.Equal("""{"language":"fr","text":"mixeur smoothies","constraints":[{"kind":"price","max":60,"currency":"EUR"}],"preferences":[],"purpose":"find"}""", IntentJson.Write(intent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!")]
    [InlineData("\ud800")]
    [InlineData("€")]
    [InlineData("- - -")]
    [InlineData("12")]
    [InlineData("sans")]
    [InlineData("4 (")]
    [InlineData("no")]
    [InlineData("不要")]
    public void ASentenceThatSaysNothingGivesNoConstraint(string sentence)
        => Assert.Empty(SentenceReader.Understand(sentence, France).Constraints);

    [Fact]
    public void ATooLongSentenceIsRefusedBeforeItIsRead()
    {
        SentenceTooLongException refused = Assert.Throws<SentenceTooLongException>(() => SentenceReader.Understand(new string('1', 1_000_000), France));
        Assert.Equal(1_000_000, refused.Length);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("a ")]
    [InlineData("1 x ")]
    [InlineData("no ")]
    [InlineData("under ")]
    [InlineData("sans ni ")]
    [InlineData("百")]
    [InlineData("不要")]
    [InlineData("1/")]
    [InlineData("-1")]
    [InlineData("€1-")]
    [InlineData("zweihundertund")]
    [InlineData("(((")]
    public void HostileRepetitionIsReadInTime(string piece)
    {
        string sentence = string.Concat(Enumerable.Repeat(piece, SentenceReader.LongestSentence))[..SentenceReader.LongestSentence];
        Assert.NotNull(SentenceReader.Understand(sentence, France));
    }

    [Fact]
    public void AnyTextIsUnderstoodWithoutFailing()
        => CsCheck.Check.Sample(CsCheck.Gen.String[0, 200], text => SentenceReader.Understand(text, France) is not null, iter: 500, seed: "bHdmFG0T0Y51");

    [Theory]
    [InlineData("inch and a half threaded pipe cap")]
    [InlineData("fiver")]
    [InlineData("and a half")]
    public void ASentenceMayBeginInTheMidst(string sentence) => Assert.NotNull(SentenceReader.Understand(sentence, new UnderstandingContext("US")));

    [Fact]
    public void BeginningsAndEndsOfRealSentencesAreUnderstoodWithoutFailing()
    {
        foreach (string file in Directory.GetFiles(Workspace.PathOf("tests", "Retrieval.Understanding.Tests", "Data", "unseen"), "*.jsonl"))
        {
            foreach (string sentence in File.ReadLines(file).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!))
            {
                string[] words = sentence.Split(' ');
                for (int cut = 1; cut < words.Length; cut++)
                {
                    Read(string.Join(' ', words[cut..]));
                    Read(string.Join(' ', words[..cut]));
                }
            }
        }

        static void Read(string sentence)
        {
            Exception? failure = Record.Exception(() => SentenceReader.Understand(sentence, France));
            Assert.True(failure is null, $"{sentence}\n{failure}");
        }
    }

    [Fact]
    public void PiecesOfRealSentencesInAnyOrderAreUnderstoodWithoutFailing()
    {
        string[] pieces = [.. Directory.GetFiles(Workspace.PathOf("tests", "Retrieval.Understanding.Tests", "Data", "learnt"), "*.jsonl")
            .SelectMany(File.ReadLines).SelectMany(line => line.Split(' ')), "(", ")", "-", "+", "$", "€", "/", "%", "'", "4", "½", "x", "不要"];
        var random = new Random(20261125);
        for (int i = 0; i < 3000; i++)
        {
            string sentence = string.Join(random.Next(3) == 0 ? "" : " ", random.GetItems(pieces, random.Next(1, 9)));
            if (sentence.Length > SentenceReader.LongestSentence) continue;
            Exception? failure = Record.Exception(() => SentenceReader.Understand(sentence, France));
            Assert.True(failure is null, $"{sentence}\n{failure}");
        }
    }

    /// <summary>A step that goes back in a sentence may read the same words for ever; here each cue meets each other sooner or later.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("es")]
    [InlineData("zh")]
    [InlineData("it")]
    [InlineData("pt")]
    [InlineData("nl")]
    public async Task CuesInAnyOrderAreReadToTheEnd(string code)
    {
        Assert.True(LanguageCodes.TryParse(code, out Language language));
        string[] cues = [.. CueBook.For(language).Cues.Select(static cue => PhrasePattern.Expand(cue.Pattern)[0])];
        string[] others = ["4", "60", "1.5", "205", "kg", "cm", "l", "€", "$", ",", ".", "x", "-", "red", "Rojo", "cuero", "M", "XL"];
        var random = new Random(20261127);
        string last = "";
        Task reading = Task.Run(() =>
        {
            for (int i = 0; i < 3000; i++)
            {
                string[] pieces = [.. random.GetItems(cues, random.Next(1, 6)), .. random.GetItems(others, random.Next(1, 5))];
                random.Shuffle(pieces);
                last = string.Join(language == Language.Zh && i % 2 == 0 ? "" : " ", pieces);
                SentenceReader.Understand(last, new UnderstandingContext(Language: language));
            }
        }, TestContext.Current.CancellationToken);
        Assert.True(await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)) == reading, $"still reading \"{last}\"");
        await reading;
    }

    [Theory]
    [InlineData("collar sin cruces", "cruz")]
    [InlineData("calcetines, que no sean grises", "gris")]
    [InlineData("colchón sin muelles", "muelle")]
    [InlineData("cesta de presente sem doces", "doce")]
    public void AnExcludedWordIsInItsLanguagesSingular(string sentence, string word)
        => Assert.Contains(new Constraint.Named("exclude", word), SentenceReader.Understand(sentence, new UnderstandingContext()).Constraints);

    [Theory]
    [InlineData("guitar, not used", "used")]
    [InlineData("laptop, not refurbished or second hand", "refurbished", "second hand")]
    [InlineData("guitare, pas d'occasion", "occasion")]
    [InlineData("Bohrmaschine, weder gebraucht noch generalüberholt", "gebraucht", "generalüberholt")]
    [InlineData("guitarra, que no sea de segunda mano", "segunda mano")]
    [InlineData("chitarra, non usata", "usata")]
    [InlineData("guitarra, não usada", "usada")]
    [InlineData("gitaar, niet tweedehands", "tweedehands")]
    [InlineData("吉他 不要二手", "二手")]
    public void AConditionThatIsRefusedIsNotAskedFor(string sentence, params string[] refused)
    {
        ShoppingIntent intent = SentenceReader.Understand(sentence, new UnderstandingContext());
        Assert.Equal(refused.Select(static word => new Constraint.Named("exclude", word)), intent.Constraints);
    }

    [Theory]
    [InlineData("US", "USD")]
    [InlineData("GB", "GBP")]
    [InlineData("FR", "EUR")]
    [InlineData("CA", "CAD")]
    [InlineData("CH", "CHF")]
    public void AnUnsignedPriceIsInTheMarketsCurrency(string market, string currency)
    {
        ShoppingIntent intent = SentenceReader.Understand("wireless mouse under 30", new UnderstandingContext(market));
        Assert.Equal([new Constraint.Price(null, 30, currency)], intent.Constraints);
    }

    [Fact]
    public void ABrandOfTheCatalogueIsAConstraintAndItsModelsStayWords()
    {
        var names = new CatalogueNames(["Apple", "Orange"], ["orange juice"], ["Pixel 8 Pro"]);
        var context = new UnderstandingContext("US", names);
        Assert.Equal([new Constraint.Named("brand", "Apple")], SentenceReader.Understand("apple headphones", context).Constraints);
        Assert.Empty(SentenceReader.Understand("orange juice", context).Constraints);
        Assert.Equal([new Constraint.Named("color", "orange")], SentenceReader.Understand("orange headphones", context).Constraints);
        Assert.Equal("Pixel 8 Pro case", SentenceReader.Understand("Pixel 8 Pro case", context).Text);
        Assert.Equal([new Constraint.Named("exclude", "apple")], SentenceReader.Understand("headphones, not Apple", context).Constraints);
    }

    [Fact]
    public void AWeekdayCountsFromTheShoppersDay()
    {
        var monday = new DateOnly(2026, 11, 23);
        Assert.Contains(new Constraint.Delivery(5), SentenceReader.Understand("tea set, delivered by Saturday", new UnderstandingContext("US", Today: monday)).Constraints);
        Assert.Contains(new Constraint.Delivery(7), SentenceReader.Understand("tea set, delivered by Saturday", new UnderstandingContext("US")).Constraints);
    }

    [Theory]
    [InlineData("I'm 16, looking for wine", 16)]
    [InlineData("beer for my 15 year old son", 15)]
    [InlineData("rum for my 15 year old son", 15)]
    [InlineData("kitchen knife for my son, he is 16", 16)]
    [InlineData("paring knife, my daughter is 12", 12)]
    [InlineData("he's 16 and loves cooking", 16)]
    [InlineData("my nephew just turned fifteen", 15)]
    [InlineData("a knife for my son (16)", 16)]
    [InlineData("decorations for her 16th birthday", 16)]
    [InlineData("wine for a teenager", 17)]
    [InlineData("scissors for kids", 12)]
    [InlineData("shoes for a toddler and a 7 year old", 7)]
    [InlineData("whisky 12 years old", null)]
    [InlineData("12 year old whisky for my dad", null)]
    [InlineData("I'm 180 cm tall", null)]
    [InlineData("jeans for my son, 32 inch", null)]
    [InlineData("my kitchen is 12 square metres", null)]
    [InlineData("iPhone 15 case for my daughter", null)]
    [InlineData("j'ai 16 ans", 16)]
    [InlineData("j'ai 50 € à dépenser", null)]
    [InlineData("couteau de cuisine pour mon fils de 15 ans", 15)]
    [InlineData("un rhum pour ma fille qui a 16 ans", 16)]
    [InlineData("rhum de 12 ans", null)]
    [InlineData("un vin pour un ado", 17)]
    [InlineData("Bier für meinen 15-jährigen Sohn", 15)]
    [InlineData("Kochmesser für meinen Sohn, er ist 16", 16)]
    [InlineData("Messer, meine Tochter ist 12", 12)]
    [InlineData("ich bin 17", 17)]
    [InlineData("zum 16. Geburtstag meiner Nichte", 16)]
    [InlineData("ein Messer für meine fünfzehnjährige Tochter", 15)]
    [InlineData("tengo 17 años", 17)]
    [InlineData("cuchillo para mi hijo, tiene 16", 16)]
    [InlineData("cuchillo para mi hija de 12 años", 12)]
    [InlineData("ron de 12 años", null)]
    [InlineData("我16岁", 16)]
    [InlineData("给我15岁的儿子买刀", 15)]
    [InlineData("未成年人可以买的酒", 17)]
    [InlineData("我要3瓶酒", null)]
    public void An_age_is_read_where_one_is_stated(string sentence, int? years) =>
        Assert.Equal(years, SentenceReader.Understand(sentence, new UnderstandingContext()).Age);

    [Theory]
    [InlineData("a toy for my 5 year old", 60, 71)]
    [InlineData("toys for kids of 3 to 6 years", 36, 83)]
    [InlineData("jouet pour un bébé de 8 mois", 8, 8)]
    [InlineData("Spielzeug ab 8 Jahren", 96, null)]
    [InlineData("juguete para niños de 4 y 7 años", 48, 95)]
    [InlineData("给6岁男孩的玩具", 72, 83)]
    [InlineData("toys for kids", null, null)]
    public void Ages_in_numbers_are_kept_in_months(string sentence, int? from, int? to) =>
        Assert.Equal((from, to), SentenceReader.Understand(sentence, new UnderstandingContext()).Ages is { } ages ? (ages.From, ages.To) : (null, null));

    [Theory]
    [InlineData("tent for 4 people", 4)]
    [InlineData("four-person tent", 4)]
    [InlineData("3-seater sofa", 3)]
    [InlineData("table that seats 6", 6)]
    [InlineData("a tent for 4 under 200 €", 4)]
    [InlineData("board game for 3 to 5 players", 3)]
    [InlineData("a trampoline for 3 kids", 3)]
    [InlineData("tente 4 personnes", 4)]
    [InlineData("canapé trois places", 3)]
    [InlineData("table pour six", 6)]
    [InlineData("Zelt für 4 Personen", 4)]
    [InlineData("4-Personen-Zelt", 4)]
    [InlineData("ein Zweisitzer in Grau", 2)]
    [InlineData("Tisch für sechs", 6)]
    [InlineData("tienda de campaña para 4", 4)]
    [InlineData("sofá de tres plazas", 3)]
    [InlineData("四人帐篷", 4)]
    [InlineData("双人帐篷", 2)]
    [InlineData("适合6个人的餐桌", 6)]
    [InlineData("tent for one person", null)]
    [InlineData("a toy for a 4 year old", null)]
    [InlineData("present for 40 €", null)]
    [InlineData("case for iPhone 15", null)]
    [InlineData("shelf for 4 plants", null)]
    [InlineData("gifts for 4 friends", null)]
    [InlineData("Hose für 4 Jahre", null)]
    [InlineData("chaussures taille 38", null)]
    [InlineData("人气帐篷", null)]
    public void Persons_are_held_where_a_number_of_them_is_told(string sentence, int? least) =>
        Assert.Equal(least, SentenceReader.Understand(sentence, new UnderstandingContext()).Persons?.Least);

    [Theory]
    [InlineData("oat drink without milk", "lactose_free/milk")]
    [InlineData("dairy free cake", "lactose_free/milk")]
    [InlineData("lactose free milk", "lactose_free/")]
    [InlineData("lait d'avoine sans lait", "lactose_free/milk")]
    [InlineData("yaourt sans lactose", "lactose_free/")]
    [InlineData("Kuchen ohne Milch", "lactose_free/milk")]
    [InlineData("pastel sin leche", "lactose_free/milk")]
    [InlineData("不含牛奶的燕麦奶", "lactose_free/milk")]
    [InlineData("不含乳糖的牛奶", "lactose_free/")]
    [InlineData("bread without nuts", "nut_free/")]
    [InlineData("a snack for a guest with a nut allergy", "nut_free/")]
    [InlineData("Kekse bei Nussallergie", "nut_free/")]
    [InlineData("galletas, tengo alergia a la leche", "lactose_free/milk")]
    [InlineData("biscuits, j'ai une allergie au lait", "lactose_free/milk")]
    public void A_diet_keeps_the_allergen_that_was_named(string sentence, string diet)
    {
        var named = Assert.Single(SentenceReader.Understand(sentence, new UnderstandingContext()).Constraints.OfType<Constraint.Named>(), static constraint => constraint.Kind == "diet");
        Assert.Equal(diet, $"{named.Value}/{named.Allergen}");
    }

    [Theory]
    [InlineData("tea but not green tea", "green tea")]
    [InlineData("du thé mais pas de thé vert", "thé vert")]
    public void A_named_thing_is_excluded_as_a_whole(string sentence, string excluded) =>
        Assert.Equal([new Constraint.Named("exclude", excluded)], SentenceReader.Understand(sentence, new UnderstandingContext()).Constraints);
}
