using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Norms;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells which of the words left for retrieval names the thing asked for, and so its kinds.</summary>
internal static class ThingReading
{
    /// <summary>The kinds, none where no word names a thing that is known, and the word that stands where such a name would.</summary>
    /// <param name="draft">The sentence, with all that was understood of it claimed.</param>
    /// <param name="text">The words left of it.</param>
    /// <param name="norms">The norms named in it, none of which is a thing.</param>
    public static (IReadOnlyList<string> Kinds, string? Head) Of(Draft draft, string text, IReadOnlyList<NormMention> norms)
    {
        ReadOnlySpan<Token> tokens = draft.Tokens;
        KindNames names = KindNames.For(draft.Language);
        HashSet<int> named = Named(draft, names);
        bool IsContent(int at) => draft.UseOf(at) != TokenUse.Dropped || named.Contains(at);
        IReadOnlyList<string> kinds = names.In(tokens, IsContent);
        HashSet<int> described = Described(draft);
        foreach (NormMention norm in norms) described.UnionWith(Enumerable.Range(norm.Start, norm.End - norm.Start));
        bool IsNoun(int at) => IsContent(at) && !described.Contains(at);
        // "Headphones wireless, noise cancelling": what describes may stand behind the noun as well.
        if (kinds.Count == 0 && described.Count > 0) kinds = names.In(tokens, IsNoun);
        // "Blender" is any language's, and who writes two words is easily taken for somebody else's neighbour.
        foreach (Language other in LanguageCodes.All)
        {
            if (kinds.Count > 0) break;
            if (other == draft.Language) continue;
            kinds = KindNames.For(other).OfName(text);
            if (kinds.Count == 0 && text.LastIndexOf('-') is >= 0 and var hyphen && !text.Contains(' ')) kinds = KindNames.For(other).OfName(text[(hyphen + 1)..]);
        }
        return (kinds, names.HeadOf(tokens, IsNoun));
    }

    /// <summary>The words of longer names that some other step has understood: the "product" of "dishwasher product".</summary>
    private static HashSet<int> Named(Draft draft, KindNames names)
    {
        var named = new HashSet<int>();
        for (int at = 0; at < draft.Count; at++)
        {
            int length = names.LengthOfNameAt(draft.Tokens, at);
            if (length < 2 || !Enumerable.Range(at, length).Any(i => draft.UseOf(i) != TokenUse.Dropped)) continue;
            named.UnionWith(Enumerable.Range(at, length));
            at += length - 1;
        }
        return named;
    }

    private static HashSet<int> Described(Draft draft)
    {
        var described = new HashSet<int>();
        foreach (string kind in (ReadOnlySpan<string>)[Cue.Like, LanguageVocabulary.Lexicalised])
        {
            for (int at = 0; at < draft.Count; at++)
            {
                PhraseMatch phrase = draft.FindAnyway(kind, at);
                for (int i = phrase.Start; i < phrase.End; i++) described.Add(i);
            }
        }
        return described;
    }
}
