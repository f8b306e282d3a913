using System.Runtime.InteropServices;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Products;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>
/// Puts a sentence on top of the conversation before it: a reply to the question asked ("the second one"), a refinement ("cheaper", "in
/// blue", "plutôt sans fil"), or a new wish that begins anew. A constraint that is stated again replaces the one before.
/// </summary>
internal sealed class Refinement(SearchEngine engine, KindsOfThings kinds, AllergyQuestion allergies)
{
    // "Bigger" is at least a tenth more, "cheaper" less than the price shown.
    private const double Step = 1.1;

    // Beyond them a sentence without any cue is a new wish.
    private const int MostAddedWords = 3;

    // "Nuts, soy and egg"; a longer reply is a sentence of its own.
    private const int MostWordsOfAllergies = 8;

    private static readonly Dimension[] Sizes = [Dimension.Capacity, Dimension.Power, Dimension.Screen, Dimension.Storage, Dimension.Area, Dimension.Length];

    /// <summary>The turn that a sentence is.</summary>
    public Turn Of(AskRequest request)
    {
        ConversationContext? before = request.Context;
        ShoppingIntent alone = engine.Understand(request.Sentence, request.Market);
        if (before is null) return new Turn(request.Sentence, alone, [], null, []);
        if (Allergic(request.Sentence, before) is { } safe) return safe;
        if (Chosen(request.Sentence, before, before.Intent.Language) is { } choice) return Narrowed(before, choice, request.Sentence);

        return RefinedIn(before.Intent.Language, before, request) ?? RefinedIn(alone.Language, before, request) ?? new Turn(request.Sentence, alone with { Age = alone.Age ?? before.Intent.Age }, [], null, []);
    }

    /// <summary>A refinement in words of a language. "Rather in black" asks for black: here it is what is wanted instead, no soft wish.</summary>
    private Turn? RefinedIn(Language language, ConversationContext before, AskRequest request)
    {
        CuePhrases cues = CuePhrases.For(language);
        AskRequest said = request with { Sentence = cues.Without(request.Sentence, "rather") };
        return Refined(before, said, engine.Understand(said.Sentence, said.Market, language), cues);
    }

    /// <summary>The reply to the question what somebody is allergic to, by one of its choices or in words of its own.</summary>
    private Turn? Allergic(string sentence, ConversationContext before)
    {
        if (!before.Choices.Any(static choice => choice.Allergen is not null)) return null;
        string reply = Chosen(sentence, before, before.Intent.Language) is { Allergen: not null } choice ? choice.Label : sentence;
        IReadOnlyList<Constraint> stated = PhraseTokenizer.Split(reply, before.Intent.Language).Count <= MostWordsOfAllergies ? allergies.Stated(reply, before.Intent.Language) : [];
        return stated.Count == 0 ? null : new Turn($"{before.Sentence} {reply}", before.Intent with { Constraints = Merged(before.Intent.Constraints, [.. stated]) }, before.Categories, null, []);
    }

    private static Turn Narrowed(ConversationContext before, OpenChoice? choice, string sentence)
    {
        if (choice!.Categories.Count == 0) return new Turn(before.Sentence, before.Intent, before.Categories, null, []);
        ShoppingIntent intent = before.Intent with { Text = $"{before.Intent.Text} {choice.Label}".Trim() };
        return new Turn($"{before.Sentence} {sentence}", intent, choice.Categories, null, []);
    }

    /// <summary>The choice that a reply takes: by its place, by its words; one without categories where any will do.</summary>
    private static OpenChoice? Chosen(string sentence, ConversationContext before, Language language)
    {
        if (before.Choices.Count == 0) return null;
        CuePhrases cues = CuePhrases.For(language);
        if (cues.First(sentence, "ordinal") is { } place && int.TryParse(place, out int number) && number <= before.Choices.Count) return before.Choices[number - 1];
        if (int.TryParse(sentence.Trim(' ', '.', ')', '。'), out int bare) && bare >= 1 && bare <= before.Choices.Count) return before.Choices[bare - 1];
        HashSet<string> said = Words(sentence, language);
        OpenChoice? named = before.Choices.Select(choice => (Choice: choice, Words: Words(choice.Label, language)))
            .Where(entry => entry.Words.Count > 0 && entry.Words.Count(said.Contains) * 2 > entry.Words.Count)
            .OrderByDescending(entry => entry.Words.Count(said.Contains)).Select(static entry => entry.Choice).FirstOrDefault();
        return named ?? (cues.Has(sentence, "any") ? new OpenChoice("", []) : null);
    }

