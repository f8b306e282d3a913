using System.Runtime.InteropServices;
using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Norms;
using Retrieval.Catalog.Products;
using Retrieval.Conversation.Clarifying;
using Retrieval.Conversation.Comparing;
using Retrieval.Conversation.Gifts;
using Retrieval.Conversation.Options;
using Retrieval.Conversation.Requests;
using Retrieval.Conversation.Wording;
using Retrieval.Index.Documents;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Constraints;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Refining;

/// <summary>
/// Puts a sentence on top of the conversation before it: a reply to the question asked ("the second one"), a word on what was shown ("the
/// second one, but cheaper", "in blue", "plutôt sans fil", "not that one"), or a new wish that begins anew. A constraint that is stated
/// again replaces the one before.
/// </summary>
internal sealed class Refinement(SearchEngine engine, KindsOfThings kinds, AllergyQuestion allergies)
{
    // Beyond them a sentence without any cue is a new wish.
    private const int MostAddedWords = 3;

    // Words that describe a thing leave a wish this near to it; those for another thing less.
    private const double ShareOfDescribed = 0.7;

    // What "bigger" is measured by, the likeliest first: a monitor's watts are the last that anybody thinks of.
    private static readonly Dimension?[] Sizes = [Dimension.Screen, Dimension.Capacity, Dimension.Storage, Dimension.Area, Dimension.Length, Dimension.Power];

    private readonly Replies replies = new(allergies);

    /// <summary>The turn that a sentence is.</summary>
    public Turn Of(AskRequest request)
    {
        ShoppingIntent alone = engine.Understand(request.Sentence, request.Market);
        string plain = CuePhrases.For(alone.Language).Plainly(request.Sentence);
        if (plain != request.Sentence) (request, alone) = (request with { Sentence = plain }, engine.Understand(plain, request.Market, alone.Language));
        if (request.Context is not { } before) return Anew(alone);
        return replies.Of(request.Sentence, before) ?? Refined(before, request, alone.Language) ?? Anew(alone with { Age = alone.Age ?? before.Intent.Age });

        Turn Anew(ShoppingIntent intent) => Situation.Aside(new Turn(request.Sentence, intent, [], null, []), engine, request.Market);
    }

    /// <summary>What is stated again replaces what was stated of the same kind; what must not be and diets add up.</summary>
    public static IReadOnlyList<Constraint> Merged(IReadOnlyList<Constraint> before, IReadOnlyList<Constraint> now, Language language)
    {
        HashSet<string> replaced = [.. now.Select(Kind)];
        return [.. before.Where(constraint => !replaced.Contains(Kind(constraint)) && !now.Contains(constraint) && !now.Any(other => AreOpposite(constraint, other))), .. now];

        // "Black is fine too" takes back "not black", "no leather then" takes back leather.
        bool AreOpposite(Constraint one, Constraint other) => (one, other) switch
        {
            (Constraint.Named { Kind: "exclude" } not, Constraint.Named { Kind: not "exclude" } wish) => Names(not, wish),
            (Constraint.Named { Kind: not "exclude" } wish, Constraint.Named { Kind: "exclude" } not) => Names(not, wish),
            _ => false,
        };

        bool Names(Constraint.Named not, Constraint.Named wish) =>
            not.Value.Equals(wish.Value, StringComparison.OrdinalIgnoreCase) || CanonicalValues.Find(wish.Kind, not.Value, language).Contains(wish.Value);
    }

    /// <summary>A refinement, in the language of the conversation or in the one that the sentence alone seems to be in: whichever knows more of it.</summary>
    private Turn? Refined(ConversationContext before, AskRequest request, Language alone)
    {
        using ProductShelf shelf = engine.Shelf(request.Market);
        var shown = new ShownProducts(shelf, kinds, before);
        bool isCompared = before.Intent.Purpose == Purpose.Compare;
        return Enumerable.Distinct([before.Intent.Language, alone]).Select(language => Read(language, request, shown)).OrderByDescending(static said => said.Words.Covered)
            .Select(said => (isCompared ? OfCompared(said, before, shown, request.Market) : null) ?? Refined(said, before, shown)).FirstOrDefault(static turn => turn is not null);
    }

