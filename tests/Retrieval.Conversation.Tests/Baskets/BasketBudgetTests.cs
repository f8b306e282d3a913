using Retrieval.Conversation.Baskets;

namespace Retrieval.Conversation.Tests.Baskets;

/// <summary>Against trying every choice: the budget is kept wherever any choice keeps it, and nothing is swapped where the best fits.</summary>
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
            long total = lines.Select((line, i) => line[taken[i]].Cost).Sum();
            long cheapest = lines.Sum(static line => line.Min(static candidate => candidate.Cost)), best = lines.Sum(static line => line[0].Cost);
            Assert.Equal(cheapest <= budget, total <= budget);
            if (cheapest > budget) Assert.Equal(cheapest, total);
            if (best <= budget) Assert.All(taken, static place => Assert.Equal(0, place));
        }
    }
}
