using System.CommandLine;

namespace Retrieval.Cli.Usage;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string> Index() => new("--index", "-i") { Description = "Folder of the index", Required = true, HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON to standard output, nothing else" };

    public static Option<string?> Market() => new("--market") { Description = "Where the shopper buys: a country (FR) or subdivision (US-CA)", HelpName = "CC" };

    public static Option<string?> Fusion() => new("--fusion")
    {
        Description = "Weights by which scores of words and meaning go together, as `retrieval fit` writes them", HelpName = "FILE",
    };

    public static Option<int> Threads() => AtLeastOne(new("--threads")
    {
        Description = "Threads to use", HelpName = "N", DefaultValueFactory = static _ => Environment.ProcessorCount,
    });

    public static Option<string[]> Teachers(string description) => new("--teachers") { Description = description, HelpName = "DIR", AllowMultipleArgumentsPerToken = true };

    public static Option<string?> Cache(string where) => new("--cache")
    {
        Description = $"Folder of the teachers' vectors, kept between runs so that only new texts cost; absent: {where}", HelpName = "DIR",
    };

    /// <summary>Refuses numbers below 1.</summary>
    public static Option<int> AtLeastOne(Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1) result.AddError($"{option.Name} is {value}; 1 is the least");
        });
        return option;
    }
}
