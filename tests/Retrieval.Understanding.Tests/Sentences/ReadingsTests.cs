using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>Readings one by one, each beside sentences that look the same and say something else.</summary>
public sealed class ReadingsTests
{
    [Theory]
    [InlineData("hoodie in large", "size LARGE")]
    [InlineData("t-shirt medium", "size MEDIUM")]
    [InlineData("men's hoodie, medium", "gender male; size MEDIUM")]
    [InlineData("extra large hoodie", "size EXTRA LARGE")]
    [InlineData("one size beanie", "size ONE SIZE")]
    [InlineData("hoodie in size medium or large", "size MEDIUM; size LARGE")]
    [InlineData("hoodie size M or large pockets", "size M")]
    [InlineData("medium or large hoodie", "size MEDIUM; size LARGE")]
    [InlineData("pull taille unique", "size TAILLE UNIQUE")]
    [InlineData("pull en taille moyenne", "size MOYENNE")]
    [InlineData("Pullover Größe mittel", "size MITTEL")]
    [InlineData("camiseta talla única", "size TALLA ÚNICA")]
    [InlineData("大号加厚连帽卫衣", "size 大号")]
    [InlineData("卫衣 中号", "size 中号")]
    [InlineData("large bag", "")]
    [InlineData("large pan", "")]
    [InlineData("medium roast coffee", "")]
    [InlineData("tea in a large tin", "")]
    [InlineData("shoe rack, large", "")]
    [InlineData("large hat box", "")]
    [InlineData("jeans, medium wash", "")]
    [InlineData("jacket, extra large pockets", "")]
    [InlineData("hanger for coats, large", "")]
    [InlineData("looking for hoodies, large", "size LARGE")]
    [InlineData("socks for small feet", "")]
    [InlineData("medium support sports bra", "")]
    [InlineData("jacket for a large dog", "")]
    [InlineData("boîte taille unique", "")]
    [InlineData("poêle taille moyenne", "")]
    [InlineData("borsa misura grande", "")]
    [InlineData("adult diapers size medium", "size MEDIUM; age_group adult")]
    [InlineData("camiseta grande", "")]
    [InlineData("大号鞋柜", "")]
    [InlineData("大号洗衣篮", "")]
    [InlineData("雅马哈小号", "")]
    public void AWordOfSizeIsASizeOfWhatIsWorn(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("rug 5' x 8'", "length 152.4; length 243.84")]
    [InlineData("runner rug 2'6\" x 8'", "length 76.2; length 243.84")]
    [InlineData("8x10 rug", "length 243.84; length 304.8")]
    [InlineData("photo frame 5x7", "length 12.7; length 17.78")]
    [InlineData("rug 160 x 230", "length 160; length 230")]
    [InlineData("tapis 2x3", "length 200; length 300")]
    [InlineData("tappeto 2x3", "length 200; length 300")]
    [InlineData("Teppich 160x230", "length 160; length 230")]
    [InlineData("1.8*2床垫", "length 180; length 200")]
    [InlineData("1.8*2米的床", "length 180; length 200")]
    [InlineData("1米8的床", "length 180")]
    [InlineData("5x7 card", "")]
    [InlineData("2x4 lumber", "")]
    [InlineData("4x6 screws", "")]
    [InlineData("jeans 34x32", "size 34X32")]
    [InlineData("90's style jacket", "")]
    [InlineData("laptop CHF 1'299", "price ..1299 CHF")]
    public void ADimensionWithoutItsUnitIsInThatOfTheThing(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("pañales talla 4 124 unidades", "size 4; count 124")]
    [InlineData("couches taille 4 124 pièces", "size 4; count 124")]
    [InlineData("pannolini taglia 5 144 pezzi", "size 5; count 144")]
    [InlineData("talla 12 500 euros", "size 12; price ..500 EUR")]
    [InlineData("café lot de 4 500 g", "count 4; mass 0.5")]
    [InlineData("baskets 42 100 €", "price ..100 EUR; size 42")]
    [InlineData("puzzle 1 500 piezas", "count 1500")]
    [InlineData("canapé 1 299 €", "price ..1299 EUR")]
    [InlineData("zapatos 45 000 pesos", "price ..45000 MXN")]
    [InlineData("robe moins de 45 500 €", "price ..45500 EUR")]
    [InlineData("disque 2 000 Go", "storage 2000")]
    [InlineData("batterie 20 000 mAh", "charge 20000")]
    public void TwoNumbersSideBySideAreOneOnlyWhereItGroupsThousands(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("a few hundred dollars laptop", "price 100..1000 USD")]
    [InlineData("laptop for a few hundred", "price 100..1000 USD")]
    [InlineData("laptop under a few thousand", "price ..10000 USD")]
    [InlineData("canapé quelques centaines d'euros", "price 100..1000 EUR")]
    [InlineData("ein paar hundert Euro für ein Sofa", "price 100..1000 EUR")]
    [InlineData("sofá de unos cientos de euros", "price 100..1000 EUR")]
    [InlineData("divano qualche centinaio di euro", "price 100..1000 EUR")]
    [InlineData("几百块的耳机", "price 100..1000 CNY")]
    [InlineData("一百多块的耳机", "price 100..200 CNY")]
    [InlineData("两百来块的耳机", "price 160..240 CNY")]
    [InlineData("预算3万5 沙发", "price ..35000 CNY")]
    [InlineData("3千5左右的笔记本", "price 2800..4200 CNY")]
    [InlineData("3千500以内的笔记本", "price ..3500 CNY")]
    [InlineData("三千五的手机", "price ..3500 CNY")]
    [InlineData("Kaffeemaschine unter zweihundertfünfzig", "price ..250 EUR")]
    [InlineData("enceinte deux cents balles", "price ..200 EUR")]
    [InlineData("televisor por mil quinientos", "price ..1500 EUR")]
    [InlineData("laptop for 500", "price ..500 USD")]
    [InlineData("a few hundred screws", "")]
    [InlineData("invitations for 200", "")]
    [InlineData("cable for 220", "")]
    [InlineData("Geschenk für 30", "")]
    [InlineData("几百人的会议室", "")]
    [InlineData("一千二百转洗衣机", "")]
    [InlineData("一百五十人用的帐篷", "")]
    [InlineData("三千五百毫安充电宝", "charge 3500")]
    [InlineData("3千瓦热水器", "power 3000")]
    [InlineData("十五的月饼", "")]
    public void AVaguePriceIsARange(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("headphones by sony", "brand sony")]
    [InlineData("coffee maker by russell hobbs", "brand russell hobbs")]
    [InlineData("shoes by nike in black", "brand nike; color black")]
    [InlineData("shoes by New Balance", "brand New Balance")]
    [InlineData("Kaffeemaschine von Russell Hobbs", "brand Russell Hobbs")]
    [InlineData("Kaffeemaschine von Russell Hobbs in Schwarz", "brand Russell Hobbs; color black")]
    [InlineData("Uhr von Michael Kors Damen", "brand Michael Kors; gender female")]
    [InlineData("Staubsauger von Black & Decker", "brand Black & Decker")]
    [InlineData("kopfhörer von sony", "brand sony")]
    [InlineData("koptelefoon van sony", "brand sony")]
    [InlineData("book by the bed", "")]
    [InlineData("lamp by bed", "")]
    [InlineData("t-shirt washable by hand", "")]
    [InlineData("paint by numbers kit", "")]
    [InlineData("side by side fridge", "")]
    [InlineData("wine from rioja", "")]
    [InlineData("hose von innen warm", "")]
    [InlineData("schmuck von herzen", "")]
    [InlineData("Entkalker von Kaffeemaschinen", "")]
    [InlineData("Buch von meiner Oma", "")]
    [InlineData("jas van leer", "material leather")]
    public void ANameBehindByIsABrand(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("两块肥皂", "count 2")]
    [InlineData("20块瓷砖", "count 20")]
    [InlineData("十块香皂", "count 10")]
    [InlineData("三块五香豆干", "count 3")]
    [InlineData("一块砧板", "")]
    [InlineData("12块的香皂", "price ..12 CNY")]
    [InlineData("两块钱的肥皂", "price ..2 CNY")]
    [InlineData("两百块的砧板", "price ..200 CNY")]
    [InlineData("100块瓷砖", "price ..100 CNY")]
    [InlineData("预算5块 橡皮", "price ..5 CNY")]
    [InlineData("两块五的笔", "price ..2.5 CNY")]
    [InlineData("九块九包邮的袜子", "price ..9.9 CNY")]
    [InlineData("30块5双袜子", "price ..30 CNY; count 5")]
    [InlineData("8块8到9块9的笔", "price 8.8..9.9 CNY")]
    [InlineData("1米5到1米8的床", "length 150..180")]
    [InlineData("1米85的床", "length 185")]
    public void ChinesePiecesAreNoMoney(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("256G内存12G手机", "storage 256; memory 12")]
    [InlineData("12+256G手机", "memory 12; storage 256")]
    [InlineData("6G+128G手机", "memory 6; storage 128")]
    [InlineData("16g+1t 笔记本", "memory 16; storage 1000")]
    [InlineData("16GB/512GB laptop", "memory 16; storage 512")]
    [InlineData("512GB/16GB laptop", "memory 16; storage 512")]
    [InlineData("1TB/16GB ordinateur portable", "memory 16; storage 1000")]
    [InlineData("portátil 16GB/512GB", "memory 16; storage 512")]
    [InlineData("Handy 256GB 8GB", "storage 256; memory 8")]
    [InlineData("256GB RAM 2TB SSD", "memory 256; storage 2000")]
    [InlineData("手机12G内存256G", "memory 12; storage 256")]
    [InlineData("24/7 support", "")]
    [InlineData("5G手机", "")]
    public void OfMemoryAndStorageTheSmallerIsTheMemory(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("sábanas king size", "es")]
    [InlineData("cama king size", "es")]
    [InlineData("edredón king size blanco", "es")]
    [InlineData("drap king size", "fr")]
    [InlineData("matelas queen size", "fr")]
    [InlineData("spannbettlaken king size", "de")]
    [InlineData("lenzuola king size", "it")]
    [InlineData("jean slim fit homme", "fr")]
    [InlineData("king size bed", "en")]
    [InlineData("queen size mattress", "en")]
    [InlineData("jeans slim fit", "en")]
    [InlineData("king size", "en")]
    public void AnEnglishLoanDoesNotMakeASentenceEnglish(string sentence, string language)
        => Assert.Equal(language, SentenceReader.Understand(sentence, new UnderstandingContext()).Language.Code());

