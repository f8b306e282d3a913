using Retrieval.Catalog.Kinds;
using Retrieval.Catalog.Norms;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>
/// Tells which norms and compatibilities a sentence asks for. Nothing is claimed: their words stay words of the search. A model is a
/// compatibility behind "for", or where the thing asked for is another than the line's ("iPhone 15 case"); an iPhone 15 is none.
/// </summary>
internal static class NormReading
{
    private const string Car = "car";

    /// <summary>The norms named; the number of one is no size and no price: "casque EN 1078".</summary>
    public static List<NormMention> Protect(Draft draft)
    {
        List<NormMention> mentions = NormReader.For(draft.Language).Norms(draft.Sentence, draft.Tokens);
        foreach (NormMention code in mentions)
        {
            if (code.IsCode) draft.Claim(code.Start, code.End, TokenUse.Protected);
        }
        return mentions;
    }

    /// <summary>What is held of the norms named, and the models that the thing asked for is for.</summary>
    /// <param name="draft">The sentence, with all that was understood of it claimed.</param>
    /// <param name="mentions">Norms named in it.</param>
    /// <param name="kinds">Kinds of the thing asked for.</param>
    /// <param name="head">The word that names it.</param>
    public static IReadOnlyList<Constraint.Norm> Of(Draft draft, List<NormMention> mentions, IReadOnlyList<string> kinds, string? head)
    {
        // Who compares names both.
        if (draft.Purpose == Purpose.Compare) return [];
        NormReader reader = NormReader.For(draft.Language);
        mentions.RemoveAll(mention => mention.IsDenied || mention.OnlyTells || !IsLeft(draft, mention));
        List<NormMention> models = reader.Models(draft.Tokens, at => IsName(draft, at)).FindAll(model => IsLeft(draft, model));
        // The A4 of "für Audi A4" is no size of paper.
        List<NormMention> held = models.FindAll(model => IsWhatItIsFor(draft, reader, model, kinds, head));
        mentions.RemoveAll(mention => models.Exists(model => model.Start <= mention.Start && mention.End <= model.End && (model.Kind.Length > 0 || held.Contains(model))));
        mentions.AddRange(held);
        return mentions.Count == 0 ? [] : Joined(draft, [.. mentions.OrderBy(static mention => mention.Start)]);
    }

    /// <summary>One a range of words; members of one family joined by "or" are alternatives.</summary>
    private static List<Constraint.Norm> Joined(Draft draft, NormMention[] mentions)
    {
        var asked = new List<Constraint.Norm>();
        for (int first = 0; first < mentions.Length;)
        {
            int last = first + 1;
            int end = mentions[first].End;
            bool isSame = last < mentions.Length && mentions[last].Start == mentions[first].Start;
            while (last < mentions.Length && (isSame ? mentions[last].Start == mentions[first].Start : mentions[last].Family == mentions[first].Family && IsJoined(draft, end, mentions[last].Start)))
            {
                end = mentions[last].End;
                last++;
            }
            string[] terms = [.. mentions[first..last].Select(static mention => mention.Term).Distinct()];
            if (!asked.Exists(other => other.Terms.SequenceEqual(terms))) asked.Add(new Constraint.Norm(terms, isSame, draft.Words(mentions[first].Start, end)));
            first = last;
        }
        return asked;
    }

    private static bool IsJoined(Draft draft, int from, int to) => to - from <= 2 && Enumerable.Range(from, to - from).Any(at => draft.FindAnyway(Cue.Or, at).Length > 0);

    private static bool IsLeft(Draft draft, NormMention mention)
    {
        for (int at = mention.Start; at < mention.End; at++)
        {
            if (draft.UseOf(at) == TokenUse.Dropped && draft.FindAnyway(Cue.Function, at).Length == 0) return false;
        }
        return true;
    }

    /// <summary>A word that may be the name of a line that no table knows: one that means nothing else.</summary>
    private static bool IsName(Draft draft, int at) => draft.Tokens[at].Kind == TokenKind.Word && (!draft.HasMeaning(at) || draft.FindAnyway(Cue.Model, at).Length > 0);

    private static bool IsWhatItIsFor(Draft draft, NormReader reader, NormMention model, IReadOnlyList<string> kinds, string? head)
    {
        if (model.Kind.Length > 0 && kinds.Any(kind => ProductKinds.IsA(kind, model.Kind))) return false;
        // "Something for my iPhone 15", "iPhone 15": the model is all that is named.
        if (kinds.Count == 0 && (head is null || IsIn(draft, model, head))) return false;
        return reader.IsWhatItIsFor(draft.Tokens, model.Start) || model.Kind is not ("" or Car);
    }

    private static bool IsIn(Draft draft, NormMention model, string word)
    {
        for (int at = model.Start; at < model.End; at++)
        {
            if (draft.Tokens[at].Folded == word) return true;
        }
        return false;
    }
}
