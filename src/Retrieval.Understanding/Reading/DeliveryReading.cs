using System.Globalization;
using Retrieval.Text.Languages;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads when it must arrive, whether it must be in stock or on sale, and the wish for free shipping.</summary>
internal static class DeliveryReading
{
    private const int DaysOfWeek = 7, LongestEvent = 3;
    private const double MostDays = 60;

    public static void Read(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++) ReadTime(draft, at);
        for (int at = 0; at < draft.Count; at++) ReadOffer(draft, at);
    }

    private static void ReadTime(Draft draft, int at)
    {
        if (draft.Find(Cue.Delivery, at) is { Length: > 0 } time)
        {
            if (IsDayOfEvent(draft, time))
            {
                draft.Drop(time);
                return;
            }
            if (IsLatest(draft, at) || IsFirstSpokenOf(draft, at)) draft.Constraints.RemoveAll(static constraint => constraint is Constraint.Delivery);
            AddDays(draft, int.Parse(time.Sense.Value, CultureInfo.InvariantCulture));
            draft.Drop(time);
        }
        else if (draft.Find(Cue.Weekday, at) is { Length: > 0 } day)
        {
            if (!NamesAnEvent(draft, day)) AddDays(draft, DaysUntil(draft.Context.Today, day.Sense.Value));
            draft.Drop(day);
        }
    }

    /// <summary>"For Sunday dinner" names a meal, and "Grillabend am Samstag, ich brauche Senf" begins with what is on that day.</summary>
    private static bool NamesAnEvent(Draft draft, PhraseMatch day)
    {
        if (draft.HasBetween(Cue.DeliveryWord, draft.ClauseStart(day.Start), draft.ClauseEnd(day.Start))) return false;
        if (draft.FindAnyway(Cue.PriceFor, day.Start).Length == 1 && !draft.IsBoundary(day.End) && !draft.Begins(Cue.Function, day.End) && draft.IsFree(day.End)) return true;
        if (draft.FindAnyway(Cue.EventDay, day.Start).Length == 0) return false;
        int start = draft.ClauseStart(day.Start);
        // "Que cumple años el sábado"
        if (draft.HasBetween(Cue.Turns, start, day.Start) || IsDayOfEvent(draft, day)) return true;
        bool goesOn = day.End < draft.Count && (draft.IsBreak(day.End) || draft.FindAnyway(Cue.Thus, day.End).Length > 0);
        return goesOn && day.Start - start is >= 1 and <= LongestEvent && !draft.HasBetween(Cue.Filler, start, day.Start);
    }

    /// <summary>"Am Wochenende kommt Besuch", "el domingo hay asado", "demain on fait un barbecue", "sie hat am Samstag Geburtstag": a verb of what happens stands behind the day, or before the day with the occasion behind. So is a sale.</summary>
    private static bool IsDayOfEvent(Draft draft, PhraseMatch day)
    {
        int start = draft.ClauseStart(day.Start), end = draft.ClauseEnd(day.Start);
        if (draft.HasBetween(Cue.DeliveryWord, start, end)) return false;
        // "En promo cette semaine"
        if (draft.HasBetween(Cue.OnSale, start, end)) return true;
        if (!draft.Has(Cue.EventVerb)) return false;
        // 下周要去露营
        if (draft.Language == Language.Zh) return draft.HasBetween(Cue.EventVerb, day.End, end);
        return draft.FindAnyway(Cue.ForThing, day.Start).Length == 0 && draft.FindAnyway(Cue.EventVerb, day.End).Length > 0
            || draft.FindAnyway(Cue.EventDay, day.Start).Length > 0 && draft.HasBetween(Cue.EventVerb, start, day.Start) && draft.HasBetween(Cue.Occasion, day.End, end);
    }

    /// <summary>"Today would be best, tomorrow at the latest": the last time is what must be kept.</summary>
    private static bool IsLatest(Draft draft, int at)
        => AgeReading.EndsAt(draft, Cue.Latest, at) > 0 || draft.FindAnyway(Cue.Latest, draft.FindAnyway(Cue.Delivery, at).End).Length > 0;

    /// <summary>明儿一早就出门，今天能送到: the time in the first clause that speaks of delivery outweighs others before.</summary>
    private static bool IsFirstSpokenOf(Draft draft, int at)
    {
        int start = draft.ClauseStart(at);
        return draft.HasBetween(Cue.DeliveryWord, start, draft.ClauseEnd(at)) && !draft.HasBetween(Cue.DeliveryWord, 0, start);
    }

    private static void ReadOffer(Draft draft, int at)
    {
        if (draft.Find(Cue.FreeShipping, at) is { Length: > 0 } free)
        {
            draft.Add(new Preference.Named("like", "free shipping"));
            draft.Drop(free);
        }
        else if (draft.Find(Cue.InStock, at) is { Length: > 0 } stock)
        {
            // "lieferbar" beside a time tells when, not whether.
            if (!(HasDelivery(draft) && IsDeliveryWord(draft, stock))) draft.Add(new Constraint.Named("availability", "in_stock"));
            draft.Drop(stock);
        }
        else if (draft.Find(Cue.OnSale, at) is { Length: > 0 } sale)
        {
            draft.Add(new Constraint.OnSale());
            draft.Drop(sale);
        }
    }

    private static bool HasDelivery(Draft draft) => draft.Constraints.Exists(constraint => constraint is Constraint.Delivery);

    /// <summary>Days and whole days in hours are a time of delivery where delivery is spoken of, or days are a limit.</summary>
    public static bool TakeDays(Draft draft, Quantity quantity)
    {
        double hours = quantity.Unit!.Convert(1) * quantity.High;
        bool days = quantity.Unit.Key == "day";
        bool wholeDays = days || (quantity.Unit.Key == "h" && hours % 24 == 0);
        if (!wholeDays || hours > MostDays * 24) return false;
        bool spoken = draft.HasBetween(Cue.DeliveryWord, quantity.Start - 12, quantity.End + 8);
        bool limit = quantity.IsMax && !draft.Has(Cue.LastingWord);
        if (!spoken && !limit) return false;
        AddDays(draft, (int)(hours / 24));
        DropAvailability(draft);
        return true;
    }

    private static bool IsDeliveryWord(Draft draft, PhraseMatch stock) => draft.FindAnyway(Cue.DeliveryWord, stock.Start).Length == stock.Length;

    /// <summary>"Lieferbar innerhalb von 10 Tagen" tells when, not whether.</summary>
    private static void DropAvailability(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway(Cue.InStock, at) is { Length: > 0 } stock && !IsDeliveryWord(draft, stock)) return;
        }
        draft.Constraints.RemoveAll(static constraint => constraint is Constraint.Named { Kind: "availability" });
    }

    /// <summary>Words such as "delivered" go where a time of delivery was understood.</summary>
    public static void DropWords(Draft draft)
    {
        if (!HasDelivery(draft)) return;
        for (int at = 0; at < draft.Count; at++)
        {
            PhraseMatch word = draft.Find(Cue.DeliveryWord, at);
            if (word.Length > 0) draft.Drop(word);
        }
    }

    private static void AddDays(Draft draft, int days)
    {
        if (!HasDelivery(draft)) draft.Add(new Constraint.Delivery(days));
    }

    /// <summary>Days from today to the next such weekday (Monday is 1); a week where today is not known.</summary>
    private static int DaysUntil(DateOnly? today, string weekday)
    {
        if (today is not { } now) return DaysOfWeek;
        int wanted = int.Parse(weekday, CultureInfo.InvariantCulture) % DaysOfWeek;
        int days = (wanted - (int)now.DayOfWeek + DaysOfWeek) % DaysOfWeek;
        return days == 0 ? DaysOfWeek : days;
    }
}
