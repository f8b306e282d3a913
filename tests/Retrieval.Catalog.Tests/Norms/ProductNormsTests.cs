using Retrieval.Catalog.Norms;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Tests.Norms;

/// <summary>What a product's words say of norms and compatibilities: that it keeps one, that it does not, or nothing.</summary>
public sealed class ProductNormsTests
{
    [Theory]
    [InlineData(Language.En, "Frying pan 28 cm, suitable for all hobs including induction", "hob:induction")]
    [InlineData(Language.Fr, "Poêle 28 cm tous feux dont induction", "hob:induction")]
    [InlineData(Language.De, "Bratpfanne, für Induktion geeignet", "hob:induction")]
    [InlineData(Language.Es, "Sartén apta para todo tipo de cocinas", "hob:induction")]
    [InlineData(Language.Zh, "铁炒锅 电磁炉燃气通用", "hob:induction")]
    [InlineData(Language.It, "Padella per induzione", "hob:induction")]
    [InlineData(Language.Pt, "Frigideira para indução", "hob:induction")]
    [InlineData(Language.Nl, "Koekenpan voor inductie", "hob:induction")]
    [InlineData(Language.En, "Mug, microwave and dishwasher safe", "microwave", "dishwasher")]
    [InlineData(Language.Fr, "Plat qui passe au four et au lave-vaisselle", "oven", "dishwasher")]
    [InlineData(Language.De, "Teller, spülmaschinen- und mikrowellengeeignet", "dishwasher", "microwave")]
    [InlineData(Language.En, "Camera with IP67 housing", "dust:6", "water:7", "water:4")]
    [InlineData(Language.En, "Camera with IP67 housing", "wet:proof", "wet:resistant")]
    [InlineData(Language.En, "Torch IPX4", "wet:resistant")]
    [InlineData(Language.En, "Waterproof speaker", "wet:proof", "wet:resistant", "wet:repellent")]
    [InlineData(Language.En, "Water-resistant backpack", "wet:resistant", "wet:repellent")]
    [InlineData(Language.Fr, "Bottes imperméables", "wet:proof")]
    [InlineData(Language.Fr, "Crème solaire résistante à l'eau", "wet:resistant")]
    [InlineData(Language.De, "Wasserdichter Rucksack", "wet:proof")]
    [InlineData(Language.De, "Wasserabweisende Jacke", "wet:repellent")]
    [InlineData(Language.Es, "Altavoz resistente al agua", "wet:resistant")]
    [InlineData(Language.Zh, "防水登山鞋", "wet:proof")]
    [InlineData(Language.It, "Zaino impermeabile", "wet:proof")]
    [InlineData(Language.Pt, "Mochila resistente à água", "wet:resistant")]
    [InlineData(Language.Nl, "Waterdichte tas", "wet:proof")]
    [InlineData(Language.En, "Gloves to EN 388:2016 and EN ISO 21420", "standard:388", "standard:21420")]
    [InlineData(Language.En, "Toy, tested to EN 71-3", "standard:71-3", "standard:71")]
    [InlineData(Language.En, "Case for iPhone 13/14/15", "model iphone:13", "model iphone:14", "model iphone:15")]
    [InlineData(Language.De, "Hülle für iPhone 12 bis 15", "model iphone:12", "model iphone:13", "model iphone:14", "model iphone:15")]
    [InlineData(Language.En, "Sip lid for Kessano Go 300 and Go 400", "model go:300", "model go:400")]
    [InlineData(Language.Fr, "Casque sans fil Bluetooth", "bluetooth")]
    [InlineData(Language.De, "Fußmatten für VW Golf 7", "model golf:7")]
    [InlineData(Language.En, "Cordless combi drill, without batteries", "cord:cordless")]
    [InlineData(Language.En, "Bluetooth headphones", "bluetooth", "cord:cordless")]
    [InlineData(Language.Fr, "Aspirateur balai sans sac sans fil", "cord:cordless")]
    [InlineData(Language.De, "Akku-Stabmixer, 800 ml", "cord:cordless")]
    [InlineData(Language.De, "Akkuschrauber 12 V", "cord:cordless")]
    [InlineData(Language.Es, "Taladro percutor inalámbrico 20 V", "cord:cordless")]
    [InlineData(Language.Zh, "锂电冲击钻 21V", "cord:cordless")]
    [InlineData(Language.It, "Trapano avvitatore a batteria", "cord:cordless")]
    [InlineData(Language.Pt, "Rato sem fios", "cord:cordless")]
    [InlineData(Language.Nl, "Snoerloze stofzuiger", "cord:cordless")]
    [InlineData(Language.En, "Wired mouse", "cord", "cord:corded")]
    [InlineData(Language.Fr, "Perceuse à percussion filaire 850 W", "cord", "cord:corded")]
    [InlineData(Language.De, "Kabelgebundene Maus", "cord", "cord:corded")]
    [InlineData(Language.Es, "Auriculares con cable", "cord", "cord:corded")]
    [InlineData(Language.Zh, "Type-C 有线耳机", "cord", "cord:corded")]
    [InlineData(Language.It, "Cuffie con filo", "cord", "cord:corded")]
    [InlineData(Language.Pt, "Auscultadores com fios", "cord", "cord:corded")]
    [InlineData(Language.Nl, "Bedrade muis", "cord", "cord:corded")]
    [InlineData(Language.Fr, "Chargeur à induction 15 W", "wireless charging")]
    [InlineData(Language.En, "Desk lamp with wireless phone charging base", "wireless charging")]
    public void Its_words_state_a_norm(Language language, string title, params string[] stated) => Assert.Subset(Of(language, title).ToHashSet(), stated.ToHashSet());

