using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads preferences: orders asked for, soft wishes, occasions and who gets it.</summary>
internal static class WishReading
{
    private const int OccasionDistance = 4, MostWished = 4, LongestTitle = 3;

    /// <summary>Orders come early: "the cheapest" must not be read as anything else.</summary>
    public static void ReadSorts(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            // "Tomorrow at the latest" orders nothing.
            if (draft.Find(Cue.DeliveryWord, at) is { Length: > 1 } time) at = time.End;
            PhraseMatch sort = draft.Find(Cue.Sort, at);
            if (sort.Length == 0 || IsOfCondition(draft, sort)) continue;
            string[] parts = sort.Sense.Value.Split(' ');
            draft.Add(new Preference.Sort(parts[0], parts[1] == "desc"));
            draft.Drop(sort);
            // "Newest first", "prima i più recenti".
            if (draft.Find(Cue.SortFirst, sort.End) is { Length: > 0 } behind && Closes(draft, behind.End)) draft.Drop(behind);
            else if (sort.Start > 0 && draft.Find(Cue.SortFirst, sort.Start - 1) is { Length: 1 } before) draft.Drop(before);
        }
    }

    /// <summary>The "new in" of "brand new in stock" orders nothing: its first word ends a condition, or its last begins "in stock".</summary>
    private static bool IsOfCondition(Draft draft, PhraseMatch sort)
        => AgeReading.EndsAt(draft, "condition", sort.Start + 1) > 1 || sort.Length > 1 && draft.FindAnyway(Cue.InStock, sort.End - 1).End > sort.End;

    /// <summary>True where no word of the thing goes on: "newest first editions" asks for first editions, "Christmas tree" for a tree.</summary>
    private static bool Closes(Draft draft, int end)
        => end >= draft.Count || draft.IsBoundary(end) || !draft.IsFree(end) || draft.Begins(Cue.Function, end) || draft.Begins(Cue.Filler, end);

    public static void ReadPeople(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            // 刚满月的宝宝 is an age.
            if (draft.Find(Cue.Occasion, at) is { Length: > 0 } occasion && AgeReading.EndsAt(draft, "age_group", occasion.End) <= occasion.Length) TakeOccasion(draft, occasion);
            // The baby of "baby shower" is nobody.
            else if (draft.Find(Cue.Recipient, at) is { Length: > 0 } recipient && !ReachesOver(draft, Cue.Occasion, recipient)) TakeRecipient(draft, recipient);
        }
    }

    /// <summary>True where a phrase of a kind begins inside another and ends behind it.</summary>
    private static bool ReachesOver(Draft draft, string kind, PhraseMatch phrase)
    {
        for (int at = phrase.Start; at < phrase.End; at++)
        {
            if (draft.FindAnyway(kind, at).End > phrase.End) return true;
        }
        return false;
    }

    /// <summary>True where somebody wishes in a range; the "doch lieber" of a correction is no wish, nor is the 最好 of 口碑最好.</summary>
    public static bool IsSoft(Draft draft, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            if (draft.FindAnyway(Cue.Soft, at).Length > 0 && draft.UseOf(at) != TokenUse.Dropped) return true;
        }
        return false;
    }

    public static void ReadLikes(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.Find(Cue.Soft, at) is { Length: > 0 } soft)
            {
                draft.Drop(soft);
                TakeWished(draft, soft);
            }
            if (TakeAsMuch(draft, at) is > 0 and var end)
            {
                at = end - 1;
                continue;
            }
            PhraseMatch like = draft.Find(Cue.Like, at);
            int done = EndOfEase(draft, at);
            if (done <= like.End && (like.Length == 0 || IsNoun(draft, like))) continue;
            done = Math.Max(done, like.End);
            draft.AddLike(at, done);
            draft.Claim(at, done, TokenUse.Kept);
        }
    }

    /// <summary>"Easy to sharpen", "easy to take apart", "facile à aiguiser": what shall be easy is done by the verb behind, and its particle. 0 for anything else.</summary>
    public static int EndOfEase(Draft draft, int at)
    {
        if (at >= draft.Count || !draft.IsReadable(at) || draft.FindAnyway(Cue.Ease, at) is not { Length: > 1, Sense.Value: "" } ease) return 0;
        if (ease.End >= draft.Count || draft.Tokens[ease.End].Kind != TokenKind.Word || !draft.IsFree(ease.End) || draft.IsBoundary(ease.End)) return 0;
        int end = ease.End + 1;
        return draft.FindAnyway(Cue.Ease, end) is { Length: 1, Sense.Value: "particle" } particle && draft.IsFree(end) ? particle.End : end;
    }

    /// <summary>"So flach wie möglich", "as light as possible", 越轻越好: what is wished for stands between. The token behind it; 0 for anything else.</summary>
    private static int TakeAsMuch(Draft draft, int at)
    {
        if (!draft.Has(Cue.AsMuchEnd) || !draft.IsReadable(at) || draft.FindAnyway(Cue.AsMuch, at) is not { Length: > 0 } opens) return 0;
        int end = opens.End;
        while (end < draft.Count && draft.UseOf(end) != TokenUse.Dropped && !draft.IsBoundary(end) && end - opens.End < MostWished && draft.FindAnyway(Cue.AsMuchEnd, end).Length == 0) end++;
        if (end == opens.End || draft.FindAnyway(Cue.AsMuchEnd, end) is not { Length: > 0 } closes) return 0;
        draft.AddLike(opens.End, end);
        draft.Drop(opens);
        draft.Claim(opens.End, end, TokenUse.Kept);
        draft.Drop(closes);
        return closes.End;
    }

    /// <summary>"Una cómoda" is a chest, "was Schönes" and "5 cm Dicke" wish for nothing; "12 inch thick" measures.</summary>
    private static bool IsNoun(Draft draft, PhraseMatch like)
    {
        // "Que aguante 130 kg" is a bound.
        if (like.End < draft.Count && draft.Tokens[like.End].Kind == TokenKind.Number && !draft.IsReadable(like.End) && draft.FindAnyway(Cue.SoftIf, like.Start).Length > 0) return true;
        if (like.Length > 1) return false;
        if (draft.Language == Language.De && like.Start > draft.ClauseStart(like.Start)) return draft.IsCapital(like.Start);
        if (draft.Language == Language.En && like.Start > 0 && !draft.IsFree(like.Start - 1) && AgeReading.EndsAt(draft, LanguageVocabulary.Unit, like.Start) > 0) return true;
        bool opens = like.Start == 0 || draft.FindAnyway(Cue.Function, like.Start - 1).Length > 0 || !draft.IsReadable(like.Start - 1);
        return draft.Language != Language.Zh && opens && KindNames.For(draft.Language).LengthOfNameAt(draft.Tokens, like.Start) > 0;
    }

    /// <summary>
    /// What no phrase names is wished for too where "with" sets it apart ("ideally with rounded corners", "con mosquitera a ser posible"), or where a
    /// clause of its own does behind the thing asked for ("easy assembly would be a plus", "fabriquée au Québec si possible").
    /// </summary>
    private static void TakeWished(Draft draft, PhraseMatch soft)
    {
        int start, end = soft.Start, clause = draft.ClauseStart(soft.Start);
        bool closes = draft.IsBoundary(soft.End);
        bool alone = false;
        if (draft.FindAnyway(Cue.With, soft.End) is { Length: > 0 } behind) (start, end) = (behind.End, draft.ClauseEnd(soft.End));
        else if (closes && LastWith(draft, clause, soft.Start) is { Length: > 0 } before) start = before.End;
        else if (clause == 0) return;
        else if (closes && clause < soft.Start) (start, alone) = (clause, true);
        else if (clause == soft.Start && !closes) (start, end, alone) = (soft.End, draft.ClauseEnd(soft.End), true);
        else return;
        while (start < end && draft.Begins(Cue.Function, start)) start++;
        // More than a few words tell of something else.
        if (alone && (end - start > MostWished || draft.HasBetween(Cue.Like, start, end) || draft.HasBetween(Cue.Statement, start, end))) return;
        int last = start;
        while (last < end && draft.Tokens[last].Kind != TokenKind.Number && draft.UseOf(last) is TokenUse.Free or TokenUse.Kept && !draft.Is(Cue.Soft, last)) last++;
        if (last > start && (!alone || last == end)) draft.AddLike(start, last);
    }

    private static PhraseMatch LastWith(Draft draft, int start, int end)
    {
        for (int at = end - 1; at >= start; at--)
        {
            if (draft.FindAnyway(Cue.With, at) is { Length: > 0 } with) return with;
        }
        return default;
    }

    /// <summary>"for Christmas" is an occasion, the Christmas in "Christmas tree" belongs to the product.</summary>
    private static void TakeOccasion(Draft draft, PhraseMatch occasion)
    {
        bool isComing = draft.FindAnyway(Cue.OccasionAfter, occasion.End).Length > 0;
        bool asked = draft.Purpose == Purpose.Gift || draft.HasBetween(Cue.OccasionBefore, occasion.Start - OccasionDistance, occasion.Start + 1)
            || isComing
            || (occasion.Length < draft.Count && draft.ClauseStart(occasion.Start) == occasion.Start && draft.ClauseEnd(occasion.Start) == occasion.End);
        // 母亲节想给妈妈买, 外甥两岁生日: for whom is told.
        asked |= draft.Language == Language.Zh && (draft.Has(Cue.Recipient) || draft.Has(Cue.Child) || draft.Has(Cue.BabyWord)) && occasion.Sense.Value is "birthday" or "mothers_day" or "fathers_day" or "valentine";
        bool closes = Closes(draft, occasion.End) || draft.Begins(Cue.Gift, occasion.End) || draft.Begins(Cue.Link, occasion.End) || draft.Begins(Cue.MadeOf, occasion.End)
            || draft.Begins(Cue.RecipientBefore, occasion.End) || draft.Begins(Cue.Recipient, occasion.End) || isComing;
        // "Für unsere Hochzeit fehlen noch Girlanden": what a German noun describes has a capital.
        closes |= draft.Language == Language.De && occasion.End < draft.Count && draft.Tokens[occasion.End].Kind == TokenKind.Word && draft.Tokens[occasion.End].Joint == Joint.Apart && draft.IsLower(occasion.End) && draft.IsCapital(occasion.End - 1);
        if (!asked || !(closes || draft.Language == Language.Zh || draft.Purpose == Purpose.Gift)) return;
        draft.Add(new Preference.Named("occasion", occasion.Sense.Value));
        // An occasion without a value of its own stays a word of the search: a farewell, a graduation.
        if (occasion.Sense.Value == "gift") draft.Claim(occasion.Start, occasion.End, TokenUse.Kept);
        else draft.Drop(occasion);
    }

    /// <summary>What is listed for a birthday or a party is no gift, but for an occasion all the same: "birthday party for twenty: balloons, cups and plates".</summary>
    public static void ReadOccasionOfList(Draft draft)
    {
        if (IsTold(draft, "occasion")) return;
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.IsReadable(at) && draft.FindAnyway(Cue.Occasion, at) is { Length: > 0, Sense.Value: not "gift" } occasion)
            {
                draft.Add(new Preference.Named("occasion", occasion.Sense.Value));
                return;
            }
        }
    }

    /// <summary>True where an occasion, or who gets it, is told already.</summary>
    private static bool IsTold(Draft draft, string kind) => draft.Preferences.Exists(wish => wish is Preference.Named named && named.Kind == kind);

    private static void TakeRecipient(Draft draft, PhraseMatch recipient)
    {
        bool asked = draft.Purpose == Purpose.Gift || PrecededBy(draft, recipient.Start, Cue.RecipientBefore) || recipient.Length > 1 && draft.HasBetween(Cue.Mine, recipient.Start, recipient.End) || draft.Has(Cue.Occasion);
        // "For a kids' telescope", "for a newborn"
        bool article = recipient.Length > 1 && draft.FindAnyway("age_group", recipient.Start + 1) is { Length: > 0 } group && group.End >= recipient.End
            && (group.Sense.Value == "newborn" || NumberReader.Read(draft.Tokens, recipient.Start, draft.Language).IsWeak && draft.Sentence[draft.Tokens[recipient.End - 1].End - 1] == 's');
        bool ageOnly = draft.Purpose != Purpose.Gift && (draft.FindAnyway("age_group", recipient.Start).Length > 0 || article);
        bool ageKnown = draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" });
        asked |= ageKnown && draft.Language == Language.Zh && recipient.Sense.Value is "girl" or "boy";
        // "Un pequeño regalo" is for nobody small.
        bool isOfGift = draft.FindAnyway(Cue.GiftAdjective, recipient.Start).Length > 0 && (draft.FindAnyway(Cue.Gift, recipient.End).Length > 0 || AgeReading.EndsAt(draft, Cue.Gift, recipient.Start) > 0);
        if (!asked || isOfGift || ageOnly || IsGender(draft, recipient) || IsOfThing(draft, recipient) || IsPronounOf(draft, recipient) || IsOfAnother(draft, recipient)) return;
        bool child = recipient.Sense.Value is "girl" or "boy" && (ageKnown || draft.HasBetween(Cue.Child, recipient.Start, recipient.End));
        if (child && draft.Purpose != Purpose.Gift && draft.IsWorn) ValueReading.AddChild(draft, recipient.Sense.Value);
        draft.Add(new Preference.Named("recipient", recipient.Sense.Value));
        // What a pet needs is found by the pet's name.
        draft.Drop(recipient);
        // 给妈妈: the word before it tells nothing else. Where words are set apart it is a function word.
        if (draft.Language == Language.Zh && BeforeRecipient(draft, recipient.Start) is { Length: > 0 } before) draft.Drop(before);
        if (recipient.Sense.Value == "pet") draft.Claim(recipient.End - 1, recipient.End, TokenUse.Kept);
    }

    /// <summary>"A vacuum for pet hair": the hair is no pet.</summary>
    private static bool IsOfThing(Draft draft, PhraseMatch recipient)
        => draft.Language == Language.En && recipient.Sense.Value == "pet" && draft.Purpose != Purpose.Gift && !draft.IsBoundaryOrJoin(recipient.End) && draft.IsFree(recipient.End) && !draft.Begins(Cue.Function, recipient.End);

    /// <summary>"My mum turns 70, what could I get her?": she is named already.</summary>
    private static bool IsPronounOf(Draft draft, PhraseMatch recipient)
        => recipient is { Length: 1, Sense.Value: "woman" or "man" } && draft.FindAnyway(Cue.Function, recipient.Start).Length == 1 && IsTold(draft, "recipient");

    /// <summary>"La profe de mi hijo", "la maîtresse de ma fille": the teacher gets it.</summary>
    private static bool IsOfAnother(Draft draft, PhraseMatch recipient)
    {
        // "My son's piano teacher"
        bool owns = draft.Language == Language.En && draft.Tokens[recipient.End - 1].Folded.EndsWith("'s", StringComparison.Ordinal);
        if (owns && (draft.HasBetween(Cue.Recipient, recipient.End, Math.Min(recipient.End + LongestTitle, draft.ClauseEnd(recipient.End))))) return true;
        // "Der Bruder meines Mannes"
        if (draft.Language == Language.De && recipient.Length > 1 && IsTold(draft, "recipient") && AgeReading.EndsAt(draft, Cue.Recipient, recipient.Start) > 0) return true;
        int of = recipient.Start - 1;
        while (of > 0 && draft.FindAnyway(Cue.MadeOf, of).Length != 1 && (draft.FindAnyway(Cue.Function, of).Length == 1 || draft.FindAnyway(Cue.Mine, of).Length == 1)) of--;
        return of > 0 && draft.FindAnyway(Cue.MadeOf, of).Length == 1 && IsTold(draft, "recipient") && AgeReading.EndsAt(draft, Cue.Recipient, of) > 0;
    }

    private static PhraseMatch BeforeRecipient(Draft draft, int at)
    {
        for (int start = Math.Max(0, at - 3); start < at; start++)
        {
            if (draft.Find(Cue.RecipientBefore, start) is { Length: > 0 } before && before.End == at) return before;
        }
        return default;
    }

    /// <summary>"a wallet for him", "parfum pour homme": outside gifts it tells for whom a thing is made.</summary>
    private static bool IsGender(Draft draft, PhraseMatch recipient)
        => draft.Purpose != Purpose.Gift && !draft.Has(Cue.Occasion)
            && (draft.FindAnyway("gender", recipient.Start).Length >= recipient.Length || draft.FindAnyway("gender", recipient.Start - 1).End >= recipient.End);

    private static bool PrecededBy(Draft draft, int at, string kind)
    {
        // What is understood already may stand between: "for my 6 year old daughter".
        int end = at;
        while (end > 0 && draft.UseOf(end - 1) == TokenUse.Dropped && draft.FindAnyway(kind, end - 1).Length == 0) end--;
        for (int back = 1; back <= 3 && end - back >= 0; back++)
        {
            PhraseMatch match = draft.FindAnyway(kind, end - back);
            if (match.Length > 0 && match.End >= end - 1) return true;
        }
        return false;
    }
}