    private static HashSet<string> Words(string text, Language language) =>
        [.. PhraseTokenizer.Split(text, language).Where(static token => token.Kind is TokenKind.Word or TokenKind.Han or TokenKind.Number).Select(static token => token.Folded)];

    private Turn? Refined(ConversationContext before, AskRequest request, ShoppingIntent said, CuePhrases cues)
    {
        if (cues.Has(request.Sentence, "begin")) return null;
        var filters = new List<Filter>();
        var constraints = new List<Constraint>(said.Constraints.Select(constraint => InSpokenCurrency(constraint, before, request.Sentence, said.Language)));
        List<string> hidden = [.. GoingWithShown(before, request.Market)];
        bool isCued = false;
        if (cues.Has(request.Sentence, "cheaper") && before.Price is { } shown && !constraints.OfType<Constraint.Price>().Any())
        {
            constraints.Add(new Constraint.Price(null, Below(shown), shown.Currency));
            isCued = true;
        }
        if (cues.Has(request.Sentence, "dearer") && before.Price is { } cheap && !constraints.OfType<Constraint.Price>().Any())
        {
            constraints.Add(new Constraint.Price(cheap.Major, null, cheap.Currency));
            isCued = true;
        }
        foreach ((string cue, bool up) in (ReadOnlySpan<(string, bool)>)[("bigger", true), ("smaller", false)])
        {
            if (!cues.Has(request.Sentence, cue)) continue;
            isCued = true;
            if (Resized(before, request.Market, up, Sizes) is { } size) constraints.Add(size);
        }
        if (cues.Has(request.Sentence, "lighter"))
        {
            isCued = true;
            if (Resized(before, request.Market, up: false, [Dimension.Mass]) is { } mass) constraints.Add(mass);
        }
        if (cues.Has(request.Sentence, "other_brand"))
        {
            isCued = true;
            if (FirstShown(before, request.Market)?.Product.Brand is { } brand) filters.Add(new Filter.Not(Filter.Is(ColumnNames.Brand, brand)));
        }
        if (cues.Has(request.Sentence, "more"))
        {
            isCued = true;
            hidden.AddRange(before.Shown);
        }
        string added = isCued ? "" : AddedWords(said, cues);
        bool opensWithMarker = OpensWithMarker(request.Sentence, cues);
        bool addsFew = PhraseTokenizer.Split(added, said.Language).Count <= MostAddedWords;
        bool refines = isCued || DescribesOnly(added, said.Language, cues) || (added.Length == 0 && (said.Constraints.Count > 0 || said.Preferences.Count > 0)) || (opensWithMarker && addsFew);
        if (!refines) return null;
        string text = added.Length == 0 ? before.Intent.Text : $"{before.Intent.Text} {added}";
        ShoppingIntent merged = before.Intent with
        {
            // "Mixer" is any language's, "etwas günstiger" tells which one is spoken.
            Language = said.Language,
            Age = said.Age ?? before.Intent.Age,
            Text = text,
            Constraints = Merged(before.Intent.Constraints, constraints),
            Preferences = [.. before.Intent.Preferences.Where(old => old is not Preference.Sort || !said.Preferences.Any(static wish => wish is Preference.Sort)), .. said.Preferences.Except(before.Intent.Preferences)],
        };
        string sentence = added.Length == 0 ? before.Sentence : $"{before.Sentence} {added}";
        return new Turn(sentence, merged, before.Categories.Count > 0 ? before.Categories : KindsShown(before, request.Market), filters.Count == 0 ? null : new Filter.And([.. filters]), hidden);
    }

    private static string AddedWords(ShoppingIntent said, CuePhrases cues)
    {
        var kept = new List<string>();
        List<Token> tokens = PhraseTokenizer.Split(said.Text, said.Language);
        ReadOnlySpan<Token> all = CollectionsMarshal.AsSpan(tokens);
        for (int at = 0; at < all.Length;)
        {
            if (cues.At(all, at, "marker", out int length) is not null && at == 0)
            {
                at += length;
                continue;
            }
            kept.Add(said.Text.Substring(all[at].Start, all[at].Length));
            at++;
        }
        return string.Join(said.Language == Language.Zh ? "" : " ", kept);
    }