    [Theory]
    [InlineData(Language.En, "Wok, not suitable for induction", "hob:induction")]
    [InlineData(Language.De, "Wok, nicht für Induktion geeignet", "hob:induction")]
    [InlineData(Language.Fr, "Wok, ne convient pas à l'induction", "hob:induction")]
    [InlineData(Language.Zh, "炒锅 不适用于电磁炉", "hob:induction")]
    [InlineData(Language.En, "Lunch box, do not put in the microwave", "microwave")]
    [InlineData(Language.En, "Running shoes, not waterproof", "wet:proof")]
    [InlineData(Language.De, "Laufschuhe, nicht wasserdicht", "wet:proof")]
    [InlineData(Language.Fr, "Chaussures non imperméables", "wet:proof")]
    [InlineData(Language.De, "Holzbrett, nur Handwäsche", "dishwasher")]
    public void Its_words_deny_a_norm(Language language, string title, string denied)
    {
        IReadOnlyCollection<string> terms = Of(language, title);
        Assert.DoesNotContain(denied, terms);
        Assert.Contains("!" + denied, terms);
    }

    [Theory]
    [InlineData(Language.En, "Dishwasher tablets, pack of 40")]
    [InlineData(Language.En, "Oven glove for kids")]
    [InlineData(Language.Fr, "Coquillettes de blé dur, lot de 12")]
    [InlineData(Language.En, "Wireless bra, nude")]
    [InlineData(Language.De, "Ladegerät ohne Akku")]
    [InlineData(Language.De, "Kriminalspiel für 3-6 Personen")]
    [InlineData(Language.En, "Party game for 4-10 adults")]
    [InlineData(Language.Es, "Caja de 6 vasos en 2 colores")]
    [InlineData(Language.De, "Parkett 2,5 m2")]
    public void Its_words_say_nothing(Language language, string title) => Assert.Empty(Of(language, title));

    [Fact]
    public void A_model_that_no_number_tells_is_found()
    {
        foreach (string[] row in TableFile.Rows("model-lines.tsv").Where(static row => row[1][0] == '='))
        {
            foreach (string name in row.Skip(2).SelectMany(PhrasePattern.Expand)) Assert.Contains($"model {row[0]}:{row[1][1..]}", Of(Language.En, $"Cover for {name}"));
        }
    }

    [Fact]
    public void An_attribute_states_what_its_value_says()
    {
        Assert.Contains("dishwasher", Of("dishwasher", "yes"));
        Assert.Contains("!dishwasher", Of("dishwasher safe", "no"));
        Assert.Contains("socket:e14", Of("cap", "E14"));
        Assert.DoesNotContain("hdmi", Of("HDMI ports", "0"));
        Assert.Contains("hdmi", Of("HDMI ports", "2"));
        Assert.Contains("model laserjet:1020", Of("Compatibility", "LaserJet 1010, LaserJet 1020"));

        static IReadOnlyCollection<string> Of(string name, string value) =>
            ProductNorms.Of(new Product { Id = "1", Title = "Lamp", Language = Language.En, Attributes = [new ProductAttribute(name, [value], AttributeKind.Text)] });
    }

    [Theory]
    [InlineData(Language.Fr, "Chargeur à induction 15 W", "hob:induction")]
    [InlineData(Language.En, "Desk lamp with wireless charging", "cord:cordless")]
    [InlineData(Language.Zh, "护眼台灯 无线充电", "cord:cordless")]
    [InlineData(Language.En, "Cordless drill, body only, without batteries", "!cord:cordless")]
    public void Its_words_do_not_say(Language language, string title, string other) => Assert.DoesNotContain(other, Of(language, title));

    [Fact]
    public void An_attribute_that_is_not_so_contradicts()
    {
        Assert.Contains("!cord:cordless", ProductNorms.Of(new Product { Id = "1", Title = "Perceuse", Language = Language.Fr, Attributes = [new ProductAttribute("sans fil", ["false"], AttributeKind.Boolean)] }));
    }

    [Fact]
    public void What_may_fit_later_models_too_contradicts_none_of_them()
    {
        IReadOnlyCollection<string> terms = Of(Language.En, "Case for iPhone 12 and later");
        Assert.Contains("model iphone:12", terms);
        Assert.DoesNotContain("model iphone", terms);
    }

    private static IReadOnlyCollection<string> Of(Language language, string title) => ProductNorms.Of(new Product { Id = "1", Title = title, Language = language });
}
