using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Retrieval.Cli.Commands;
using Retrieval.Index.Markets;

namespace Retrieval.Cli.Usage;

/// <summary>The whole command line: parses it, runs the command that it names, and tells every fault in plain words with its exit code.</summary>
internal static class CommandTree
{
    // A service lets calls under way finish, for 60 s at most; a build that is stopped sweeps up after itself.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(70);

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        // A query may begin with "@"; it is no response file.
        ParseResult parsed = Root().Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction) return TellWrongUsage(parsed);
        try
        {
            // A clock that cannot be read is told before any other fault, whatever the command would have met first.
            _ = EngineClock.Process;
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Drain });
        }
        catch (Exception fault)
        {
            (int code, string message) = Faults.Tell(fault);
            await Console.Error.WriteLineAsync($"retrieval: {message}");
            return code;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Semantic product retrieval: a shopper's sentence in, the fitting products of a catalogue out.")
        {
            DemoCommand.Create(),
            IndexCommand.Create(),
            UpdateCommand.Create(),
            SearchCommand.Create(),
            AskCommand.Create(),
            UnderstandCommand.Create(),
            EvalCommand.Create(),
            FitCommand.Create(),
            BenchCommand.Create(),
            CheckCommand.Create(),
            DistillCommand.Create(),
            ServeCommand.Create(),
            VerifyCommand.Create(),
            RollbackCommand.Create(),
            EventsCommand.Create(),
            TrainLanguageIdCommand.Create(),
        };
        root.Directives.Clear();
        foreach (HelpOption option in root.Options.OfType<HelpOption>()) option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return root;
    }

    private static int TellWrongUsage(ParseResult parsed)
    {
        foreach (string message in parsed.Errors.Select(error => error.Message).Distinct()) Console.Error.WriteLine($"retrieval: {message}");
        Console.Error.WriteLine($"Run `retrieval {PathOf(parsed.CommandResult.Command)}--help` to see how it is used.");
        return ExitCode.WrongUsage;
    }

    private static string PathOf(Command command) => command is RootCommand ? "" : string.Concat(command.Parents.OfType<Command>().Select(PathOf)) + command.Name + " ";
}
