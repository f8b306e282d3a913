namespace Retrieval.Cli.Tests.Usage;

/// <summary>
/// What must hold of the command line itself: every command explains itself with examples; what it does not understand is wrong usage
/// (exit code 2), told in plain words on standard error, with nothing on standard output.
/// </summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("index")]
    [InlineData("update")]
    [InlineData("search")]
    [InlineData("understand")]
    [InlineData("eval")]
    [InlineData("bench")]
    [InlineData("check")]
    [InlineData("distill")]
    [InlineData("serve")]
    [InlineData("verify")]
    [InlineData("rollback")]
    [InlineData("events")]
    public void Every_command_shows_examples_in_its_help(string command)
    {
        Outcome help = RetrievalProcess.Run(command, "--help").Ends(0);
        Assert.Contains("Usage:", help.Output);
        Assert.Contains($"Examples:\n  retrieval {command}", help.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_unknown_command_is_wrong_usage()
    {
        Outcome outcome = RetrievalProcess.Run("serach", "x").Ends(2).Says("serach", "--help");
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void A_missing_required_option_is_wrong_usage() => RetrievalProcess.Run("search", "blender").Ends(2).Says("--index");

    [Fact]
    public void A_clock_that_is_none_is_wrong_usage() =>
        RetrievalProcess.Run("", ["search", "--index", "nowhere", "blender"], ("RETRIEVAL_NOW", "yesterday")).Ends(2).Says("RETRIEVAL_NOW", "yesterday");
}
