using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Index.Markets;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Support;

/// <summary>
/// Walks an answer and finds no broken promise: its shape, and of every product shown what its own data says about its price of the day,
/// its stock and each constraint of the sentence. Each failure names the sentence, the product and the promise.
/// </summary>
internal sealed class PromiseCheck
{
    private readonly string sentence;
    private readonly AskResponse response;
    private readonly SampleShop shop;
    private readonly Market market;

    private PromiseCheck(string sentence, AskResponse response, SampleShop shop, string? region)
    {
        this.sentence = sentence;
        this.response = response;
        this.shop = shop;
        market = Market.Of(region, shop.Index.Manifest.Currency);
        // A price stated in another currency makes that the one that prices are read in.
        if (response.Understanding.Constraints.OfType<Constraint.Price>().FirstOrDefault() is { } price) market = market with { Currency = price.Currency };
    }

    private Answer Answer => response.Answer;

    public static void Check(string sentence, AskResponse response, SampleShop shop, string? region)
    {
        var check = new PromiseCheck(sentence, response, shop, region);
        ContractCheck.Check(response);
        check.Shape();
        check.Words();
        foreach (Option option in response.Answer.Offered)
        {
            check.Offer(option);
            check.Constraints(option);
        }
        foreach (Option complement in response.Answer.Complements) check.Complement(complement);
        check.Relaxations();
        check.Total();
    }

    private void Shape()
    {
        Promise(Answer.Alternatives.Count <= 2, $"{Answer.Alternatives.Count} alternatives");
        Promise((Answer.Kind == AnswerKind.Options) == (Answer.Recommended is not null), $"{Answer.Kind} with recommended {Answer.Recommended?.Id}");
        Promise(Answer.Alternatives.Count == 0 || Answer.Recommended is not null, "alternatives to nothing");
        Promise((Answer.Kind == AnswerKind.Basket) == (Answer.Items.Count > 0), $"{Answer.Kind} with {Answer.Items.Count} items");
        Promise((Answer.Kind == AnswerKind.Clarify) == (Answer.Question is not null), $"{Answer.Kind} with question {Answer.Question?.Text}");
        if (Answer.Question is { } question) Promise(question.Choices.Distinct().Count() is >= 2 and <= 4, $"choices {string.Join(" | ", question.Choices)}");
        Promise(Answer.Recommended is not { Fit.IsFull: false } || !Answer.Alternatives.Any(static other => other.Fit.IsFull), "what may fit is recommended before what fits");
        Promise(Answer.Complements.Count <= 3, $"{Answer.Complements.Count} complements");
        if (Answer.Kind == AnswerKind.Basket) return;
        string[] groups = [.. Answer.Offered.Select(option => shop.Products[option.Id].GroupId ?? $"id {option.Id}")];
        Promise(groups.Distinct().Count() == groups.Length, $"two variants of one group in {string.Join(' ', groups)}");
    }

    private void Words()
    {
        Promise(Answer.Language == response.Understanding.Language, $"answered in {Answer.Language}, asked in {response.Understanding.Language}");
        Promise(Answer.Text.Length > 0 && !Answer.Text.Contains('{'), $"says \"{Answer.Text}\"");
        Assert.Matches("^[a-z]{2}/[a-z_]+/[a-z]$", Answer.Template);
    }

    private void Offer(Option option)
    {
        Product product = shop.Products[option.Id];
        DayOffer offer = DayOffer.Of(product, market, SampleShop.Now);
        Promise(DayOffer.IsReturnable(product, market, SampleShop.Now), $"{option.Id} may not be shown in {market}");
        Promise(offer.Availability != Availability.OutOfStock, $"{option.Id} is sold out");
        Promise(offer.Price == option.Price, $"{option.Id} costs {offer.Price}, {option.Price} is shown");
        Promise(option.Title == product.Title && option.Url == product.Url, $"{option.Id} is shown as {option.Title} {option.Url}");
        Promise(option.Facts.Count is >= 1 and <= 3 && option.Facts.Distinct().Count() == option.Facts.Count, $"{option.Id} has the facts {string.Join(" | ", option.Facts)}");
        Promise(option.Facts.All(static fact => fact.Length > 0 && !fact.Contains('{')), $"{option.Id} has the facts {string.Join(" | ", option.Facts)}");
    }