    [Theory]
    [InlineData("pens for 99 cents", "price ..0.99 USD")]
    [InlineData("stylo 99 centimes", "price ..0.99 EUR")]
    [InlineData("Kugelschreiber für 99 Cent", "price ..0.99 EUR")]
    [InlineData("bolígrafo por menos de 99 céntimos", "price ..0.99 EUR")]
    [InlineData("penna 90 centesimi", "price ..0.9 EUR")]
    [InlineData("stickers 50 to 99 cents", "price 0.5..0.99 USD")]
    [InlineData("stickers from 50 cents to 2 dollars", "price 0.5..2 USD")]
    [InlineData("stylo à 1 euro 50 centimes", "price ..1.5 EUR")]
    [InlineData("三块五毛的笔", "price ..3.5 CNY")]
    [InlineData("2元5角的笔", "price ..2.5 CNY")]
    [InlineData("三角裤", "")]
    [InlineData("5毛钱的贴纸", "price ..0.5 CNY")]
    [InlineData("jus entre 1€20 et 1€50", "price 1.2..1.5 EUR")]
    [InlineData("moins de cent euros", "price ..100 EUR")]
    [InlineData("50 Cent album", "")]
    [InlineData("scent sticks", "")]
    public void CentsAreMoney(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("Müsli ohne Rosinen und Mandeln", "exclude rosine; exclude mandel")]
    [InlineData("Rock ohne Knöpfe", "exclude knopf")]
    [InlineData("Suppe ohne Eier", "exclude ei")]
    [InlineData("Koffer ohne Rollen", "exclude rolle")]
    [InlineData("Matratze ohne Federkerne", "exclude federkern")]
    [InlineData("Shampoo ohne Silikone", "exclude silikon")]
    [InlineData("Hemd ohne Streifen", "exclude streifen")]
    [InlineData("ohne Nüsse Müsli", "diet nut_free")]
    [InlineData("Schokolade ohne Haselnüsse", "diet nut_free")]
    [InlineData("keine Erdnüsse", "diet nut_free")]
    [InlineData("Brautkleid ohne Schleier", "exclude schleier")]
    [InlineData("Teppich ohne Flecken", "exclude fleck")]
    [InlineData("biscotti senza cipolle", "exclude cipolla")]
    [InlineData("muesli zonder rozijnen", "exclude rozijn")]
    public void APluralIsExcludedInTheSingular(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("toy for a 6 month baby", "age_group infant")]
    [InlineData("toys for 8 months", "age_group infant")]
    [InlineData("toys for my 6 month daughter", "age_group infant")]
    [InlineData("jouet pour bébé 6 mois", "age_group infant")]
    [InlineData("jouet d'éveil 12 mois", "age_group toddler")]
    [InlineData("Spielzeug ab 6 Monaten", "age_group infant")]
    [InlineData("juguetes 18 meses", "age_group toddler")]
    [InlineData("giocattolo 6 mesi", "age_group infant")]
    [InlineData("speelgoed 9 maanden", "age_group infant")]
    [InlineData("6个月宝宝玩具", "age_group infant")]
    [InlineData("8个月女儿的玩具", "age_group infant")]
    [InlineData("food for a 3 month kitten", "")]
    [InlineData("headphones, battery lasts 6 months", "")]
    [InlineData("ordinateur garantie 24 mois", "")]
    [InlineData("6 month supply of vitamins", "")]
    public void MonthsOfAChildAreAnAge(string sentence, string told) => AssertTold(sentence, told);

