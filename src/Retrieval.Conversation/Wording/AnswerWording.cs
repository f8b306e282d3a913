using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Wording;

/// <summary>A text with the template that it was made with.</summary>
/// <param name="Template">The template's id, <c>language/intent/variant</c>.</param>
/// <param name="Text">The text.</param>
internal readonly record struct Worded(string Template, string Text);

/// <summary>
/// The sentences of a language in which answers are given, from <c>Data/wording/{code}.json</c>. A template may have variants; which one a
/// sentence gets depends on the sentence alone, so that two variants can be compared on equal traffic. Immutable, safe for concurrent use.
/// </summary>
internal sealed class AnswerWording
{
    private static readonly Lazy<AnswerWording>[] Loaded = LanguageFiles.Each(static language => new AnswerWording(language));

    private readonly Language language;
    private readonly Dictionary<string, (string Variant, string Text)[]> templates;
    private readonly Dictionary<string, Dictionary<string, string>> phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sentences = new(StringComparer.Ordinal);

    private AnswerWording(Language language)
    {
        this.language = language;
        using JsonDocument file = LanguageFiles.Open("wording", language);
        templates = file.RootElement.GetProperty("templates").EnumerateObject()
            .ToDictionary(static intent => intent.Name, static intent => intent.Value.EnumerateObject().Select(static variant => (variant.Name, variant.Value.GetString()!)).ToArray());
        foreach (JsonProperty member in file.RootElement.EnumerateObject().Where(static member => member.Name != "templates"))
        {
            if (member.Value.ValueKind == JsonValueKind.String) sentences[member.Name] = member.Value.GetString()!;
            else phrases[member.Name] = member.Value.EnumerateObject().ToDictionary(static phrase => phrase.Name, static phrase => phrase.Value.GetString()!);
        }
    }

    public static AnswerWording For(Language language) => Loaded[(int)language].Value;

    /// <summary>Makes the text of an intent.</summary>
    /// <param name="intent">Such as <c>options</c>; where nothing names the thing and there is an <c>options_bare</c>, that one is taken.</param>
    /// <param name="asked">What is understood: its words and budget fill <c>{thing}</c> and <c>{budget}</c>.</param>
    /// <param name="seed">The sentence: it decides the variant, and the thing is told as it stands there.</param>
    /// <param name="slots">What fills the other slots.</param>
    public Worded Of(string intent, ShoppingIntent asked, string seed, params ReadOnlySpan<(string Slot, string Text)> slots)
    {
        string name = asked.Text.Length == 0 && templates.ContainsKey(intent + "_bare") ? intent + "_bare" : intent;
        (string Variant, string Text)[] variants = templates[name];
        (string variant, string template) = variants[(int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(seed)) % (uint)variants.Length)];
        string text = Filled(template, slots).Replace("{thing}", Thing(asked, seed), StringComparison.Ordinal).Replace("{budget}", Budget(asked), StringComparison.Ordinal);
        return new Worded($"{language.Code()}/{name}/{variant}", Sentence(text));
    }

    /// <summary>A sentence that stands by itself, such as <c>sold_out</c>.</summary>
    public string Sentence(string name, params ReadOnlySpan<(string Slot, string Text)> slots) => Filled(sentences[name], slots);

    /// <summary>A phrase of a section, such as <c>facts</c> and <c>rating</c>.</summary>
    public string Phrase(string section, string name, params ReadOnlySpan<(string Slot, string Text)> slots) => Filled(phrases[section][name], slots);

    /// <summary>A unit's sign as the language writes it: French gigabytes are "Go".</summary>
    public string Unit(string sign) => phrases.TryGetValue("units", out Dictionary<string, string>? units) ? units.GetValueOrDefault(sign, sign) : sign;

    /// <summary>A price as people read it.</summary>
    public string Price(Money? price) => price is { } money ? MoneyFormat.Format(money, language) : sentences["no_price"];

    /// <summary>A number with its noun, such as <c>items</c>, in the form of the number: "1 item", "2 items".</summary>
    public string Counted(string noun, int count) =>
        Phrase("counted", $"{noun}_{(count == 1 ? "one" : "other")}", ("count", count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Sentences one after another, as a language writes them.</summary>
    public static string Joined(IEnumerable<string> sentences, Language language) => string.Join(language == Language.Zh ? "" : " ", sentences);

    /// <summary>Things one after another within a sentence, as a language writes them.</summary>
    public static string Listed(IEnumerable<string> things, Language language) => string.Join(language == Language.Zh ? "、" : ", ", things);

    /// <summary>Several clauses of one sentence, as a language writes them.</summary>
    public static string Clauses(IEnumerable<string> clauses, Language language) => string.Join(language switch { Language.Zh => "；", Language.Fr => " ; ", _ => "; " }, clauses);

    /// <summary>The words that are looked for, as they were said: "lámpara de pie" for "lámpara pie", "tent for 4 people" for "tent 4".</summary>
    private static string Thing(ShoppingIntent asked, string sentence)
    {
        if (asked.Persons?.Words is not { } said || asked.Text.Contains(said, StringComparison.Ordinal)) return SpokenWords.Of(asked.Text, sentence, asked.Language);
        List<string> words = [.. asked.Text.Split(' ')];
        string[] told = said.Split(' ');
        int at = words.FindIndex(told.Contains);
        if (at < 0) return asked.Text;
        words.Insert(at, said);
        return string.Join(' ', words.Where((word, i) => i == at || !told.Contains(word)));
    }

    private string Budget(ShoppingIntent asked) => asked.Constraints.OfType<Constraint.Price>().FirstOrDefault() is { } price ? Budget(price) : "";

    /// <summary>The bounds of a price as they stand behind a thing: " under €60".</summary>
    public string Budget(Constraint.Price price)
    {
        string name = price is { Min: not null, Max: not null } ? "range" : price.Max is null ? "min" : "max";
        return Phrase("budget", name, ("min", Major(price.Min, price.Currency)), ("max", Major(price.Max, price.Currency)));
    }

    private string Major(decimal? amount, string currency) =>
        amount is { } major && Money.TryFromMajor(decimal.Round(major, 2), currency, out Money money) ? MoneyFormat.Format(money, language) : $"{amount} {currency}";

    // A relaxation begins with a small letter where it stands in a list; at the beginning of a sentence it does not.
    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Filled(string template, ReadOnlySpan<(string Slot, string Text)> slots)
    {
        foreach ((string slot, string text) in slots) template = template.Replace("{" + slot + "}", text, StringComparison.Ordinal);
        return template;
    }
}
