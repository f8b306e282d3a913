using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Products;
using Retrieval.Index.Documents;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Options;

/// <summary>
/// Tells whether a hit is the thing asked for at all. A search lists the nearest there is, and a shopper of a garden shop who asks for
/// concert tickets is better told that there are none.
/// </summary>
internal static class Relevance
{
    // Cosines of the right product for sentences over the sample shop lie above, those of things that it does not sell below: where words
    // of the sentence stand in the product beside its title or its data keeps what was asked, and where neither speaks for it.
    private const double LeastWithEvidence = 0.21;
    private const double LeastAlone = 0.34;

    // Where a thing is asked for by its bare name and the product is not called so: most of the cosine is then what the name is made of
    // (a sleeping bag for sleeping pills).
    private const double LeastOfName = 0.43;

    // Where the thing is known and the product's kind is not: words alone (a window cleaner, a vacuum cleaner) tell nothing.
    private const double LeastOfUnknownKind = 0.47;

    // A longer request describes what is wanted ("something to keep the sun off us").
    private const int MostWordsOfName = 2;

    /// <summary>True where it is of the kind asked for, is called so, or is near enough in meaning; ideas for somebody need not be near their words.</summary>
    public static bool IsThing(Hit hit, ShoppingIntent asked)
    {
        if (asked.Purpose is not (Purpose.Find or Purpose.Compare) || asked.Text.Length == 0 || hit.Thing == KindMatch.Same || hit.SemanticScore is not { } cosine) return true;
        if (asked.Purpose == Purpose.Find && asked.Kinds.Count > 0) return hit.Thing == KindMatch.Unknown && cosine >= LeastOfUnknownKind;
        if (asked.Purpose == Purpose.Find && IsBareName(asked) && !IsCalled(hit.Whole!, asked)) return cosine >= LeastOfName;
        // That a game is for eight players tells of no raclette for eight.
        bool tellsPersons = asked.Persons is { } persons && Found(hit) is { } found && found.Words.All(word => persons.Words.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (!tellsPersons && IsNamed(hit)) return true;
        bool hasEvidence = (!tellsPersons && Found(hit) is not null) || (asked.Constraints.Count > 0 && hit.Fit.IsFull);
        return cosine >= (hasEvidence ? LeastWithEvidence : LeastAlone);
    }

    /// <summary>True where words that were asked for stand in the title.</summary>
    public static bool IsNamed(Hit hit) => Found(hit) is { } words && words.Text.StartsWith(LexicalFields.Title, StringComparison.Ordinal);

    /// <summary>True where all words that were asked for stand in the product: a cleaner for yoga mats.</summary>
    public static bool TellsAll(Hit hit, ShoppingIntent asked) =>
        Found(hit) is { } found && found.Words.Count >= PhraseTokenizer.Split(asked.Text, asked.Language).Count(static token => token.Kind is TokenKind.Word or TokenKind.Han or TokenKind.Number);

    private static bool IsBareName(ShoppingIntent asked)
    {
        int words = PhraseTokenizer.Split(asked.Text, asked.Language).Count(static token => token.Kind is TokenKind.Word or TokenKind.Han);
        return asked.Text.AsSpan().IndexOfAnyInRange('0', '9') < 0 && (asked.Language == Language.Zh ? words / 2 : words) <= MostWordsOfName;
    }

    /// <summary>True where title, category or a synonym names the product by the word for the thing.</summary>
    private static bool IsCalled(Product product, ShoppingIntent asked)
    {
        if (asked.Language == Language.Zh) return product.Title.Contains(asked.Text, StringComparison.Ordinal);
        if (asked.Head is not { } head) return true;
        KindNames names = KindNames.For(product.Language);
        return names.Names(product.Title, head) || product.Category.Any(name => names.Names(name, head)) || product.Synonyms.Any(name => names.Names(name, head));
    }

    private static Reason? Found(Hit hit) => hit.Reasons.FirstOrDefault(static reason => reason.Kind == "words");
}
