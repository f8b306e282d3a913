using Retrieval.Catalog.Kinds;
using Retrieval.Text.Languages;
using Retrieval.Text.Measures;
using Retrieval.Text.Numbers;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;
using Retrieval.Understanding.Cues;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Reads colours, materials, genders, age groups and conditions: the values that a word alone names.</summary>
internal static class ValueReading
{
    private const int LongestNew = 8;
    private const double MostGuests = 200, LeastPriceOfModels = 100;
    /// <summary>Kinds of nouns that a compound with a value in front may be listed as.</summary>
    private static readonly string[] Nouns = [Cue.Wearable, Cue.Jewellery, Cue.MeasuredIn, Cue.ForGuests, MeasureContext.ScreenNoun, MeasureContext.DrinkNoun];
    private static readonly string[] Kinds = ["color", "material", "gender", "age_group", "condition"];

    /// <summary>Marks what only looks like a value: orange juice, WD-40, "sans fil".</summary>
    public static void Protect(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            // The "to go" of "don't want to go over 400".
            if (draft.Language != Language.Zh && draft.Find(Cue.Max, at) is { Length: > 2 } bound)
            {
                at = bound.End - 1;
                continue;
            }
            PhraseMatch name = draft.FindAnyway(LanguageVocabulary.Lexicalised, at);
            if (name.Length > 0 && draft.OnlyValuesRival(name) && !NounColour.IsMeant(draft, name) && !IsCutWrongly(draft, name) && !IsUnitAfterAll(draft, name)) draft.Claim(name.Start, name.End, TokenUse.Protected);
            if (draft.FindAnyway(Cue.Model, at) is { Length: > 0 } model && IsModelNumber(draft, model.End)) draft.Claim(model.End, model.End + 1, TokenUse.Protected);
            if (IsTyreRim(draft, at)) draft.Claim(at + 1, at + 3, TokenUse.Protected);
            // Chinese words have no spaces: a phrase may not begin inside another.
            if (draft.Language == Language.Zh) at += draft.LongestAt(at) - 1;
        }
    }

    public static void Read(Draft draft)
    {
        var senses = new List<PhraseMatch>();
        bool jewellery = draft.Has(Cue.Jewellery);
        bool ageStated = draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" });
        for (int at = 0; at < draft.Count; at++)
        {
            if (!draft.IsFree(at)) continue;
            // "Do you guys have" tells no gender.
            if (draft.Find(Cue.Filler, at) is { Length: > 1 } filler)
            {
                // "En color vino"
                at = draft.FindAnyway("color", filler.End - 1).Length > 1 ? filler.End - 2 : filler.End - 1;
                continue;
            }
            // The 女 of 闺女 tells no gender by itself.
            if (draft.Language == Language.Zh && draft.Find(Cue.Recipient, at) is { Length: > 1 } person && draft.HasBetween("gender", at + 1, person.End) && draft.FindAnyway("gender", at).Length + draft.FindAnyway(Cue.Child, at).Length + draft.FindAnyway("age_group", at).Length == 0)
            {
                at = person.End - 1;
                continue;
            }
            draft.SensesAt(at, senses);
            PhraseMatch value = senses.Find(match => Array.IndexOf(Kinds, match.Sense.Kind) >= 0);
            if (value.Length == 0 && draft.FindAnyway(LanguageVocabulary.Lexicalised, at) is { Length: > 0 } name && IsCutWrongly(draft, name)) value = draft.FindAnyway("material", at);
            if (jewellery && IsPreciousBefore(draft, at)) TakePrecious(draft, draft.Find(Cue.PreciousNoun, at));
            else if (draft.Find(Cue.Child, at) is { Length: > 0 } child) TakeChild(draft, child);
            else if (ageStated && value.Sense.Kind == "age_group") draft.Drop(value);
            else if (value.Length > 0) TakeValue(draft, jewellery ? AsJewellery(draft, value) : value);
            else if (draft.Find(Cue.BabyWord, at) is { Length: > 0 } baby) TakeBaby(draft, baby);
            else if (!SizeReading.Take(draft, at) && senses.TrueForAll(match => match.Length == 1 && Array.IndexOf(Nouns, match.Sense.Kind) >= 0)) TakeCompound(draft, at);
        }
    }

    /// <summary>玻璃水杯 is a 水杯 of 玻璃, not a 杯 of 玻璃水: the last character of the phrase begins a thing's name.</summary>
    private static bool IsCutWrongly(Draft draft, PhraseMatch name)
        => draft.Language == Language.Zh && name.Length > 2 && draft.FindAnyway("material", name.Start) is { Length: > 1 } material && material.End == name.End - 1
            && (KindNames.For(Language.Zh).LengthOfNameAt(draft.Tokens, name.End - 1) > 1 || draft.FindAnyway(MeasureContext.DrinkNoun, name.End - 1).Length > 1);

    /// <summary>The 米 of "2米线" is a metre, not the beginning of rice noodles, and "USB 2m" is two metres of USB, not USB 2.</summary>
    private static bool IsUnitAfterAll(Draft draft, PhraseMatch name)
        // "Trois quarts de litre", where a sleeve is "trois quarts".
        => draft.FindAnyway(Cue.Quarter, name.End - 1).Length > 0 && MeasureParser.UnitAt(draft.Tokens, QuantityGrammar.SkipMadeOf(draft, name.End), draft.Vocabulary, out _) is not null
            || draft.Tokens[name.End - 1].Kind == TokenKind.Number && name.End < draft.Count && draft.Tokens[name.End].Joint == Joint.Glued && draft.FindAnyway(LanguageVocabulary.Unit, name.End).Length > 0
            || draft.Language == Language.Zh && name.Start > 0 && draft.Tokens[name.Start] is { Joint: Joint.Glued } && draft.Tokens[name.Start - 1].Kind == TokenKind.Number && draft.FindAnyway(LanguageVocabulary.Unit, name.Start).Length > 0;

    /// <summary>The 15 of "iPhone 15", but neither the price in "iPhone 50 €" nor the storage in "iPhone 64 GB".</summary>
    private static bool IsModelNumber(Draft draft, int at)
        => at < draft.Count && draft.Tokens[at] is { Kind: TokenKind.Number, Value: < LeastPriceOfModels } && draft.FindAnyway(Cue.Currency, at + 1).Length == 0 && draft.FindAnyway(LanguageVocabulary.Unit, at + 1).Length == 0;

    /// <summary>The 91V of a tyre "205/55 R16 91V" is what it bears and how fast, not a voltage.</summary>
    private static bool IsTyreRim(Draft draft, int at)
        => draft.Tokens[at].Folded is ['r', '1' or '2', >= '0' and <= '9'] && at + 2 < draft.Count && draft.Tokens[at + 1].Kind == TokenKind.Number && draft.Tokens[at + 2] is { Joint: Joint.Glued, Length: 1 };

    private static PhraseMatch AsJewellery(Draft draft, PhraseMatch value)
        => value.Sense is { Kind: "color", Value: "silver" or "gold" } && draft.FindAnyway(Cue.PreciousNoun, value.Start).Length == value.Length ? value with { Sense = value.Sense with { Kind = "material" } } : value;

    /// <summary>In Chinese one character of a noble metal joins what is made of it: 银手镯.</summary>
    private static bool IsPreciousBefore(Draft draft, int at)
        => draft.Language == Language.Zh && draft.Find(Cue.PreciousNoun, at) is { Length: > 0 } precious && draft.FindAnyway(Cue.Jewellery, precious.End).Length > 0;

    private static void TakePrecious(Draft draft, PhraseMatch precious)
    {
        draft.Add(new Constraint.Named("material", precious.Sense.Value));
        draft.Drop(precious);
    }

    private static void TakeValue(Draft draft, PhraseMatch value)
    {
        switch (value.Sense.Kind)
        {
            case "color" or "material" when draft.Purpose == Purpose.Compare:
                return;
            // "Des roses rouges"
            case "color" when value is { Sense.Value: "pink", Length: 1 } && draft.Language is Language.Fr or Language.Es or Language.It or Language.Pt && draft.FindAnyway("color", value.End).Length > 0:
                draft.Claim(value.Start, value.End, TokenUse.Protected);
                return;
            case "color" or "material" when OtherThing.IsOwned(draft, value):
                draft.Claim(value.Start, value.End, TokenUse.Protected);
                return;
            case "gender" when IsAboutRecipient(draft):
                draft.Add(new Preference.Named("recipient", value.Sense.Value == "male" ? "man" : "woman"));
                draft.Drop(value);
                return;
            case "age_group" when value.Sense.Value == "kids" && IsAboutRecipient(draft):
                draft.Add(new Preference.Named("recipient", "child"));
                draft.Drop(value);
                return;
            case "age_group" or "gender" when IsCounted(draft, value):
            case "age_group" when value.Sense.Value == "infant" && !IsFor(draft, value):
                return;
            // "Linen fabric by the metre": what is sought, not what it is of.
            case "material" when value.Sense.Value == "fabric" && OtherMaterial(draft, value):
                draft.Claim(value.Start, value.End, TokenUse.Kept);
                return;
            // "Gommes, colle, ardoise, trousse": a thing of the list.
            case "material" when draft.Purpose == Purpose.List && value.Length == 1 && draft.ClauseStart(value.Start) == value.Start && draft.ClauseEnd(value.Start) == value.End:
                draft.Claim(value.Start, value.End, TokenUse.Kept);
                return;
            case "material" when IsJar(draft, value):
            // "Akkuschrauber samt Ladegerät"
            case "material" when draft.Language == Language.De && draft.FindAnyway(Cue.With, value.Start).Length == value.Length && draft.IsLower(value.Start) && draft.IsCapital(value.End):
            case "color" when OtherThing.IsPreciousTended(draft, value):
            case "material" when OtherThing.IsTended(draft, value) || OtherThing.IsBehindFor(draft, value):
                draft.Claim(value.Start, value.End, TokenUse.Protected);
                return;
            case "condition" when !IsCondition(draft, value):
                draft.Drop(value);
                return;
            case "gender" or "age_group" or "color" or "material" when !StandsAlone(draft, value):
                return;
        }
        bool soft = AddOrWish(draft, value);
        // A wish stays a word of the search, and "polaire" is the material and the garment.
        bool staysWord = soft || draft.FindAnyway(Cue.Wearable, value.Start).Length >= value.Length;
        draft.Claim(value.Start, value.End, staysWord ? TokenUse.Kept : TokenUse.Dropped);
    }

    /// <summary>"Marmelade 450 g Glas", "Marmelade, Glas zu 450 g"</summary>
    private static bool IsJar(Draft draft, PhraseMatch value)
    {
        if (draft.Language != Language.De || value is not { Sense.Value: "glass", Length: 1 } || draft.Tokens[value.Start].Folded != "glas") return false;
        bool isBehindMass = value.Start > 0 && MeasureParser.UnitAt(draft.Tokens, value.Start - 1, draft.Vocabulary, out _) is { Dimension: Dimension.Mass };
        return isBehindMass || (draft.FindAnyway(Cue.PackOf, value.End) is { Length: > 0 } of && of.End < draft.Count && draft.Tokens[of.End].Kind == TokenKind.Number);
    }

    /// <summary>In a clause that says "if possible" or "would be lovely" a value is a wish.</summary>
    private static bool AddOrWish(Draft draft, PhraseMatch value)
    {
        bool soft = value.Sense.Kind is "color" or "material" && IsWishedFor(draft, value);
        if (soft) draft.AddLike(value.Start, value.End);
        else draft.Add(new Constraint.Named(value.Sense.Kind, value.Sense.Value));
        return soft;
    }

    private static bool IsWishedFor(Draft draft, PhraseMatch value)
    {
        int start = draft.ClauseStart(value.Start), end = value.End;
        // 绿色 要是能速开就更好了: a space parts them.
        if (draft.Language == Language.Zh && IsApart(draft, value)) return false;
        // "A white dresser with drawers if possible": the drawers are. 羊绒围巾 灰色 能机洗最好: being washable is.
        while (end < draft.Count && !draft.IsBreak(end) && draft.FindAnyway(Cue.With, end).Length == 0 && !(draft.Language == Language.Zh && draft.Tokens[end].Joint == Joint.Apart)) end++;
        if (WishReading.IsSoft(draft, start, end)) return true;
        // "Wäre schön, wenn die Gartenbank blau wäre"
        return start > 1 && draft.FindAnyway(Cue.SoftIf, start).Length > 0 && AgeReading.EndsAt(draft, Cue.Soft, start - 1) > 0;
    }

    /// <summary>In Chinese a value between spaces is a clause of its own.</summary>
    private static bool IsApart(Draft draft, PhraseMatch value)
        => value.Start > 0 && value.End < draft.Count && draft.Tokens[value.Start].Joint == Joint.Apart && draft.Tokens[value.End].Joint == Joint.Apart && !WishReading.IsSoft(draft, draft.ClauseStart(value.Start), value.Start);

    /// <summary>"10 kids" are guests, not an age.</summary>
    private static bool IsCounted(Draft draft, PhraseMatch value)
        // "Factor 50 infantil" and "indice 50 enfant" count nobody.
        => value.Start > 0 && (draft.Language is not (Language.Fr or Language.Es or Language.Pt) || draft.Tokens[value.End - 1].Folded.EndsWith('s')) && draft.UseOf(value.Start - 1) != TokenUse.Dropped && NumberReader.Read(draft.Tokens, value.Start - 1, draft.Language) is { Length: 1, IsWeak: false } number && number.Value % 1 == 0 && number.Value <= MostGuests;

    /// <summary>"infant" tells an age beside what is worn or behind "for"; elsewhere it names a product.</summary>
    private static bool IsFor(Draft draft, PhraseMatch value)
        => draft.Has(Cue.Wearable) || value.Start > 0 && draft.FindAnyway(Cue.RecipientBefore, value.Start - 1).Length > 0;

    /// <summary>Among gifts "for men" tells who gets it, unless it is worn.</summary>
    private static bool IsAboutRecipient(Draft draft) => draft.Purpose == Purpose.Gift && !draft.IsWorn;

    private static bool OtherMaterial(Draft draft, PhraseMatch value)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            bool excluded = draft.UseOf(at) == TokenUse.Dropped && !draft.Constraints.Exists(static constraint => constraint is Constraint.Named { Kind: "material" });
            if ((at < value.Start || at >= value.End) && !excluded && draft.FindAnyway("material", at).Length > 0) return true;
        }
        return false;
    }

    /// <summary>"new" before a noun is filler ("a new laptop"); apart or behind the noun it is a condition.</summary>
    private static bool IsCondition(Draft draft, PhraseMatch value)
    {
        if (value.Sense.Value != "new" || value.Length > 1) return true;
        bool closes = value.End >= draft.Count || draft.IsBoundary(value.End) || !draft.IsFree(value.End) || draft.Is(Cue.And, value.End) || draft.Is(Cue.Or, value.End);
        bool opens = value.Start == 0 || draft.IsBoundary(value.Start - 1) && draft.IsBreak(value.Start - 1);
        return draft.Language switch
        {
            Language.Fr or Language.Zh => true,
            Language.En => closes && (opens || value.Start > 0 && !draft.IsFree(value.Start - 1)),
            Language.De => draft.Tokens[value.Start].Folded.EndsWith('u') && (closes || opens) || draft.Tokens[value.Start].Length > 5,
            // "Fabrieksnieuw", "gloednieuw"
            Language.Nl => closes || draft.Tokens[value.Start].Length > LongestNew,
            _ => closes,
        };
    }

    /// <summary>A single Han character is a value only where a run of Chinese begins or around white space: 黑裤子, not 小白鞋.</summary>
    private static bool StandsAlone(Draft draft, PhraseMatch value)
    {
        if (draft.Language != Language.Zh || value.Length > 1 || draft.Tokens[value.Start].Kind != TokenKind.Han) return true;
        bool opens = value.Start == 0 || draft.IsBoundary(value.Start) || draft.IsBreak(value.Start - 1) || draft.UseOf(value.Start - 1) == TokenUse.Dropped
            || draft.Is(Cue.Or, value.Start - 1) || draft.Is(Cue.And, value.Start - 1) || draft.Is(Cue.Function, value.Start - 1);
        bool closes = value.End >= draft.Count || draft.IsBoundary(value.End) || !draft.IsFree(value.End);
        // 酒红配灰
        if (value.Sense.Kind == "color" && closes && value.Start > 1 && draft.FindAnyway(Cue.ColourJoin, value.Start - 1).Length > 0 && draft.UseOf(value.Start - 2) == TokenUse.Dropped) return true;
        // 找件白衬衫
        if (value.Sense.Kind == "color" && value.Start > 0 && draft.FindAnyway(Cue.PackWord, value.Start - 1).Length == 1 && WearableFrom(draft, value.End)) return true;
        // 船袜女夏季薄款
        if (value.Sense.Kind == "gender" && AgeReading.EndsAt(draft, Cue.Wearable, value.Start) > 0) return true;
        return opens || (value.Sense.Kind == "gender" && (closes || draft.FindAnyway(Cue.Wearable, value.End).Length > 0));
    }

    /// <summary>True where a thing's name that is worn begins: 衬衫, 裙子.</summary>
    private static bool WearableFrom(Draft draft, int at)
        => draft.FindAnyway(Cue.Wearable, at).Length > 0 || KindNames.For(Language.Zh).LengthOfNameAt(draft.Tokens, at) is > 1 and var length && AgeReading.EndsAt(draft, Cue.Wearable, at + length) > 0;

    /// <summary>"girls": a garment for girls has gender and age; else it is who gets it.</summary>
    private static void TakeChild(Draft draft, PhraseMatch child)
    {
        bool worn = draft.IsWorn;
        bool recipient = child.Start > 0 && (draft.FindAnyway(Cue.RecipientBefore, child.Start - 1).Length > 0 || draft.Purpose == Purpose.Gift);
        if (worn)
        {
            AddChild(draft, child.Sense.Value);
            draft.Drop(child);
        }
        else if (recipient || draft.Purpose == Purpose.Gift || draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" }))
        {
            draft.Add(new Preference.Named("recipient", child.Sense.Value));
            draft.Drop(child);
        }
    }

    /// <summary>What is worn by a girl or boy: gender, and kids where no age is stated.</summary>
    public static void AddChild(Draft draft, string child)
    {
        draft.Add(new Constraint.Named("gender", child == "girl" ? "female" : "male"));
        if (!IsSmaller(draft) && !draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" })) draft.Add(new Constraint.Named("age_group", "kids"));
    }

    /// <summary>男宝宝穿的新生儿连体衣: a word of the sentence tells a younger age.</summary>
    private static bool IsSmaller(Draft draft)
    {
        for (int at = 0; at < draft.Count; at++)
        {
            if (draft.FindAnyway("age_group", at) is { Length: > 0, Sense.Value: "newborn" or "infant" or "toddler" }) return true;
        }
        return false;
    }

    /// <summary>Clothes for babies are for infants; a baby is a recipient of gifts; elsewhere it names a product.</summary>
    private static void TakeBaby(Draft draft, PhraseMatch baby)
    {
        if (draft.Purpose == Purpose.Gift && !draft.Has(Cue.Wearable))
        {
            draft.Add(new Preference.Named("recipient", "baby"));
            draft.Drop(baby);
        }
        else if (draft.Has(Cue.Wearable))
        {
            if (!draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" })) draft.Add(new Constraint.Named("age_group", "infant"));
            draft.Drop(baby);
        }
    }

    /// <summary>Ledersessel: the word stays a word of the search.</summary>
    private static void TakeCompound(Draft draft, int at)
    {
        if (draft.Vocabulary.Compounds is not { } compounds || draft.Tokens[at].Kind != TokenKind.Word) return;
        var found = new List<Sense>();
        compounds.Find(draft.Tokens[at].Folded, found);
        foreach (Sense sense in found)
        {
            // "Öl für Gusseisenpfannen"
            if (sense.Kind == "material" && OtherThing.IsBehindFor(draft, new PhraseMatch(at, 1, sense))) continue;
            bool ageKnown = sense.Kind == "age_group" && draft.Constraints.Exists(constraint => constraint is Constraint.Named { Kind: "age_group" });
            if (!ageKnown) draft.Add(new Constraint.Named(sense.Kind, sense.Value));
        }
        if (found.Count > 0) draft.Claim(at, at + 1, TokenUse.Kept);
    }
}
