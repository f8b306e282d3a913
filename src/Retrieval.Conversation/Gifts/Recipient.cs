using Retrieval.Catalog.Facts;
using Retrieval.Conversation.Refining;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Gifts;

/// <summary>Who gets what is asked for, as far as the sentence tells, and what suits them.</summary>
internal static class Recipient
{
    private static readonly string[] Adults = ["mother", "father", "woman", "man", "host", "teacher", "couple", "grandparent"];

    /// <summary>Nobody gives a picture book to a mother-in-law who did not ask for one, nor a puzzle of four-year-olds to a baby; a friend may be of any age.</summary>
    public static Filter SuitedTo(ShoppingIntent intent)
    {
        if (intent.Purpose != Purpose.Gift || IsOfAnAge(intent)) return Filter.Everything;
        string[] people = [.. Wishes(intent, "recipient")];
        if (people.Contains("baby") || Wishes(intent, "occasion").Contains("baby_shower"))
        {
            return new Filter.And(
            [
                new Filter.Not(new Filter.In(ColumnNames.AgeGroup, ["toddler", "kids", "adult"])), new Filter.Not(new Filter.Comparison(ColumnNames.AgeFrom, Comparator.GreaterOrEqual, $"{AgeSpan.Year}")),
            ]);
        }
        bool areAdults = people.Length > 0 && Array.TrueForAll(people, static recipient => Adults.Contains(recipient));
        return areAdults ? new Filter.Not(new Filter.In(ColumnNames.AgeGroup, AgeGroup.Children)) : Filter.Everything;
    }

    public static IEnumerable<string> Wishes(ShoppingIntent intent, string kind) =>
        intent.Preferences.OfType<Preference.Named>().Where(wish => wish.Kind == kind).Select(static wish => wish.Value);

    /// <summary>"Something for my dad", "something nice for a housewarming" ask for ideas.</summary>
    public static bool IsAllThatIsNamed(Turn turn) =>
        turn.Intent is { Purpose: Purpose.Find } intent && (intent.Text.Length == 0 || IsGivenSomething(turn))
        && (intent.Preferences.Any(static wish => wish is Preference.Named { Kind: "recipient" or "occasion" }) || IsOfAnAge(intent));

    public static bool IsOfAnAge(ShoppingIntent intent) => intent.Constraints.Any(static constraint => constraint is Constraint.Named { Kind: "age_group" });

    /// <summary>Whatever else "something nice" says, it names no thing. Something for a baby is of a department, and need be no present.</summary>
    public static bool IsGivenSomething(Turn turn) =>
        turn.Intent.Kinds.Count == 0 && !Wishes(turn.Intent, "recipient").Contains("baby") && CuePhrases.For(turn.Intent.Language).Has(turn.Sentence, "something");
}
