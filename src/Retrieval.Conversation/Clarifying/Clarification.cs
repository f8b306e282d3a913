using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Clarifying;

/// <summary>
/// Decides whether a sentence is too open to be answered: where few words find things of several kinds about equally well, or name a whole
/// department, the shopper is asked which one, with the catalogue's own categories as choices.
/// </summary>
internal sealed class Clarification(KindsOfThings kinds)
{
    private const int MostChoices = 4;
    private const int LeastChoices = 2;

    // A longer sentence says what it means.
    private const int MostWords = 3;
    private const int MostConstraints = 1;

    // What counts as found "about equally well": shares of the best hit's score and cosine.
    private const double NearScore = 0.6;
    private const double NearMeaning = 0.6;

    // A kind must hold this share of what was found; below, it is a stray.
    private const double LeastMass = 0.15;

    // Above this share one kind is what is meant.
    private const double ClearMass = 0.6;

    // A word that is a department's own name.
    private const float NamesDepartment = 0.7f;

    /// <summary>The choices to be asked for; none where the sentence is clear.</summary>
    public IReadOnlyList<OpenChoice> Of(ShoppingIntent asked, IReadOnlyList<Hit> hits)
    {
        if (asked.Purpose != Purpose.Find || asked.Text.Length == 0 || hits.Count == 0 || asked.Constraints.Count > MostConstraints) return [];
        if (!hits[0].Fit.IsFull) return [];
        if (asked.Constraints.Any(static constraint => constraint is not (Constraint.Price or Constraint.Named { Kind: "color" or "gender" or "age_group" }))) return [];
        int words = PhraseTokenizer.Split(asked.Text, asked.Language).Count(static token => token.Kind is TokenKind.Word or TokenKind.Han);
        if (words > (asked.Language == Language.Zh ? 2 * MostWords : MostWords)) return [];

        // "Garden" is a department, "garden hose" is a kind of thing.
        float department = hits.Max(hit => Department(asked.Text, hit.Whole!)), kind = hits.Max(hit => Kind(asked.Text, hit.Whole!));
        bool isDepartment = department >= NamesDepartment && department > kind;
        double nearScore = isDepartment ? 0 : NearScore * hits[0].Score;
        double nearMeaning = isDepartment ? 0 : NearMeaning * (hits.Max(static hit => hit.SemanticScore) ?? 0);
        Hit[] near = [.. hits.Where(hit => hit.Score >= nearScore && (hit.SemanticScore ?? 0) >= nearMeaning && hit.Whole!.Category.Count > 0)];
        if (isDepartment) near = [.. near.Where(hit => Department(asked.Text, hit.Whole!) >= NamesDepartment)];
        return Choices(Grouped(near), asked.Language, isDepartment);
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
            .Select(group => new OpenChoice(Label(group, language), [.. group.Select(static hit => string.Join(" > ", hit.Whole!.Category)).Distinct()]))
            .DistinctBy(static choice => choice.Label).Take(MostChoices)];
        return choices.Length >= LeastChoices ? choices : [];
    }

    /// <summary>The category's name in the shopper's language where the catalogue has one, else as its best product has it.</summary>
    private static string Label(List<Hit> group, Language language) =>
        (group.Find(hit => hit.Whole!.Language == language) ?? group[0]).Whole!.Category[^1];
}
