using Retrieval.Catalog.Products;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Retrieval.Search.Products;
using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding.Intent;

namespace Retrieval.Conversation.Tests.Support;

/// <summary>Walks an answer and finds no broken promise: its shape, and of every product shown what the product itself and the market say.</summary>
internal static class PromiseCheck
{
    public static void Check(AskResponse response, SampleShop shop, string? market)
    {
        Answer answer = response.Answer;
        Assert.NotEmpty(answer.Text);
        Assert.Equal(response.Understanding.Language, answer.Language);
        Assert.DoesNotContain('{', answer.Text);
        Assert.Matches("^[a-z]{2}/[a-z_]+/[a-z]$", answer.Template);
        CheckShape(answer);
        using ProductShelf shelf = shop.Engine.Shelf(market);
        foreach (Option option in answer.Offered.Concat(answer.Complements)) CheckOption(option, shelf, response);
        foreach (Option option in answer.Offered.Where(_ => answer.Kind != AnswerKind.Basket)) CheckConstraints(option, response);
        CheckTotal(answer);
    }

    private static void CheckShape(Answer answer)
    {
        Assert.True(answer.Alternatives.Count <= 2);
        if (answer.Kind == AnswerKind.Options) Assert.NotNull(answer.Recommended);
        else Assert.Null(answer.Recommended);
        Assert.Equal(answer.Kind == AnswerKind.Basket, answer.Items.Count > 0);
        Assert.Equal(answer.Kind == AnswerKind.Clarify, answer.Question is not null);
        if (answer.Question is { } question) Assert.InRange(question.Choices.Distinct().Count(), 2, 4);
        if (answer.Recommended is { Fit.IsFull: false }) Assert.DoesNotContain(answer.Alternatives, static other => other.Fit.IsFull);
        if (answer.Kind != AnswerKind.Basket) Assert.Distinct(answer.Offered.Select(static option => option.Id));
    }

    private static void CheckOption(Option option, ProductShelf shelf, AskResponse response)
    {
        OfferedProduct? offered = shelf.Find(option.Id);
        Assert.NotNull(offered);
        Assert.NotEqual(Availability.OutOfStock, offered.Offer.Availability);
        Assert.True(offered.Product.EligibleSearch);
        Assert.Equal(offered.Product.Title, option.Title);
        Assert.Equal(offered.Product.Url, option.Url);
        Assert.InRange(option.Facts.Count, 1, 3);
        Assert.Distinct(option.Facts);
        if (option.Price is not { } price) return;
        // The price of the day: the market's, or what the product states in the currency that was asked for.
        string currency = response.Understanding.Constraints.OfType<Constraint.Price>().FirstOrDefault()?.Currency ?? shelf.Currency;
        if (price.Currency == currency && currency == shelf.Currency) Assert.Equal(offered.Offer.Price, price);
    }

    private static void CheckConstraints(Option option, AskResponse response)
    {
        HashSet<Constraint> given = [.. response.Answer.Relaxed.Select(static relaxation => relaxation.Constraint)];
        foreach (Constraint.Price price in response.Understanding.Constraints.OfType<Constraint.Price>().Where(price => !given.Contains(price)))
        {
            if (option.Fit.NotStated.Any(static open => open.StartsWith("price", StringComparison.Ordinal))) continue;
            Assert.NotNull(option.Price);
            Assert.Equal(price.Currency, option.Price.Value.Currency);
            Assert.True(price.Max is null || option.Price.Value.Major <= price.Max, $"{option.Id}: {option.Price} is above {price.Max}");
            Assert.True(price.Min is null || option.Price.Value.Major >= price.Min, $"{option.Id}: {option.Price} is below {price.Min}");
        }
        Assert.DoesNotContain(response.Answer.Relaxed, static relaxation => relaxation.Constraint is Constraint.Named { Kind: "diet" or "exclude" or "age_group" });
    }

    private static void CheckTotal(Answer answer)
    {
        if (answer.Kind != AnswerKind.Basket)
        {
            Assert.Null(answer.Total);
            return;
        }
        Money total = Assert.NotNull(answer.Total);
        Assert.All(answer.Items, item => Assert.Equal(total.Currency, item.Option.Price?.Currency));
        Assert.All(answer.Items, static item => Assert.True(item.Quantity >= 1));
        Assert.Equal(answer.Items.Sum(static item => item.Quantity * item.Option.Price!.Value.Amount), total.Amount);
    }
}
