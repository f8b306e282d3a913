using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Index.Documents;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Clarifying;

/// <summary>
/// Decides whether a sentence is too open to be answered: where one word finds things of several kinds about equally well, or a few name a
/// whole department, the shopper is asked which one, with the catalogue's own categories as choices. Products of one language
/// decide, the shopper's where there are any: its categories are the ones that the shopper can read.
/// </summary>
internal sealed class Clarification(KindsOfThings kinds)
{
    /// <summary>Most choices that a question has.</summary>
    public const int MostChoices = 4;

    private const int LeastChoices = 2;

    // Two words say which kind of thing is meant, four do not mean a department.
    private const int MostWordsOfKind = 1;
    private const int MostWordsOfDepartment = 3;
    private const int MostConstraints = 1;

    // What counts as found "about equally well": shares of the best hit's score and cosine.
    private const double NearScore = 0.6;
    private const double NearMeaning = 0.6;

    // A kind must hold this share of what was found; below, it is a stray.
    private const double LeastMass = 0.15;

    // Above this share one kind is what is meant.
    private const double ClearMass = 0.6;

    // A word that is a department's own name, and several of them: "garden hose" is near to "garden".
    private const float NamesDepartment = 0.7f;
    private const float WordsNameDepartment = 0.85f;

    /// <summary>The choices to be asked for; none where the sentence is clear.</summary>
    public IReadOnlyList<OpenChoice> Of(ShoppingIntent asked, IReadOnlyList<Hit> hits)
    {
        if (asked.Purpose != Purpose.Find || asked.Text.Length == 0 || hits.Count == 0 || asked.Constraints.Count > MostConstraints) return [];
        if (!hits[0].Fit.IsFull) return [];
        if (asked.Constraints.Any(static constraint => constraint is not (Constraint.Price or Constraint.Named { Kind: "color" or "gender" or "age_group" }))) return [];
        int words = PhraseTokenizer.Split(asked.Text, asked.Language).Count(static token => token.Kind is TokenKind.Word or TokenKind.Han);
        if (asked.Language == Language.Zh) words = (words + 1) / 2;
        if (words > MostWordsOfDepartment) return [];

        Language readable = hits.Any(hit => hit.Fit.IsFull && hit.Whole!.Language == asked.Language) ? asked.Language : hits[0].Whole!.Language;
        // What only may fit is no choice beside what fits: who asks for a children's book is offered no crime fiction.
        Hit[] deciding = [.. hits.Where(hit => hit.Fit.IsFull && hit.Whole!.Language == readable)];
        float names = words > 1 ? WordsNameDepartment : NamesDepartment;
        if (NameDepartment(asked.Text, deciding, names))
        {
            Hit[] within = [.. deciding.Where(hit => Department(asked.Text, hit.Whole!) >= names)];
            return Choices(Grouped(within), asked.Language, isDepartment: true);
        }
        if (words > MostWordsOfKind) return [];
        double nearScore = NearScore * hits[0].Score, nearMeaning = NearMeaning * (hits.Max(static hit => hit.SemanticScore) ?? 0);
        Hit[] near = [.. deciding.Where(hit => hit.Score >= nearScore && (hit.SemanticScore ?? 0) >= nearMeaning && hit.Whole!.Category.Count > 0 && Relevance.IsThing(hit, asked))];
        List<List<Hit>> groups = Grouped(near);
        return IsNamed(asked.Text, groups) ? [] : Choices(groups, asked.Language, isDepartment: false);
    }

    /// <summary>True where the words are the name of one kind that was found and of no other: a "kettle" is no descaler.</summary>
    private bool IsNamed(string words, List<List<Hit>> groups)
    {
        float[] nearness = [.. groups.Select(group => group.Max(hit => Kind(words, hit.Whole!))).OrderDescending()];
        return nearness is [>= KindsOfThings.NamesKind, .. var others] && Array.TrueForAll(others, static other => other < KindsOfThings.OneKind);
    }

    /// <summary>"Garden" is a department more often than it is a kind of book.</summary>
    private bool NameDepartment(string words, Hit[] hits, float names)
    {
        int departments = 0, ofKind = 0;
        foreach (Hit hit in hits)
        {
            float department = Department(words, hit.Whole!), kind = Kind(words, hit.Whole!);
            if (kind >= names && kind >= department) ofKind++;
            else if (department >= names) departments++;
        }
        return departments > ofKind;
    }

    private float Department(string words, Product product) => product.Category.SkipLast(1).Select(name => kinds.Nearness(words, name)).DefaultIfEmpty(0).Max();

    private float Kind(string words, Product product) => product.Category.Count == 0 ? 0 : kinds.Nearness(words, product.Category[^1]);

    private List<List<Hit>> Grouped(Hit[] near)
    {
        var groups = new List<List<Hit>>();
        foreach (Hit hit in near)
        {
            if (groups.Find(group => kinds.AreOne(group[0].Whole!, hit.Whole!)) is { } same) same.Add(hit);
            else groups.Add([hit]);
        }
        return groups;
    }

    private static OpenChoice[] Choices(List<List<Hit>> groups, Language language, bool isDepartment)
    {
        double all = groups.Sum(static group => group.Sum(static hit => hit.Score));
        if (!isDepartment && groups.Exists(group => group.Sum(static hit => hit.Score) > ClearMass * all)) return [];
        OpenChoice[] choices = [.. groups.Where(group => isDepartment || group.Sum(static hit => hit.Score) >= LeastMass * all)
            .OrderByDescending(static group => group.Sum(static hit => hit.Score))
            .Select(group => new OpenChoice(Label(group, language), [.. group.Select(static hit => ColumnNames.PathOf(hit.Whole!.Category)).Distinct()]))
            .DistinctBy(static choice => choice.Label).Take(MostChoices)];
        return choices.Length >= LeastChoices ? choices : [];
    }

    /// <summary>The category's name in the shopper's language where the catalogue has one, else as its best product has it.</summary>
    private static string Label(List<Hit> group, Language language) =>
        (group.Find(hit => hit.Whole!.Language == language) ?? group[0]).Whole!.Category[^1];
}
