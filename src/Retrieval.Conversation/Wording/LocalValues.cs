using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Conversation.Wording;

/// <summary>Canonical values and measures as a language writes them: <c>red</c> is "rouge", 1.5 litres are "1,5 l".</summary>
internal static class LocalValues
{
    private static readonly Lazy<Dictionary<(string Kind, string Value), string>>[] Words = LanguageFiles.Each(WordsOf);

    private static readonly string[] Units = ["cm", "″", "l", "kg", "W", "GB", "GB", "Wh", "mAh", "V", "°C", "m²", "h"];

    // Of a small unit nobody states a part: 34 ounces are 964 g.
    private const double WithoutParts = 10, MinutesOfHour = 60;

    /// <summary>A canonical value in a language's own word; the value itself where the language has none.</summary>
    public static string Word(string kind, string value, Language language)
    {
        string word = Words[(int)language].Value.GetValueOrDefault((kind, value)) ?? value.Replace('_', ' ');
        // What a thing is made of is a noun.
        return language == Language.De && kind == "material" ? char.ToUpperInvariant(word[0]) + word[1..] : word;
    }

    /// <summary>A measure in the unit that people say: 600 ml rather than 0.6 l, 1 TB rather than 1000 GB, 11 min rather than 0.18 h.</summary>
    public static string Measure(Measure measure, Language language)
    {
        (double value, string unit) = measure switch
        {
            { Dimension: Dimension.Capacity, Value: < 1 } => (Small(measure.Value * 1000), "ml"),
            { Dimension: Dimension.Mass, Value: < 1 } => (Small(measure.Value * 1000), "g"),
            { Dimension: Dimension.Duration, Value: < 1 } => (Small(measure.Value * MinutesOfHour), "min"),
            { Dimension: Dimension.Storage, Value: >= 1000 } => (measure.Value / 1000, "TB"),
            _ => (measure.Value, Units[(int)measure.Dimension]),
        };
        string number = Number(value, language);
        unit = AnswerWording.For(language).Unit(unit);
        return unit == "″" || language == Language.Zh ? number + unit : $"{number} {unit}";
    }

    private static double Small(double value) => value < WithoutParts ? value : Math.Round(value);

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value, Language language)
    {
        string number = value.ToString("0.##", CultureInfo.InvariantCulture);
        return language is Language.En or Language.Zh or Language.Und ? number : number.Replace('.', ',');
    }

    private static Dictionary<(string, string), string> WordsOf(Language language)
    {
        var words = new Dictionary<(string, string), string>();
        foreach (PhraseEntry entry in LanguageVocabulary.For(language).Entries)
        {
            (string Kind, string Value) value = (entry.Sense.Kind, entry.Sense.Value);
            string word = PhrasePattern.Expand(entry.Pattern)[0];
            // Chinese shades stand before the plain colour, which is the shortest of more than one character: red is 红色, no 铁锈色.
            bool isPlainer = language == Language.Zh && value.Kind == "color" && word.Length > 1 && words.TryGetValue(value, out string? shade) && word.Length < shade.Length;
            if (isPlainer) words[value] = word;
            else words.TryAdd(value, word);
        }
        return words;
    }
}
