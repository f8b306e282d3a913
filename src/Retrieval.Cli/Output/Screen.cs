using Spectre.Console;

namespace Retrieval.Cli.Output;

/// <summary>The two consoles: results on standard output, messages and progress on standard error.</summary>
internal static class Screen
{
    // A file or pipe has no width; wide enough that no line of a table breaks.
    private const int WidthOfFiles = 200;

    /// <summary>For results that people read.</summary>
    public static IAnsiConsole Results { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For messages and progress.</summary>
    public static IAnsiConsole Messages { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>True where progress can be drawn over.</summary>
    public static bool IsLive => !Console.IsErrorRedirected;

    /// <summary>One line of results, of any length.</summary>
    public static void Print(string line) => Console.Out.WriteLine(line);

    /// <summary>One line to standard error.</summary>
    public static void Say(string message) => Console.Error.WriteLine(message);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected) console.Profile.Width = WidthOfFiles;
        return console;
    }
}
