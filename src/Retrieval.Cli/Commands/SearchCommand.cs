using System.CommandLine;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval search</c>: answers one sentence.</summary>
internal static class SearchCommand
{
    private const int Hits = 10;

    public static Command Create()
    {
        Argument<string> query = QueryOptions.Query("QUERY");
        Option<string> index = CommonOptions.Index();
        var options = new QueryOptions(Hits);
        var facets = new Option<string?>("--facets") { Description = "Count the values of these fields over all that was found", HelpName = "brand,category,price" };
        var explain = new Option<bool>("--explain") { Description = "Tell what every word, leg and stage contributed" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "search", "Answer a shopper's sentence with the fitting products",
            "retrieval search --index shop \"je cherche un mixeur pour smoothies à moins de 60 €\"",
            "retrieval search --index shop --market DE --top 3 --json \"leise Kaffeemaschine bis 100 Euro\"",
            "retrieval search --index shop --filter 'brand=\"Zenko\" and power>=600' --facets brand,price blender")
        {
            query, index,
        };
        options.AddTo(command);
        foreach (Option option in (Option[])[facets, explain, json]) command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            SearchRequest request = options.Request(parsed, QueryOptions.Text(parsed.GetRequiredValue(query))) with
            {
                Explain = parsed.GetValue(explain),
                Facets = parsed.GetValue(facets)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            };
            using OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), request.Mode);
            SearchResponse response = opened.Engine.Search(request, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(writer => SearchJson.Write(response, request.Explain, writer));
            else SearchScreen.Write(response, request.Explain);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