    private void Constraints(Option option)
    {
        IReadOnlyList<Constraint> asked = response.Understanding.Constraints;
        bool allShown = true;
        foreach (Constraint constraint in asked.Concat(response.Understanding.Held).Where(IsOfEach))
        {
            if (Answer.Relaxed.Any(relaxation => AreOfOneKind(relaxation.Constraint, constraint))) continue;
            Verdict verdict = ConstraintTwin.Of(constraint, response.Understanding, shop.Products[option.Id], market, SampleShop.Now);
            Promise(verdict != Verdict.Broken, $"{option.Id} \"{option.Title}\" breaks {constraint}");
            allShown &= verdict == Verdict.Kept;
        }
        Promise(option.Fit.IsFull == allShown, $"{option.Id} \"{option.Title}\" is said to {(option.Fit.IsFull ? "fit" : $"leave open {string.Join(", ", option.Fit.NotStated)}")}, its data says otherwise");
    }

    // A basket's budget is for all of it, a number in a list is of one thing.
    private bool IsOfEach(Constraint constraint) => Answer.Kind != AnswerKind.Basket || constraint is not (Constraint.Price or Constraint.Count or Constraint.Quantity or Constraint.Norm or Constraint.Persons);

    private void Complement(Option complement)
    {
        Offer(complement);
        Promise(complement.Reasons.Count == 0, $"complement {complement.Id} has reasons");
        Promise(
            Answer.Recommended is not { } recommended || !shop.Products[recommended.Id].Related.Any(related => related.Id == complement.Id && related.Type is "substitute" or "different_brand"),
            $"complement {complement.Id} stands in for what is recommended");
        Promise(!Answer.Offered.Any(option => option.Id == complement.Id), $"complement {complement.Id} is an option too");
    }

    private void Relaxations()
    {
        foreach (Relaxation relaxation in Answer.Relaxed)
        {
            Promise(
                relaxation.Constraint is Constraint.Price or Constraint.Delivery or Constraint.Named { Kind: "size" or "color" or "brand" },
                $"{relaxation.Constraint} was given up, which never happens to it");
            Promise(relaxation.Text.Length > 0 && !relaxation.Text.Contains('{'), $"given up with the words \"{relaxation.Text}\"");
            if (relaxation.Constraint is Constraint.Price && Answer.Recommended is { } recommended)
                Promise(recommended.Price?.Major == relaxation.To, $"the nearest is told to cost {relaxation.To}, {recommended.Id} costs {recommended.Price}");
        }
    }

    private void Total()
    {
        Promise((Answer.Kind == AnswerKind.Basket) == (Answer.Total is not null), $"{Answer.Kind} with total {Answer.Total}");
        if (Answer.Total is not { } total) return;
        Promise(Answer.Items.All(static item => item.Quantity >= 1), "an item of no pieces");
        Promise(Answer.Items.All(item => item.Option.Price?.Currency == total.Currency), "two currencies in one basket");
        Promise(Answer.Items.Sum(static item => item.Quantity * item.Option.Price!.Value.Amount) == total.Amount, $"total {total} is not the sum of the items");
    }

    // Values of one kind mean "any of them" and are given up together.
    private static bool AreOfOneKind(Constraint relaxed, Constraint constraint) =>
        relaxed == constraint || (relaxed is Constraint.Named named && constraint is Constraint.Named other && named.Kind == other.Kind);

    private void Promise(bool kept, string broken) => Assert.True(kept, $"`{sentence}` in {market.Region ?? "no market"}: {broken}");
}
