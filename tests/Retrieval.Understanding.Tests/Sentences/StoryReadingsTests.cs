using Retrieval.Understanding.Intent;
using Retrieval.Understanding.Tests.Support;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>Readings of what people tell around the thing they ask for: what they have, lack or waited for, what is on that day, who is how many weeks old; each beside sentences that only look the same.</summary>
public sealed class StoryReadingsTests
{
    [Theory]
    [InlineData("je n'ai toujours pas de parapluie, un pliant noir", "color black")]
    [InlineData("t'aurais pas une coque transparente pour iphone 14", "color transparent")]
    [InlineData("on n'a jamais eu de friteuse, une petite de 2 litres", "capacity 2")]
    [InlineData("un manteau qui n'a pas de capuche", "exclude capuche")]
    [InlineData("j'ai pas envie de plastique, une gourde", "exclude plastique")]
    [InlineData("no me aclaro con tantas cafeteras, una roja", "color red")]
    [InlineData("no encuentro las zapatillas que quería, unas blancas del 40", "size 40; color white")]
    [InlineData("no me queda detergente, uno de 3 litros", "capacity 3")]
    [InlineData("lo necesito mañana sin falta", "Delivery { WithinDays = 1 }")]
    [InlineData("sin prisa, unas botas verdes talla 37", "size 37; color green")]
    [InlineData("una olla sin tapa", "exclude tapa")]
    [InlineData("debe ser vegano y no contener soja", "diet vegan; exclude soja")]
    [InlineData("todo ecológico y no llevar gluten", "diet organic; diet gluten_free")]
    [InlineData("unos pantalones que no se arruguen", "")]
    [InlineData("不用打孔的挂钩", "")]
    [InlineData("mi hija no puede tomar lactosa, yogures", "diet lactose_free")]
    [InlineData("me da alergia la lana, una bufanda", "exclude lana")]
    [InlineData("que no huela a lavanda, un suavizante", "exclude lavanda")]
    [InlineData("no me lo pongas negro, un bolso", "exclude negro")]
    [InlineData("en negro no, un bolso", "exclude negro")]
    [InlineData("不透明的丝袜", "")]
    public void WhatSomebodyLacksOrDoesNotDoIsNothingToLeaveOut(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("un casque qui ne coûte pas plus de 25 euros", "price ..25 EUR")]
    [InlineData("faudrait pas que ce soit plus lourd que 2 kilos", "mass ..2")]
    [InlineData("no debe pesar más de 2 kilos el portátil", "mass ..2")]
    [InlineData("no quiero que pese más de 3 kilos", "mass ..3")]
    [InlineData("la compra no debería subir de 25 euros", "price ..25 EUR")]
    [InlineData("no pagaría más de 100 por una tablet", "price ..100 EUR", "ES")]
    [InlineData("起码保温12个小时的保温壶", "duration 12..")]
    [InlineData("少说也要20小时续航的蓝牙耳机", "duration 20..")]
    [InlineData("三百不到的书包", "price ..300 CNY")]
    [InlineData("花不了一百的小夜灯", "price ..100 CNY")]
    [InlineData("贵于五百的不看，鞋", "price ..500 CNY")]
    [InlineData("三百左右的键盘", "price 240..360 CNY")]
    public void BoundsAreReadAsTheyAreSaid(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("nappe un mètre cinquante sur deux mètres cinquante", "length 150; length 250")]
    [InlineData("planche de un mètre vingt sur soixante", "length 120; length 60")]
    [InlineData("tringle entre un mètre vingt et deux mètres", "length 120; length 200")]
    [InlineData("nappe de deux mètres sur un mètre et demi", "length 200; length 150")]
    [InlineData("store un mètre trente par un mètre quatre-vingt-dix", "length 130; length 190")]
    [InlineData("un tapis de deux mètres sur trois", "length 200; length 300")]
    [InlineData("mesa metro ochenta por setenta", "length 180; length 70")]
    [InlineData("alfombra de metro sesenta por dos treinta", "length 160; length 230")]
    [InlineData("mantel de dos metros por metro y medio", "length 200; length 150")]
    [InlineData("a rug one metre twenty by two metres", "length 120; length 200")]
    [InlineData("Tischdecke ein Meter vierzig mal zwei Meter zwanzig", "length 140; length 220")]
    [InlineData("Regal in 65 und 40 cm", "length 65; length 40")]
    [InlineData("Schuhe in 39 und 40", "size 39; size 40")]
    public void MetresAndHundredthsAreOneSide(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("onesie for three-week-old twins", "age_group newborn")]
    [InlineData("a 10 day old baby, swaddle blanket", "age_group newborn")]
    [InlineData("8 week old puppy food", "")]
    [InlineData("pour un nourrisson de 6 semaines, une couverture", "age_group newborn")]
    [InlineData("un savon pour ma puce de 7 mois", "age_group infant")]
    [InlineData("mein Sohn ist drei Wochen alt, Schnuller", "age_group newborn")]
    [InlineData("bebé de 6 semanas, chupete de silicona", "age_group newborn; material silicone")]
    [InlineData("三周大的宝宝能用的奶瓶", "age_group newborn")]
    [InlineData("bread delivered in three days", "Delivery { WithinDays = 3 }")]
    public void WeeksAndDaysAreAnAgeOfSomebodySmall(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("el domingo hay asado y necesito un juego de cuchillos", "")]
    [InlineData("este viernes tengo boda, busco corbata verde", "color green")]
    [InlineData("una tarta para el viernes", "Delivery { WithinDays = 7 }")]
    [InlineData("el lunes lo necesito, un termo", "Delivery { WithinDays = 7 }")]
    [InlineData("demain on fait un barbecue, du charbon", "")]
    [InlineData("du charbon livré demain", "Delivery { WithinDays = 1 }")]
    [InlineData("下周要去露营，帐篷", "")]
    [InlineData("帐篷，下周三之前能到吗", "Delivery { WithinDays = 7 }")]
    [InlineData("llevo tres días buscando un sofá, lo necesito blanco", "color white")]
    [InlineData("ça fait trois jours que je cherche un tapis rouge", "color red")]
    [InlineData("ich suche seit zwei Wochen eine Lampe in schwarz", "color black")]
    [InlineData("找了三天了，一个木头的鞋架", "material wood")]
    [InlineData("en promo cette semaine : du café en grains", "OnSale { }")]
    public void WhatIsOnThatDayAndHowLongSomebodyWaitedIsNoDelivery(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);

