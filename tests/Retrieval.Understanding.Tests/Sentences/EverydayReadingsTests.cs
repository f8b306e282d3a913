using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;
using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>Readings of everyday shop talk, dialect and bare keywords; each beside sentences that only look the same.</summary>
public sealed class EverydayReadingsTests
{
    [Theory]
    [InlineData("Creme, Mineralöl darf auch keins drin sein", "exclude mineralöl")]
    [InlineData("Duftstoffe hätte ich gern keine drin", "exclude duftstoff")]
    [InlineData("Silikone brauch ich da keine drin", "exclude silikon")]
    [InlineData("Nüsse dürfen keine enthalten sein", "diet nut_free")]
    [InlineData("Laktose darf auf keinen Fall drin sein", "diet lactose_free")]
    [InlineData("Leder sollte es nicht sein", "exclude leder")]
    [InlineData("Plastik kommt mir nicht ins Haus, eine Brotdose aus Edelstahl", "exclude plastik; material stainless steel")]
    [InlineData("bitte nix mit Spiegel", "exclude spiegel")]
    [InlineData("bitte nix aus Polyester", "exclude polyester")]
    [InlineData("Schuhe, aber keine mit Absatz", "exclude absatz")]
    [InlineData("Zucker muss keiner drin sein", "")]
    [InlineData("Neu muss es nicht sein, Fahrrad 28 Zoll", "length 71.12")]
    [InlineData("Zu schwer sollte er nicht sein, Koffer 70 cm", "length 70")]
    [InlineData("Teuer sollte es nicht sein, Bluetooth-Box", "")]
    [InlineData("Ich hab noch keine Pfanne, 28 cm bitte", "length 28")]
    [InlineData("Habt ihr keine mit Reißverschluss?", "")]
    [InlineData("Nassfutter, das ganz ohne auskommt", "")]
    [InlineData("Ein Zelt, das ohne Heringe auskommt", "exclude heringe")]
    [InlineData("Besuch, der nichts trinkt", "")]
    [InlineData("Eine Matte, die nicht rutscht", "")]
    [InlineData("Töpfe, die nicht verchromt sind", "exclude verchromt")]
    [InlineData("Keine Ahnung welche Größe, Handschuhe für Damen", "gender female")]
    public void ANegationMayCloseItsClause(string sentence, string told) => Told.Assert(sentence, told, "DE");

