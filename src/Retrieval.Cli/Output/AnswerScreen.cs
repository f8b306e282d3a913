using Retrieval.Catalog.Pricing;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Options;
using Spectre.Console;
using Cell = Spectre.Console.Text;

namespace Retrieval.Cli.Output;

/// <summary>An assistant's answer as people read it.</summary>
internal static class AnswerScreen
{
    public static void Write(AskResponse response)
    {
        Answer answer = response.Answer;
        IAnsiConsole screen = Screen.Results;
        screen.MarkupLineInterpolated($"[bold]{answer.Text}[/]");
        if (IntentText.Corrected(response.Understanding) is { Length: > 0 } corrected) screen.MarkupLineInterpolated($"[yellow]{corrected}[/]");
        foreach (UnavailableProduct product in answer.Unavailable) screen.MarkupLineInterpolated($"[yellow]{product.Text}[/]");
        if (answer.Question is { } question)
        {
            for (int i = 0; i < question.Choices.Count; i++) Screen.Print($"  {i + 1} {question.Choices[i]}");
        }
        if (answer.Offered.Any()) screen.Write(Offered(answer));
        foreach (string warning in answer.Warnings) screen.MarkupLineInterpolated($"[yellow]! {warning}[/]");
        foreach (Option complement in answer.Complements) screen.MarkupLineInterpolated($"[dim]+ {complement.Title} · {Price(complement, answer)}[/]");
        if (answer.Escalate is { } escalation && escalation.Text != answer.Text) screen.MarkupLineInterpolated($"[yellow]{escalation.Text}[/]");
    }

    private static Table Offered(Answer answer)
    {
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("#").RightAligned().NoWrap()).AddColumn("product").AddColumn(new TableColumn("price").RightAligned().NoWrap());
        if (answer.Kind == AnswerKind.Basket)
        {
            foreach (BasketItem item in answer.Items) AddRow(table, $"{item.Quantity} ×", item.Option, answer, item.For);
        }
        else
        {
            int place = 1;
            foreach (Option option in answer.Offered) AddRow(table, $"{place++}", option, answer, null);
        }
        return table;
    }

    private static void AddRow(Table table, string place, Option option, Answer answer, string? wanted)
    {
        string details = string.Join(" · ", new[] { wanted, option.Id }.OfType<string>().Concat(option.Facts).Concat(option.Unstated));
        table.AddRow(
            new Cell(place),
            new Rows(new Cell(option.Title, new Style(decoration: Decoration.Bold)), new Cell(details, new Style(decoration: Decoration.Dim))),
            new Cell(Price(option, answer), new Style(Color.Green)));
    }

    private static string Price(Option option, Answer answer) => option.Price is { } money ? MoneyFormat.Format(money, answer.Language) : "–";
}
