using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Sentences;

/// <summary>What a sentence is for and what is wished softly, as people tell it around the thing: each reading beside sentences that only look the same.</summary>
public sealed class PurposeReadingsTests
{
    [Theory]
    [InlineData("cordless hedge trimmer, 18v, blade no shorter than 50cm, and lighter than 3 kilos cos my shoulder's dodgy", Purpose.Find)]
    [InlineData("my lad's started secondary and needs black school shoes, size 5, can't stretch past forty quid", Purpose.Find)]
    [InlineData("un portable assez léger pour mes études, 16 go de mémoire vive et 512 go de stockage, faut pas que ça dépasse 700 €", Purpose.Find)]
    [InlineData("lavadora de carga frontal 9 kg, 1400 rpm, 60 cm de ancho, y que me la traigan mañana", Purpose.Find)]
    [InlineData("Mein Rücken macht nicht mehr mit. Darum such ich einen Bürostuhl, der mindestens 130 Kilo aushält, verstellbare Lehnen hat und nicht aus Kunstleder ist.", Purpose.Find)]
    [InlineData("il me faut du lait, des œufs, du beurre et de la farine", Purpose.List)]
    [InlineData("I need sandpaper, a 50 mm brush, masking tape and some primer to redo the hallway", Purpose.List)]
    [InlineData("wir ziehen um und brauchen Klebeband, Luftpolsterfolie und einen Edding", Purpose.List)]
    [InlineData("2 l Milch, 500 g Mehl und 6 Eier", Purpose.List)]
    [InlineData("mi servono latte, uova e burro", Purpose.List)]
    [InlineData("preciso de leite, ovos e manteiga", Purpose.List)]
    [InlineData("ik zoek melk, eieren en boter", Purpose.List)]
    public void OneThingWithItsFeaturesIsNoList(string sentence, Purpose purpose) => Assert.Equal(purpose, Understand(sentence).Purpose);

    [Theory]
    [InlineData("which charger plays nice with a Pixel 8 Pro?", Purpose.Complement)]
    [InlineData("microSD card to go in a Nintendo Switch", Purpose.Complement)]
    [InlineData("quelle cartouche va dans une Canon Pixma TS5350 ?", Purpose.Complement)]
    [InlineData("une housse grise qui aille sur le canapé Ektorp", Purpose.Complement)]
    [InlineData("惠普M126a用什么硒鼓", Purpose.Complement)]
    [InlineData("für die Arbeit schwarze Sicherheitsschuhe S3", Purpose.Find)]
    [InlineData("Filter für die Siemens EQ6 Plus", Purpose.Complement)]
    [InlineData("男女都能用的脱毛仪", Purpose.Find)]
    [InlineData("should I buy the DeWalt or the Milwaukee drill", Purpose.Compare)]
    [InlineData("Fritzbox 7590 AX oder 5690 Pro, ich brauch euren Rat", Purpose.Compare)]
    [InlineData("un avis : Dreame L20 contre Roborock S8, on a deux chats", Purpose.Compare)]
    [InlineData("crème contre l'acné", Purpose.Find)]
    [InlineData("Mein Enkel wird vier und mag Bagger, was würden Sie vorschlagen?", Purpose.Gift)]
    [InlineData("My nephew turns 9 next Saturday and he's mad about dinosaurs. What would you suggest?", Purpose.Gift)]
    [InlineData("Meine Tochter wird 1,60 m groß, ein Fahrrad", Purpose.Find)]
    [InlineData("entre la Thermomix TM6 y la Monsieur Cuisine, ¿con cuál os quedaríais?", Purpose.Compare)]
    [InlineData("华为Mate60和小米14哪个拍照好", Purpose.Compare)]
    [InlineData("Muttertag steht an, Mama gärtnert gern", Purpose.Gift)]
    [InlineData("ya viene el día de las madres y a mi mamá le encanta la repostería", Purpose.Gift)]
    public void WhatSomebodyIsUpTo(string sentence, Purpose purpose) => Assert.Equal(purpose, Understand(sentence).Purpose);

