using System.CommandLine;
using Retrieval.Cli.Engine;
using Retrieval.Cli.Output;
using Retrieval.Cli.Usage;
using Retrieval.Index.Markets;
using Retrieval.Search.Requests;
using Retrieval.Text.Languages;
using Retrieval.Understanding;
using Retrieval.Understanding.Intent;

namespace Retrieval.Cli.Commands;

/// <summary><c>retrieval understand</c>: what the engine understands of a sentence, or of every sentence of a file.</summary>
internal static class UnderstandCommand
{
    // The currency of a country that has none known; no sentence is read with it, since the market then names no country either.
    private const string NoCurrency = "XXX";

    public static Command Create()
    {
        Argument<string> sentence = QueryOptions.Query("SENTENCE");
        sentence.Arity = ArgumentArity.ZeroOrOne;
        var input = new Option<string?>("--input") { Description = "One sentence a line, or JSON Lines with text (and market); - is standard input", HelpName = "FILE" };
        Option<string> index = CommonOptions.Index();
        index.Required = false;
        index.Description = "Also know the brands, categories and words of this index";
        Option<string?> market = CommonOptions.Market();
        Option<bool> json = CommonOptions.Json();
        var command = new DocumentedCommand(
            "understand", "Tell what is understood of a shopper's sentence",
            "retrieval understand \"rote Laufschuhe Größe 42 unter 80 Euro\"",
            "retrieval understand --json --market GB --input sentences.txt")
        {
            sentence, input, index, market, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(sentence) is { Tokens.Count: > 0 } == (result.GetResult(input) is not null)) result.AddError("either a SENTENCE or --input FILE is expected");
        });
        command.SetAction((parsed, cancellation) =>
        {
            using OpenEngine? opened = parsed.GetValue(index) is { } folder ? OpenEngine.Open(folder, SearchMode.Hybrid) : null;
            Func<string, string?, ShoppingIntent> understand = opened is null ? Understand : (text, market) => opened.Engine.Understand(text, market);
            bool asJson = parsed.GetValue(json);
            if (parsed.GetValue(input) is { } path) return Task.FromResult(Batch(path, parsed.GetValue(market), understand, asJson, cancellation));
            Write(understand(QueryOptions.Text(parsed.GetRequiredValue(sentence)), parsed.GetValue(market)), asJson);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>A sentence that cannot be read has an object with its error in its place, so that lines stay aligned.</summary>
    private static int Batch(string path, string? market, Func<string, string?, ShoppingIntent> understand, bool asJson, CancellationToken cancellation)
    {
        int code = ExitCode.Done;
        foreach (BatchSentence sentence in SentenceBatch.Read(path))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Write(understand(sentence.Text, sentence.Market ?? market), asJson);
            }
            catch (InvalidRequestException refused)
            {
                code = ExitCode.DoneWithFaults;
                Screen.Say($"refused: {path}, line {sentence.Line}: {refused.Message}");
                if (asJson) JsonOutput.Write(new { Error = refused.Message });
            }
        }
        return code;
    }

    private static ShoppingIntent Understand(string sentence, string? market)
    {
        if (string.IsNullOrWhiteSpace(sentence)) throw new InvalidRequestException("sentence", "the sentence is empty; write what you are looking for");
        try
        {
            return SentenceReader.Understand(sentence, new UnderstandingContext(Market.Of(market, NoCurrency).Country));
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidRequestException(wrong is SentenceTooLongException ? "sentence" : "market", wrong.Message);
        }
    }

    private static void Write(ShoppingIntent intent, bool asJson)
    {
        if (asJson) JsonOutput.Write(writer => IntentJson.Write(intent, writer));
        else
        {
            Screen.Print($"{intent.Language.Code()}: {intent.Text} · {string.Join(" · ", new[] { IntentText.Of(intent), intent.Purpose.ToString().ToLowerInvariant() }.Where(static part => part.Length > 0))}");
            if (IntentText.Corrected(intent) is { Length: > 0 } corrected) Screen.Print(corrected);
        }
    }
}