    /// <summary>After a comparison "the cheaper one" and "the second one" are one of what was compared; null where none is meant.</summary>
    private Turn? OfCompared(Said said, ConversationContext before, ShownProducts shown, string? market)
    {
        if (said.Words.Left.Length > 0 || said.Intent.Constraints.Any(static constraint => constraint is not Constraint.Count) || said.Words.Says("reject")) return null;
        if ((said.Words.Place(shown.Count) ?? shown.Foremost(said.Words, Sizes)) is not { } place || shown.At(place)?.Product is not { Category.Count: > 0 } meant) return null;
        // From here on it is looked for by the words of its own side of the question.
        Turn? own = ComparedThings.In(new Turn(before.Sentence, before.Intent, [], null, []), engine, market).MaxBy(side => kinds.Nearness(side.Intent.Text, meant.Category[^1]));
        return own is null ? null : own with { Intent = own.Intent with { Language = said.Intent.Language }, Filter = Filter.Is("id", meant.Id) };
    }

    /// <summary>What a sentence says in a language. "Rather in black" asks for black: here it is what is wanted instead, no soft wish.</summary>
    private Said Read(Language language, AskRequest request, ShownProducts shown)
    {
        CuePhrases cues = CuePhrases.For(language);
        string whole = cues.Plainly(request.Sentence), sentence = cues.Without(whole, "rather");
        ShoppingIntent intent = engine.Understand(sentence, request.Market, language);
        // "Two" after tents is for how many, after headphones the second one.
        int? number = TurnWords.NumberAlone(sentence, language);
        if (number is { } persons && shown.AreForPersons) (intent, number) = (intent with { Text = sentence, Kinds = [], Constraints = [], Persons = new Constraint.Persons(persons, sentence) }, null);
        return new Said(sentence, intent, new TurnWords(sentence, intent.Text, cues, shown.AreSized, number <= shown.Count ? number : null), cues) { IsInstead = sentence != whole || cues.Opens(sentence, "correction") };
    }