    [Theory]
    [InlineData("birthday party for twenty: balloons, paper plates, cups, a banner", "occasion birthday")]
    [InlineData("wir feiern Kindergeburtstag und brauchen Luftballons, eine Girlande, Pappteller und Becher", "occasion birthday")]
    [InlineData("busco algo para mi suegra, que cumple años el sábado", "occasion birthday; recipient mother")]
    [InlineData("My mom is turning 70 and she loves tea. What could I get her?", "occasion birthday; recipient mother")]
    [InlineData("Habt ihr was für meine Schwiegermutter? Sie wird 60 und gärtnert gern", "occasion birthday; recipient mother")]
    [InlineData("un detalle para la profe de mi hijo", "recipient teacher")]
    [InlineData("Housewarming idea for a couple who love cocktails", "occasion housewarming; recipient couple")]
    [InlineData("something cute for a baby shower", "like cute; occasion baby_shower")]
    [InlineData("a vacuum for pet hair", "")]
    [InlineData("a harness for my dog", "recipient pet")]
    public void OccasionsAndWhoGetsIt(string sentence, string wishes) => Assert.Equal(wishes, Wishes(sentence));

    [Theory]
    [InlineData("souris silencieuse", "like silencieuse")]
    [InlineData("leiser Filter fürs Aquarium", "like leiser")]
    [InlineData("lavadora silenciosa", "like silenciosa")]
    [InlineData("木工胶 快干", "like 快干")]
    [InlineData("oak bookcase, 180 cm tall, easy assembly would be a plus", "like easy assembly")]
    [InlineData("tuque pour homme, fabriquée au Québec si possible", "like fabriquée au québec")]
    [InlineData("Acryllack reinweiß, geruchsneutral wäre gut", "like geruchsneutral")]
    [InlineData("Bürostuhl ohne Armlehnen, rückenschonend wär schön", "like rückenschonend")]
    [InlineData("LED-Trafo 12 V, so flach wie möglich", "like flach")]
    [InlineData("a tent as light as possible", "like light")]
    [InlineData("una maleta lo más ligera posible", "like ligera")]
    [InlineData("行李箱越轻越好", "like 轻")]
    [InlineData("una estantería que aguante 350 kg", "")]
    [InlineData("una estantería que aguante", "like que aguante")]
    [InlineData("was Schönes aus Holz", "")]
    [InlineData("Isomatte mit 5 cm Dicke", "")]
    [InlineData("una cómoda de roble", "")]
    [InlineData("una silla cómoda", "like cómoda")]
    [InlineData("mattress 12 inch thick", "")]
    [InlineData("ideally I need a laptop", "")]
    [InlineData("tables rondes, de la plus chère à la moins chère", "sort price desc")]
    [InlineData("扫地机器人按销量排", "sort popularity desc")]
    [InlineData("prix le plus bas pour une manette", "sort price asc")]
    public void WishesAreKeptAsTheyAreSaid(string sentence, string wishes) => Assert.Equal(wishes, Wishes(sentence));

    [Theory]
    [InlineData("50 napkins", "napkins")]
    [InlineData("cinquante serviettes", "serviettes")]
    [InlineData("hundert Servietten", "Servietten")]
    [InlineData("12 pack", "")]
    [InlineData("惠普M126a用什么硒鼓", "惠普M126a 硒鼓")]
    public void WhatIsCountedIsSoughtWhereNothingElseIsNamed(string sentence, string text) => Assert.Equal(text, Understand(sentence).Text);

    private static ShoppingIntent Understand(string sentence) => SentenceReader.Understand(sentence, new UnderstandingContext());

    private static string Wishes(string sentence) => string.Join("; ", Understand(sentence).Preferences.Select(static wish => wish switch
    {
        Preference.Named named => $"{named.Kind} {named.Value}",
        Preference.Sort sort => $"sort {sort.By} {(sort.Descending ? "desc" : "asc")}",
        _ => wish.ToString(),
    }).Order(StringComparer.Ordinal));
}
