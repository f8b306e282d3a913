using System.CommandLine;
using Retrieval.Cli.Usage;
using Retrieval.Text.Languages;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval train-language-id</c>: makes the weights that tell the language of a query. For maintainers; not shown in the help.</summary>
internal static class TrainLanguageIdCommand
{
    // Chosen on held-out queries; the weights that are committed are repeated by these.
    private const int Epochs = 8;
    private const int Seed = 1;

    public static Command Create()
    {
        var texts = new Option<FileInfo[]>("--texts") { Description = "Files of lines `language<TAB>text`", Required = true, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var output = new Option<FileInfo>("--out") { Description = "Where the weights go", Required = true, HelpName = "FILE" };
        var command = new DocumentedCommand(
            "train-language-id", "Train the language identifier on labelled texts",
            "retrieval train-language-id --texts texts.tsv --out src/Retrieval.Text/Data/language-id.bin")
        {
            texts, output,
        };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            (string, Language)[] labelled = [.. parsed.GetRequiredValue(texts).SelectMany(Read)];
            File.WriteAllBytes(parsed.GetRequiredValue(output).FullName, LanguageModelTrainer.Train(labelled, Epochs, Seed));
            Console.Error.WriteLine($"trained on {labelled.Length:N0} texts");
        });
        return command;
    }

    private static IEnumerable<(string, Language)> Read(FileInfo file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file.FullName))
        {
            number++;
            if (line.Length == 0) continue;
            int tab = line.IndexOf('\t');
            if (tab < 0 || !LanguageCodes.TryParse(line[..tab], out Language language))
                throw new InvalidDataException($"{file}, line {number}: expected `language<TAB>text` with a known language, found `{line}`");
            yield return (line[(tab + 1)..], language);
        }
    }
}
