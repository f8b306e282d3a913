using System.CommandLine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Index.Building;
using Retrieval.Index.Generations;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval rollback</c>: the previous generation serves again.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        Option<string> index = CommonOptions.Index();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand("rollback", "Let the previous generation of an index serve again", "retrieval rollback --index shop") { index, json };
        command.SetAction(parsed =>
        {
            IndexManifest manifest = IndexBuilder.Rollback(parsed.GetRequiredValue(index));
            if (parsed.GetValue(json)) JsonOutput.Write(new { manifest.Generation, manifest.Products, manifest.Created });
            else Screen.Print($"generation {manifest.Generation} of {manifest.Created:u} serves, {manifest.Products:N0} products");
        });
        return command;
    }
}