    private Turn? Refined(Said spoken, ConversationContext before, ShownProducts shown)
    {
        (string sentence, ShoppingIntent said, TurnWords words, CuePhrases cues) = spoken;
        if (words.Says("goes_with") && shown.At(words.Place(shown.Count) ?? 1) is { } thing)
        {
            // What was asked of the thing is not asked of what goes with it.
            ShoppingIntent along = before.Intent with { Language = said.Language, Purpose = Purpose.Complement, Constraints = [], Norms = [], Persons = null, Preferences = [] };
            return new Turn(before.Sentence, along, [], null, []) { With = thing.Product };
        }
        if (words.Left.Length > 0 && said.Purpose is Purpose.List or Purpose.Compare or Purpose.Complement) return null;
        if (Corrected(spoken, before, shown) is { } corrected) return corrected;
        bool isDescribing = DescribesOnly(words.Left, said.Language, cues);
        string? size = SizeIn(words, said, shown), color = ColorIn(words, said, shown);
        bool isForOthers = TellsPersons(said, words);
        if (words.Left.Length > 0 && !isDescribing && size != words.Left && color is null && !isForOthers && cues.Has(sentence, "begin")) return null;
        int? named = words.Place(shown.Count);
        int place = named ?? 1;
        Product? meant = shown.At(place)?.Product;
        // A place is no number of pieces.
        var constraints = new List<Constraint>(said.Constraints.Where(constraint => named is null || constraint is not Constraint.Count).Select(constraint => InSpokenCurrency(constraint, before, sentence, said.Language)));
        // "Cheaper" is a bound: the cheapest below it is seldom what was meant.
        List<Preference> preferences = [.. said.Preferences.Where(wish => wish is not Preference.Sort { By: "price" } || !words.Says("cheaper") || words.Says("cheapest"))];
        IReadOnlyList<Constraint> kept = before.Intent.Constraints;
        var filters = new List<Filter>();
        List<string> hidden = [.. shown.GoingWith()];
        bool isCued = words.Compared.Any() || isForOthers;
        Product? recoloured = null;

        bool isPriced = constraints.OfType<Constraint.Price>().Any();
        if (size is not null) Cue(new Constraint.Named("size", size));
        if (color is not null) Cue(new Constraint.Named("color", color));
        foreach (string kind in words.Open)
        {
            isCued = true;
            kept = [.. kept.Where(constraint => constraint is not Constraint.Named named || named.Kind != kind)];
        }
        if (words.Says("cheaper") && !isPriced && shown.PriceOf(place) is { } dear) Cue(new Constraint.Price(null, Below(dear), dear.Currency));
        if (words.Says("dearer") && !isPriced && shown.PriceOf(place) is { } cheap) Cue(new Constraint.Price(cheap.Major, null, cheap.Currency));
        // "Bigger" after "24 inches" is in inches.
        Dimension?[] sizes = [.. before.Intent.Constraints.OfType<Constraint.Quantity>().Select(static quantity => (Dimension?)quantity.Dimension).Where(Sizes.Contains), .. Sizes];
        if (words.Says("bigger")) Cue(meant is null ? null : ShownProducts.Resized(meant, up: true, sizes));
        if (words.Says("smaller")) Cue(meant is null ? null : ShownProducts.Resized(meant, up: false, sizes));
        // What the first does not state is measured by the next that does.
        foreach ((bool up, Dimension?[] of) in words.Measured) Cue(shown.From(place).Select(product => ShownProducts.Resized(product, up, of)).FirstOrDefault(static bound => bound is not null));
        if (words.Says("cheapest")) Order("price", descending: false);
        if (words.Says("better_rated")) Order("rating", descending: true);
        if (words.Says("other_brand"))
        {
            isCued = true;
            constraints.RemoveAll(static constraint => constraint is Constraint.Named { Kind: "brand" });
            if (meant?.Brand is { } brand) filters.Add(new Filter.Not(Filter.Is(ColumnNames.Brand, brand)));
        }
        if (words.Says("other_color"))
        {
            isCued = true;
            kept = [.. kept.Where(static constraint => constraint is not Constraint.Named { Kind: "color" })];
            if (meant is not null) filters.Add(InAnotherColor(meant, shown, named is not null));
            recoloured = meant;
        }
        if (words.Says("more"))
        {
            isCued = true;
            hidden.AddRange(before.Shown);
        }
        // "I don't like the second one" leaves nothing out but that one.
        if (named is not null && words.Says("reject")) constraints.RemoveAll(static constraint => constraint is Constraint.Named { Kind: "exclude" });
        bool isRejected = words.Says("reject") && constraints.Count == 0 && meant is not null && !isCued;
        if (isRejected) hidden.Add(meant!.Id);
        else if (named is not null && meant is not null && Only(meant, shown, constraints, isCued || words.Left.Length > 0) is { } only) filters.Add(only);
        isCued |= isRejected || named is not null;

        // Beside a cue only words that describe are taken up: "cheaper" may stand in a sentence of courtesies.
        if (isCued && words.Left.Length > 0 && !isDescribing && color is null && shown.IsAnotherKind(words.Left)) return null;
        string added = string.Join(' ', words.Compared.Prepend(isCued && !isDescribing ? "" : words.Left).Where(static word => word.Length > 0));
        bool addsFew = (OpensWith("marker", sentence, cues) || EndsWith("such_one", sentence, cues) || (said.Purpose == Purpose.Find && OpensWith(said.Kinds.Count == 0 ? "preposition" : "having", sentence, cues))) && PhraseTokenizer.Split(added, said.Language).Count <= MostAddedWords;
        bool tellsOfSomebody = shown.AreIdeas && TellsOfSomebody(said);
        if (!isCued && added.Length > 0 && !isDescribing && !addsFew && !tellsOfSomebody && !Narrows(said, before.Intent, shown, added)) return null;

        ShoppingIntent merged = before.Intent with
        {
            // "Mixer" is any language's, "etwas günstiger" tells which one is spoken.
            Language = said.Language,
            Age = said.Age ?? before.Intent.Age,
            Ages = said.Ages ?? before.Intent.Ages,
            Persons = said.Persons ?? before.Intent.Persons,
            Text = With(shown.AreIdeas && added.Length > 0 && SentenceReader.NamesNothing(before.Intent) ? "" : isForOthers ? With(WithoutPersons(before.Intent), words.Left) : before.Intent.Text, added),
            Constraints = Merged(kept, constraints, said.Language),
            Norms = [.. before.Intent.Norms.Where(old => !said.Norms.Any(norm => NormTerm.FamilyOf(norm.Terms[0]) == NormTerm.FamilyOf(old.Terms[0]))), .. said.Norms],
            Preferences = [.. before.Intent.Preferences.Where(old => old is not Preference.Sort || !preferences.Any(static wish => wish is Preference.Sort)), .. preferences.Except(before.Intent.Preferences)],
        };
        // "She loves cooking" tells an interest by more words than those that are looked for.
        return new Turn(With(before.Sentence, tellsOfSomebody ? sentence : added), merged, before.Categories.Count > 0 ? before.Categories : shown.Kinds(), filters.Count == 0 ? null : new Filter.And([.. filters]), hidden) { Recoloured = recoloured };

        void Cue(Constraint? bound)
        {
            isCued = true;
            if (bound is not null) constraints.Add(bound);
        }

        void Order(string by, bool descending)
        {
            isCued = true;
            preferences.Add(new Preference.Sort(by, descending));
        }
    }

