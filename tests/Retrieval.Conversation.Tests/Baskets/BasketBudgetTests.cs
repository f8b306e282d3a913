using Retrieval.Conversation.Baskets;

namespace Retrieval.Conversation.Tests.Baskets;

/// <summary>Against trying every choice: the budget is kept, no more is left out than has to be, and nothing is swapped where the best fits.</summary>
public sealed class BasketBudgetTests
{
    [Fact]
    public void A_budget_that_can_be_kept_is_kept()
    {
        var random = new Random(11);
        for (int round = 0; round < 2000; round++)
        {
            BasketBudget.Candidate[][] lines = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Enumerable.Range(0, random.Next(1, 5))
                .Select(place => new BasketBudget.Candidate(random.Next(1, 50), 1.0 - (place * random.NextDouble() * 0.2))).ToArray())];
            long budget = random.Next(1, 150);
            int[] taken = BasketBudget.Choose(lines, budget);
            long total = lines.Select((line, i) => taken[i] == BasketBudget.LeftOut ? 0 : line[taken[i]].Cost).Sum();
            long best = lines.Sum(static line => line[0].Cost);
            Assert.True(total <= budget);
            Assert.Equal(Fewest(lines, budget), taken.Count(static place => place == BasketBudget.LeftOut));
            if (best <= budget) Assert.All(taken, static place => Assert.Equal(0, place));
        }
    }

    /// <summary>The fewest lines that have to be left out, by trying every set of them at its cheapest.</summary>
    private static int Fewest(BasketBudget.Candidate[][] lines, long budget) =>
        Enumerable.Range(0, 1 << lines.Length).Where(set => lines.Where((_, i) => (set >> i & 1) == 0).Sum(static line => line.Min(static candidate => candidate.Cost)) <= budget)
            .Min(static set => int.PopCount(set));
}
