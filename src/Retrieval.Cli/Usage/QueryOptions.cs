using System.CommandLine;
using Retrieval.Index.Filters;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Usage;

/// <summary>The options of commands that ask queries.</summary>
internal sealed class QueryOptions
{
    // Above the engine's limit by far, so that it is the engine that refuses; below it nothing that is read is lost.
    private const int LongestInput = 1 << 21;

    private readonly Option<string> mode = new("--mode") { Description = "Which legs answer", DefaultValueFactory = static _ => "hybrid" };
    private readonly Option<int> top;
    private readonly Option<string?> market = CommonOptions.Market();
    private readonly Option<string?> filter = new("--filter")
    {
        Description = "Keep only what an expression holds for, such as: price<=60 and brand in (\"Acme\",\"Zenko\") and not color=red", HelpName = "EXPR",
    };
    private readonly Option<bool> raw = new("--raw") { Description = "Take the whole text as words, with no understanding" };

    /// <param name="hits">Hits that are asked for where the command does not say.</param>
    public QueryOptions(int hits)
    {
        mode.AcceptOnlyFromAmong("hybrid", "lexical", "semantic");
        top = new Option<int>("--top") { Description = $"Number of hits, 1 to {SearchRequest.MostHits}", HelpName = "N", DefaultValueFactory = _ => hits };
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[mode, top, market, filter, raw]) command.Add(option);
    }

    public SearchMode Mode(ParseResult parsed) => Enum.Parse<SearchMode>(parsed.GetValue(mode)!, ignoreCase: true);

    /// <summary>The request that the options make, for a query.</summary>
    public SearchRequest Request(ParseResult parsed, string query) => new()
    {
        Query = query,
        Mode = Mode(parsed),
        Top = parsed.GetValue(top),
        Market = parsed.GetValue(market),
        Filter = parsed.GetValue(filter) is { } expression ? FilterParser.Parse(expression) : null,
        Raw = parsed.GetValue(raw),
    };

    /// <summary>The argument that holds a query; <c>-</c> reads it from standard input.</summary>
    public static Argument<string> Query(string name) => new(name) { Description = $"The text, at most {SearchRequest.LongestQuery:N0} characters; - reads it from standard input" };

    /// <summary>The text that an argument stands for.</summary>
    public static string Text(string argument)
    {
        if (argument != "-") return argument;
        using var input = new StreamReader(Console.OpenStandardInput());
        var text = new char[LongestInput];
        return new string(text, 0, input.ReadBlock(text)).TrimEnd('\r', '\n');
    }
}
