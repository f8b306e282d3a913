using Retrieval.Catalog.Facts;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;

namespace Retrieval.Understanding.Intent;

/// <summary>What was understood of a shopper's sentence. Immutable.</summary>
/// <param name="Language">Language of the sentence.</param>
/// <param name="Text">Words left for retrieval, in their order and language.</param>
/// <param name="Constraints">Hard constraints: every answer keeps them or says which it relaxed.</param>
/// <param name="Preferences">Soft wishes, for ranking.</param>
/// <param name="Purpose">What the shopper is up to.</param>
public sealed record ShoppingIntent(
    Language Language,
    string Text,
    IReadOnlyList<Constraint> Constraints,
    IReadOnlyList<Preference> Preferences,
    Purpose Purpose)
{
    /// <summary>The order asked for, the first where several are; null for none.</summary>
    public Preference.Sort? Order => Preferences.OfType<Preference.Sort>().FirstOrDefault();

    /// <summary>The lowest age in whole years that the sentence states of somebody, 0–120; null where it states none. It is no wish, so it
    /// stands in no JSON form of an intent; who sells by age asks for it.</summary>
    public int? Age { get; init; }

    /// <summary>The ages, in months, that the sentence states in numbers of those whom it is for; null where it states none. They make the contract's
    /// age group exact, so they stand in no JSON form of an intent, and they are held like constraints.</summary>
    public AgeSpan? Ages { get; init; }

    /// <summary>The kinds of thing that the sentence asks for, as <see cref="Retrieval.Catalog.Kinds.KindNames"/> knows them: any of them; none where
    /// it names no thing that is known. Beside <see cref="Text"/> a help for judging what was found, so it stands in no JSON form of an intent.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The word that stands where the name of the thing does, folded (<see cref="Retrieval.Catalog.Kinds.KindNames.HeadOf"/>); null for none.</summary>
    public string? Head { get; init; }

    /// <summary>Norms and compatibilities asked for. Their words stay in <see cref="Text"/>, so they stand in no JSON form of an intent, and
    /// they are held like constraints.</summary>
    public IReadOnlyList<Constraint.Norm> Norms { get; init; } = [];

    /// <summary>For how many persons it is to be; null where the sentence does not say. Its words stay in <see cref="Text"/>, so it stands in no JSON
    /// form of an intent, and it is held like a constraint.</summary>
    public Constraint.Persons? Persons { get; init; }

    /// <summary>What is held like a constraint and has no JSON form: <see cref="Norms"/> and <see cref="Persons"/>.</summary>
    public IEnumerable<Constraint> Held => Persons is null ? Norms : Norms.Append<Constraint>(Persons);

    /// <summary>Words that no product of the catalogue holds and that <see cref="Text"/> has as the catalogue writes them, in their order;
    /// empty where nothing was corrected, and always without a catalogue.</summary>
    public IReadOnlyList<Correction> Corrected { get; init; } = [];
}

/// <summary>A word that was read as another.</summary>
/// <param name="Written">As the shopper wrote it.</param>
/// <param name="Read">As a title of the catalogue writes it.</param>
public readonly record struct Correction(string Written, string Read);

/// <summary>What the shopper is up to.</summary>
public enum Purpose : byte
{
    /// <summary>One kind of thing.</summary>
    Find,
    /// <summary>Ideas for somebody.</summary>
    Gift,
    /// <summary>Several things at once.</summary>
    List,
    /// <summary>A choice between named things.</summary>
    Compare,
    /// <summary>Something to go with a named product.</summary>
    Complement,
}

/// <summary>A hard constraint. The kinds are the records that derive from it.</summary>
public abstract record Constraint
{
    /// <summary>A price in major units; bounds are inclusive, an absent bound is null.</summary>
    /// <param name="Min">Least price.</param>
    /// <param name="Max">Highest price.</param>
    /// <param name="Currency">ISO 4217 code.</param>
    /// <param name="Approximate">True for "around X": the bounds are 0.8 X and 1.2 X.</param>
    public sealed record Price(decimal? Min, decimal? Max, string Currency, bool Approximate = false) : Constraint;

    /// <summary>A physical quantity in the unit of its dimension; an exact value has equal bounds.</summary>
    /// <param name="Dimension">What is measured.</param>
    /// <param name="Min">Least value.</param>
    /// <param name="Max">Highest value.</param>
    public sealed record Quantity(Dimension Dimension, double? Min, double? Max) : Constraint;

    /// <summary>Pieces in a pack.</summary>
    /// <param name="Min">Least number.</param>
    /// <param name="Max">Highest number.</param>
    public sealed record Count(double? Min, double? Max) : Constraint;

    /// <summary>A named value: <see cref="Kind"/> is one of <c>color material size gender age_group condition availability diet exclude brand</c>.
    /// Several constraints of one kind (but <c>exclude</c> and <c>diet</c>) mean any of them.</summary>
    /// <param name="Kind">Kind as the contract names it.</param>
    /// <param name="Value">Canonical value.</param>
    public sealed record Named(string Kind, string Value) : Constraint
    {
        /// <summary>Of a diet the canonical allergen that the shopper named where the diet allows it: "without milk" is
        /// <c>lactose_free</c> of <c>milk</c>, and lactose-free milk is none. Null where the diet says all.</summary>
        public string? Allergen { get; init; }
    }

    /// <summary>At least so many stars out of 5.</summary>
    /// <param name="Min">Stars.</param>
    public sealed record Rating(double Min) : Constraint;

    /// <summary>Delivered within so many days, 0 is today.</summary>
    /// <param name="WithinDays">Days.</param>
    public sealed record Delivery(int WithinDays) : Constraint;

    /// <summary>Only what is on sale.</summary>
    public sealed record OnSale : Constraint;

    /// <summary>A norm or a compatibility. Its words stay in the text, so it stands in <see cref="ShoppingIntent.Norms"/> alone.</summary>
    /// <param name="Terms">What a product must state (<see cref="Retrieval.Catalog.Norms.NormTerm"/>): one of them, as in "E14 or E27", or, with
    /// <paramref name="IsAll"/>, each: IP67 is of dust and of water.</param>
    /// <param name="IsAll">True where a product must state each of the terms.</param>
    /// <param name="Words">The shopper's words for it.</param>
    public sealed record Norm(IReadOnlyList<string> Terms, bool IsAll, string Words) : Constraint;

    /// <summary>For how many persons it must be at the least. Its words stay in the text, so it stands in <see cref="ShoppingIntent.Persons"/> alone.</summary>
    /// <param name="Least">The number, of "4 to 6" the lower one.</param>
    /// <param name="Words">The shopper's words for it.</param>
    public sealed record Persons(int Least, string Words) : Constraint;
}

/// <summary>A soft wish.</summary>
public abstract record Preference
{
    /// <summary>An order asked for.</summary>
    /// <param name="By"><c>price</c>, <c>rating</c>, <c>popularity</c> or <c>newest</c>.</param>
    /// <param name="Descending">True for highest first.</param>
    public sealed record Sort(string By, bool Descending) : Preference;

    /// <summary>A wish in words: <see cref="Kind"/> is one of <c>like occasion recipient</c>.</summary>
    /// <param name="Kind">Kind as the contract names it.</param>
    /// <param name="Value">Canonical value, or the words for <c>like</c>.</param>
    public sealed record Named(string Kind, string Value) : Preference;
}