    /// <summary>"No, a game", after presents "rather a book": another thing for the same person, age and budget; null where no other thing is named.</summary>
    private Turn? Corrected(Said spoken, ConversationContext before, ShownProducts shown)
    {
        (string sentence, ShoppingIntent said, TurnWords words, CuePhrases cues) = spoken;
        bool isShort = words.Left.Length > 0 && PhraseTokenizer.Split(words.Left, said.Language).Count <= MostAddedWords;
        if (!isShort || engine.Understand(words.Left, null, said.Language).Kinds is not { Count: > 0 } kinds || said.Purpose is not (Purpose.Find or Purpose.Gift) || words.Says("cheaper") || words.Says("cheapest") || words.Place(shown.Count) is not null) return null;
        // "She loves tea" tells more of her, "something with flowers" what is to be given.
        bool isGiven = shown.AreIdeas && !cues.Has(sentence, "begin") && IdeaBook.Interests(said.Language).IdeasFor(sentence).Count == 0;
        if (!spoken.IsInstead && !isGiven) return null;
        IReadOnlyList<Constraint> kept = [.. before.Intent.Constraints.Where(static constraint => constraint is Constraint.Price or Constraint.Delivery or Constraint.Named { Kind: ColumnNames.AgeGroup or "gender" or "diet" or "exclude" })];
        Preference[] people = [.. before.Intent.Preferences.OfType<Preference.Named>().Where(wish => wish.Kind is "recipient" or "occasion" && !said.Preferences.Any(other => other is Preference.Named named && named.Kind == wish.Kind))];
        ShoppingIntent intent = said with
        {
            Text = words.Left, Kinds = kinds, Purpose = before.Intent.Purpose == Purpose.Gift ? Purpose.Gift : Purpose.Find, Age = said.Age ?? before.Intent.Age, Ages = said.Ages ?? before.Intent.Ages,
            Constraints = Merged(kept, said.Constraints, said.Language), Preferences = [.. people, .. said.Preferences],
        };
        return new Turn(words.Left, intent, [], null, []) { IsGiftNamed = intent.Purpose == Purpose.Gift };
    }

