namespace Retrieval.Catalog.Norms;

/// <summary>
/// Norms and compatibilities as an index holds them, and what those of a product tell of one that is asked for: <c>socket:e27</c>,
/// <c>bluetooth</c>, <c>model iphone:15</c>; the family alone, of one whose members contradict each other; <c>!dishwasher</c>, denied.
/// </summary>
public static class NormTerm
{
    private const char Separator = ':', Denied = '!';

    private const string HasCable = "cord:corded", Wet = "wet";

    // IEC 60529: immersion begins at 7, spray at 3; jets may be stood or not.
    private const string Immersed = "7", Sprayed = "3", Proof = "proof", Resistant = "resistant";

    /// <summary>The term of a norm.</summary>
    /// <param name="family">The family.</param>
    /// <param name="member">Its member; empty where the family is a norm of its own.</param>
    internal static string Of(string family, string member) => member.Length == 0 ? family : $"{family}{Separator}{member}";

    /// <summary>The family of a term; the term itself where its family has no members.</summary>
    public static string FamilyOf(string term) => term.LastIndexOf(Separator) is >= 0 and var at ? term[..at] : term;

    /// <summary>The member that a term names; empty where its family has none.</summary>
    internal static string MemberOf(string term) => term.LastIndexOf(Separator) is >= 0 and var at ? term[(at + 1)..] : "";

    /// <summary>True for a model of a product line.</summary>
    public static bool IsModel(string term) => term.StartsWith(NormFamilies.Model, StringComparison.Ordinal);

    /// <summary>The terms of which each shows that a product which does not hold the asked one contradicts it.</summary>
    /// <param name="term">What is asked for.</param>
    public static IReadOnlyList<string> Contradicting(string term)
    {
        string family = FamilyOf(term);
        if (NormFamilies.RelationIn(family) == NormRelation.Wireless) return [Denied + term, HasCable];
        return NormFamilies.RelationIn(family) is NormRelation.One or NormRelation.Either or NormRelation.Level ? [family, Denied + term] : [Denied + term];
    }

    /// <summary>The terms of a product that makes a mention.</summary>
    internal static IEnumerable<string> Stated(NormMention mention)
    {
        string term = Of(mention.Family, mention.Member);
        NormRelation relation = NormFamilies.RelationIn(mention.Family);
        if (mention.IsDenied)
        {
            if (relation is NormRelation.Use or NormRelation.One or NormRelation.Either or NormRelation.Wireless) yield return Denied + term;
            // What is not resistant is not proof either.
            if (relation is NormRelation.Level or NormRelation.Grade) foreach (string above in NormFamilies.MembersOf(mention.Family).SkipWhile(member => member != mention.Member)) yield return Denied + Of(mention.Family, above);
            yield break;
        }
        if (relation is NormRelation.One or NormRelation.Either or NormRelation.Level && !mention.IsOpen) yield return mention.Family;
        if (relation is not (NormRelation.Level or NormRelation.Grade))
        {
            yield return term;
            if (mention.Family == NormFamilies.Standard && mention.Member.IndexOf('-') is > 0 and var part) yield return Of(mention.Family, mention.Member[..part]);
            yield break;
        }
        foreach (string member in NormFamilies.MembersOf(mention.Family))
        {
            yield return Of(mention.Family, member);
            if (member == mention.Member) break;
        }
        if (mention.Family == NormCodes.Water && string.CompareOrdinal(mention.Member, Sprayed) >= 0)
        {
            foreach (string shed in Stated(new NormMention(Wet, string.CompareOrdinal(mention.Member, Immersed) >= 0 ? Proof : Resistant, mention.Start, mention.End))) yield return shed;
        }
    }
}

/// <summary>A norm or a compatibility that a text names.</summary>
/// <param name="Family">Its family.</param>
/// <param name="Member">The member; empty where the family is a norm of its own.</param>
/// <param name="Start">Its first token.</param>
/// <param name="End">The token after its last one.</param>
public readonly record struct NormMention(string Family, string Member, int Start, int End)
{
    /// <summary>True where the text denies it: "not suitable for induction".</summary>
    public bool IsDenied { get; init; }

    /// <summary>True where it tells a norm of a product and asks for none: batteries that are in the box.</summary>
    public bool OnlyTells { get; init; }

    /// <summary>True where the text may mean other members too: "iPhone 12 and later".</summary>
    public bool IsOpen { get; init; }

    /// <summary>The kind of thing that the line of a model is; empty where it is not known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>True for a numbered norm, such as <c>EN 166</c> or <c>IP67</c>.</summary>
    public bool IsCode => Family is NormFamilies.Standard or NormCodes.Dust or NormCodes.Water;

    /// <summary>The term that asks for it.</summary>
    public string Term => NormTerm.Of(Family, Member);
}
