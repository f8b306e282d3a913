using Retrieval.Evaluation.Metrics;
using Retrieval.Search.Fusion;

namespace Retrieval.Evaluation.Fitting;

/// <summary>What fitting the fusion gave.</summary>
/// <param name="Queries">Judged queries that it was fitted on.</param>
/// <param name="Words">The words alone.</param>
/// <param name="Meaning">The meaning alone; null where the index holds no vectors.</param>
/// <param name="Present">Both legs with the weights before.</param>
/// <param name="OutOfFold">Both legs, each query answered with weights fitted on other queries.</param>
/// <param name="Before">The weights before.</param>
/// <param name="Fitted">The weights fitted on all queries.</param>
public sealed record FitReport(int Queries, RunMetrics Words, RunMetrics? Meaning, RunMetrics Present, RunMetrics OutOfFold, ScoreFusion Before, ScoreFusion Fitted)
{
    /// <summary>How the fitted weights differ, out of fold, from those before.</summary>
    public Significance AgainstPresent { get; } = Significance.Of(OutOfFold, Present);

    /// <summary>How they differ from the better leg alone.</summary>
    public Significance AgainstBetterLeg { get; } = Significance.Of(OutOfFold, Meaning is { } meaning && meaning.Ndcg > Words.Ndcg ? meaning : Words);

    /// <summary>True where the fitted weights are better out of fold, in nDCG@10 and its condensed form together.</summary>
    public bool Gains => OutOfFold.Ndcg + OutOfFold.CondensedNdcg > Present.Ndcg + Present.CondensedNdcg;

    /// <summary>The weights to go on with: the fitted ones where they gain for queries that they have not seen, else those before.</summary>
    public ScoreFusion Weights => Gains ? Fitted : Before;
}
