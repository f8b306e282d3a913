using System.CommandLine;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval demo</c>: answers a sentence over the sample catalogue.</summary>
internal static class DemoCommand
{
    private const string DefaultSentence = "smoothie blender under 60 €";
    private const int Hits = 5;

    public static Command Create()
    {
        Argument<string> sentence = QueryOptions.Query("SENTENCE");
        sentence.Description += $"; \"{DefaultSentence}\" where none is given";
        sentence.DefaultValueFactory = static _ => DefaultSentence;
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "demo", "Answer a sentence over the sample catalogue, which is indexed at the first call",
            "retrieval demo",
            "retrieval demo \"je cherche un mixeur pour smoothies à moins de 60 €\"",
            "retrieval demo \"60元以下的榨汁杯\"")
        {
            sentence, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var request = new SearchRequest { Query = QueryOptions.Text(parsed.GetRequiredValue(sentence)), Top = Hits };
            using OpenEngine opened = OpenEngine.Open(SampleShop.Index(cancellation), request.Mode);
            SearchResponse response = opened.Engine.Search(request, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(writer => SearchJson.Write(response, withStages: false, writer));
            else SearchScreen.Write(response, explain: false);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