    [Theory]
    [InlineData("无磷洗衣粉", "exclude 磷", "洗衣粉")]
    [InlineData("无荧光粉纸巾", "exclude 荧光粉", "纸巾")]
    [InlineData("无轮行李箱", "exclude 轮", "行李箱")]
    [InlineData("不带盖水杯", "exclude 盖", "水杯")]
    [InlineData("无硅油洗发水", "exclude 硅油", "洗发水")]
    [InlineData("洗衣液 无磷", "exclude 磷", "洗衣液")]
    [InlineData("无糖饮料", "diet sugar_free", "饮料")]
    [InlineData("无酒精啤酒", "diet alcohol_free", "啤酒")]
    [InlineData("无线鼠标", "", "无线鼠标")]
    [InlineData("无籽西瓜", "", "无籽西瓜")]
    [InlineData("无人机", "", "无人机")]
    public void AChineseThingWithoutSomethingKeepsItsName(string sentence, string told, string text)
    {
        AssertTold(sentence, told);
        Assert.Equal(text, SentenceReader.Understand(sentence, new UnderstandingContext()).Text);
    }

    [Theory]
    [InlineData("筆電 16G記憶體 預算三萬", "memory 16; price ..30000 CNY", "筆電 記憶體")]
    [InlineData("紅色連身裙 M號", "size M; color red", "連身裙")]
    [InlineData("保溫杯 500毫升 不鏽鋼", "capacity 0.5; material stainless steel", "保溫杯")]
    [InlineData("27吋螢幕", "screen 27", "螢幕")]
    [InlineData("無線滑鼠 不要黑色", "exclude 黑色", "無線滑鼠")]
    [InlineData("不含酒精的化妝水", "diet alcohol_free", "化妝水")]
    [InlineData("兩塊肥皂", "count 2", "肥皂")]
    public void TraditionalCharactersAreReadAndStayAsWritten(string sentence, string told, string text)
    {
        AssertTold(sentence, told);
        Assert.Equal(text, SentenceReader.Understand(sentence, new UnderstandingContext()).Text);
    }

    private static void AssertTold(string sentence, string told, string? market = null)
        => Assert.Equal(told, string.Join("; ", SentenceReader.Understand(sentence, new UnderstandingContext(market)).Constraints.Select(Told)));

    private static string Told(Constraint constraint) => constraint switch
    {
        Constraint.Named named => $"{named.Kind} {named.Value}",
        Constraint.Price price => $"price {Range((double?)price.Min, (double?)price.Max)} {price.Currency}",
        Constraint.Quantity quantity => $"{quantity.Dimension.ToString().ToLowerInvariant()} {Range(quantity.Min, quantity.Max)}",
        Constraint.Count count => $"count {Range(count.Min, count.Max)}",
        _ => constraint.ToString(),
    };

    private static string Range(double? min, double? max)
        => min == max ? Number(min) : $"{Number(min)}..{Number(max)}";

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
