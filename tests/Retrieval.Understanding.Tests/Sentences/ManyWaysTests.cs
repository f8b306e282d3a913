using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>Readings of one thing said in many ways: negated verbs, exclusions, amounts, people; each beside sentences that only look the same.</summary>
public sealed class ManyWaysTests
{
    [Theory]
    [InlineData("an esky that doesn't weigh over 5 kilos", "mass ..5")]
    [InlineData("don't show me anything below 500 dollars", "price 500.. USD")]
    [InlineData("a desk that won't take up over 120 cm", "length ..120")]
    [InlineData("don't like leather, under 50 dollars", "price ..50 USD; exclude leather")]
    [InlineData("something he doesn't have under 40 dollars", "price ..40 USD")]
    [InlineData("maleta que no levante más de 55 cm", "length ..55")]
    [InlineData("bombillas q no sean de mas de 9w", "power ..9")]
    [InlineData("batería que no baje de 20000 mah", "charge 20000..")]
    [InlineData("móvil no reacondicionado por menos de 300 euros", "price ..300 EUR; exclude reacondicionado")]
    [InlineData("no quiero piel por menos de 50 euros", "price ..50 EUR; exclude piel")]
    [InlineData("table qui ne doit pas peser plus de 8 kg", "mass ..8")]
    [InlineData("pas de bois, plus de 50 euros", "price 50.. EUR; exclude bois")]
    [InlineData("闊度唔可以多過60厘米嘅雪櫃", "length ..60", "HK")]
    [InlineData("sac de couchage, au-delà de deux kilos c'est non", "mass ..2")]
    public void ANegatedVerbTurnsTheBoundBehindIt(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("robot aspirateur sans réveiller le petit", "")]
    [InlineData("planche à découper sans abîmer le bois", "")]
    [InlineData("gel sans parfum", "exclude parfum")]
    [InlineData("gâteau sans beurre", "exclude beurre")]
    [InlineData("aspirador sin despertar al niño", "")]
    [InlineData("café sin azúcar", "diet sugar_free")]
    [InlineData("vacuum without waking the baby", "")]
    [InlineData("cream without colouring or perfume", "exclude colouring; exclude perfume")]
    [InlineData("Staubsauger, ohne das Kind zu wecken", "")]
    [InlineData("Kuchen ohne Zucker", "diet sugar_free")]
    public void WhatIsNotToBeDoneIsNoPartOfTheThing(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("don't offer me pine, a bookcase in oak", "exclude pine; material oak")]
    [InlineData("du parquet mais rien qui tire sur le jaune", "exclude jaune")]
    [InlineData("de madera no me sirven: taburete alto", "exclude de madera")]
    [InlineData("biscuits garantis sans trace de fruits à coque", "diet nut_free")]
    [InlineData("cookies without traces of nuts", "diet nut_free")]
    [InlineData("galletas sin trazas de frutos secos", "diet nut_free")]
    [InlineData("Kekse ohne Spuren von Nüssen", "diet nut_free")]
    [InlineData("洁面乳想要没香精也没酒精的", "exclude 香精; diet alcohol_free")]
    [InlineData("一穿羊毛就痒，求件不掺羊毛的大衣", "exclude 羊毛")]
    public void AnExclusionIsSaidInManyWays(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("un par de kilos de harina", "mass 2")]
    [InlineData("a couple of pounds of coffee", "mass 0.91")]
    [InlineData("a couple of lamps", "")]
    [InlineData("20 Deka Rohschinken", "mass 0.2")]
    [InlineData("麵粉 500公克", "mass 0.5", "TW")]
    [InlineData("冷氣 適合5坪", "area 16.53", "TW")]
    [InlineData("耳机得撑过30个钟头", "duration 30..")]
    [InlineData("手头只剩一百二的面霜", "price ..120 CNY")]
    [InlineData("三千有找的茶具", "price ..3000 TWD", "TW")]
    [InlineData("Zahnbürste, mehr als einen Zwanziger will ich nicht ausgeben", "price ..20 EUR")]
    [InlineData("fünfziger jahre kleid", "")]
    [InlineData("Heizlüfter preislich irgendwo bei 40 Euro", "price 32..48 EUR")]
    [InlineData("Sekt im Sechserkarton", "count 6")]
    [InlineData("playeras de a 3 por paquete", "count 3")]
    [InlineData("pañales talla 4 pack 120 unidades", "size 4; count 120")]
    public void AmountsAreSaidInManyWays(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("$80 for a kids' telescope", "price ..80 USD; age_group kids")]
    [InlineData("telescope for a kid", "")]
    [InlineData("my lad's just turned 2, so a wooden train set", "age_group toddler; material wood", "GB")]
    [InlineData("basketball shoes in a nine and a half for a guy", "size 9.5; gender male")]
    [InlineData("body naissance coton", "age_group newborn; material cotton")]
    [InlineData("cadeau naissance fille", "")]
    [InlineData("pour nos dix ans de mariage, boucles d'oreilles", "")]
    [InlineData("mon p'tit gars de 4 ans, une tuque", "age_group kids; gender male")]
    [InlineData("给刚满月的外甥女买纯棉连体衣", "age_group newborn; material cotton")]
    [InlineData("cazadora de caballero, me vale la M o la L", "gender male; size M; size L")]
    public void WhoItIsForIsToldInManyWays(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("Marmelade ohne Zucker 450 g Glas", "mass 0.45; diet sugar_free")]
    [InlineData("Wasserkocher 1,7 l Glas", "capacity 1.7; material glass")]
    [InlineData("kinder Schoko-Bons", "")]
    [InlineData("Grüner Veltliner aus der Wachau", "")]
    [InlineData("crayons de marque Caran d'Ache", "brand Caran d'Ache")]
    [InlineData("botas de piel cafés", "material leather; color brown", "MX")]
    [InlineData("mesa de encino", "material oak")]
    [InlineData("cafés molidos", "")]
    [InlineData("官方整新機 ipad mini", "condition refurbished")]
    [InlineData("全新没拆封的电动螺丝刀，品牌只认博世", "brand 博世; condition new")]
    public void NamesAndContainersDescribeNothing(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("estantería no más ancha de 80", "length ..80")]
    [InlineData("mesa que mida como mínimo 1,80 de largo", "length 180..")]
    [InlineData("Regal, das nicht breiter als 80 ist", "length ..80")]
    [InlineData("shelf no wider than 80 cm", "length ..80")]
    [InlineData("table longue de 180 cm et large de 90", "length 180; length 90")]
    [InlineData("Schrank 2,10 hoch", "length 210")]
    [InlineData("Regal unter 80", "price ..80 EUR")]
    [InlineData("estantería no más cara de 80", "price ..80 EUR")]
    public void AComparativeOfASideIsALength(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("wool gives me a rash, so a cotton beanie", "exclude wool; material cotton")]
    [InlineData("a couch, leather is a no", "exclude leather")]
    [InlineData("le cuir me gêne, je veux un sac en toile", "exclude cuir; material canvas")]
    [InlineData("yaourt, je digère mal le lactose", "diet lactose_free")]
    [InlineData("la lana me pica, gorro de algodón", "exclude lana; material cotton")]
    [InlineData("Wolle kratzt, lieber eine Mütze aus Baumwolle", "exclude wolle")]
    public void WhatIsNotBorneIsExcluded(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("like new stroller", "condition used")]
    [InlineData("comme neuf, vélo", "condition used")]
    [InlineData("wie neu, Fahrrad", "condition used")]
    [InlineData("como nueva, bici", "condition used")]
    [InlineData("neues Fahrrad", "")]
    public void WhatIsLikeNewIsUsed(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("kids' headphones south of 60", "price ..60 USD; age_group kids")]
    [InlineData("Toaster für nen Zwanni", "price ..20 EUR")]
    [InlineData("zwei Mille für ein Sofa", "price ..2000 EUR")]
    [InlineData("chamarra de mezclilla", "material denim", "MX")]
    [InlineData("Gewand für Buben Größe 128", "size 128; gender male; age_group kids")]
    public void MoneyAndSizesHaveTheirWords(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);
}