    [Theory]
    [InlineData("tengo un sofá gris y me hacen falta cojines", true)]
    [InlineData("tengo una Nikon D5600 y quiero un trípode", true)]
    [InlineData("j'ai une robe bordeaux et il me faut une pochette", true)]
    [InlineData("avec mon tailleur bleu marine, quelles chaussures ?", true)]
    [InlineData("ich habe ein graues Sofa und brauche Kissen", true)]
    [InlineData("I bought a grey sofa and need cushions", true)]
    [InlineData("我有一台索尼A7，缺个三脚架", true)]
    [InlineData("给灰色沙发配个地毯", true)]
    [InlineData("给小学生用的台灯", false)]
    [InlineData("tengo una hija y busco un bolso", false)]
    [InlineData("tengo 50 euros y quiero unas zapatillas", false)]
    public void WhatGoesWithWhatSomebodyHasIsAComplement(string sentence, bool complement)
    {
        ShoppingIntent intent = SentenceReader.Understand(sentence, new UnderstandingContext());
        Assert.Equal(complement, intent.Purpose == Purpose.Complement);
        if (complement) Assert.Empty(intent.Constraints);
    }

    [Theory]
    [InlineData("crema para piel muy sensible", "")]
    [InlineData("un bolso de piel marrón", "material leather; color brown")]
    [InlineData("sábanas de 135 de franela", "length 135; material flannel")]
    [InlineData("carrelage 60x60 imitation bois", "length 60")]
    [InlineData("帮我找件白衬衫，L码", "size L; color white")]
    [InlineData("黄铜的水龙头", "material brass")]
    [InlineData("闺女要的文具盒", "")]
    [InlineData("10kg狗粮", "mass 10")]
    [InlineData("两公斤的婴儿推车", "mass 2")]
    [InlineData("给10公斤的狗用的牵引绳", "")]
    [InlineData("我儿子一米四，要件羽绒服", "")]
    [InlineData("给妈妈两斤茶叶", "mass 1")]
    [InlineData("一块500G的固态", "storage 500")]
    [InlineData("一块5的本子", "price ..1.5 CNY")]
    [InlineData("150 max pour un matelas 90x190", "price ..150 EUR; length 90; length 190")]
    [InlineData("couches taille 4, les 9-14 kg", "size 4; mass 9..14")]
    [InlineData("playera en color vino talla extra grande", "size EXTRA GRANDE; color red")]
    [InlineData("512固态的笔记本，16G内存", "storage 512; memory 16")]
    public void WordsNameWhatTheyStandBeside(string sentence, string told, string? market = null) => Told.Assert(sentence, told, market);
}