    /// <summary>"Wireless" is no thing of its own.</summary>
    private static bool DescribesOnly(string added, Language language, CuePhrases cues)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(added, language));
        int at = 0;
        while (at < tokens.Length && cues.At(tokens, at, "describing", out int length) is not null) at += length;
        return at > 0 && at == tokens.Length;
    }

    /// <summary>A bare "less than 40" is in the currency that the conversation has come to, not in the usual one of the language.</summary>
    private Constraint InSpokenCurrency(Constraint constraint, ConversationContext before, string sentence, Language language)
    {
        string? spoken = before.Intent.Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Currency ?? before.Price?.Currency;
        if (constraint is not Constraint.Price price || spoken is null || spoken == price.Currency) return constraint;
        // Only an unsigned price follows the market.
        return Currency("CH") != Currency("JP") ? price with { Currency = spoken } : price;

        string? Currency(string market) => engine.Understand(sentence, market, language).Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Currency;
    }

    private static bool OpensWithMarker(string sentence, CuePhrases cues)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, cues.Language));
        return tokens.Length > 0 && cues.At(tokens, 0, "marker", out _) is not null;
    }

    /// <summary>What is stated again replaces what was stated of the same kind; what must not be and diets add up.</summary>
    private static IReadOnlyList<Constraint> Merged(IReadOnlyList<Constraint> before, List<Constraint> now)
    {
        HashSet<string> replaced = [.. now.Select(Kind)];
        return [.. before.Where(constraint => !replaced.Contains(Kind(constraint)) && !now.Contains(constraint)), .. now];
    }

    private static string Kind(Constraint constraint) => constraint switch
    {
        Constraint.Price => "price",
        Constraint.Quantity quantity => "measure " + quantity.Dimension.Name(),
        Constraint.Count => "count",
        Constraint.Rating => "rating",
        Constraint.Delivery => "delivery",
        Constraint.OnSale => "on_sale",
        Constraint.Named { Kind: "exclude" or "diet" } named => $"{named.Kind} {named.Value}",
        Constraint.Named named => named.Kind,
        _ => "",
    };

    private Constraint.Quantity? Resized(ConversationContext before, string? market, bool up, ReadOnlySpan<Dimension> dimensions)
    {
        if (FirstShown(before, market) is not { } shown) return null;
        ProductFacts facts = KnownFacts.Of(shown.Product);
        foreach (Dimension dimension in dimensions)
        {
            double[] values = [.. facts.Measures.Where(measure => measure.Dimension == dimension).Select(static measure => measure.Value)];
            if (values.Length == 0) continue;
            double value = Math.Round(up ? values.Max() * Step : values.Max() / Step, 3);
            return up ? new Constraint.Quantity(dimension, value, null) : new Constraint.Quantity(dimension, null, value);
        }
        return null;
    }

    /// <summary>The categories of what was shown: a cheaper blender is a blender. None where presents or nothing were shown.</summary>
    private string[] KindsShown(ConversationContext before, string? market)
    {
        if (before.Shown.Count == 0 || before.Intent.Purpose != Purpose.Find) return [];
        using ProductShelf shelf = engine.Shelf(market);
        Product[] shown = [.. before.Shown.Select(shelf.Find).OfType<OfferedProduct>().Select(static offered => offered.Product)];
        if (shown.Length == 0 || Array.Exists(shown, static product => product.Category.Count == 0)) return [];
        return [.. shelf.Categories.Where(path => Array.Exists(shown, product => kinds.AreOne(product.Category[^1], path.Split(ColumnNames.PathSeparator)[^1])))
            .OrderByDescending(path => shown.Max(product => kinds.Nearness(product.Category[^1], path.Split(ColumnNames.PathSeparator)[^1]))).Take(ConversationContext.MostCategories)];
    }

    /// <summary>What is bought with what was shown: a descaler in red is no red kettle.</summary>
    private IEnumerable<string> GoingWithShown(ConversationContext before, string? market)
    {
        if (before.Intent.Purpose != Purpose.Find) return [];
        using ProductShelf shelf = engine.Shelf(market);
        return [.. before.Shown.Select(shelf.Find).OfType<OfferedProduct>().SelectMany(static offered => offered.Product.Related).Where(static related => related.GoesWith).Select(static related => related.Id).Distinct()];
    }

    private OfferedProduct? FirstShown(ConversationContext before, string? market)
    {
        if (before.Shown.Count == 0) return null;
        using ProductShelf shelf = engine.Shelf(market);
        return shelf.Find(before.Shown[0]);
    }

    private static decimal Below(Money shown) => new Money(Math.Max(0, shown.Amount - 1), shown.Currency).Major;
}

/// <summary>What a sentence asks on top of the conversation.</summary>
/// <param name="Sentence">The whole wish in words, for the legs of the search.</param>
/// <param name="Intent">What is understood of the whole conversation.</param>
/// <param name="Categories">Categories that a choice narrowed it to.</param>
/// <param name="Filter">What the refinement rules out; null for nothing.</param>
/// <param name="Hidden">Ids that were shown and are not wanted again.</param>
internal sealed record Turn(string Sentence, ShoppingIntent Intent, IReadOnlyList<string> Categories, Filter? Filter, IReadOnlyList<string> Hidden);
