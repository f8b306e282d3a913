using System.CommandLine;
using Retrieval.Load;
using Retrieval.Service.V1;

var grpc = new Option<string>("--grpc") { Description = "Where the service serves gRPC", HelpName = "ADDRESS:PORT", DefaultValueFactory = static _ => "127.0.0.1:50051" };
var http = new Option<string>("--http") { Description = "Where it serves HTTP, for /metrics", HelpName = "ADDRESS:PORT", DefaultValueFactory = static _ => "127.0.0.1:8080" };
var index = new Option<string>("--index") { Description = "Name of the index", Required = true };
var seconds = new Option<double>("--seconds") { Description = "How long is measured", DefaultValueFactory = static _ => 10 };
var warm = new Option<double>("--warm") { Description = "How long it runs before", DefaultValueFactory = static _ => 5 };

var queries = new Option<FileInfo>("--queries") { Description = "A query a line; what stands before a tab is its name", Required = true };
var flight = new Option<int>("--in-flight") { Description = "Calls under way at any moment, where no rate is told", DefaultValueFactory = static _ => 32 };
var rate = new Option<double?>("--rate") { Description = "Calls or offers a second, sent however long the answers take" };
Command Questions(string name, string description, Func<string, LoadedService.Question> question)
{
    var command = new Command(name, description) { grpc, http, index, queries, seconds, warm, flight, rate };
    command.SetAction(async (parsed, cancellation) =>
    {
        string[] lines = await File.ReadAllLinesAsync(parsed.GetRequiredValue(queries).FullName, cancellation);
        string[] texts = [.. lines.Select(static line => line[(line.IndexOf('\t') + 1)..])];
        using var service = new LoadedService(parsed.GetValue(grpc)!, parsed.GetValue(http)!, question(parsed.GetRequiredValue(index)), texts);
        Func<TimeSpan, Task<Outcomes>> load = parsed.GetValue(rate) is { } perSecond
            ? time => Arrivals.OpenAsync(service, perSecond, time)
            : time => Arrivals.ClosedAsync(service, parsed.GetValue(flight), time);
        await load(TimeSpan.FromSeconds(parsed.GetValue(warm)));
        double before = await service.AllocatedBytesAsync();
        Outcomes outcomes = await load(TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        Console.WriteLine(outcomes.Report(await service.AllocatedBytesAsync() - before));
        return 0;
    });
    return command;
}

Command searches = Questions("search", "Hybrid searches over gRPC, 10 hits each", static index => async (client, query) => await client.SearchAsync(new SearchRequest { Index = index, Query = query, Top = 10 }));
Command asks = Questions("ask", "First turns of a conversation over gRPC", static index => async (client, sentence) => await client.AskAsync(new AskRequest { Index = index, Sentence = sentence }));

var ids = new Option<FileInfo>("--ids") { Description = "Ids of products, one a line", Required = true };
var perMessage = new Option<int>("--per-message") { Description = "Offers a message", DefaultValueFactory = static _ => 100 };
var streams = new Option<int>("--streams") { Description = "Streams at once", DefaultValueFactory = static _ => 1 };
var onTheirWay = new Option<int>("--in-flight") { Description = "Messages that a stream may have under way", DefaultValueFactory = static _ => 8 };
var offers = new Command("offers", "Changes of price and stock, each message acknowledged when it is durable and searchable") { grpc, index, ids, seconds, warm, perMessage, streams, onTheirWay, rate };
offers.SetAction(async (parsed, cancellation) =>
{
    string[] all = await File.ReadAllLinesAsync(parsed.GetRequiredValue(ids).FullName, cancellation);
    foreach (double time in (double[])[parsed.GetValue(warm), parsed.GetValue(seconds)])
    {
        var load = new OfferStreams(parsed.GetValue(grpc)!, parsed.GetRequiredValue(index), all, parsed.GetValue(perMessage));
        string report = await load.RunAsync(parsed.GetValue(streams), parsed.GetValue(rate), parsed.GetValue(onTheirWay), TimeSpan.FromSeconds(time));
        if (time == parsed.GetValue(seconds)) Console.WriteLine(report);
    }
    return 0;
});

var catalog = new Option<FileInfo>("--catalog") { Description = "Products, a JSON object with a title a line", Required = true };
var count = new Option<int>("--count") { Description = "How many", DefaultValueFactory = static _ => 60_000 };
var made = new Command("queries", "Writes queries out of titles, none twice: what a service cannot have answered before") { catalog, count };
made.SetAction(parsed =>
{
    foreach (string query in TitleQueries.Of(File.ReadLines(parsed.GetRequiredValue(catalog).FullName), parsed.GetValue(count), seed: 7)) Console.WriteLine(query);
    return 0;
});
return await new RootCommand("Puts load on a running service.") { searches, asks, offers, made }.Parse(args).InvokeAsync();
