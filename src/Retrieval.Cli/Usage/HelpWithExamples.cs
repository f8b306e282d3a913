using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Retrieval.Cli.Usage;

/// <summary>The library's help, then the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parsed)
    {
        help.Invoke(parsed);
        if (parsed.CommandResult.Command is DocumentedCommand { Examples.Count: > 0 } command)
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in command.Examples) output.WriteLine($"  {example}");
            output.WriteLine();
            if (command.Notes is { } notes) output.WriteLine(notes);
        }
        return ExitCode.Done;
    }
}