    [Theory]
    [InlineData("Mehr als 30 Euro hab ich nicht", "price ..30 EUR")]
    [InlineData("Mehr als 80 Euro hab i net zur Verfügung", "price ..80 EUR")]
    [InlineData("über 60 Euro geht bei mir nix", "price ..60 EUR")]
    [InlineData("mehr als 25 euro is ned drin", "price ..25 EUR")]
    [InlineData("über 50 Euro kommt mir kein Toaster ins Haus", "price ..50 EUR")]
    [InlineData("Mehr als zwei Kilo darf der Laptop nicht wiegen", "mass ..2")]
    [InlineData("mehr als 30 cm darf sie nicht hoch sein", "length ..30")]
    [InlineData("ab 50 Euro, aber nichts Gebrauchtes", "price 50.. EUR; exclude gebraucht")]
    [InlineData("über 60 Watt, nicht in Weiß", "power 60..; exclude weiß")]
    [InlineData("Unter 4 Sternen kommt mir nichts ins Haus", "Rating { Min = 4 }")]
    [InlineData("jeans that won't set me back more than 40 dollars", "price ..40 USD", "US")]
    [InlineData("headset that'll set me back 60 dollars at most", "price ..60 USD", "US")]
    [InlineData("I don't want to go over 80 dollars, coffee to go cup", "price ..80 USD", "US")]
    [InlineData("300 is the most we can do, used bike", "price ..300 USD; condition used", "US")]
    public void WhatClosesTheClauseTurnsItsBound(string sentence, string told, string market = "DE") => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("can't be doing with anything over fifty quid, hoover", "price ..50 GBP", "GB")]
    [InlineData("ain't paying over 60 bucks for a blender", "price ..60 USD", "US")]
    [InlineData("not a penny over 40, backpack", "price ..40 USD", "US")]
    [InlineData("not much more than 50 dollars, lamp", "price ..50 USD", "US")]
    [InlineData("nicht viel mehr als 50 Euro, Lampe", "price ..50 EUR", "DE")]
    [InlineData("keinen Cent über 40 Euro, Uhr", "price ..40 EUR", "DE")]
    [InlineData("nicht schlechter als 4 Sterne", "Rating { Min = 4 }", "DE")]
    [InlineData("laptop under 900 refurbished", "price ..900 USD; condition refurbished", "US")]
    [InlineData("Handtasche unter 80 schwarz", "price ..80 EUR; color black", "DE")]
    [InlineData("under 60 black pens", "color black", "US")]
    [InlineData("bis 99,90 Stuhl", "price ..99.9 EUR", "DE")]
    [InlineData("up to 2.50 reading glasses", "", "US")]
    [InlineData("so zwanzig, dreißig Euro für ein Buch", "price 20..30 EUR", "DE")]
    [InlineData("Größe achtunddreißig, vierzig Euro", "size 38; price ..40 EUR", "DE")]
    [InlineData("drei- bis vierhundert Euro für ein Fahrrad", "price 300..400 EUR", "DE")]
    [InlineData("zwei Dutzend Eier", "count 24", "DE")]
    public void AmountsAreSaidInManyWays(string sentence, string told, string market) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("boots for my lad, he's a size 3", "size 3", "GB")]
    [InlineData("Dreirad ab 18 Monaten", "age_group toddler", "DE")]
    [InlineData("Smartphone ab 12 Monate Garantie", "", "DE")]
    [InlineData("my son weighs 35 kilos, car seat", "", "US")]
    [InlineData("a suitcase for my daughter that weighs under 3 kg", "mass ..3", "US")]
    [InlineData("Mein Neffe ist 10, ein Fahrrad in Rot", "age_group kids; color red", "DE")]
    public void WhatIsToldOfSomebodyIsNoMeasure(string sentence, string told, string market) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("milk, eggs and butter", Purpose.List)]
    [InlineData("My trainer keeps nagging me. Is there a protein powder, chocolate, in a tub, and no sucralose please?", Purpose.Find)]
    [InlineData("Sanding Co. 5 gal. Concrete and Floor Paint", Purpose.Find)]
    [InlineData("any wax melts in vanilla or lavender?", Purpose.Find)]
    [InlineData("kindle or kobo?", Purpose.Compare)]
    public void AListStandsInOneSentence(string sentence, Purpose purpose)
        => Assert.Equal(purpose, SentenceReader.Understand(sentence, new UnderstandingContext("US")).Purpose);

    [Theory]
    [InlineData("Marke ist mir egal, Hauptsache leise", "")]
    [InlineData("Welche Marke ist mir wurscht, aber nicht in Schwarz", "exclude schwarz")]
    [InlineData("Marke spielt keine Rolle, unter 100 Euro", "price ..100 EUR")]
    [InlineData("Farbe ist mir egal, Marke auch", "")]
    [InlineData("die Marke Bosch ist mir am liebsten", "brand Bosch")]
    [InlineData("not bothered about the brand, kettle under 30", "price ..30 USD", "US")]
    public void WhoeverMakesItMayNotMatter(string sentence, string told, string market = "DE") => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("Am Wochenende kommt Besuch, ich brauche Weingläser", "")]
    [InlineData("Sie hat am Samstag Geburtstag", "")]
    [InlineData("Am Freitag heiratet meine Schwester", "")]
    [InlineData("am Wochenende brauche ich einen Pavillon", "Delivery { WithinDays = 7 }")]
    [InlineData("am Samstag liefern bitte, Grillkohle", "Delivery { WithinDays = 7 }")]
    public void ADayMayTellWhatHappens(string sentence, string told) => Told.Assert(sentence, told, "DE");

    [Theory]
    [InlineData("Schnuller für unsere drei Wochen alten Zwillinge", "age_group newborn", "DE")]
    [InlineData("sleepsuit for a 6-week-old", "age_group newborn", "US")]
    [InlineData("un body pour un bébé de trois semaines", "age_group newborn", "FR")]
    [InlineData("pijama para un bebé de seis semanas", "age_group newborn", "ES")]
    [InlineData("un lit bébé livré en 3 semaines", "", "FR")]
    [InlineData("crib delivered in 3 weeks", "", "US")]
    [InlineData("Kalender 52 Wochen", "", "DE")]
    public void AnAgeMayBeToldInWeeks(string sentence, string told, string market) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("damenjeans 29/32 schwarz high waist sale", "OnSale { }; gender female; size 29/32; color black")]
    [InlineData("jeans herren 33/34 dunkelblau stretch", "gender male; size 33/34; color blue")]
    [InlineData("Socken 39/42 schwarz", "size 39; size 42; color black")]
    [InlineData("kinderschuhe 27 jungen klett", "age_group kids; size 27; gender male")]
    [InlineData("Schuhe für Kinder 30, rot", "age_group kids; size 30; color red")]
    [InlineData("T-Shirts für Jungs, 134/140, 3er Pack", "count 3; gender male; age_group kids; size 134; size 140")]
    [InlineData("Velohelm für Kinder mit 48 bis 52 cm Kopfumfang", "length 48..52; age_group kids", "CH")]
    [InlineData("Sneaker 42 bis 80 Euro", "price ..80 EUR; size 42")]
    [InlineData("Bikini Oberteil 75B", "size 75B")]
    [InlineData("goldener kompass taschenbuch", "")]
    [InlineData("Buch: Der rote Drache, Taschenbuch", "")]
    [InlineData("black beauty paperback", "", "US", Language.En)]
    [InlineData("blue dvd player", "color blue", "US", Language.En)]
    [InlineData("rote Schallplatte", "color red")]
    [InlineData("blaue Hülle Taschenbuch", "color blue")]
    public void BareKeywordsHaveSizesAndTitles(string sentence, string told, string market = "DE", Language language = Language.De)
    {
        Told.Assert(sentence, told, market);
        Assert.Equal(language, SentenceReader.Understand(sentence, new UnderstandingContext(market)).Language);
    }

    [Theory]
    [InlineData("a barbecue: burger buns, charcoal, salad and some cider", "")]
    [InlineData("a dress, charcoal, size 8", "size 8; color gray")]
    [InlineData("a sofa in charcoal", "color gray")]
    public void AColourInAListOfThingsIsAThing(string sentence, string told) => Told.Assert(sentence, told, "US");

    [Theory]
    [InlineData("a jacket, ideally without a hood", "without hood", "US")]
    [InlineData("une veste, si possible sans capuche", "sans capuche", "FR")]
    [InlineData("Jacke, wenn möglich ohne Kapuze", "ohne kapuze", "DE")]
    [InlineData("una chaqueta, a ser posible sin capucha", "sin capucha", "ES")]
    [InlineData("Seife, am liebsten parfümfrei", "parfümfrei", "DE")]
    public void ASoftExclusionIsAWishForNone(string sentence, string wish, string market)
    {
        ShoppingIntent intent = SentenceReader.Understand(sentence, new UnderstandingContext(market));
        Assert.Empty(intent.Constraints);
        Assert.Contains(new Preference.Named("like", wish), intent.Preferences);
    }
}
