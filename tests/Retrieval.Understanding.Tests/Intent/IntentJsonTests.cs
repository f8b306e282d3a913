using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Tests.Intent;

/// <summary>The JSON form: written as the contract prints it, read back equal, refused with a reason where it is wrong.</summary>
public sealed class IntentJsonTests
{
    private static readonly ShoppingIntent Everything = new(
        Language.De, "Lampe \"groß\"",
        [
            new Constraint.Price(16.5m, 24, "EUR", true), new Constraint.Quantity(Dimension.Length, 40.64, null), new Constraint.Count(4, 4),
            new Constraint.Named("color", "red"), new Constraint.Rating(4.5), new Constraint.Delivery(0), new Constraint.OnSale(),
        ],
        [new Preference.Sort("price", false), new Preference.Named("like", "leise")],
        Purpose.Complement);

    [Fact]
    public void EveryKindIsWrittenAndReadBackEqual()
    {
        string json = IntentJson.Write(Everything);
        Assert.Contains("""{"kind":"price","min":16.5,"max":24,"currency":"EUR","approximate":true}""", json);
        Assert.Contains("""{"kind":"measure","dimension":"length","min":40.64,"unit":"cm"}""", json);
        Assert.Contains("""{"kind":"delivery","within_days":0},{"kind":"on_sale"}""", json);
        ShoppingIntent back = IntentJson.Read(json);
        Assert.Equal(json, IntentJson.Write(back));
        Assert.Equal(Everything.Constraints, back.Constraints);
        Assert.Equal(Everything.Preferences, back.Preferences);
    }

    [Theory]
    [InlineData("""{"language":"fr","text":"x","constraints":[],"preferences":[]}""", "purpose")]
    [InlineData("""{"language":"xx","text":"x","constraints":[],"preferences":[],"purpose":"find"}""", "xx")]
    [InlineData("""{"language":"fr","text":"x","constraints":[{"kind":"mood","value":"x"}],"preferences":[],"purpose":"find"}""", "mood")]
    public void AWrongMemberIsNamed(string json, string expected)
        => Assert.Contains(expected, Assert.Throws<FormatException>(() => IntentJson.Read(json)).Message);
}