    /// <summary>"In medium please", "las necesito en la 42": a size of what was shown, which the sentence alone does not tell; null for none.</summary>
    private static string? SizeIn(TurnWords words, ShoppingIntent said, ShownProducts shown)
    {
        if (!shown.AreSized || said.Constraints.Any(static constraint => constraint is Constraint.Named { Kind: "size" })) return null;
        return words.Size ?? (ShownProducts.IsNumber(words.Left) ? words.Left : null);
    }

    /// <summary>"The cream one" after kettles: a colour that one of them has and that is also the name of a thing; null for none.</summary>
    private string? ColorIn(TurnWords words, ShoppingIntent said, ShownProducts shown)
    {
        if (said.Constraints.Count > 0 || PhraseTokenizer.Split(words.Left, said.Language).Count != 1 || CanonicalValues.Find("color", words.Left, said.Language) is not [var color, ..]) return null;
        if (shown.Kinds() is not { Count: > 0 } kinds) return null;
        var inColor = new Filter.And([new Filter.In(ColumnNames.Category, kinds), Filter.Is(ColumnNames.Color, color)]);
        return engine.Search(new SearchRequest { Query = words.Left, Raw = true, Top = 1, Filter = inColor }).Hits.Count > 0 ? color : null;
    }

    /// <summary>"For 2 then", 适合4个人的有吗: nothing but for how many it is to be.</summary>
    private static bool TellsPersons(ShoppingIntent said, TurnWords words)
    {
        if (said.Persons is not { } persons || said.Kinds.Count > 0) return false;
        HashSet<string> told = Folded(persons.Words);
        return Folded(words.Left).IsSubsetOf(told);

        HashSet<string> Folded(string text) => [.. PhraseTokenizer.Split(text, said.Language).Select(static token => token.Folded)];
    }

