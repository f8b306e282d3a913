using System.CommandLine;

namespace Retrieval.Cli.Usage;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines that can be typed as they stand.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What stands below them; null for nothing.</summary>
    public string? Notes { get; set; }
}
