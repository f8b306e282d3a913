using System.CommandLine;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Conversation;
using Retrieval.Conversation.Answers;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Requests;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval ask</c>: answers one sentence of a conversation as a shop assistant would.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        Argument<string> sentence = QueryOptions.Query("SENTENCE");
        Option<string> index = CommonOptions.Index();
        Option<string?> market = CommonOptions.Market();
        var context = new Option<string?>("--context") { Description = "The JSON that the previous answer printed, to go on from", HelpName = "FILE" };
        var policy = new Option<string?>("--policy") { Description = "The merchant's policy: what is not sold, age limits, warnings, what a person takes over", HelpName = "FILE" };
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "ask", "Answer like a shop assistant: at most three options, a basket, or a question back",
            "retrieval ask --index shop \"je cherche un mixeur pour smoothies à moins de 60 €\"",
            "retrieval ask --index shop --json \"a present for my mother who loves tea\" > answer.json",
            "retrieval ask --index shop --context answer.json cheaper")
        {
            sentence, index, market, context, policy, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Policy rules = parsed.GetValue(policy) is { } file ? Policy.Of(PolicyFile.Read(file)) : Policy.BuiltIn;
            using OpenEngine opened = OpenEngine.Open(parsed.GetRequiredValue(index), SearchMode.Hybrid);
            var request = new AskRequest
            {
                Sentence = QueryOptions.Text(parsed.GetRequiredValue(sentence)),
                Market = parsed.GetValue(market),
                Context = parsed.GetValue(context) is { } path ? ConversationContext.Read(File.ReadAllBytes(path)) : null,
            };
            AskResponse response = new AskEngine(opened.Engine, rules).Ask(request, cancellation: cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(writer => AnswerJson.Write(response, writer));
            else AnswerScreen.Write(response);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
