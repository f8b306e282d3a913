using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Retrieval.Conversation.Wording;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;

namespace Retrieval.Conversation.Policies;

/// <summary>
/// The phrases of one language by which a policy knows what it refuses and what a person takes over. A longer phrase goes before a shorter
/// one, so that "water pistol" is no pistol. Immutable, safe for concurrent use.
/// </summary>
internal sealed class SentenceRules
{
    private const string Refuse = "refuse", Escalate = "escalate", Except = "except";

    private readonly Language language;
    private readonly PhraseBook book;
    private readonly Dictionary<(string Kind, string Rule), string> texts = [];
    private readonly string tooYoung;

    public SentenceRules(Language language, PolicyFile own)
    {
        this.language = language;
        var entries = new List<PhraseEntry>();
        foreach (RefusedThing thing in own.Refuse) AddOwn(entries, Refuse, thing.Id, thing.Words, thing.Text, thing.Except);
        foreach (EscalatedMatter matter in own.Escalate) AddOwn(entries, Escalate, matter.Reason, matter.Words, matter.Text, except: null);
        using JsonDocument file = LanguageFiles.Open("policy", language);
        foreach (string kind in (ReadOnlySpan<string>)[Refuse, Escalate])
        {
            foreach (JsonProperty rule in file.RootElement.GetProperty(kind).EnumerateObject())
            {
                Add(entries, kind, rule.Name, Strings(rule.Value, "words"));
                Add(entries, Except, rule.Name, Strings(rule.Value, Except));
                texts.TryAdd((kind, rule.Name), rule.Value.GetProperty("text").GetString()!);
            }
        }
        tooYoung = file.RootElement.GetProperty("too_young").GetString()!;
        book = PhraseBook.Build(entries, language);
    }

    /// <summary>The first rule that a sentence comes under; null for none.</summary>
    public Verdict? VerdictOn(string sentence)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, language));
        for (int at = 0; at < tokens.Length;)
        {
            ReadOnlySpan<Sense> senses = book.Longest(tokens, at, wanted: null, out int length);
            if (senses.Length > 0 && senses[0].Kind != Except) return new Verdict(senses[0].Kind == Escalate, senses[0].Value, texts[(senses[0].Kind, senses[0].Value)]);
            at += Math.Max(1, length);
        }
        return null;
    }

    public string TooYoung(int years) => tooYoung.Replace("{years}", years.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private void AddOwn(
        List<PhraseEntry> entries, string kind, string rule, IReadOnlyDictionary<string, IReadOnlyList<string>>? words,
        IReadOnlyDictionary<string, string>? said, IReadOnlyDictionary<string, IReadOnlyList<string>>? except)
    {
        Add(entries, Except, rule, except?.GetValueOrDefault(language.Code()) ?? []);
        Add(entries, kind, rule, words?.GetValueOrDefault(language.Code()) ?? []);
        texts[(kind, rule)] = Policy.Said(said, language) ?? AnswerWording.For(language).Sentence("refused");
    }

    private static void Add(List<PhraseEntry> entries, string kind, string rule, IEnumerable<string> patterns) =>
        entries.AddRange(patterns.Select(pattern => new PhraseEntry(new Sense(kind, rule), pattern)));

    private static string[] Strings(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(static item => item.GetString()!)] : [];
}