    /// <summary>The words looked for, without those for how many it was to be.</summary>
    private static string WithoutPersons(ShoppingIntent intent)
    {
        if (intent.Persons?.Words is not { } said) return intent.Text;
        string[] told = said.Split(' ');
        return string.Join(' ', intent.Text.Replace(said, " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !told.Contains(word)));
    }

    /// <summary>What "the second one" narrows the search to: itself; its variants, where another colour or size of it is asked for and there is
    /// one. Null where it only is what others are measured by.</summary>
    private static Filter? Only(Product meant, ShownProducts shown, List<Constraint> stated, bool isCompared)
    {
        if (!isCompared && stated.Count == 0) return Filter.Is("id", meant.Id);
        Constraint.Named[] variant = [.. stated.OfType<Constraint.Named>().Where(static constraint => constraint.Kind is "color" or "size")];
        if (variant.Length == 0 || variant.Length != stated.Count) return null;
        string[] fitting = [.. shown.Variants(meant).Where(product => Array.TrueForAll(variant, wish => Has(product, wish))).Select(static product => product.Id)];
        return fitting.Length == 0 ? null : new Filter.In("id", fitting);
    }

    private static bool Has(Product product, Constraint.Named wish) =>
        wish.Kind == "color" ? KnownFacts.Of(product).Colors.Contains(wish.Value) : product.Size.Any(size => WornSizes.Serves(size, wish.Value));

    /// <summary>Another colour of a product named, where it comes in one; else a product that states another colour.</summary>
    private static Filter InAnotherColor(Product meant, ShownProducts shown, bool isNamed)
    {
        IReadOnlyList<string> variants = isNamed ? shown.InAnotherColor(meant) : [];
        return variants.Count > 0 ? new Filter.In("id", variants)
            : new Filter.And([.. KnownFacts.Of(meant).Colors.Select(static color => new Filter.Comparison(ColumnNames.Color, Comparator.NotEqual, color))]);
    }

    private static string With(string text, string added) => added.Length == 0 ? text : $"{text} {added}".Trim();

    /// <summary>After presents for somebody "he loves dinosaurs" and "something with cats" name no other thing.</summary>
    private static bool TellsOfSomebody(ShoppingIntent said) =>
        said.Purpose is Purpose.Find or Purpose.Gift && (said.Kinds.Count == 0 || IdeaBook.Interests(said.Language).IdeasFor(said.Text).Count > 0);

    /// <summary>A few words that name no kind of thing, or a narrower one, and that something of the kinds shown is described by: after sofas, "convertible".</summary>
    private bool Narrows(ShoppingIntent said, ShoppingIntent before, ShownProducts shown, string words)
    {
        bool isOther = said.Kinds.Count > 0 && (!ProductKinds.AnyIsA(said.Kinds, before.Kinds) || ProductKinds.AnyIsA(before.Kinds, said.Kinds));
        if (isOther || said.Purpose != Purpose.Find || words.Split(' ') is not { Length: > 0 and <= MostAddedWords } each || shown.Kinds() is not { Count: > 0 } kinds) return false;
        var ofKinds = new Filter.In(ColumnNames.Category, kinds);
        return Array.TrueForAll(each, word => engine.Search(new SearchRequest { Query = word, Raw = true, Mode = SearchMode.Lexical, Top = MostAddedWords, WholeProducts = true, Filter = ofKinds }).Hits.Any(hit => Holds(hit, word)))
            || Describes(said, before, kinds, words);

        // A Chinese word is found by any of its characters.
        static bool Holds(Hit hit, string word) =>
            !PhraseTokenizer.Split(word, Language.Zh).Exists(static token => token.Kind == TokenKind.Han) || hit.Whole!.Title.Contains(word, StringComparison.Ordinal) || hit.Whole.Description?.Contains(word, StringComparison.Ordinal) == true;
    }

    /// <summary>
    /// True where words alone find nothing, and with the wish before them what is nearest of the kinds shown stays about as near: "zartbitter"
    /// after chocolate. What the shop does not sell, a bicycle lock, leads away from it.
    /// </summary>
    private bool Describes(ShoppingIntent said, ShoppingIntent before, IReadOnlyList<string> kinds, string words)
    {
        if (said.Kinds.Count > 0 || engine.Search(new SearchRequest { Query = words, Understanding = said, Top = 1, WholeProducts = true }).Hits.Any(hit => Relevance.IsThing(hit, said))) return false;
        return Nearness(With(before.Text, words)) is > 0 and var both && both >= ShareOfDescribed * Nearness(before.Text);

        double Nearness(string text) => engine.Search(new SearchRequest { Query = text, Raw = true, Mode = SearchMode.Semantic, Top = MostAddedWords, Filter = new Filter.In(ColumnNames.Category, kinds) })
            .Hits.Select(static hit => hit.SemanticScore ?? 0.0).DefaultIfEmpty(0).Average();
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

    private static bool OpensWith(string section, string sentence, CuePhrases cues)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, cues.Language));
        return tokens.Length > 0 && cues.At(tokens, 0, section, out _) is not null;
    }

    private static bool EndsWith(string section, string sentence, CuePhrases cues)
    {
        ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(PhraseTokenizer.Split(sentence, cues.Language));
        int end = tokens.Length;
        while (end > 0 && tokens[end - 1].Kind == TokenKind.Symbol) end--;
        for (int at = 0; at < end; at++)
        {
            if (cues.At(tokens, at, section, out int length) is not null && at + length == end) return true;
        }
        return false;
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

    // "Cheaper" is less than the price shown.
    private static decimal Below(Money shown) => new Money(Math.Max(0, shown.Amount - 1), shown.Currency).Major;

    /// <summary>A sentence as a language reads it.</summary>
    private sealed record Said(string Sentence, ShoppingIntent Intent, TurnWords Words, CuePhrases Cues)
    {
        /// <summary>True where it takes the place of what was said: "no, …", "rather …".</summary>
        public bool IsInstead { get; init; }
    }
}
