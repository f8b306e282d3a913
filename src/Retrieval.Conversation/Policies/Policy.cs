using Retrieval.Catalog.Products;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Text.Languages;

namespace Retrieval.Conversation.Policies;

/// <summary>
/// What may be sold to whom, and with which words: the built-in policy (<c>Data/policy/</c>: no weapons, ammunition, tobacco and drugs; order,
/// payment, return and complaint go to a person), with a merchant's own before it. Immutable, safe for concurrent use.
/// </summary>
public sealed class Policy
{
    private readonly PolicyFile own;
    private readonly Lazy<SentenceRules>[] rules;

    private Policy(PolicyFile own)
    {
        this.own = own;
        rules = LanguageFiles.Each(language => new SentenceRules(language, own));
        string[] refused = [.. own.Refuse.SelectMany(static thing => thing.Categories ?? [])];
        NotSold = refused.Length == 0 ? Filter.Everything : new Filter.Not(new Filter.In(ColumnNames.Category, refused));
    }

    /// <summary>The built-in policy alone.</summary>
    public static Policy BuiltIn { get; } = new(new PolicyFile());

    /// <summary>A merchant's policy before the built-in one.</summary>
    /// <exception cref="PolicyException">A pattern among its words is malformed.</exception>
    public static Policy Of(PolicyFile own)
    {
        var policy = new Policy(own);
        try
        {
            foreach (Lazy<SentenceRules> language in policy.rules) _ = language.Value;
        }
        catch (FormatException malformed)
        {
            throw new PolicyException(malformed.Message);
        }
        return policy;
    }

    /// <summary>What the policy leaves of the catalogue.</summary>
    internal Filter NotSold { get; }

    /// <summary>What the policy says to a sentence; null where it may be answered.</summary>
    internal Verdict? VerdictOn(string sentence, Language language) => rules[(int)language].Value.VerdictOn(sentence);

    /// <summary>What is said to somebody too young.</summary>
    internal string TooYoung(int years, Language language) => rules[(int)language].Value.TooYoung(years);

    /// <summary>The age from which a product is sold; null for any.</summary>
    internal int? AgeOf(Product product)
    {
        int years = own.AgeRestricted.Where(rule => rule.Categories.Any(category => IsIn(product, category))).Select(static rule => rule.Years).DefaultIfEmpty(0).Max();
        years = Math.Max(years, product.AgeRestriction ?? 0);
        return years > 0 ? years : null;
    }

    /// <summary>What is left of the catalogue for somebody of an age.</summary>
    internal Filter SoldTo(int age) => new Filter.And(
    [
        new Filter.Not(new Filter.Comparison(ColumnNames.AgeRestriction, Comparator.Greater, $"{age}")),
        .. own.AgeRestricted.Where(rule => rule.Years > age).Select(static rule => new Filter.Not(new Filter.In(ColumnNames.Category, rule.Categories))),
    ]);

    /// <summary>Warnings to be shown with a product: its own, its age, the merchant's.</summary>
    internal IEnumerable<string> WarningsOf(Product product, Language language)
    {
        if (AgeOf(product) is { } years) yield return AnswerWording.For(language).Sentence("age_warning", ("title", product.Title), ("years", $"{years}"));
        if (product.Warning is { Length: > 0 } warning) yield return $"{product.Title}: {warning}";
        foreach (CategoryWarning rule in own.Warnings.Where(rule => rule.Categories.Any(category => IsIn(product, category))))
        {
            if (Said(rule.Text, language) is { } text) yield return text;
        }
    }

    /// <summary>A fact in the words that the merchant allows.</summary>
    internal string Reworded(string fact, Language language)
    {
        foreach (AvoidedWords avoided in own.Avoid.Where(avoided => avoided.Language == language.Code())) fact = fact.Replace(avoided.Words, avoided.Say, StringComparison.OrdinalIgnoreCase);
        return fact;
    }

    /// <summary>What is said of a product that is sold out.</summary>
    internal string SoldOut(string title, Language language) =>
        Said(own.SoldOut, language)?.Replace("{title}", title, StringComparison.Ordinal) ?? AnswerWording.For(language).Sentence("sold_out", ("title", title));

    internal static string? Said(IReadOnlyDictionary<string, string>? texts, Language language) =>
        texts is null ? null : texts.TryGetValue(language.Code(), out string? text) || texts.TryGetValue(Language.En.Code(), out text) ? text : texts.Values.FirstOrDefault();

    private static bool IsIn(Product product, string category)
    {
        string path = ColumnNames.PathOf(product.Category);
        return path.Equals(category, StringComparison.OrdinalIgnoreCase) || path.StartsWith(category + ColumnNames.PathSeparator, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>What a policy says to a sentence.</summary>
/// <param name="Escalates">True where a person takes over, false where the thing is not sold.</param>
/// <param name="Rule">The rule's id or reason.</param>
/// <param name="Text">What is said.</param>
internal sealed record Verdict(bool Escalates, string Rule, string Text);
