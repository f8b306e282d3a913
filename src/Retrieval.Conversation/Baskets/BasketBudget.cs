namespace Retrieval.Conversation.Baskets;

/// <summary>
/// Chooses one candidate a line so that the basket stays within a budget and loses as little as it can: from the best of each line the
/// swap goes first that loses the least score for what it saves. Where any choice fits the budget, the one made does: the last swap left
/// leads to the cheapest of every line. Where none does, lines are left out, as few as can be.
/// </summary>
internal static class BasketBudget
{
    /// <summary>The place of a line that is left out.</summary>
    public const int LeftOut = -1;

    /// <summary>A product that a line may take.</summary>
    /// <param name="Cost">Its price with the line's quantity, minor units.</param>
    /// <param name="Score">How well it is what was asked for.</param>
    internal readonly record struct Candidate(long Cost, double Score);

    /// <summary>The place of the candidate taken in each line, <see cref="LeftOut"/> for none.</summary>
    /// <param name="lines">Candidates a line, the best first; at least one each.</param>
    /// <param name="budget">Most that all may cost; null for any.</param>
    public static int[] Choose(IReadOnlyList<IReadOnlyList<Candidate>> lines, long? budget)
    {
        var taken = new int[lines.Count];
        if (budget is not { } most) return taken;
        LeaveOut(lines, most, taken);
        long total = lines.Select((line, i) => taken[i] == LeftOut ? 0 : line[0].Cost).Sum();
        while (total > most)
        {
            (int line, int place) = BestSwap(lines, taken);
            if (line < 0) break;
            total += lines[line][place].Cost - lines[line][taken[line]].Cost;
            taken[line] = place;
        }
        return taken;
    }

    /// <summary>
    /// Leaves out lines until the cheapest of the others are within the budget. The dearest go first, which leaves out the fewest; the last
    /// to go is the least that suffices.
    /// </summary>
    private static void LeaveOut(IReadOnlyList<IReadOnlyList<Candidate>> lines, long budget, int[] taken)
    {
        long[] cheapest = [.. lines.Select(static line => line.Min(static candidate => candidate.Cost))];
        List<int> kept = [.. Enumerable.Range(0, lines.Count).OrderBy(i => cheapest[i])];
        long over = cheapest.Sum() - budget;
        while (over > 0 && kept.Count > 0)
        {
            int enough = kept.FindIndex(i => cheapest[i] >= over);
            int gone = enough < 0 ? kept.Count - 1 : enough;
            over -= cheapest[kept[gone]];
            taken[kept[gone]] = LeftOut;
            kept.RemoveAt(gone);
        }
    }

    private static (int Line, int Place) BestSwap(IReadOnlyList<IReadOnlyList<Candidate>> lines, int[] taken)
    {
        (int line, int place, double least) = (-1, -1, double.PositiveInfinity);
        for (int i = 0; i < lines.Count; i++)
        {
            if (taken[i] == LeftOut) continue;
            Candidate now = lines[i][taken[i]];
            for (int k = 0; k < lines[i].Count; k++)
            {
                long saved = now.Cost - lines[i][k].Cost;
                if (saved <= 0) continue;
                double lost = Math.Max(0, now.Score - lines[i][k].Score) / saved;
                if (lost < least) (line, place, least) = (i, k, lost);
            }
        }
        return (line, place);
    }
}
