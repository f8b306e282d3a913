using System.Globalization;
using System.Runtime.InteropServices;
using Retrieval.Index.Documents;
using Retrieval.Text.Languages;

namespace Retrieval.Search.Fusion;

/// <summary>
/// Puts the scores of both legs together: words as their share of the best score, plus the cosine of the meanings with a weight
/// (a convex combination up to scale; Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023, find these
/// better than reciprocal ranks, and so do the development sets in ARCHITECTURE.md). Every candidate carries the exact score of both legs,
/// so that none is punished for a leg that merely did not list it.
/// <para>A product in another language than the query's can share few words with it, whatever it is: its words count at least as much as
/// its meaning promises.</para>
/// <para>The first candidates are then rescored by how they hold the query's words: a sum of term weights does not tell a product that has
/// all of them from one that repeats a rare one, and knows no neighbours (proximity beside BM25: Rasolofo and Savoy, 2003).</para>
/// </summary>
/// <param name="Meaning">Weight of the cosine beside the words' share of 0–1; at least 0.</param>
/// <param name="OtherLanguage">Share of the best cosine that stands in for the words of a product in another language, 0–1.</param>
/// <param name="Coverage">Weight of <see cref="FusionFeatures.Coverage"/>; at least 0.</param>
/// <param name="Pairs">Weight of <see cref="FusionFeatures.Pairs"/>; at least 0.</param>
public sealed record ScoreFusion(float Meaning, float OtherLanguage, float Coverage, float Pairs)
{
    private const int MostOnStack = 512;
    private const float MostWeight = 100;

    /// <summary>Candidates that are rescored: behind them hardly anything comes among the first ten.</summary>
    public const int Rescored = 30;

    /// <summary>The weights measured on the development sets.</summary>
    public static ScoreFusion Default { get; } = new(Meaning: 0.6f, OtherLanguage: 0.9f, Coverage: 0.5f, Pairs: 0.1f);

    /// <summary>The weights by the names that files and manifests know them by.</summary>
    public IReadOnlyDictionary<string, float> Weights => new Dictionary<string, float>
    {
        ["meaning"] = Meaning, ["other_language"] = OtherLanguage, ["coverage"] = Coverage, ["pairs"] = Pairs,
    };

    /// <summary>Weights by name; one that is not named is as in <see cref="Default"/>.</summary>
    /// <exception cref="FormatException">A name is unknown, or a weight lies outside of its range.</exception>
    public static ScoreFusion Of(IReadOnlyDictionary<string, float> weights)
    {
        ScoreFusion fusion = Default;
        foreach ((string name, float weight) in weights)
        {
            float most = name == "other_language" ? 1 : MostWeight;
            if (!(weight >= 0 && weight <= most)) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the weight \"{name}\" is {weight}; it lies between 0 and {most}"));
            fusion = name switch
            {
                "meaning" => fusion with { Meaning = weight },
                "other_language" => fusion with { OtherLanguage = weight },
                "coverage" => fusion with { Coverage = weight },
                "pairs" => fusion with { Pairs = weight },
                _ => throw new FormatException($"there is no weight \"{name}\"; there are {string.Join(", ", Default.Weights.Keys)}"),
            };
        }
        return fusion;
    }

    /// <summary>The score by which the first candidates are chosen.</summary>
    public float Score(in FusionFeatures features) => MathF.Max(features.Words, OtherLanguage * features.Promise) + (Meaning * features.Meaning);

    /// <summary>What rescoring adds to it, at least 0.</summary>
    public float Gain(in FusionFeatures features) =>
        MathF.Max((Coverage * features.Coverage) + (Pairs * features.Pairs), OtherLanguage * (Coverage + Pairs) * features.Promise);

    /// <summary>Fills the fused scores and orders the candidates, best first; equal scores by document.</summary>
    /// <param name="candidates">The candidates of one query.</param>
    /// <param name="query">Language of the query.</param>
    /// <param name="languageOf">Language of a document.</param>
    /// <param name="bestWords">Best score of the words among all products, where the candidates are not those; their own best is taken where it is higher.</param>
    /// <param name="bestMeaning">Best cosine likewise.</param>
    internal void Order(List<Candidate> candidates, Language query, Func<int, Language> languageOf, float bestWords = 0, float bestMeaning = 0)
    {
        Span<Candidate> all = CollectionsMarshal.AsSpan(candidates);
        Weigh(all, query, languageOf, bestWords, bestMeaning);
        Sort(all);
    }

    /// <summary>Fills the fused scores, as <see cref="Order"/> does, and leaves the candidates where they are.</summary>
    internal void Weigh(Span<Candidate> candidates, Language query, Func<int, Language> languageOf, float bestWords, float bestMeaning)
    {
        foreach (ref readonly Candidate candidate in candidates)
        {
            bestWords = MathF.Max(bestWords, candidate.Lexical);
            bestMeaning = MathF.Max(bestMeaning, candidate.Semantic);
        }
        foreach (ref Candidate candidate in candidates)
        {
            float words = bestWords > 0 ? candidate.Lexical / bestWords : 0;
            bool isForeign = query != Language.Und && bestMeaning > 0 && languageOf(candidate.Document) != query;
            var features = new FusionFeatures(words, candidate.Semantic, isForeign ? candidate.Semantic / bestMeaning : 0, Coverage: 0, Pairs: 0);
            candidate = candidate with { Score = Score(features), Features = features };
        }
    }

    /// <summary>The terms of a document, as its card has them.</summary>
    internal delegate CardTerms TermsOfDocument(int document);

    /// <summary>Adds to the scores of the first candidates what their words tell and orders them anew; what stands behind them stays behind.</summary>
    /// <param name="ordered">The candidates as <see cref="Order"/> left them.</param>
    /// <param name="words">The query's words; not empty.</param>
    /// <param name="termsOf">Terms of a document.</param>
    /// <param name="most">Candidates that are rescored at most.</param>
    internal void Rescore(List<Candidate> ordered, QueryWords words, TermsOfDocument termsOf, int most)
    {
        Span<Candidate> first = CollectionsMarshal.AsSpan(ordered)[..Math.Min(most, ordered.Count)];
        foreach (ref Candidate candidate in first)
        {
            (float coverage, float pairs) = words.In(termsOf(candidate.Document));
            FusionFeatures features = candidate.Features with { Coverage = coverage, Pairs = pairs };
            candidate = candidate with { Score = candidate.Score + Gain(features), Features = features };
        }
        Sort(first);
    }

    /// <summary>Best first; equal scores by document.</summary>
    private static void Sort(Span<Candidate> candidates)
    {
        Span<ulong> order = candidates.Length <= MostOnStack ? stackalloc ulong[candidates.Length] : new ulong[candidates.Length];
        for (int i = 0; i < order.Length; i++) order[i] = PlaceOf(candidates[i]);
        order.Sort(candidates);
    }

    /// <summary>A number that rises as candidates get worse: the bits of a float in order, turned round, then the document.</summary>
    private static ulong PlaceOf(in Candidate candidate)
    {
        // -0 and 0 are one score.
        int bits = BitConverter.SingleToInt32Bits(candidate.Score + 0f);
        uint rising = (uint)(bits ^ ((bits >> 31) | int.MinValue));
        return (ulong)~rising << 32 | (uint)candidate.Document;
    }
}
